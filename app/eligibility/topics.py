"""Topics: the field that a condition, a base or a recipient asks, made of the clause's own words."""

import re

from app.eligibility.field import KINDS, Field, FieldKind
from corpus import Benefit, Condition, Quantity, find_quantities
from corpus.benefits.recipients import GENERIC
from corpus.benefits.roles import ENTITY, THING
from corpus.quantities.numerals import fold

_REACHES = re.compile(r"(?:首次|均|都|已|达到?|突破|超过|满|在|为|不低于|不少于|不超过|高于|低于|[,、和或])+$")
_LEADS = re.compile(r"^(?:对于?|其|该)(?=..)|^企业(?=(?:固定资产|年度|当年|实际|研发))")
_EVERY = re.compile(r"(?<![亩人平月日户])均|都(?!市)|每年|逐年")
_EITHER = re.compile(r"或者?[^,，、或者()（）]{3,}$")
_RELATIVE = re.compile(rf"^的(?P<noun>[^,、]{{2,20}}{ENTITY})$")
# What a firm has only one of, whatever support it asks for: such a figure is one field for all of them.
_OF_THE_FIRM = re.compile(
    r"(?:年度?|当年|上一?年度?|本年度?)?(?:实现)?(?:主营业务收入|营业总?收入|营业额|(?:规模以上)?工业总产值|研发(?:费用|投入|经费)"
    r"|(?:地方|区级|县级)?(?:财政|经济)贡献|(?:实缴)?注册资[本金]|(?:员工|职工)(?:总|人)?数)"
)
_ANYBODY = re.compile(
    rf"(?:申报|申请|实施|建设|项目|获奖|符合条件的?|创新)?(?:{GENERIC.pattern}|主体|投资方|投资者)(?:(?:或|和|、|及)(?:项目)?(?:{GENERIC.pattern}|主体))*"
)
_TELLING = 12  # characters: measured words as long as this say themselves what they are of
_EDGES = " 的、,，;；:："


def condition_field(condition: Condition, benefit: Benefit, *, before: Field | None) -> Field:
    """What a condition asks: a figure where it has a threshold, else whether it is so.

    ``before`` is the figure that the condition before it asks: 达5亿元以上，10亿元以下 speaks of one.
    """
    quantity = condition.quantity
    if quantity is None:
        return _fact(_with_thing(condition.text, benefit.who), condition.text)
    words = measured_words(condition)
    if not words and before is not None and (before.kind, before.unit) == (KINDS[quantity.kind], quantity.unit):
        return before
    every = "（各年中最低的一年）" if _EVERY.search(condition.text) else ""
    return _figure(words or benefit.title, quantity, _about(words, benefit), every)


def measured_words(condition: Condition) -> str:
    """What the threshold of a condition measures: ``年度采购量达100万元`` → ``年度采购量``."""
    figures = _own_figures(condition)
    first, last = (figures[0].span.start, figures[-1].span.end) if figures else (len(condition.text),) * 2
    head = _LEADS.sub("", _REACHES.sub("", fold(condition.text[:first])).strip(_EDGES))
    tail = fold(condition.text[last:])
    return head if tail.startswith("的") else f"{head}{tail}".strip(_EDGES)


def described(condition: Condition) -> Field | None:
    """The recipient that stands behind a threshold (达10亿元以上的融资租赁企业), where it says something."""
    figures = _own_figures(condition)
    match = _RELATIVE.match(condition.text[figures[-1].span.end :]) if figures else None
    return recipient_field(match["noun"]) if match else None


def names_alternative(condition: Condition) -> bool:
    """Whether a threshold is only one of two things: 获得奖项或者年销售额达到1亿元, not 自建或租用1000平方米以上."""
    figures = _own_figures(condition)
    return bool(figures) and bool(_EITHER.search(condition.text[: figures[0].span.start]))


def recipient_field(who: str) -> Field | None:
    """Whether the enterprise is what the clause names (整机制造企业); ``None`` where that is anybody, or a thing."""
    words = fold(who).strip(_EDGES)
    if not words or _ANYBODY.fullmatch(words) or re.search(rf"{THING}$", words):
        return None
    return Field(f"属于·{words}", f"属于“{who.strip(_EDGES)}”", FieldKind.FACT)


def thing_field(benefit: Benefit) -> Field | None:
    """Whether there is the thing that a benefit without conditions is for (典型应用场景)."""
    who = benefit.who.strip(_EDGES)
    return _fact(f"有·{who}", f"有“{who}”") if who and not _ANYBODY.fullmatch(fold(who)) else None


def base_field(benefit: Benefit, measured: list[Field]) -> Field:
    """What a rate is applied to; one with the figure of a condition that measures the same (年度采购量)."""
    words = _LEADS.sub("", fold(benefit.base)).strip(_EDGES)
    same = [f for f in measured if f.kind is FieldKind.AMOUNT and f.label.endswith(words)]
    if len(same) == 1:
        return same[0]
    about = _about(words, benefit) or ("" if _says_of_what(words) else benefit.title)
    return Field(_key(about, words), words, FieldKind.AMOUNT, "元", about)


def pieces_field(benefit: Benefit, unit: str, words: str = "") -> Field:
    """How many pieces there are that a sum or a limit counts."""
    label = f"{words or '数量'}（{unit}）" if not words.endswith(unit) else words
    about = _about("", benefit) or benefit.title
    kind = FieldKind.PERIOD if unit in {"年", "个月", "日"} else FieldKind.COUNT
    return Field(_key(about, f"数量·{unit}"), label, kind, unit, about)


def choice_field(text: str, options: tuple[str, ...], who: str) -> Field:
    """Which member of a 分别-pair it is."""
    return Field(_plain(_with_thing(text, who)), text.strip(_EDGES), FieldKind.CHOICE, options=options)


def _own_figures(condition: Condition) -> list[Quantity]:
    """The figures of the threshold: 超过50亿元、30亿元, but not the 2年 of 连续2年销售额."""
    need = condition.quantity
    found = find_quantities(condition.text)
    return [q for q in found if need is None or (q.kind, q.unit) == (need.kind, need.unit)]


def _fact(key: str, label: str) -> Field:
    return Field(_plain(key), key if key.endswith(label) else label, FieldKind.FACT)


def _figure(words: str, quantity: Quantity, about: str, every: str) -> Field:
    return Field(_key(about, words), words + every, KINDS[quantity.kind], quantity.unit, about)


def _with_thing(text: str, who: str) -> str:
    """被评定为国家级 of a 数据训练场 is another fact than of a 工业设计中心."""
    words = who.strip(_EDGES)
    named = not words or words in text or _ANYBODY.fullmatch(fold(words)) or not re.search(rf"{THING}$", words)
    return text if named else words + text


def _about(words: str, benefit: Benefit) -> str:
    """The deed or the thing that a figure belongs to; empty where its words say that, or where it is the firm's."""
    if _says_of_what(words):
        return ""
    who = benefit.who.strip(_EDGES)
    if re.search(rf"{THING}$", who) and not _ANYBODY.fullmatch(who):
        return who
    deed = next((c.text for c in benefit.conditions if c.quantity is None), "")
    return deed or (who if who and not _ANYBODY.fullmatch(fold(who)) else "")


def _says_of_what(words: str) -> bool:
    return bool(_OF_THE_FIRM.fullmatch(words)) or len(words) >= _TELLING


def _key(about: str, words: str) -> str:
    return _plain(f"{about}·{words}" if about else words)


def _plain(words: str) -> str:
    return re.sub(r"\s", "", fold(words)).strip(_EDGES)
