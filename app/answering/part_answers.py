"""The parts of a question that asks several things, each answered, and put together again."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.answering.answer import Turn
from app.answering.asked import asks_alone
from app.answering.direct import joined
from app.answering.draft import DirectAnswer
from app.answering.naming import of_title
from app.answering.parts import parts_of
from app.answering.question import Question, normalise, read_question
from app.answering.responder import Responder, Response
from app.answering.support import Unsupported
from app.answering.titles import mentions
from index import Snapshot

_TERM = re.compile(r"[(（](?:试行|暂行|修订|征求意见稿|草案)[^()（）]*[)）]")
_DETAILS = re.compile(r"细则|指南|解读|说明|问答|补充|办事|操作")
_MORE = 0.15  # by how much more of a part's own words an answer must have to go before another


def in_parts(
    question: Question,
    history: Sequence[Turn],
    whole: Response,
    snapshot: Snapshot,
    allowed: frozenset[str] | None,
    responder: Responder,
    lapsed: frozenset[str] = frozenset(),
) -> DirectAnswer | Unsupported:
    """The answer to each thing that a question asks, where it asks several; else the answer to the whole."""
    home, meant = whole.cited, question.whole or question.search
    found: list[tuple[str, DirectAnswer | None]] = []
    if whole.answer is not None and whole.answer.complete:
        return whole.result
    for part in parts_of(question.search, history):
        asked = replace(read_question(part.text), own=part.own, named=question.named, whole=meant)
        asked = with_names(asked, snapshot)
        one = responder.respond(asked, snapshot, home or allowed)
        if part.own and home and not asks_alone(normalise(part.label)):
            near = home | _details(home, snapshot, allowed, lapsed)
            one = in_own_words(part.label, asked, one, snapshot, near, responder)
        for others in (allowed, lapsed) if part.free and home else ():
            if one.answer is None and others != frozenset():  # what no longer holds comes last
                one = responder.respond(asked, snapshot, others)
        home = home or one.cited
        found.append((part.label, one.answer))
    answered = [one for _, one in found if one is not None]
    if not answered or (whole.answer is None and len(answered) < len(found)):
        return whole.result
    return joined(found)


def _details(
    home: frozenset[str], snapshot: Snapshot, allowed: frozenset[str] | None, lapsed: frozenset[str]
) -> frozenset[str]:
    """The documents that go into the details of those at ``home``, by their titles: 奖励办法 and 奖励办法实施细则."""
    titles = {p.document.id: _TERM.sub("", normalise(p.document.title)) for p in snapshot.documents()}
    whole = [titles[i] for i in home if i in titles]
    return frozenset(
        i
        for i, title in titles.items()
        if i not in home
        and (allowed is None or i in allowed or i in lapsed)
        and any(t in title and _DETAILS.search(title.replace(t, "")) for t in whole)
    )


def in_own_words(
    words: str, asked: Question, one: Response, snapshot: Snapshot, home: frozenset[str], responder: Responder
) -> Response:
    """What the documents of an answer say to ``words`` by themselves, where that tells more of them than ``one``.

    What the parts share (在云川办厂，补多少，公示几天) may draw a part to the clause of another.
    """
    own = replace(read_question(words), named=asked.named | home, whole=asked.whole)
    again = responder.respond(own, snapshot, home)
    if again.answer is None:
        return one
    more = responder.told(own, again.answer, snapshot) - responder.told(own, one.answer, snapshot)
    return again if one.answer is None or more >= _MORE else one


def with_names(question: Question, snapshot: Snapshot) -> Question:
    """The question with the documents that it names by title; a year that names one is not what is asked about."""
    documents = [p.document for p in snapshot.documents()]
    dated = "".join(question.search[m.start : m.end] for m in mentions(question.search, documents))
    years = frozenset(y for y in question.years if str(y) not in dated)
    return replace(question, years=years, named=of_title(question.search, documents) or question.named)
