"""Calls that ask: an answer, at once or as it grows, a search, and what an enterprise qualifies for."""

import asyncio
import uuid
from collections.abc import Coroutine
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response, StreamingResponse

from app.access import LOCAL, user_of
from app.answering.answer import Reply as Answered
from app.api.faults import Json
from app.api.service import Served, find_room
from app.api.streaming import as_events
from app.contract import hits_json, match_json, reply_json
from app.contract.requests import AskRequest, MatchRequest, SearchRequest
from app.contract.schemas import Hits, Matches, Reply
from app.desk import Broken, final_reply, search
from app.desk.lookup import broken_off
from app.errors import CannotAnswer

_STREAM = "text/event-stream"
_GONE = 499  # nobody reads it; the log of a proxy may

router = APIRouter(dependencies=[Depends(find_room)])


@router.post(
    "/ask",
    summary="回答一个问题",
    responses={
        200: {
            "model": Reply,
            "content": {
                _STREAM: {
                    "schema": {"type": "string"},
                    "example": "event: direct\ndata: {…}\n\nevent: finished\ndata: {…}",
                }
            },
        }
    },
)
async def ask(asked: AskRequest, request: Request, service: Served) -> Response:
    """文件没有规定时也是 200，refused 为 true，并给出最接近的条款。

    带 `Accept: text/event-stream` 时分几步送达：`direct`（不用模型的回答，立即）、`wording`（模型的每一句，已核对）、
    `finished`（与一次取回的相同）；断开连接即取消。
    """
    if _STREAM in request.headers.get("accept", ""):
        return await _streamed(asked, request, service)
    reply = final_reply(service.desk, asked.inquiry(), session=_session(), asker=_asker(request), direct=asked.direct)
    return await _unless_gone(request, reply)


@router.post("/search", summary="检索条款", responses={200: {"model": Hits}})
async def find(asked: SearchRequest, service: Served) -> Response:
    """只检索，不回答。问题在请求正文里，不会写进沿途的访问日志。"""
    return Json(hits_json(await search(service.desk, asked.question, k=asked.k)))


@router.post("/match", summary="符合哪些条款", responses={200: {"model": Matches}})
async def match(asked: MatchRequest, service: Served) -> Response:
    """每项支持是否符合、缺什么、能得多少；不带 profile 时得到要问的各项 fields。"""
    answers = asked.answers()
    catalogue = await service.catalogues.of(tuple(asked.documents))
    return Json(match_json(catalogue, catalogue.outcome(answers)))


async def _streamed(asked: AskRequest, request: Request, service: Served) -> Response:
    progress = service.desk.ask(asked.inquiry(), session=_session(), asker=_asker(request))
    # The first event is waited for here: what is wrong with the question still gets its status.
    first = await anext(progress, None)
    if first is None:
        raise CannotAnswer("回答没有开始就结束了；请再问一次。")
    if isinstance(first, Broken):
        broken_off(None, first)  # raises what it broke with
    return StreamingResponse(as_events(progress, first), media_type=_STREAM, headers={"X-Accel-Buffering": "no"})


async def _unless_gone(request: Request, answering: Coroutine[Any, Any, Answered]) -> Response:
    """The reply as JSON; where the caller hangs up meanwhile, answering is cancelled and the model freed."""
    task = asyncio.create_task(answering)
    leaving = asyncio.create_task(_disconnected(request))
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return Json(reply_json(task.result())) if task.done() else Response(status_code=_GONE)
    finally:
        task.cancel()
        leaving.cancel()
        await asyncio.wait({task, leaving})


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _asker(request: Request) -> str:
    user = user_of(request.scope)
    return "" if user == LOCAL else user.name


def _session() -> str:
    """Each call is a session of its own: two questions of one program do not replace each other."""
    return f"api-{uuid.uuid4()}"
