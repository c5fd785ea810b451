"""Which documents a question goes to, and how one that asks several things is put together again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter

from app.answering.answer import Turn
from app.answering.asked import asks, asks_alone
from app.answering.choice import allowed_documents, lapsed_documents
from app.answering.conversation import Meaning
from app.answering.draft import DirectAnswer
from app.answering.followup import asks_for_more
from app.answering.naming import named_documents
from app.answering.part_answers import in_own_words, in_parts, with_names
from app.answering.question import read_question
from app.answering.responder import Responder, Response
from app.answering.side_by_side import Side, labelled, sides
from app.answering.version_notes import add_version_notes
from app.answering.versions import OVER, later_versions, other_versions
from corpus import Document
from index import Snapshot

_ABOUT_AS_WELL = 0.05  # by how much less support the document of the earlier answer may have than another one
_CLEARLY = 0.08  # by how much an expired document must rank above one that holds: the odds of both are often near 1


@dataclass(frozen=True, slots=True)
class Scope:
    """What the caller allows: the day asked about, the one document that is asked, the ids that may answer at all."""

    as_of: date | None = None
    document: str | None = None
    within: frozenset[str] | None = None


def route(
    history: Sequence[Turn], meaning: Meaning, snapshot: Snapshot, responder: Responder, scope: Scope
) -> Response:
    """What the documents that may answer say: to the whole question, or to each thing that it asks.

    Raises:
        InvalidQuestion: there is no document with the id that the caller names.
    """
    found, missing = _routed(history, meaning, snapshot, responder, scope)
    if found.answer is not None:
        add_version_notes(found.answer, snapshot, responder.facts, as_of=scope.as_of, missing=missing)
    return found


def _routed(
    history: Sequence[Turn], meaning: Meaning, snapshot: Snapshot, responder: Responder, scope: Scope
) -> tuple[Response, bool]:
    """What the documents say, and whether that is another version's answer for want of one in the version in force."""
    if (beside := _side_by_side(meaning, snapshot, responder, scope)) is not None:
        return beside, False
    meaning = _naming(meaning, snapshot)
    allowed = allowed_documents(snapshot, meaning.question, scope.as_of, scope.document, scope.within)
    of_all = _of_home(meaning, snapshot, responder, allowed, scope)
    found = of_all or _in_conversation(meaning, snapshot, responder, allowed, scope)
    other, lapsed = None, frozenset[str]()
    asks_all = scope.as_of is None and scope.document is None
    if asks_all and (lapsed := lapsed_documents(snapshot, meaning.question, scope.within)):
        # Better an old answer, labelled, than none, or than one that is much less to the point.
        formerly = responder.respond(meaning.question, snapshot, lapsed)
        found = formerly if _takes_over(formerly.answer, found.answer) else found
    if asks_all and found.answer is None and allowed is not None:
        other = _in_other_version(meaning, snapshot, responder, allowed | lapsed, scope)
    found = other or found
    return replace(found, result=in_parts(meaning.alone, history, found, snapshot, allowed, responder, lapsed)), bool(
        other
    )


def _in_other_version(
    meaning: Meaning, snapshot: Snapshot, responder: Responder, silent: frozenset[str], scope: Scope
) -> Response | None:
    """What other versions of the ``silent`` documents say, which do not answer; ``None`` where nothing does."""
    known = {p.document.id: p.document for p in snapshot.documents()}
    others = other_versions(known, silent)
    others = others if scope.within is None else others & scope.within
    found = responder.respond(meaning.question, snapshot, others) if others else None
    return found if found is not None and found.answer is not None else None


def _naming(meaning: Meaning, snapshot: Snapshot) -> Meaning:
    """The meaning with the documents that each reading names by title."""
    continued = with_names(meaning.continued, snapshot) if meaning.continued else None
    return replace(meaning, readings=tuple(with_names(r, snapshot) for r in meaning.readings), continued=continued)


def _side_by_side(meaning: Meaning, snapshot: Snapshot, responder: Responder, scope: Scope) -> Response | None:
    """The answers of several documents that the question names, each labelled; ``None`` where it names no two."""
    known = {p.document.id: p.document for p in snapshot.documents()}
    if scope.document is not None or scope.as_of is not None:
        return None
    within = [d for i, d in known.items() if scope.within is None or i in scope.within]
    each = sides(meaning.typed, within)
    responses = [_of_side(side, known, snapshot, responder) for side in each]
    if not any(r.answer for r in responses):
        return None
    answers = [(_named(side, response, known), response.answer) for side, response in zip(each, responses, strict=True)]
    return replace(_best(responses), result=labelled(answers))


def _named(side: Side, response: Response, known: Mapping[str, Document]) -> tuple[Document, ...]:
    """The documents that answer for a side, or all of it where none does."""
    return tuple(known[i] for i in sorted(response.cited & side.documents or side.documents))


