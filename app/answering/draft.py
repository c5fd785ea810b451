"""A model-free answer while it is put together: lines of text, citations by key, numbers with their origin."""

import re
from dataclasses import dataclass, field, replace

from app.answering.answer import Conflict, Number, Origin
from app.answering.computation import Computation
from app.answering.conflict import Disagreement
from app.answering.evidence import Evidence
from app.answering.excerpt import Excerpt
from corpus import Citation, Quantity, Status, display

ALSO = "相关的规定还有："
_KEY_MARK = re.compile(r"\[(\d+)\]")
_NOTES = {
    Status.DRAFT: "以上依据征求意见稿，尚未正式施行，请以正式印发的文件为准。",
    Status.EXPIRED: "以上依据的文件有效期已过，不再执行，仅供了解，请以现行文件为准。",
    Status.SUPERSEDED: "以上依据的文件已被新文件替代，不再执行，仅供了解，请以现行文件为准。",
}


@dataclass(slots=True)
class DirectAnswer:
    """An answer while it is put together: lines of text, citations by key, numbers with their origin.

    ``lines`` answer, ``beside`` is what else may matter, ``notes`` are about all of it.
    """

    lines: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    computations: list[Computation] = field(default_factory=list)
    support: float = 0.0  # of the sentences it rests on, see support.Supported
    score: float = 0.0  # of the first of them, see evidence.Evidence: of two well supported answers it tells the better
    complete: bool = False  # it says all that the question asks, whose parts need no answers of their own
    _places: list[Evidence] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines, one a line: what answers, what stands beside it under its heading, the notes."""
        return "\n".join([*self.lines, *self._headed(), *self.notes])

    def _headed(self) -> list[str]:
        beside = [line for line in self.beside if line not in self.lines]
        return [ALSO, *beside] if beside else []

    def cite(self, evidence: Evidence) -> int:
        """The key of the citation of a sentence, made where it is new."""
        for key, known in enumerate(self._places, 1):
            if known.sentence.span == evidence.sentence.span and known.facts.clause.id == evidence.facts.clause.id:
                return key
        facts, sentence = evidence.facts, evidence.sentence
        self._places.append(evidence)
        self.citations.append(Citation(facts.document, facts.clause, sentence.span, sentence.text))
        return len(self._places)

    def quote(self, quantity: Quantity, key: int) -> None:
        """Note a figure that stands in citation ``key``."""
        self._add(Number(figure_text(quantity), quantity.value, quantity.unit, Origin.QUOTED, key))

    def _add(self, number: Number) -> None:
        if number not in self.numbers:
            self.numbers.append(number)

    def add_excerpt(self, part: Excerpt, header: Evidence | None = None) -> None:
        """A line in the document's own words; of a table's row with the line of column names cited beside it."""
        key = self.cite(part.evidence)
        line = f"{_printed(part)}[{key}]" + (f"[{self.cite(header)}]" if header else "")
        self._note(line, self.lines, part, key)

    def add_beside(self, part: Excerpt) -> None:
        """The same for what else may matter."""
        key = self.cite(part.evidence)
        self._note(f"{_printed(part)}[{key}]", self.beside, part, key)

    def _note(self, line: str, lines: list[str], part: Excerpt, key: int) -> None:
        if line not in lines:
            lines.append(line)
            for quantity in part.quantities:
                self.quote(quantity, key)

    def add_computation(self, computation: Computation, evidence: Evidence) -> None:
        """A computed line; its figures are asked, quoted or computed."""
        key = self.cite(evidence)
        self.lines.append(f"{computation.line}[{key}]")
        self.computations.append(computation)
        for f in computation.figures:
            if f.source is not None:
                self.quote(f.source, key)
            elif f.asked:
                self._add(Number(f.text, f.value, f.unit, Origin.ASKED))
            else:
                self._add(Number(f.text, f.value, f.unit, Origin.COMPUTED, key, f.formula))

    def absorb(self, other: "DirectAnswer") -> None:
        """Append another answer, its citations under keys of this one; what is said already is not said again."""
        keys = {str(key): self.cite(place) for key, place in enumerate(other._places, 1)}
        for mine, its in ((self.lines, other.lines), (self.beside, other.beside), (self.notes, other.notes)):
            moved = (_KEY_MARK.sub(lambda m: f"[{keys[m[1]]}]" if m[1] in keys else m[0], line) for line in its)
            mine += [line for line in dict.fromkeys(moved) if line not in mine]
        for number in other.numbers:
            self._add(replace(number, citation=keys.get(str(number.citation))))
        self.computations += other.computations
        self.conflicts += [replace(c, keys=(keys[str(c.keys[0])], keys[str(c.keys[1])])) for c in other.conflicts]
        self.support = max(self.support, other.support)
        self.score = max(self.score, other.score)

    def end_section(self) -> None:
        """What was put beside the lines so far stays below them, and not below those that follow."""
        self.lines += self._headed()
        self.beside = []

    def add_notes(self) -> None:
        """Say at the end of the documents that the answer rests on what holds of them."""
        untold = {
            c.document.status
            for c in self.citations
            if c.document.status is not Status.SUPERSEDED
            or c.document.superseded_by is None  # else version_notes tells
        }
        self.notes += [note for status, note in _NOTES.items() if status in untold and note not in self.notes]

    def add_conflict(self, found: Disagreement) -> None:
        """A warning line that names both figures and both places."""
        (one, q1), (other, q2) = found.first, found.second
        keys = (self.cite(one), self.cite(other))
        if any(set(c.keys) == set(keys) for c in self.conflicts):
            return
        message = f"注意：关于“{found.words}”，文件中另一处的数字或口径不同：{q1.raw}[{keys[0]}]，{q2.raw}[{keys[1]}]。"
        self.conflicts.append(Conflict(keys, (q1, q2), message))
        self.lines.append(message)
        self.quote(q1, keys[0])
        self.quote(q2, keys[1])


def _printed(part: Excerpt) -> str:
    """The words of an excerpt; what the document prints in brackets (环发[2014]55号) is no key of ours."""
    return _KEY_MARK.sub(r"〔\1〕", part.text)


def figure_text(quantity: Quantity) -> str:
    """The figure without the words of its bound: ``最高奖励500万元`` → ``500万元``."""
    if quantity.low is not None and quantity.high is not None and quantity.low != quantity.high:
        return quantity.raw
    return display(quantity.value, quantity.unit)
