"""The assistant: a question in, the model-free answer first, then the model's verified wording."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from time import perf_counter

from app.answering.answer import Answer, Direct, Event, Finished, Refusal, Reply, Timings, Turn, Wording
from app.answering.choice import allowed_documents, lapsed_documents
from app.answering.direct import DirectAnswer, answer_directly, answer_with_list, joined
from app.answering.enumeration import enumerate_items
from app.answering.evidence import Evidence, weigh
from app.answering.facts import FactsCache
from app.answering.followup import complete
from app.answering.parts import Part, emphasised, parts_of
from app.answering.prompt import build_prompt
from app.answering.question import MAX_CHARACTERS, Question, checked, normalise, read_question
from app.answering.support import Supported, Unsupported, decide
from app.answering.terms import Terms, Vocabulary, build_vocabulary, question_terms
from app.answering.verify import Sources, unverified_figures
from app.answering.wording import Worded, word
from app.engines.model import LanguageModel
from corpus import find_quantities, sentences
from index import Hit, Index, Snapshot

_CLAUSES = 14  # clauses that are looked at; the sentences in them are weighed again
_CLEARLY = 0.1  # by how much more support an expired document must have than one that holds
_CONTACT = "请咨询{department}。"


@dataclass(slots=True)
class _Clock:
    start: float

    def ms(self, at: float | None = None) -> float:
        """Milliseconds since the question arrived."""
        return round(((at if at is not None else perf_counter()) - self.start) * 1000, 1)


class Assistant:
    """Answers questions from one index, with or without a language model. Safe for several threads."""

    def __init__(self, index: Index, model: LanguageModel | None = None, *, max_tokens: int = 256) -> None:
        self.index = index
        self.model = model
        self._max_tokens = max_tokens
        self._facts = FactsCache()
        self._vocabulary: tuple[str, Vocabulary] | None = None
        self._lock = Lock()

    def close(self) -> None:
        """Release the index and the model."""
        if self.model is not None:
            self.model.close()
        self.index.close()

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        document: str | None = None,
        within: frozenset[str] | None = None,
    ) -> Reply:
        """The final reply. Raises InvalidQuestion and the index's errors."""
        reply: Reply | None = None
        for event in self.stream(question, history=history, as_of=as_of, document=document, within=within):
            if isinstance(event, Finished):
                reply = event.reply
        if reply is None:
            raise RuntimeError("a stream of events ended without its last one")
        return reply

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        document: str | None = None,
        within: frozenset[str] | None = None,
    ) -> Generator[Event, None, None]:
        """``Direct`` at once, a ``Wording`` for each verified statement, ``Finished`` at the end.

        ``document`` is the one that the question is put to; ``within`` the ids of those that may answer at all.
        Closing the generator cancels the model. Raises InvalidQuestion and the index's errors before the first event.
        """
        clock = _Clock(perf_counter())
        typed = checked(question)
        read = self._read(typed, history)
        snapshot = self.index.snapshot()  # one answer comes from one generation
        allowed = allowed_documents(snapshot, read, as_of, document, within)
        hits = snapshot.search(read.search, k=_CLAUSES, documents=allowed)
        retrieved = clock.ms()
        direct = self._direct(read, hits, snapshot)
        if as_of is None and (lapsed := lapsed_documents(snapshot, read, document, within)):
            # Better an old answer, labelled, than none, or than one that is much less to the point.
            found = snapshot.search(read.search, k=_CLAUSES, documents=lapsed)
            formerly = self._direct(read, found, snapshot)
            if not isinstance(formerly, Unsupported) and _takes_over(formerly, direct):
                hits, direct = found, formerly
        direct = self._in_parts(typed, history, direct, snapshot, allowed)
        timings = Timings(retrieve=retrieved, direct=clock.ms(), total=clock.ms())
        if isinstance(direct, Unsupported):
            refusal = self._refusal(typed, direct, hits, timings)
            yield Direct(refusal)
            yield Finished(refusal)
            return
        answer = Answer(
            question=typed,
            text=direct.text,
            direct=direct.text,
            citations=tuple(direct.citations),
            numbers=tuple(direct.numbers),
            conflicts=tuple(direct.conflicts),
            timings=timings,
            support=direct.support,
        )
        yield Direct(answer)
        if self.model is None:
            yield Finished(answer)
            return
        yield from self._word(self.model, read, answer, direct, clock)

    def _read(self, typed: str, history: Sequence[Turn]) -> Question:
        """The question taken apart, completed from the conversation; what it asks for is what was typed last."""
        full = complete(typed, history)
        if full == typed or len(full) > MAX_CHARACTERS:
            return read_question(typed)
        question = read_question(full)
        last = normalise(typed).rstrip("?？!！。")
        own = question.search.rfind(last) if last in question.search else 0
        return replace(question, answered=normalise(history[-1].answer), own=own)

    def _in_parts(
        self,
        typed: str,
        history: Sequence[Turn],
        whole: DirectAnswer | Unsupported,
        snapshot: Snapshot,
        allowed: frozenset[str] | None,
    ) -> DirectAnswer | Unsupported:
        """The answer to each thing that a question asks, where it asks several; else the answer to the whole."""
        home = _cited(whole)
        found: list[tuple[str, DirectAnswer | None]] = []
        for part in parts_of(typed, history):
            one = self._part(part, snapshot, home or allowed)
            if one is None and part.free and home:
                one = self._part(part, snapshot, allowed)
            home = home or (_cited(one) if one else frozenset())
            found.append((part.label, one))
        answered = [one for _, one in found if one is not None]
        if not answered or (isinstance(whole, Unsupported) and len(answered) < len(found)):
            return whole
        return joined(found)

    def _part(self, part: Part, snapshot: Snapshot, documents: frozenset[str] | None) -> DirectAnswer | None:
        question = replace(read_question(part.text), own=part.own)
        hits = snapshot.search(question.search, k=_CLAUSES, documents=documents)
        answer = self._direct(question, hits, snapshot)
        return None if isinstance(answer, Unsupported) else answer

    def _direct(self, question: Question, hits: Sequence[Hit], snapshot: Snapshot) -> DirectAnswer | Unsupported:
        if not hits:
            return Unsupported("empty_index", "索引里没有可用的文件", ())
        terms, evidence = self.weigh(question, hits, snapshot)
        decision = decide(question, terms, evidence)
        if not isinstance(decision, Supported):
            return decision
        parsed = snapshot.document(decision.evidence[0].facts.document.id)
        listed = parsed and enumerate_items(question, terms, decision.evidence, parsed.clauses, self._facts)
        answer = answer_with_list(listed) if listed else answer_directly(question, terms, decision.evidence, evidence)
        bad = unverified_figures(answer.text, answer.citations, question, answer.numbers)
        if bad:  # the promise stands above the answer: what cannot be shown to be in a clause is not shown
            message = f"数字{'、'.join(bad)}未能与条款核对一致，不予显示"
            return Unsupported("near_miss", message, decision.evidence[:3], decision.support)
        answer.support = decision.support
        return answer

    def weigh(self, question: Question, hits: Sequence[Hit], snapshot: Snapshot) -> tuple[Terms, tuple[Evidence, ...]]:
        """The terms of a question, and every sentence of the hits with its features, best first."""
        blank = [(q.span.start, q.span.end) for q in question.quantities]
        terms = question_terms(question.search, self._words(snapshot), blank=blank)
        terms = emphasised(terms, question.own)
        return terms, weigh(question, terms, hits, self._facts, scale=snapshot.scale)

    def _word(
        self, model: LanguageModel, question: Question, answer: Answer, direct: DirectAnswer, clock: _Clock
    ) -> Iterator[Event]:
        computed = [c.line for c in direct.computations]
        benefits = tuple(b for c in answer.citations for b in self._facts.of(c.document, c.clause).benefits_in(c.span))
        steps = tuple((c.step.value, c.result) for c in direct.computations if c.step and c.result is not None)
        sources = Sources(question, answer.citations, benefits, answer.numbers, "".join(computed), steps)
        worded = Worded()
        prompt = build_prompt(question, answer.citations, computed)
        for statement in word(model, prompt, sources, worded, max_tokens=self._max_tokens):
            yield Wording(statement)
        timings = replace(
            answer.timings,
            first_token=None if worded.first_text is None else clock.ms(worded.first_text),
            total=clock.ms(),
        )
        yield Finished(
            replace(
                answer,
                text=_final_text(answer, worded),
                engine=model.engine,
                model=model.model,
                withheld=worded.withheld,
                incomplete=worded.incomplete,
                timings=timings,
            )
        )

    def _words(self, snapshot: Snapshot) -> Vocabulary:
        """The vocabulary of a generation, counted when it is first asked for."""
        generation = snapshot.generation
        with self._lock:
            if self._vocabulary is None or self._vocabulary[0] != generation:
                texts = (  # with title and headings: a word of the title stands everywhere and tells nothing apart
                    f"{p.document.title} {c.label} {span.of(p.document.text)}"
                    for p in snapshot.documents()
                    for c in p.clauses
                    for span in sentences(p.document.text, c.span)
                )
                self._vocabulary = (generation, build_vocabulary(texts))
            return self._vocabulary[1]

    def _refusal(self, typed: str, why: Unsupported, hits: Sequence[Hit], timings: Timings) -> Refusal:
        clauses = [e.facts.clause.id for e in why.nearest]
        ranked = sorted(hits, key=lambda h: clauses.index(h.clause.id) if h.clause.id in clauses else len(clauses))
        nearest = tuple(ranked[:3])
        department = next((d for h in nearest if (d := h.document.department or h.document.issuer)), None)
        ask = _CONTACT.format(department=department) if department else ""
        return Refusal(typed, why.reason, f"{why.message}。{ask}", nearest, timings, why.support)


def _cited(answer: DirectAnswer | Unsupported) -> frozenset[str]:
    """The ids of the documents that an answer rests on."""
    return frozenset() if isinstance(answer, Unsupported) else frozenset(c.document.id for c in answer.citations)


def _takes_over(lapsed: DirectAnswer, current: DirectAnswer | Unsupported) -> bool:
    """Whether the answer of a document that no longer holds goes before that of the documents that do."""
    return isinstance(current, Unsupported) or lapsed.support > current.support + _CLEARLY


def _final_text(answer: Answer, worded: Worded) -> str:
    """The model's wording where it has every figure of the model-free answer, else that answer.

    Without figures nothing shows that a wording is whole: half a list of departments is true and still wrong.
    """
    if not worded.shown or worded.incomplete or not answer.numbers:
        return answer.direct
    said = {(q.kind, q.unit, v) for q in find_quantities(worded.text) for v in (q.low, q.high)}
    needed = {(q.kind, q.unit, v) for q in find_quantities(answer.direct) for v in (q.low, q.high)}
    return worded.text if needed <= said and not answer.conflicts else answer.direct
