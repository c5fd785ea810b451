"""The clause tree of a document: each clause with the number of its label, found by number and by place."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from corpus.clause import Clause, ParsedDocument
from corpus.structure.labels import UNITS, LabelKind
from corpus.structure.ordinals import CHINESE_DIGITS, number_value

_C = f"[{CHINESE_DIGITS}十百千两]"
_A = "[0-9０-９]"
_ORDINAL = re.compile(rf"第(?P<number>{_C}+|{_A}+)(?P<unit>分编|[编章节条款]|部分)(?:之(?P<sub>{_C}+))?")
_DOCUMENT = re.compile(r"[#.]d\d+[a-z]?$")  # the id of an attached document
_ATTACHMENT = re.compile(rf"附[件录表]?(?P<number>{_C}+|{_A}+)?")
_FORMS = (
    (re.compile(rf"(?P<number>{_C}+)"), LabelKind.CHINESE),
    (re.compile(rf"[（(]?(?P<number>{_C}+)[)）]"), LabelKind.CHINESE_BRACKET),
    (re.compile(rf"(?P<number>{_A}+)"), LabelKind.ARABIC),
    (re.compile(rf"[（(]?(?P<number>{_A}+)[)）]"), LabelKind.ARABIC_BRACKET),
)
_SYMBOLS = (
    ("⑴", "⒇", LabelKind.ARABIC_BRACKET),
    ("⒈", "⒛", LabelKind.ARABIC),
    ("㈠", "㈩", LabelKind.CHINESE_BRACKET),
    ("①", "➉", LabelKind.CIRCLED),
)


class Part(Enum):
    """The whole of a file, or of it what stands in no attachment and in no attached document."""

    ALL = "all"
    MAIN = "main"


Scope = Clause | Part


@dataclass(frozen=True, slots=True)
class Number:
    """What a printed label says: the kind of its list, its number, and the number after 之."""

    kind: LabelKind
    value: int
    sub: int = 0


def label_number(printed: str) -> Number | None:
    """The number of a path element, ``None`` where it has none: ``第八条之一``, ``（二）``, ``二``, ``3``, ``①``, ``附件1``."""
    if match := _ORDINAL.fullmatch(printed):
        kind = UNITS.get(match["unit"], LabelKind.PARAGRAPH)
        return _number(kind, match["number"], match["sub"])
    if match := _ATTACHMENT.fullmatch(printed):
        return _number(LabelKind.ATTACHMENT, match["number"] or "", None) or Number(LabelKind.ATTACHMENT, 0)
    for form, kind in _FORMS:
        if match := form.fullmatch(printed):
            return _number(kind, match["number"], None)
    for first, last, kind in _SYMBOLS:
        if len(printed) == 1 and first <= printed <= last:
            return Number(kind, int(unicodedata.numeric(printed)))
    return None


def _number(kind: LabelKind, printed: str, sub: str | None) -> Number | None:
    value = number_value(printed)
    return Number(kind, value, number_value(sub or "") or 0) if value else None


class ClauseTree:
    """A parsed document's clauses by id, by parent and by number. Building it costs one pass over the clauses."""

    def __init__(self, parsed: ParsedDocument) -> None:
        self.document = parsed.document
        self._by_id = {clause.id: clause for clause in parsed.clauses}
        self._numbers = {clause.id: label_number(clause.path[-1]) for clause in parsed.clauses}
        self._children: defaultdict[str | None, list[Clause]] = defaultdict(list)
        self._numbered: defaultdict[Number, list[Clause]] = defaultdict(list)
        self._kinds: defaultdict[LabelKind, list[Clause]] = defaultdict(list)
        for clause in parsed.clauses:
            self._children[clause.parent].append(clause)
            if number := self._numbers[clause.id]:
                self._numbered[number].append(clause)
                self._kinds[number.kind].append(clause)

    def number(self, clause: Clause) -> Number | None:
        """What the clause's own label says."""
        return self._numbers[clause.id]

    def is_kind(self, clause: Clause, *kinds: LabelKind) -> bool:
        """Whether the clause's label is of one of these kinds."""
        number = self._numbers[clause.id]
        return number is not None and number.kind in kinds

    def line(self, clause: Clause) -> Iterator[Clause]:
        """The clause and what it stands in, from below."""
        current: Clause | None = clause
        while current is not None:
            yield current
            current = self._by_id.get(current.parent) if current.parent else None

    def above(self, clause: Clause, *kinds: LabelKind) -> Clause | None:
        """The clause itself or the nearest that it stands in, of one of these kinds."""
        return next((c for c in self.line(clause) if self.is_kind(c, *kinds)), None)

    def children(self, scope: Scope) -> tuple[Clause, ...]:
        """What stands directly in ``scope``."""
        if isinstance(scope, Clause):
            return tuple(self._children[scope.id])
        return tuple(c for c in self._children[None] if scope is Part.ALL or not self.is_piece(c))

    def siblings(self, clause: Clause) -> tuple[Clause, ...]:
        """The clause and what stands beside it."""
        return tuple(self._children[clause.parent])

    def numbered(self, number: Number, scope: Scope) -> tuple[Clause, ...]:
        """Everything with this number in ``scope`` at any depth."""
        return tuple(c for c in self._numbered[number] if self._is_in(c, scope))

    def of_kind(self, kind: LabelKind, scope: Scope) -> tuple[Clause, ...]:
        """Everything with labels of a kind in ``scope`` at any depth, in reading order."""
        return tuple(c for c in self._kinds[kind] if self._is_in(c, scope))

    def piece(self, clause: Clause) -> Scope:
        """The attachment or attached document that the clause stands in, else ``Part.MAIN``."""
        return next((c for c in self.line(clause) if self.is_piece(c)), Part.MAIN)

    def pieces(self) -> tuple[Clause, ...]:
        """The attachments and attached documents."""
        return tuple(c for c in self._by_id.values() if self.is_piece(c))

    def is_piece(self, clause: Clause) -> bool:
        """Whether a clause begins an attachment or an attached document, of which the path shows the title."""
        return self.is_kind(clause, LabelKind.ATTACHMENT) or bool(_DOCUMENT.search(clause.id))

    def _is_in(self, clause: Clause, scope: Scope) -> bool:
        if isinstance(scope, Part):
            return scope is Part.ALL or self.piece(clause) is Part.MAIN
        return clause.id != scope.id and any(c.id == scope.id for c in self.line(clause))
