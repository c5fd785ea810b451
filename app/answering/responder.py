"""One question put to chosen documents: searched, weighed, decided and answered in the documents' own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock
from time import perf_counter

from app.answering.barred import answer_barred, barred
from app.answering.cutting import read_words
from app.answering.direct import answer_directly, answer_with_list, answer_with_particulars
from app.answering.draft import DirectAnswer
from app.answering.enumeration import Enumeration, enumerate_items
from app.answering.everyday import everyday_words
from app.answering.evidence import Evidence, weigh
from app.answering.facts import FactsCache
from app.answering.naming import place_spans
from app.answering.overview import overview
from app.answering.particulars import asked_of_document, meant, particulars
from app.answering.parts import emphasised
from app.answering.question import Question, normalise
from app.answering.rows import table_row
from app.answering.support import Supported, Unsupported, decide
from app.answering.terms import Terms, question_terms
from app.answering.told import asking_words
from app.answering.verify import unverified_figures
from app.answering.versions import other_versions
from app.answering.vocabulary import Vocabulary, build_vocabulary
from corpus import sentences
from index import Hit, Snapshot

_YEAR = re.compile(r"(?<!\d)20\d\d")
_BROUGHT = 0.5  # share of the words a follow-up turns to that a sentence must have
_NOT_THERE = "相关条款没有写明“{words}”"
_MANY = 200  # clauses that are searched where chosen ones are to be among them
_NOT_ASKED = "问的是《{title}》，这份文件已不再执行，或不在这次查找的范围之内"
_WRITTEN = 2  # words that are searched for in place of one of callers
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

    def respond(
        self,
        question: Question,
        snapshot: Snapshot,
        documents: frozenset[str] | None,
        clauses: frozenset[str] | None = None,
        *,
        quoted: bool | None = None,
    ) -> Response:
        """What ``documents`` say to ``question``, or only ``clauses`` of them (their ids, ``None`` for all).

        ``quoted`` leaves only the sentences that the answer before a follow-up quoted (true), or only others that have a
        figure of the kind that the question brings (false).
        """
        if clauses is None and quoted is None and (of_all := self.overall(question, snapshot, documents)) is not None:
            return Response(of_all, (), perf_counter())
        k = _CLAUSES if clauses is None else _MANY
        hits = snapshot.search(
            f"{question.search} {self._also(question, snapshot)}",
            k=k,
            documents=documents,
            like=question.whole or question.search,
        )
        if clauses is not None:
            hits = tuple(h for h in hits if h.clause.id in clauses)
        retrieved = perf_counter()
        return Response(self._result(question, hits, snapshot, documents, quoted=quoted), hits, retrieved)

    def overall(
        self, question: Question, snapshot: Snapshot, documents: frozenset[str] | None
    ) -> DirectAnswer | Unsupported | None:
        """What ``documents`` say to a question about one of them as a whole; ``None`` where it asks for a rule."""
        among = [p for p in snapshot.documents() if documents is None or p.document.id in documents]
        found = overview(question, among, self.facts)
        return None if isinstance(found, DirectAnswer) and _unverified(question, found) else found

    def weigh(self, question: Question, hits: Sequence[Hit], snapshot: Snapshot) -> tuple[Terms, tuple[Evidence, ...]]:
        """The terms of a question, and every sentence of the hits with its features, best first."""
        blank = [*((q.span.start, q.span.end) for q in question.quantities), *asking_words(question.search)]
        blank += place_spans(question.search, [p.document for p in snapshot.documents()])
        terms = question_terms(question.search, self._words(snapshot), blank=blank)
        terms = emphasised(terms, question.own)
        return terms, weigh(question, terms, hits, self.facts, scale=snapshot.scale)

    def told(self, question: Question, answer: DirectAnswer | None, snapshot: Snapshot) -> float:
        """The share, in [0, 1], of what ``question`` says that the best of an answer's quotations has."""
        terms = question_terms(question.search, self._words(snapshot))
        quotes = (normalise(c.quote) for c in (answer.citations if answer else ()))
        return max(map(terms.coverage, quotes), default=0.0)

    def _result(
        self,
        question: Question,
        hits: Sequence[Hit],
        snapshot: Snapshot,
        documents: frozenset[str] | None,
        *,
        quoted: bool | None,
    ) -> DirectAnswer | Unsupported:
        if not hits:
            return Unsupported("empty_index", "索引里没有可用的文件", ())
        terms, weighed = self.weigh(question, hits, snapshot)
        if (of_itself := self._of_document(question, terms, weighed, snapshot, documents)) is not None:
            return of_itself
        evidence = tuple(e for e in weighed if _has_brought(question, terms, e))
        if quoted is not None:
            left = _is_repeated if quoted else _goes_on
            evidence = tuple(e for e in evidence if left(question, e))
        if not evidence:
            return Unsupported("near_miss", _NOT_THERE.format(words="”“".join(question.brought)), weighed[:3])
        decision = decide(question, terms, evidence)
        if not isinstance(decision, Supported):
            return decision
        parsed = snapshot.document(decision.evidence[0].facts.document.id)
        clauses = parsed.clauses if parsed else ()
        if parsed and (left_out := barred(question, decision.evidence[0], parsed, self.facts)) is not None:
            answer = answer_barred(left_out, decision.evidence[0])
        elif listed := self._listed(question, terms, decision.evidence, snapshot):
            answer = answer_with_list(listed)
        else:
            around = weighed if quoted else evidence  # what stands beside a repeated rule may still be meant instead
            rows = partial(table_row, clauses=clauses, cache=self.facts)
            answer = answer_directly(question, terms, decision.evidence, around, rows)
            if _unverified(question, answer):  # a computation went wrong: the clause itself still answers
                answer = answer_directly(question, terms, decision.evidence, around, rows, computing=False)
        if bad := _unverified(
            question, answer
        ):  # the promise stands above the answer: what cannot be shown to be in a clause is not shown
            message = f"数字{'、'.join(bad)}未能与条款核对一致，不予显示"
            return Unsupported("near_miss", message, decision.evidence[:3], decision.support)
        answer.support, answer.score = decision.support, decision.evidence[0].score
        return answer

    def _listed(
        self, question: Question, terms: Terms, evidence: Sequence[Evidence], snapshot: Snapshot
    ) -> Enumeration | None:
        """The list that is asked for, from the best sentence's document or another that the question names."""
        best = evidence[0].facts.document.id
        for one in dict.fromkeys(e.facts.document.id for e in evidence):
            parsed = snapshot.document(one)
            if parsed is None or not (one == best or one in question.named):
                continue
            own = [e for e in evidence if e.facts.document.id == one]
            if listed := enumerate_items(question, terms, own, parsed.clauses, self.facts):
                return listed
        return None

    def _of_document(
        self,
        question: Question,
        terms: Terms,
        evidence: Sequence[Evidence],
        snapshot: Snapshot,
        documents: frozenset[str] | None,
    ) -> DirectAnswer | Unsupported | None:
        """What the document that a question speaks of says of itself; ``None`` where that is not what is asked."""
        asked = asked_of_document(question)
        if asked is None or not evidence:
            return None
        known = {p.document.id: p.document for p in snapshot.documents()}
        others = other_versions(known, documents) if documents is not None else frozenset()
        if (
            parsed := meant(asked, terms, [p for p in snapshot.documents() if p.document.id not in others], documents)
        ) is None:
            return None
        if documents is not None and parsed.document.id not in documents:
            return Unsupported("near_miss", _NOT_ASKED.format(title=parsed.document.title), tuple(evidence[:3]))
        found = particulars(asked, evidence[0], parsed, self.facts)
        return found if isinstance(found, Unsupported) else answer_with_particulars(found)

    def _also(self, question: Question, snapshot: Snapshot) -> str:
        """The words by which the documents write what the question says in callers' words; they are searched for, too."""
        vocabulary = self._words(snapshot)
        said = everyday_words(question.search, read_words(question.search, vocabulary), vocabulary)
        return " ".join(dict.fromkeys(word for one in said for word in one.written[:_WRITTEN]))

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


def _unverified(question: Question, answer: DirectAnswer) -> tuple[str, ...]:
    """The figures of an answer that stand in none of its citations, nor in the question, nor are computed from them."""
    return unverified_figures(answer.text, answer.citations, question, answer.numbers)


def _has_brought(question: Question, terms: Terms, evidence: Evidence) -> bool:
    """Whether a sentence with its headings and title has what a follow-up turns to: 链主呢."""
    if not question.brought:
        return True
    home = f"{evidence.facts.context} {evidence.sentence.norm}"
    words = [word for word in question.brought if not word.isdigit()]
    shares = [terms.within(word).coverage(home) for word in words]
    dated = len(words) == len(question.brought) or bool(_YEAR.search(evidence.facts.norm))
    return dated and (not shares or sum(shares) / len(shares) >= _BROUGHT)


def _is_repeated(question: Question, evidence: Evidence) -> bool:
    """Whether the answer before the follow-up quoted the sentence."""
    return evidence.sentence.norm in question.answered


def _goes_on(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence that was not quoted has a figure such as the question brings: 6个人 and 带动5人以上."""
    kinds = {q.kind for q in question.inputs}
    return not _is_repeated(question, evidence) and any(q.kind in kinds for q in evidence.sentence.quantities)
