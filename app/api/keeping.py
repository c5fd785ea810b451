"""Calls of editors: documents come, go and are read again, benefits are reviewed, and how far each change is."""

import asyncio
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from app.access import User, require_editor, user_of
from app.api.faults import Json
from app.api.service import Served
from app.contract.changes import ReviewRequest, VersionRequest
from app.contract.jobs import job_json, review_json
from app.contract.schemas import Failure, Job, Jobs, Review
from app.errors import Forbidden, InvalidRequest, NotFound
from app.keeping.routes import receive_upload
from app.keeping.work import Work
from corpus import Document, ParsedDocument
from corpus.benefits.amending import entries
from index import IndexMissing
from index.library import open_library

router = APIRouter(responses={409: {"model": Failure, "description": "库正在改动；等那个任务完成后再试"}})
_BEGUN: dict[int | str, dict[str, Any]] = {202: {"model": Job, "description": "已开始；用 GET jobs/{id} 看进度和结果"}}
_FILE = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_LONGEST_WAIT = 60.0  # seconds


async def editor_of(request: Request, service: Served) -> User:
    """The editor who calls. Raises Forbidden, and writes down who was refused."""
    try:
        return require_editor(request.scope)
    except Forbidden:
        await asyncio.to_thread(service.librarian.refuse, user_of(request.scope))
        raise


Editor = Annotated[User, Depends(editor_of)]


@router.post("/documents", summary="上传一份文件", status_code=202, responses=_BEGUN, openapi_extra=_FILE)
async def upload(
    request: Request,
    editor: Editor,
    service: Served,
    name: Annotated[str, Query(description="文件名，后缀说明类型（内容仍会核对）", examples=["新办法.pdf"])],
    supersedes: Annotated[list[str], Query(description="它取代的旧版（id），可写多次")] = [],  # noqa: B006 - the framework's form
    not_a_version: Annotated[bool, Query(description="它不是所像的文件的新版")] = False,
) -> Response:
    """请求正文就是文件。像是库里某份文件的新版、又没有写 supersedes 或 not_a_version 时照样收入，任务的 questions 里会问。"""
    if supersedes and not_a_version:
        raise InvalidRequest("请求不对：supersedes 和 not_a_version 只能取一。")
    for old in supersedes:
        await asyncio.to_thread(_document, service.home, old)
    keeper = service.librarian
    keeper.require_free()  # before a large file is sent
    sent = await receive_upload(request, keeper.tray, editor, name)
    try:
        work = keeper.take_in(editor, [sent.id], supersedes=supersedes, apart=not_a_version)
    except BaseException:  # whatever ends it, also a cancelled request: nobody would take the upload from the tray
        keeper.tray.drop(sent)
        raise
    return _begun(work)


@router.delete("/documents/{document_id}", summary="移除一份文件", status_code=202, responses=_BEGUN)
async def remove(document_id: str, editor: Editor, service: Served) -> Response:
    """移出索引；上传的文件一并删除，其他文件留在原处。"""
    document = await asyncio.to_thread(_document, service.home, document_id)
    return _begun(service.librarian.remove(editor, document.id))


@router.post("/sync", summary="重新读取全部文件", status_code=202, responses=_BEGUN)
async def sync(editor: Editor, service: Served) -> Response:
    """库里的每份文件和上传目录；只处理有变化的部分。"""
    paths = await asyncio.to_thread(_paths, service.home)
    return _begun(service.librarian.sync(editor, paths))


@router.post("/versions", summary="说明是不是新版", status_code=202, responses=_BEGUN)
async def version(said: VersionRequest, editor: Editor, service: Served) -> Response:
    """回答 GET documents 或任务里的 questions；记在文件旁的 .toml 里。"""
    for old in said.supersedes:
        await asyncio.to_thread(_document, service.home, old)
    document = await asyncio.to_thread(_document, service.home, said.document)
    return _begun(service.librarian.tell(editor, document, said.supersedes))


@router.get("/documents/{document_id}/benefits", summary="列出要核对的支持", responses={200: {"model": Review}})
async def benefits(document_id: str, _: Editor, service: Served) -> Response:
    """一份文件给予的每项支持、读出的内容和核对的情况。"""
    return Json(await asyncio.to_thread(_review, service.home, document_id))


@router.post("/documents/{document_id}/benefits", summary="核对支持", status_code=202, responses=_BEGUN)
async def review(document_id: str, said: ReviewRequest, editor: Editor, service: Served) -> Response:
    """写进文件旁的核对文件，再重新读取这份文件。有一项不对就都不写。"""
    keeper = service.librarian
    keeper.require_free()
    parsed = await asyncio.to_thread(_parsed, service.home, document_id)
    path = parsed.document.path
    decisions = [d.decision() for d in said.decisions]
    await asyncio.to_thread(keeper.review, editor, Path(path), parsed, decisions)
    return _begun(keeper.reread(editor, document_id, path))


@router.get("/jobs", summary="列出任务", responses={200: {"model": Jobs}})
async def jobs(_: Editor, service: Served) -> Response:
    """正在进行的和最近结束的，新的在前；服务重新启动后不再记得。"""
    return Json({"jobs": [job_json(w) for w in service.librarian.works]})


@router.get("/jobs/{job_id}", summary="一个任务的进度和结果", responses={200: {"model": Job}})
async def job(
    job_id: str,
    _: Editor,
    service: Served,
    wait: Annotated[float, Query(ge=0, le=_LONGEST_WAIT, description="最多等它结束多少秒")] = 0,
) -> Response:
    """state 为 done 时 documents 写明每份文件的结果；单个文件读不了时它的 status 是 failed。"""
    work = service.librarian.find(job_id)
    await work.ended(seconds=wait)
    return Json(job_json(work))


@router.post("/jobs/{job_id}/cancel", summary="取消一个任务", responses={200: {"model": Job}})
async def cancel(job_id: str, _: Editor, service: Served) -> Response:
    """等它停下再回答；已经结束的不变。索引保持改动前的样子，或已完成的样子。"""
    work = service.librarian.find(job_id)
    if work.running:
        await work.job.cancel()
        await work.ended(seconds=_LONGEST_WAIT)
    return Json(job_json(work))


def _begun(work: Work) -> Response:
    return Json(job_json(work), status_code=HTTPStatus.ACCEPTED, headers={"Location": f"jobs/{work.id}"})


def _document(home: Path, document_id: str) -> Document:
    with open_library(home) as library:
        document = library.document(document_id)
    if document is None:
        raise NotFound(f"库里没有标识为“{document_id[:80]}”的文件；用 GET documents 查看全部标识。")
    return document


def _parsed(home: Path, document_id: str) -> ParsedDocument:
    _document(home, document_id)
    with open_library(home) as library:
        return library.parsed(document_id)


def _review(home: Path, document_id: str) -> dict[str, object]:
    parsed = _parsed(home, document_id)
    return review_json(parsed, entries(Path(parsed.document.path), parsed))


def _paths(home: Path) -> list[str]:
    """The files of the library; none where there is no index yet: the folder of the uploads may have files for one."""
    try:
        with open_library(home) as library:
            return [d.path for d in library.documents]
    except IndexMissing:
        return []
