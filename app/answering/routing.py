"""Which documents a question goes to, and how one that asks several things is put together again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.answering.answer import Turn
from app.answering.choice import allowed_documents, lapsed_documents
from app.answering.direct import DirectAnswer, joined
from app.answering.followup import complete
from app.answering.parts import Part, parts_of
from app.answering.question import MAX_CHARACTERS, Question, normalise, read_question
from app.answering.responder import Responder, Response
from app.answering.support import Unsupported
from index import Snapshot

_CLEARLY = 0.1  # by how much more support an expired document must have than one that holds


@dataclass(frozen=True, slots=True)
class Scope:
    """What the caller allows: the day asked about, the one document that is asked, the ids that may answer at all."""

    as_of: date | None = None
    document: str | None = None
    within: frozenset[str] | None = None


def read(typed: str, history: Sequence[Turn]) -> Question:
    """The question taken apart, completed from the conversation; what it asks for is what was typed last."""
    full = complete(typed, history)
    if full == typed or len(full) > MAX_CHARACTERS:
        return read_question(typed)
    question = read_question(full)
    last = normalise(typed).rstrip("?？!！。")
    own = question.search.rfind(last) if last in question.search else 0
    return replace(question, answered=normalise(history[-1].answer), own=own)


def route(
    typed: str, history: Sequence[Turn], question: Question, snapshot: Snapshot, responder: Responder, scope: Scope
) -> Response:
    """What the documents that may answer say: to the whole question, or to each thing that it asks.

    Raises:
        InvalidQuestion: there is no document with the id that the caller names.
    """
    allowed = allowed_documents(snapshot, question, scope.as_of, scope.document, scope.within)
    found = responder.respond(question, snapshot, allowed)
    if scope.as_of is None and (lapsed := lapsed_documents(snapshot, question, scope.document, scope.within)):
        # Better an old answer, labelled, than none, or than one that is much less to the point.
        formerly = responder.respond(question, snapshot, lapsed)
        found = formerly if _takes_over(formerly.answer, found.answer) else found
    return replace(found, result=_in_parts(typed, history, found, snapshot, allowed, responder))


def _in_parts(
    typed: str,
    history: Sequence[Turn],
    whole: Response,
    snapshot: Snapshot,
    allowed: frozenset[str] | None,
    responder: Responder,
) -> DirectAnswer | Unsupported:
    """The answer to each thing that a question asks, where it asks several; else the answer to the whole."""
    home = whole.cited
    found: list[tuple[str, DirectAnswer | None]] = []
    for part in parts_of(typed, history):
        one = _part(part, snapshot, home or allowed, responder)
        if one.answer is None and part.free and home:
            one = _part(part, snapshot, allowed, responder)
        home = home or one.cited
        found.append((part.label, one.answer))
    answered = [one for _, one in found if one is not None]
    if not answered or (whole.answer is None and len(answered) < len(found)):
        return whole.result
    return joined(found)


def _part(part: Part, snapshot: Snapshot, documents: frozenset[str] | None, responder: Responder) -> Response:
    return responder.respond(replace(read_question(part.text), own=part.own), snapshot, documents)


def _takes_over(lapsed: DirectAnswer | None, current: DirectAnswer | None) -> bool:
    """Whether the answer of a document that no longer holds goes before that of the documents that do."""
    return lapsed is not None and (current is None or lapsed.support > current.support + _CLEARLY)
