"""Random edits of a document: one each, with what a comparison must report of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from corpus import Clause, Kind, Metadata, ParsedDocument, Quantity, Span, find_quantities
from corpus.document import Block, Document, RawDocument
from corpus.parsing import interpret

_ORDER = "一二三四五六七八九十"
_ITEM = re.compile(rf"(?P<before>\s*[（(])(?P<number>[{_ORDER}])(?P<after>[）)])")
_LARGEST = 4  # clauses that one deletion takes away at most
_TODAY = date(2026, 1, 1)
_NEW_WORDS = (  # of no document: made up
    "申请单位应当在云川市设有固定办公场所并连续经营满两个会计年度。",
    "对新认定的海绵示范单元给予一次性支持。",
    "主管处室应当每季度在门户网站公布受理进度。",
    "各镇街应当指定专人负责材料初审。",
)


@dataclass(frozen=True, slots=True)
class Edit:
    """An edited text. ``expected`` are the kinds of change with the words of the old clause (of the new one if added).

    ``figures`` is how many figures change, where the edit is meant to change any.
    """

    kind: str
    text: str
    expected: frozenset[tuple[str, str]]
    figures: int | None = None


def parse_text(document: Document, text: str) -> ParsedDocument:
    """``text`` as another version of ``document``."""
    blocks = tuple(Block(line) for line in text.split("\n"))
    raw = RawDocument(Path(document.path), "text/plain", "0" * 64, blocks)
    return interpret(raw, Metadata(id=document.id, title=document.title), today=_TODAY)


def random_edit(parsed: ParsedDocument, random: Random) -> Edit | None:
    """One edit; ``None`` where the kind that was drawn finds no place in the document."""
    return random.choice(_EDITS)(parsed, random)


def _below(parsed: ParsedDocument, at: int) -> list[Clause]:
    """A clause and all that stand below it."""
    found = [parsed.clauses[at]]
    ids = {found[0].id}
    for clause in parsed.clauses[at + 1 :]:
        if clause.parent not in ids:
            break
        ids.add(clause.id)
        found.append(clause)
    return found


def _tidy(text: str) -> str:
    return re.sub(r"\n\n+", "\n", text).strip("\n")


def _delete(parsed: ParsedDocument, random: Random) -> Edit | None:
    """A clause goes with all below it."""
    gone = _below(parsed, random.randrange(len(parsed.clauses)))
    if len(gone) > _LARGEST or len(parsed.clauses) - len(gone) < 2:
        return None
    text = parsed.document.text
    kept = text[: gone[0].span.start] + text[gone[-1].span.end :]
    return Edit("delete", _tidy(kept), frozenset(("removed", c.text.strip()) for c in gone))


def _change_number(parsed: ParsedDocument, random: Random) -> Edit | None:
    """A figure gets another value."""
    kinds = {Kind.AMOUNT, Kind.RATE, Kind.COUNT}
    printed = [
        (c, q) for c in parsed.clauses for q in find_quantities(c.text) if q.kind in kinds and re.search(r"\d", q.raw)
    ]
    if not printed:
        return None
    clause, quantity = random.choice(printed)
    number = random.choice([*re.finditer(r"\d+(?:\.\d+)?", quantity.raw)])
    at = clause.span.start + quantity.span.start
    text = parsed.document.text
    changed = str(int(float(number[0])) + random.choice((1, 3, 7, 50)))
    edited = text[: at + number.start()] + changed + text[at + number.end() :]
    if not _reads_as_one(edited, clause, quantity, len(changed) - len(number[0])):
        return None
    return Edit("number", edited, frozenset({("changed", clause.text.strip())}), figures=1)


def _reads_as_one(edited: str, clause: Clause, quantity: Quantity, longer: int) -> bool:
    """Whether the edited figure is one figure still: nobody prints a range that falls, ``55%-20%``."""
    start, end = clause.span.start, clause.span.end + longer
    span = quantity.span.shift(start)
    at = Span(span.start, span.end + longer)
    return any(q.span.shift(start) == at for q in find_quantities(edited[start:end]))


def _siblings(parsed: ParsedDocument, clause: Clause) -> list[int]:
    return [i for i, c in enumerate(parsed.clauses) if c.parent == clause.parent]


def _insert(parsed: ParsedDocument, random: Random) -> Edit | None:
    """A new item at the end of a list."""
    at = random.randrange(len(parsed.clauses))
    last = _siblings(parsed, parsed.clauses[at])[-1]
    label = _ITEM.match(parsed.clauses[last].text)
    if label is None or label["number"] == _ORDER[-1]:
        return None
    number = _ORDER[_ORDER.index(label["number"]) + 1]
    item = f"{label['before'].strip()}{number}{label['after']}{random.choice(_NEW_WORDS)}"
    end = _below(parsed, last)[-1].span.end
    text = parsed.document.text
    edited = f"{text[:end].rstrip()}\n{item}\n{text[end:].lstrip()}"
    return Edit("insert", _tidy(edited), frozenset({("added", item)}))


def _renumber(parsed: ParsedDocument, random: Random) -> Edit | None:
    """An item goes, and those after it move up in number."""
    at = random.randrange(len(parsed.clauses))
    clause = parsed.clauses[at]
    after = [parsed.clauses[i] for i in _siblings(parsed, clause) if i > at]
    labels = [_ITEM.match(c.text) for c in (clause, *after)]
    if not after or len(_below(parsed, at)) > 1 or not all(labels):
        return None
    text = parsed.document.text
    for other, label in reversed([*zip(after, labels[1:], strict=True)]):
        if label is None or label["number"] == _ORDER[0]:
            return None
        start = other.span.start + label.start("number")
        text = text[:start] + _ORDER[_ORDER.index(label["number"]) - 1] + text[start + 1 :]
    text = text[: clause.span.start] + text[clause.span.end :]
    expected = {("removed", clause.text.strip()), *(("renumbered", c.text.strip()) for c in after)}
    return Edit("renumber", _tidy(text), frozenset(expected))


_EDITS: Sequence[Callable[[ParsedDocument, Random], Edit | None]] = (_delete, _change_number, _insert, _renumber)
