"""The model-free answer: the documents' own words, resolved pairs, computed amounts, conflicts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.answering.answer import Conflict, Number, Origin
from app.answering.asked import asks_whether
from app.answering.claim import asserts, judge
from app.answering.computation import Computation
from app.answering.computing import computed_lines
from app.answering.conflict import Disagreement, disagreements
from app.answering.continuation import is_other_case, statement
from app.answering.enumeration import Enumeration
from app.answering.evidence import Evidence
from app.answering.excerpt import Excerpt, excerpt, quotation
from app.answering.question import Question
from app.answering.rivals import has_rival
from app.answering.terms import Terms
from app.answering.wants import Want
from corpus import Citation, Quantity, Status, display

_MOST_SENTENCES = 8
_NEXT_BEST = 0.94  # share of the best score that a further sentence needs
_LISTED = 0.80  # the same where the question asks for a list
_KEY_MARK = re.compile(r"\[(\d+)\]")
_UNANSWERED = "“{label}”：文件中没有找到对应的规定。"
_MORE = "（后面还有{count}条，见原文同一处。）"
_ITEM_FOUND = 0.9  # share of a listed thing's words that its sentence must have
_WHICH = "未代为计算：文件对不同情形规定了不同标准，问题没有写明是哪一种；请按条款核对。"
_NOTES = {
    Status.DRAFT: "以上依据征求意见稿，尚未正式施行，请以正式印发的文件为准。",
    Status.EXPIRED: "以上依据的文件有效期已过，不再执行，仅供了解，请以现行文件为准。",
    Status.SUPERSEDED: "以上依据的文件已被新文件替代，不再执行，仅供了解，请以现行文件为准。",
}


@dataclass(slots=True)
class DirectAnswer:
    """An answer while it is put together: lines of text, citations by key, numbers with their origin."""

    lines: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    computations: list[Computation] = field(default_factory=list)
    support: float = 0.0  # of the sentences it rests on, see support.Supported
    _places: list[Evidence] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines, one a line."""
        return "\n".join(self.lines)

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

    def add_excerpt(self, part: Excerpt) -> None:
        """A line in the document's own words."""
        key = self.cite(part.evidence)
        self.lines.append(f"{part.text}[{key}]")
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
        for line in other.lines:
            moved = _KEY_MARK.sub(lambda m: f"[{keys[m[1]]}]", line)
            if moved not in self.lines:
                self.lines.append(moved)
        for number in other.numbers:
            self._add(replace(number, citation=keys.get(str(number.citation))))
        self.computations += other.computations
        self.conflicts += [replace(c, keys=(keys[str(c.keys[0])], keys[str(c.keys[1])])) for c in other.conflicts]
        self.support = max(self.support, other.support)

    def add_notes(self) -> None:
        """Say at the end of the documents that the answer rests on what holds of them."""
        notes = [note for status, note in _NOTES.items() if any(c.document.status is status for c in self.citations)]
        self.lines = [line for line in self.lines if line not in notes] + notes

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


def figure_text(quantity: Quantity) -> str:
    """The figure without the words of its bound: ``最高奖励500万元`` → ``500万元``."""
    if quantity.low is not None and quantity.high is not None and quantity.low != quantity.high:
        return quantity.raw
    return display(quantity.value, quantity.unit)


def _by_item(question: Question, terms: Terms, evidence: Sequence[Evidence]) -> list[Evidence]:
    """For each thing that is asked about, the sentence that has it; nothing unless every one is found."""
    chosen: list[Evidence] = []
    for item in question.items:
        own = terms.within(item)
        best = max(evidence, key=lambda e: (own.coverage(e.sentence.norm), e.score))
        if own.coverage(best.sentence.norm) < _ITEM_FOUND:
            return []
        if best not in chosen:
            chosen.append(best)
    return chosen


def _at_source(evidence: Sequence[Evidence]) -> Evidence:
    """The best sentence, taken from the numbered clause where another document repeats its words."""
    best = evidence[0]
    same = [e for e in evidence if e.sentence.norm == best.sentence.norm]
    return max(same, key=lambda e: (len(e.facts.clause.path), e.score))


