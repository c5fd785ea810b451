"""Breaks: where the line breaks of a text were lost (one-line pages, text copied from a viewer, lines joined wrongly).

A text is cut only before labels that count on through the document (``corpus.text.chains``), where a blank is left after a
sentence, and around a signature's date. A line in order is left alone: it must be very long, hold several headings, or
hide the very number that the headings around it miss.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.structure.labels import LabelKind
from corpus.text.chains import chosen
from corpus.text.starts import TITLED, Start, starts

_WHOLE = 1000  # characters: a longer line is a whole document, or a page of it
_LONG = 300  # characters: so is a long line with several labels where other lines are
_SEVERAL = 2
_HEADINGS = TITLED | {LabelKind.ARTICLE, LabelKind.CHINESE, LabelKind.QUESTION}
_LIKELY = 2.0  # the weight of a start behind a sentence or a title
_AFTER_SENTENCE = 3.0

_SENTENCE_END = re.compile(r"(?<=[。；！？”）)])\s+(?=\S)")
_ANSWER = re.compile(r"(?<=[。？?！!\s])答\s?[:：]")
_NUMERAL = "[一二三四五六七八九十]"
_FIGURE = r"[0-9〇○零一二三四五六七八九十]"
_CLOSING = re.compile(
    rf"{_FIGURE}{{4}}\s?年\s?{_FIGURE}{{1,3}}\s?月\s?{_FIGURE}{{1,3}}\s?日"
    r"(?P<note>\s?[（(][^（）()]{2,20}[）)])?"
    rf"\s*(?:$|(?P<attachment>附\s?件\s?(?:[0-9]{{1,2}}(?![0-9年])|{_NUMERAL}{{1,2}}(?!{_NUMERAL}|[级类批期次年个项方等]))?)(?![:：、.．和的中所]))"
)
_SIGNATURE = re.compile(r"(?<=[。；！？）)])(?:[^\W\d_]|[\s、（）()]){2,40}$")
_OFFICE = tuple("府厅局委部室院办会组行司心署处社团校")
_SIGNATURE_LIMIT = 42


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where a line is to be cut (offsets, rising, none at its ends), and whether its blanks are remains of breaks."""

    places: tuple[int, ...]
    flattened: bool


def find_breaks(lines: Sequence[str]) -> tuple[Cuts, ...]:
    """For each line of a document the places at which a line break was lost; for most lines there is none."""
    found = chosen(tuple(starts(lines)))
    held = defaultdict[int, list[Start]](list)
    for start in found:
        held[start.line].append(start)
    flat = _flattened(lines, held)
    mended = defaultdict[int, list[int]](list)
    for start in _missed(found, flat):
        mended[start.line].append(start.at)
    return tuple(
        _cuts(line, held[number]) if number in flat else Cuts(tuple(mended[number]), flattened=False)
        for number, line in enumerate(lines)
    )


def _flattened(lines: Sequence[str], held: dict[int, list[Start]]) -> set[int]:
    """The numbers of the lines that hold several paragraphs; ``held`` are the chosen starts of each line."""
    flat = {number for number, line in enumerate(lines) if len(line) > _WHOLE}
    flat |= {number for number, found in held.items() if _holds_headings(found)}
    alone = sum(bool(line.strip()) for line in lines) == 1
    if flat or alone:
        flat |= {
            number for number, found in held.items() if len(found) >= _SEVERAL and (alone or len(lines[number]) > _LONG)
        }
    return flat


def _holds_headings(found: Sequence[Start]) -> bool:
    """Whether among the starts of a line are several headings, the one that begins it included."""
    headings = [start for start in found if start.label.kind in _HEADINGS and start.weight >= _LIKELY]
    return len(headings) >= _SEVERAL


def _missed(found: Sequence[Start], flat: set[int]) -> Iterator[Start]:
    """The headings within lines in order that fill a gap: 第三章 after a full stop, between 第二章 and 第四章."""
    kinds = defaultdict[LabelKind, list[Start]](list)
    for start in found:
        if start.label.kind in _HEADINGS:
            kinds[start.label.kind].append(start)
    for chain in kinds.values():
        for before, start, after in zip(chain, chain[1:], chain[2:], strict=False):
            steps = (start.label.value - before.label.value, after.label.value - start.label.value)
            if start.at and start.line not in flat and start.weight >= _AFTER_SENTENCE and steps == (1, 1):
                yield start


def _cuts(line: str, found: Sequence[Start]) -> Cuts:
    """All cuts of a line that holds several paragraphs."""
    places = {start.at for start in found}
    places |= {gap.end() for gap in _SENTENCE_END.finditer(line)}
    places |= {answer.start() for answer in _ANSWER.finditer(line)}
    for closing in _CLOSING.finditer(line):
        places |= set(_around(line, closing))
    return Cuts(tuple(sorted(place for place in places if 0 < place < len(line))), flattened=True)


def _around(line: str, closing: re.Match[str]) -> Iterator[int]:
    """The breaks around a signature's date: before the office and the date, after the date and 附件 without a mark."""
    start = max(0, closing.start() - _SIGNATURE_LIMIT)
    before = line[start : closing.start()].rstrip()
    office = _SIGNATURE.search(before)
    if not before.endswith((*_OFFICE, "。", "）", ")")):
        return
    yield closing.start()
    if office:
        yield start + office.start()
    for name in ("note", "attachment"):
        if closing[name]:
            yield closing.start(name)
            yield closing.end(name)
