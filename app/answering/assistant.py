"""The assistant: a question in, the model-free answer first, then the model's verified wording."""

from collections.abc import Generator, Sequence
from datetime import date
from time import perf_counter

from app.answering.answer import Answer, Clock, Direct, Event, Finished, Refusal, Reply, Timings, Turn
from app.answering.conversation import understand
from app.answering.evidence import Evidence
from app.answering.phrasing import phrase
from app.answering.question import Question, checked
from app.answering.responder import Responder
from app.answering.routing import Scope, route
from app.answering.support import Unsupported
from app.answering.terms import Terms
from app.engines.model import LanguageModel
from index import Hit, Index, Snapshot

_CONTACT = "请咨询{department}。"


class Assistant:
    """Answers questions from one index, with or without a language model. Safe for several threads."""

    def __init__(self, index: Index, model: LanguageModel | None = None, *, max_tokens: int = 256) -> None:
        self.index = index
        self.model = model
        self._max_tokens = max_tokens
        self._responder = Responder()

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
        clock = Clock(perf_counter())
        typed = checked(question)
        meaning = understand(typed, history)
        snapshot = self.index.snapshot()  # one answer comes from one generation
        found = route(history, meaning, snapshot, self._responder, Scope(as_of, document, within))
        direct = found.result
        timings = Timings(retrieve=clock.ms(found.retrieved), direct=clock.ms(), total=clock.ms())
        if isinstance(direct, Unsupported):
            refusal = _refusal(typed, direct, found.hits, timings)
            yield Direct(refusal, final=True)
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
        yield Direct(answer, final=self.model is None)
        if self.model is None:
            yield Finished(answer)
            return
        yield from phrase(
            self.model,
            meaning.question,
            answer,
            direct,
            facts=self._responder.facts,
            clock=clock,
            max_tokens=self._max_tokens,
        )

    def weigh(self, question: Question, hits: Sequence[Hit], snapshot: Snapshot) -> tuple[Terms, tuple[Evidence, ...]]:
        """The terms of a question, and every sentence of the hits with its features, best first."""
        return self._responder.weigh(question, hits, snapshot)


def _refusal(typed: str, why: Unsupported, hits: Sequence[Hit], timings: Timings) -> Refusal:
    clauses = [e.facts.clause.id for e in why.nearest]
    ranked = sorted(hits, key=lambda h: clauses.index(h.clause.id) if h.clause.id in clauses else len(clauses))
    nearest = tuple(ranked[:3])
    # Of the nearest document alone: the issuer of the next one knows nothing of this one.
    department = (nearest[0].document.department or nearest[0].document.issuer) if nearest else None
    ask = _CONTACT.format(department=department) if department else ""
    return Refusal(typed, why.reason, f"{why.message}。{ask}", nearest, timings, why.support)