def _chosen(question: Question, terms: Terms, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences to show: the best, and those that answer about as well from other places."""
    best = _at_source(evidence)
    if question.wants.of_clause:
        return [best]
    if listed := _by_item(question, terms, evidence):
        return listed
    share = _LISTED if Want.LIST in question.wants.wants else _NEXT_BEST
    chosen = [best]
    for e in evidence:
        same = any(e.sentence.norm in c.sentence.norm or c.sentence.norm in e.sentence.norm for c in chosen)
        if same or e.score < share * best.score or e.facts.document.id != best.facts.document.id:
            continue
        if share == _LISTED or not is_other_case(question, terms, best.sentence, e.sentence):
            chosen.append(e)
    return chosen[:_MOST_SENTENCES]


def _computed(
    question: Question, terms: Terms, chosen: Sequence[Evidence], evidence: Sequence[Evidence], answer: DirectAnswer
) -> list[Evidence]:
    """Add what can be computed; the sentences that it was computed from."""
    lines = computed_lines(question, terms, chosen, evidence)
    for line, place in lines:
        if isinstance(line, Computation) and has_rival(question, place, evidence):
            answer.lines.append(_WHICH)
        elif isinstance(line, Computation):
            answer.add_computation(line, place)
        else:
            answer.lines.append(line.line)
    return list(dict.fromkeys(place for _, place in lines))


def _with_neighbours(question: Question, terms: Terms, chosen: Sequence[Evidence]) -> list[Evidence]:
    """Each chosen sentence with those of its clause that go on with it, each once."""
    if question.wants.of_clause:
        return list(chosen)
    whole: list[Evidence] = []
    for place in chosen:
        for e in statement(question, terms, place):
            if not any(e.sentence.span == w.sentence.span and e.facts.clause.id == w.facts.clause.id for w in whole):
                whole.append(e)
    return whole


def answer_with_list(listed: Enumeration) -> DirectAnswer:
    """The items of a list, each with its own citation."""
    answer = DirectAnswer()
    for item in listed.items:
        answer.add_excerpt(Excerpt(item, item.sentence.text.strip().rstrip(",，;；"), item.sentence.quantities))
    if listed.more:
        answer.lines.append(_MORE.format(count=listed.more))
    answer.add_notes()
    return answer


def answer_directly(
    question: Question, terms: Terms, supported: Sequence[Evidence], evidence: Sequence[Evidence]
) -> DirectAnswer:
    """Put the answer together from ``supported`` (best first); ``evidence`` is where conflicts are looked for."""
    answer = DirectAnswer()
    chosen = _chosen(question, terms, supported)
    skipped = asserts(question) or asks_whether(question.search)
    computed = [] if skipped else _computed(question, terms, chosen, evidence, answer)
    chosen = computed or chosen
    whole = _with_neighbours(question, terms, chosen)
    parts = [excerpt(question, terms, e) for e in whole]
    if verdict := judge(question, [q for part in parts for q in part.quantities]):
        answer.lines.append(f"{verdict}[{answer.cite(chosen[0])}]")
    shown: list[tuple[Evidence, Quantity]] = []
    for e, part in zip(whole, parts, strict=True):
        answer.add_excerpt(part)
        if part.resolved and (context := quotation(e)).text:
            answer.add_excerpt(context)
        shown += [
            (e, q) for q in (part.focus if question.wants.figures and len(question.items) < 2 else part.quantities)
        ]
    for found in disagreements(shown, evidence):
        answer.add_conflict(found)
    answer.add_notes()
    return answer


def joined(parts: Sequence[tuple[str, DirectAnswer | None]]) -> DirectAnswer:
    """The answers of the parts of one question, in order; of a part without one, by its label, that it has none."""
    answer = DirectAnswer()
    for label, part in parts:
        if part is None:
            answer.lines.append(_UNANSWERED.format(label=label))
        else:
            answer.absorb(part)
    answer.add_notes()
    return answer
