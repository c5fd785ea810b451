"""Calls about the library: its documents, and one clause in full."""

import asyncio
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import Response

from app.api.faults import Json
from app.api.service import Served
from app.contract import library_json
from app.contract.clauses import clause_json
from app.contract.schemas import ClausePage, Library
from app.desk import find_clause
from index.library import open_library

router = APIRouter()


@router.get("/documents", summary="列出文件", responses={200: {"model": Library}})
async def documents(service: Served) -> Response:
    """库里的文件、效力和版本关系。"""
    return Json(await asyncio.to_thread(_documents, service.home))


@router.get("/clauses/{clause_id:path}", summary="读一条条款", responses={200: {"model": ClausePage}})
async def clause(clause_id: str, service: Served) -> Response:
    """全文、标题路径、前后条款。编号里的 # 在地址里写作 %23：`/clauses/plan%233.2.2`。"""
    return Json(clause_json(*await find_clause(service.desk, clause_id)))


def _documents(home: Path) -> dict[str, object]:
    with open_library(home) as library:
        return library_json(library.documents, library.questions(), library.lineage, remote=True)
