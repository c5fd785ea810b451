"""Sequences: labels that only their neighbours prove: ``1.1`` before ``1.2``, ``A.`` before ``B.``, ``方向1：``, ``01``.

A line that begins with ``1.5`` may speak of an amount, one with ``A.`` of a grade. They are labels where the next
number or letter of the same form begins a line too.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.structure.labels import HEAD, MEASURE, Label, LabelKind
from corpus.structure.ordinals import number_value
from corpus.structure.segment import Segment

_DECIMAL = re.compile(
    r"(?P<number>[0-9]{1,2}(?:[.．][0-9]{1,2}){1,3})(?P<delimiter>[.．、]?)(?![0-9.．%％‰])(?=\s*[^\s0-9])"
)
_LETTER = re.compile(r"(?P<number>[A-Za-zＡ-Ｚａ-ｚ])(?P<delimiter>[.．、)）])\s*(?=[^\s.．、])(?![A-Za-z])")
_LETTER_BRACKET = re.compile(r"[（(]\s*(?P<number>[A-Za-zＡ-Ｚａ-ｚ])\s*(?P<delimiter>[)）])(?=.)")
_WORD = re.compile(
    r"(?P<word>[^\W\d_一二三四五六七八九十]{2,4})(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*(?P<delimiter>[:：])"
)
_ZERO = re.compile(r"(?P<number>0[0-9])(?P<delimiter>)(?=\s*[^\W\d_])")
_UNPUNCTUATED = re.compile(r"\s*(?P<number>[0-9]{1,2})(?![0-9.．])\s*(?=[^\W\d_])")
_DECIMALS = (LabelKind.DECIMAL, LabelKind.SECOND_DECIMAL, LabelKind.THIRD_DECIMAL)
_NEAR = 3  # lines between 1 总则 and 1.1

_Form = tuple[LabelKind, str, tuple[int, ...]]  # kind, delimiter or word, numbers before the last


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may begin with a label of a sequence; ``weak`` if it may also begin with an amount."""

    at: int
    label: Label
    form: _Form
    weak: bool = False


def complete(found: list[Segment]) -> None:
    """Gives their labels, in place, to the segments whose neighbours prove them."""
    candidates = [c for at, segment in enumerate(found) if (c := _candidate(segment, at))]
    if not candidates:
        return
    proved = [c for form in _by_form(candidates) for c in _chained(form)]
    if len(proved) < 2:  # a 1.1 alone proves nothing
        return
    for candidate in proved:
        found[candidate.at] = replace(found[candidate.at], label=candidate.label, loose=None)
        if len(candidate.label.prefix) == 1 and candidate.label.value == 1:
            _number_parent(found, candidate)


def _by_form(candidates: Sequence[_Candidate]) -> Iterator[list[_Candidate]]:
    forms = defaultdict[_Form, list[_Candidate]](list)
    for candidate in candidates:
        forms[candidate.form].append(candidate)
    yield from forms.values()


def _candidate(segment: Segment, at: int) -> _Candidate | None:
    label = segment.label
    if (
        segment.tabular
        or (label and label.kind is not LabelKind.HEADING)
        or (match := HEAD.match(segment.text)) is None
    ):
        return None
    head, rest = match, segment.text[match.end() :]
    if not rest or not (rest[0].isalnum() or rest[0] in "（("):
        return None
    for read in (_decimal, _letter, _word, _zero):
        if found := read(rest):
            marks = (head["marks"] or "").count("#")
            length = head.end() + found.label.length
            length += len(segment.text[length:]) - len(segment.text[length:].lstrip())
            placed = replace(found.label, length=length, marks=marks, bulleted=bool(head["bullet"]))
            return replace(found, at=at, label=placed)
    return None


def _decimal(rest: str) -> _Candidate | None:
    match = _DECIMAL.match(rest)
    if match is None:
        return None
    *prefix, value = (int(n) for n in re.split("[.．]", match["number"]))
    kind = _DECIMALS[len(prefix) - 1]
    label = Label(match["number"], kind, value, match.end(), match["delimiter"], prefix=tuple(prefix))
    return _Candidate(0, label, (kind, "", tuple(prefix)), rest[match.end()] in MEASURE)


def _letter(rest: str) -> _Candidate | None:
    match, kind = _LETTER.match(rest), LabelKind.LETTER
    if match is None:
        match, kind = _LETTER_BRACKET.match(rest), LabelKind.LETTER_BRACKET
    if match is None:
        return None
    letter = match["number"]
    first = next(first for first in "ａＡaA" if letter >= first)
    text = re.sub(r"\s", "", match[0]) if kind is LabelKind.LETTER_BRACKET or match["delimiter"] in ")）" else letter
    label = Label(text, kind, ord(letter) - ord(first) + 1, match.end(), match["delimiter"])
    return _Candidate(0, label, (kind, first + match["delimiter"], ()))


def _word(rest: str) -> _Candidate | None:
    match = _WORD.match(rest)
    value = number_value(match["number"]) if match else None
    if match is None or value is None:
        return None
    label = Label(match["word"] + match["number"], LabelKind.WORD, value, match.end(), match["delimiter"])
    return _Candidate(0, label, (LabelKind.WORD, match["word"], ()))


def _zero(rest: str) -> _Candidate | None:
    match = _ZERO.match(rest)
    value = number_value(match["number"]) if match else None
    if match is None or value is None:
        return None
    label = Label(match["number"], LabelKind.ARABIC, value, match.end())
    return _Candidate(0, label, (LabelKind.ARABIC, "0", ()), rest[match.end() : match.end() + 1] in MEASURE)


def _chained(form: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """The candidates of one form that follow one another: from 1 on, each the next or, one missing, the next but one."""
    runs = list[list[_Candidate]]()
    for candidate in form:
        step = candidate.label.value - runs[-1][-1].label.value if runs else 0
        if runs and 1 <= step <= 2:
            runs[-1].append(candidate)
        elif candidate.label.value == 1:
            runs.append([candidate])
    for run in runs:
        is_proved = len(run) > 1 and not all(c.weak for c in run)
        yield from run if is_proved or (run[0].label.prefix and not run[0].weak) else ()


def _number_parent(found: list[Segment], first: _Candidate) -> None:
    """Makes ``1 总则`` above ``1.1`` a label."""
    for at in range(first.at - 1, max(first.at - 1 - _NEAR, -1), -1):
        segment = found[at]
        match = _UNPUNCTUATED.match(segment.text)
        if segment.label:
            return
        if match and int(match["number"]) == first.label.prefix[0] and not segment.closed:
            label = Label(match["number"], LabelKind.ARABIC, int(match["number"]), match.end())
            found[at] = replace(segment, label=label, loose=None)
            return
