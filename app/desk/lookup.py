"""What programs ask the desk beside questions: the final reply alone, a search, a clause."""

import asyncio
from contextlib import aclosing
from dataclasses import replace

from app.answering.answer import Answer, Direct, Finished, Reply
from app.desk.desk import Desk
from app.desk.event import Busy, Stopped
from app.desk.inquiry import Inquiry, checked_question
from app.desk.run import Broken
from app.errors import CannotAnswer, NotFound
from corpus import Clause, ParsedDocument
from index import Hit

_UNFORESEEN = "回答时程序内部出错；请再问一次，仍然如此就请管理员查看服务的日志。"
_BUSY = "同时在用模型的人太多，这次没有请模型表述；不用模型的回答仍然有效。"
_STOPPED = "模型还没有说完就被停止；不用模型的回答仍然有效。"


async def final_reply(desk: Desk, inquiry: Inquiry, *, session: str, asker: str = "", direct: bool = False) -> Reply:
    """The last word on an inquiry, or with ``direct`` the model-free one.

    A model that fails or has no time leaves the model-free answer, marked ``incomplete``.

    Raises:
        CannotAnswer: it broke off before there was any answer.
        PolicyQAError: see ``Desk.ask``.
    """
    reply: Reply | None = None
    async with aclosing(desk.ask(inquiry, session=session, asker=asker)) as events:
        async for event in events:
            match event:
                case Direct() | Finished():
                    reply = event.reply
                    if direct:
                        return reply
                case Broken() | Busy() | Stopped():
                    reply = broken_off(reply, event)
    if reply is None:
        raise CannotAnswer(_UNFORESEEN)
    return reply


def broken_off(reply: Reply | None, event: Broken | Busy | Stopped) -> Reply:
    """What there is of a reply whose wording ended with ``event``, marked as incomplete.

    Raises CannotAnswer, or the assistant's own PolicyQAError, where there is nothing of it.
    """
    why = _why(event)
    if reply is None:
        raise (event.error if isinstance(event, Broken) and event.error else CannotAnswer(why))
    return replace(reply, incomplete=why) if isinstance(reply, Answer) else reply


def _why(event: Broken | Busy | Stopped) -> str:
    if isinstance(event, Broken):
        return event.message or _UNFORESEEN
    return _BUSY if isinstance(event, Busy) else _STOPPED


async def search(desk: Desk, question: str, *, k: int) -> tuple[Hit, ...]:
    """The ``k`` clauses that fit best, best first. Raises what ``Desk.ask`` raises."""
    text = checked_question(question, limit=desk.question_limit)
    opened = await desk.opened()
    return await asyncio.to_thread(opened.search, text, k)


async def find_clause(desk: Desk, clause_id: str) -> tuple[ParsedDocument, Clause]:
    """A clause and the document that it stands in.

    Raises NotFound where the index in use has no such clause, and what ``Desk.ask`` raises.
    """
    opened = await desk.opened()
    for parsed in opened.documents():
        if (clause := parsed.clause(clause_id)) is not None:
            return parsed, clause
    raise NotFound(f"没有编号为“{clause_id[:80]}”的条款；编号可以从回答的依据或检索结果的 clause 里取得。")