def _of_side(side: Side, known: Mapping[str, Document], snapshot: Snapshot, responder: Responder) -> Response:
    """What the documents of a side say; those that no longer hold only where the others do not, or much worse."""
    over = frozenset(i for i in side.documents if known[i].status in OVER)
    whole = [_whole_and_parts(side, snapshot, responder, d) for d in (side.documents - over, over) if d]
    return whole[-1] if len(whole) > 1 and _takes_over(whole[-1].answer, whole[0].answer) else whole[0]


def _whole_and_parts(side: Side, snapshot: Snapshot, responder: Responder, documents: frozenset[str]) -> Response:
    question = replace(read_question(side.asks), named=documents)
    whole = responder.respond(question, snapshot, documents)
    return replace(whole, result=in_parts(question, (), whole, snapshot, documents, responder))


def _in_conversation(
    meaning: Meaning, snapshot: Snapshot, responder: Responder, allowed: frozenset[str] | None, scope: Scope
) -> Response:
    """The best response to the readings of a question; a follow-up stays in the documents of the answer before."""
    home = _still_home(meaning, snapshot, allowed, scope)
    if not home:
        return _best([responder.respond(r, snapshot, allowed) for r in meaning.readings])
    if meaning.leans:
        here = _at_home(meaning, snapshot, responder, home)
        if here.answer is not None or not meaning.question.brought:
            return here
        return _best([responder.respond(r, snapshot, allowed) for r in meaning.readings])
    found = responder.respond(meaning.question, snapshot, allowed)
    if found.answer is None:
        return _continued(meaning, snapshot, responder, home) or found
    if not found.cited & home:
        here = responder.respond(meaning.question, snapshot, home)
        return here if _about_as_well(here.answer, found.answer) else found
    return found


def _of_home(
    meaning: Meaning, snapshot: Snapshot, responder: Responder, allowed: frozenset[str] | None, scope: Scope
) -> Response | None:
    """What the document of the earlier answer says to a question about all of it; ``None`` where that is not asked."""
    home = _still_home(meaning, snapshot, allowed, scope)
    of_all = responder.overall(meaning.alone, snapshot, home) if home else None
    return Response(of_all, (), perf_counter()) if of_all is not None else None


def _at_home(meaning: Meaning, snapshot: Snapshot, responder: Responder, home: frozenset[str]) -> Response:
    """What the documents of the earlier answer say to a follow-up; with another figure, the same rule first."""
    tries = [responder.respond(r, snapshot, home) for r in meaning.readings]
    if not asks_alone(meaning.typed) and asks(meaning.typed):
        tries[0] = in_own_words(meaning.typed, meaning.question, tries[0], snapshot, home, responder)
    if not meaning.question.brought and meaning.question.inputs and not meaning.alone.pointed:
        again = responder.respond(meaning.question, snapshot, home, quoted=True)
        if again.answer is not None and (again.answer.computations or tries[0].answer is None):
            return again
    return _best(tries)


def _about_as_well(near: DirectAnswer | None, other: DirectAnswer | None) -> bool:
    """Whether the place of the earlier answer goes before another one."""
    return near is not None and (other is None or near.support >= other.support - _ABOUT_AS_WELL)


def _continued(meaning: Meaning, snapshot: Snapshot, responder: Responder, home: frozenset[str]) -> Response | None:
    """What the clauses of the earlier answer say to a word more on its subject; ``None`` where they do not answer."""
    if meaning.continued is None:
        return None
    for quoted in (False, None) if asks_for_more(meaning.typed) else (None,):  # what was said is not enough
        more = responder.respond(meaning.continued, snapshot, home, meaning.home.clauses, quoted=quoted)
        if more.answer is not None:
            return more
    return None


def _still_home(meaning: Meaning, snapshot: Snapshot, allowed: frozenset[str] | None, scope: Scope) -> frozenset[str]:
    """The documents of the earlier answer that may answer again; none where the question names others."""
    home = meaning.home.documents
    if scope.document is not None:
        home &= {scope.document}
    if scope.within is not None:
        home &= scope.within
    if scope.as_of is not None and allowed is not None:
        home &= allowed
    known = {p.document.id: p.document for p in snapshot.documents()}
    named = named_documents(meaning.typed, list(known.values()))
    later = {i for one in home & known.keys() for i in later_versions(known[one], known)}  # cited for since when alone
    return frozenset(i for i in known if i in home - later and (not named or i in named))


def _best(responses: Sequence[Response]) -> Response:
    """The answer that is supported best, the first of those alike; the first refusal where none answers."""
    answered = [(r.answer.support, -i, r) for i, r in enumerate(responses) if r.answer is not None]
    return max(answered, key=lambda a: a[:2])[2] if answered else responses[0]


def _takes_over(lapsed: DirectAnswer | None, current: DirectAnswer | None) -> bool:
    """Whether the answer of a document that no longer holds goes before that of the documents that do."""
    return lapsed is not None and (current is None or lapsed.score > current.score + _CLEARLY)
