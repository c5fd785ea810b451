"""One question put to chosen documents: searched, weighed, decided and answered in the documents' own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from time import perf_counter

from app.answering.direct import DirectAnswer, answer_directly, answer_with_list
from app.answering.enumeration import enumerate_items
from app.answering.evidence import Evidence, weigh
from app.answering.facts import FactsCache
from app.answering.parts import emphasised
from app.answering.question import Question
from app.answering.support import Supported, Unsupported, decide
from app.answering.terms import Terms, question_terms
from app.answering.verify import unverified_figures
from app.answering.vocabulary import Vocabulary, build_vocabulary
from corpus import sentences
from index import Hit, Snapshot

_CLAUSES = 14  # clauses that are looked at; the sentences in them are weighed again


@dataclass(frozen=True, slots=True)
class Response:
    """What the chosen documents say to a question.

    ``hits`` are the clauses that were looked at, ``retrieved`` the moment (``perf_counter``) at which they were found.
    """

    result: DirectAnswer | Unsupported
    hits: tuple[Hit, ...]
    retrieved: float

    @property
    def answer(self) -> DirectAnswer | None:
        """The answer; ``None`` where the documents do not answer."""
        return None if isinstance(self.result, Unsupported) else self.result

    @property
    def cited(self) -> frozenset[str]:
        """The ids of the documents that the answer rests on."""
        return frozenset(c.document.id for c in self.answer.citations) if self.answer else frozenset()


class Responder:
    """Answers single questions without a model; remembers what was read of clauses. Safe for several threads."""

    def __init__(self) -> None:
        self.facts = FactsCache()
        self._vocabulary: tuple[str, Vocabulary] | None = None
        self._lock = Lock()

    def respond(self, question: Question, snapshot: Snapshot, documents: frozenset[str] | None) -> Response:
        """What ``documents`` (their ids, ``None`` for all) say to ``question``."""
        hits = tuple(snapshot.search(question.search, k=_CLAUSES, documents=documents))
        retrieved = perf_counter()
        return Response(self._result(question, hits, snapshot), hits, retrieved)

    def weigh(self, question: Question, hits: Sequence[Hit], snapshot: Snapshot) -> tuple[Terms, tuple[Evidence, ...]]:
        """The terms of a question, and every sentence of the hits with its features, best first."""
        blank = [(q.span.start, q.span.end) for q in question.quantities]
        terms = question_terms(question.search, self._words(snapshot), blank=blank)
        terms = emphasised(terms, question.own)
        return terms, weigh(question, terms, hits, self.facts, scale=snapshot.scale)

    def _result(self, question: Question, hits: Sequence[Hit], snapshot: Snapshot) -> DirectAnswer | Unsupported:
        if not hits:
            return Unsupported("empty_index", "索引里没有可用的文件", ())
        terms, evidence = self.weigh(question, hits, snapshot)
        decision = decide(question, terms, evidence)
        if not isinstance(decision, Supported):
            return decision
        parsed = snapshot.document(decision.evidence[0].facts.document.id)
        listed = parsed and enumerate_items(question, terms, decision.evidence, parsed.clauses, self.facts)
        answer = answer_with_list(listed) if listed else answer_directly(question, terms, decision.evidence, evidence)
        bad = unverified_figures(answer.text, answer.citations, question, answer.numbers)
        if bad:  # the promise stands above the answer: what cannot be shown to be in a clause is not shown
            message = f"数字{'、'.join(bad)}未能与条款核对一致，不予显示"
            return Unsupported("near_miss", message, decision.evidence[:3], decision.support)
        answer.support = decision.support
        return answer

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
