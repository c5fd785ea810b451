"""Profiles: what an enterprise has answered, read from words in any spelling."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.answering.counting import units_alike
from app.eligibility.field import KINDS, Field, FieldKind
from app.errors import AppError
from corpus import Bound, find_spoken_quantities
from corpus.quantities.numerals import fold

Value = Decimal | bool | tuple[str, ...]  # a figure in the field's unit, yes or no, or the options chosen
Values = Mapping[str, Value]  # by key; what is not there is not known

NONE_OF_THEM = "都不是"
_YES = frozenset({"是", "有", "符合", "满足", "yes", "y", "true", "1", "√", "✓"})
_NO = frozenset({"否", "不是", "无", "没有", "不符合", "不满足", "no", "n", "false", "0", "×", "✗"})
_UNKNOWN = frozenset({"", "未知", "不清楚", "不知道", "不详", "unknown", "?", "null", "-", "—"})
_NONE = frozenset({NONE_OF_THEM, "都没有", "无", "没有", "否", "不是", "none", "no"})
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SEPARATOR = re.compile(r"[、，,;；|/]")
_LONGEST = 200  # characters of an answer
_MOST_DIGITS = 30
EXAMPLES = {
    FieldKind.AMOUNT: "8000万元", FieldKind.COUNT: "12", FieldKind.RATIO: "5%", FieldKind.PERIOD: "3",
    FieldKind.DATE: "2025年6月1日",
}  # fmt: skip


class InvalidAnswer(AppError):
    """An answer cannot be read as what its field asks."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The answers of one enterprise by the keys of their fields; ``unused`` are the names that no field has."""

    values: Values
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadAnswer:
    """An answer that cannot be read, with the reason in Chinese."""

    field: Field
    reason: str


def read_profile(answers: Mapping[str, object], form: Sequence[Field]) -> Profile:
    """The answers as values, looked up by key or by label.

    Raises:
        InvalidAnswer: an answer is not what its field asks; the message names the field.
    """
    profile, bad = sorted_answers(answers, form)
    if bad:
        raise InvalidAnswer(bad[0].reason)
    return profile


def sorted_answers(answers: Mapping[str, object], form: Sequence[Field]) -> tuple[Profile, tuple[BadAnswer, ...]]:
    """The answers that can be read, and those that cannot and are left out."""
    named = names_of(form)
    values: dict[str, Value] = {}
    unused, bad = list[str](), list[BadAnswer]()
    for name, answer in answers.items():
        field = named.get(name.strip())
        if field is None:
            unused.append(name)
            continue
        try:
            value = read_answer(field, answer)
        except InvalidAnswer as exc:
            bad.append(BadAnswer(field, str(exc)))
        else:
            if value is not None:
                values[field.key] = value
    return Profile(values, tuple(unused)), tuple(bad)


def names_of(form: Sequence[Field]) -> dict[str, Field]:
    """Every name that a field answers to: its key, and its label where no other field has the same."""
    labels = [field.label for field in form]
    unique = {field.label: field for field in form if labels.count(field.label) == 1}
    return unique | {field.key: field for field in form}


def parse_profile(text: str, source: str) -> dict[str, object]:
    """The answers of a saved profile, a JSON object; figures stay exact.

    Raises:
        InvalidAnswer: it is no JSON object; ``source`` is named in the message.
    """
    try:
        found = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as exc:  # the latter: nested deeper than any profile
        raise InvalidAnswer(
            f"“{source}”不是有效的 JSON（{exc}）；请用 policyqa match --json 打印的 profile 作为样子。"
        ) from exc
    if not isinstance(found, dict):
        raise InvalidAnswer(f'“{source}”里不是一个 JSON 对象；请写成 {{"问题": "答案"}} 这样。')
    inner = found.get("profile")
    return inner if isinstance(inner, dict) else found


def read_answer(field: Field, answer: object) -> Value | None:
    """One answer as a value in the field's unit; ``None`` where it is not known.

    ``8000万元`` → 80000000, ``是`` → True, ``国家级、省级`` → both options. A bare number is in the field's unit.
    """
    if answer is None:
        return None
    if field.kind is FieldKind.CHOICE:
        return _options(field, answer)
    text = _text(field, answer)
    if text.lower() in _UNKNOWN:
        return None
    if field.kind is FieldKind.FACT:
        return _fact(field, text)
    return _figure(field, text)


def _text(field: Field, answer: object) -> str:
    if isinstance(answer, bool):
        text = "是" if answer else "否"
    elif isinstance(answer, Decimal) and abs(answer.adjusted()) <= _LONGEST:  # 1e999999999 would fill the memory
        text = format(answer, "f")
    elif isinstance(answer, str | int | Decimal):
        text = str(answer)
    else:
        raise InvalidAnswer(f"“{field.label}”的答案应是一个词或一个数，而不是 {type(answer).__name__}。")
    text = fold(text).strip()
    if len(text) > _LONGEST:
        raise InvalidAnswer(f"“{field.label}”的答案超过{_LONGEST}个字；请只填要问的那一项。")
    return text


def _fact(field: Field, text: str) -> bool:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise InvalidAnswer(f"“{field.label}”填的是“{text}”；请填“是”“否”或“不清楚”。")


def _options(field: Field, answer: object) -> tuple[str, ...] | None:
    parts = answer if isinstance(answer, list | tuple) else [answer]
    said = [p.strip() for part in parts for p in _split(field, _text(field, part))]
    words = [w for w in said if w.lower() not in _UNKNOWN]
    if not words:
        return None
    if all(w.lower() in _NONE for w in words):
        return ()
    known = {fold(option): option for option in field.options}
    wrong = next((w for w in words if fold(w) not in known), None)
    if wrong is not None:
        choices = "、".join(f"“{o}”" for o in (*field.options, NONE_OF_THEM))
        raise InvalidAnswer(f"“{field.label}”填的是“{wrong}”；请从{choices}中选，不清楚就留空。")
    return tuple(o for o in field.options if o in {known[fold(w)] for w in words})


def _split(field: Field, text: str) -> list[str]:
    """An option may itself have a comma in it; then it is taken whole."""
    return [text] if text in map(fold, field.options) else _SEPARATOR.split(text)


def _figure(field: Field, text: str) -> Decimal:
    bare = _NUMBER.fullmatch(text)
    if bare and field.kind is not FieldKind.DATE and len(text) <= _MOST_DIGITS:
        return Decimal(text.replace(",", ""))
    found = find_spoken_quantities(text)
    if len(found) != 1 or found[0].bound is not Bound.EQ or fold(found[0].raw).strip() != text:
        raise InvalidAnswer(f"“{field.label}”填的是“{text}”，读不成一个确定的数；请写成“{EXAMPLES[field.kind]}”这样。")
    quantity = found[0]
    if KINDS[quantity.kind] is not field.kind or not units_alike(quantity.unit, field.unit):
        raise InvalidAnswer(f"“{field.label}”要的单位是“{field.unit}”，填的是“{text}”；请换成这个单位。")
    return quantity.value
