"""The tools: what each takes, what it gives, and what it does."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from app.contract import Json, hits_json, library_json, match_json, reply_json
from app.contract.clauses import clause_json
from app.contract.requests import AskRequest, ClauseRequest, MatchRequest, NoArguments, SearchRequest
from app.contract.schemas import ClausePage, Hits, Library, Matches, Reply
from app.desk import Catalogues, Desk, final_reply, find_clause, search
from app.mcp.readable import clause_text, documents_text, hits_text, matches_text, reply_text
from index.library import open_library

_R = TypeVar("_R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a tool gives: the contract's JSON, and the same to read."""

    content: Json
    text: str


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. ``call`` takes an object of the type ``takes`` and raises PolicyQAError."""

    name: str
    title: str
    description: str
    takes: type[BaseModel]
    gives: type[BaseModel]
    call: "Callable[[BaseModel], Awaitable[Outcome]]"


def make_tools(desk: Desk, home: Path) -> tuple[Tool, ...]:
    """The tools over a desk; ``home`` is where its library lies."""
    catalogues = Catalogues(desk, home)
    return (
        _tool(
            "ask",
            "政策问答",
            "回答一个关于政策文件的问题。每个数字都有条款依据（[1] 对应 citations 里 key 为 1 的原文）或写明算式；"
            "文件没有规定时拒答并给出最接近的条款。转述时请连同文件状态（征求意见稿、已失效等）和依据一起给出，不要改动数字。 "
            "Answers a question from the policy documents with clause-level citations, or refuses.",
            AskRequest,
            Reply,
            lambda request: _ask(desk, request),
        ),
        _tool(
            "search",
            "检索条款",
            "按意思和字词检索条款，最相关的在前；只检索，不回答。 Finds the clauses that fit a question best.",
            SearchRequest,
            Hits,
            lambda request: _search(desk, request),
        ),
        _tool(
            "clause",
            "读一条条款",
            "取得一条条款的全文、标题路径、前后条款和所在文件的状态。 Gives a clause in full, with its neighbours.",
            ClauseRequest,
            ClausePage,
            lambda request: _clause(desk, request),
        ),
        _tool(
            "match",
            "政策匹配",
            "按企业的情况逐条核对能享受哪些支持：每个条件满足、不满足或未知，金额、算式和上限，还缺什么。"
            "先不带 profile 调用，从 fields 得知要问什么；不知道的项不要猜，留空。 "
            "Checks what an enterprise qualifies for, condition by condition.",
            MatchRequest,
            Matches,
            lambda request: _match(catalogues, request),
        ),
        _tool(
            "documents",
            "列出文件",
            "列出库里的文件：编号、标题、文号、状态、有效期和版本关系。 Lists the documents of the library.",
            NoArguments,
            Library,
            lambda _: asyncio.to_thread(_documents, home),
        ),
    )


def _tool(
    name: str,
    title: str,
    description: str,
    takes: type[_R],
    gives: type[BaseModel],
    call: "Callable[[_R], Awaitable[Outcome]]",
) -> Tool:
    """A tool whose function takes its own kind of request; which kind that is was checked when it was read."""

    async def checked(request: BaseModel) -> Outcome:
        if not isinstance(request, takes):
            raise TypeError(f"{name} takes {takes.__name__}, not {type(request).__name__}")
        return await call(request)

    return Tool(name, title, description, takes, gives, checked)


async def _ask(desk: Desk, request: AskRequest) -> Outcome:
    desk.check_room()
    reply = await final_reply(desk, request.inquiry(), session=f"mcp-{uuid.uuid4()}", direct=request.direct)
    return Outcome(reply_json(reply), reply_text(reply))


async def _search(desk: Desk, request: SearchRequest) -> Outcome:
    desk.check_room()
    hits = await search(desk, request.question, k=request.k)
    return Outcome(hits_json(hits), hits_text(hits))


async def _clause(desk: Desk, request: ClauseRequest) -> Outcome:
    parsed, clause = await find_clause(desk, request.clause)
    return Outcome(clause_json(parsed, clause), clause_text(parsed, clause))


async def _match(catalogues: Catalogues, request: MatchRequest) -> Outcome:
    catalogue = await catalogues.of(tuple(request.documents))
    outcome = catalogue.outcome(request.answers())
    return Outcome(match_json(catalogue, outcome), matches_text(catalogue, outcome))


def _documents(home: Path) -> Outcome:
    with open_library(home) as library:
        content = library_json(library.documents, library.questions(), library.lineage, remote=True)
        return Outcome(content, documents_text(library.documents))
