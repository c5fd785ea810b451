"""Calls of whoever keeps the service running: health and figures."""

from http import HTTPStatus
from importlib.metadata import version

from fastapi import APIRouter
from fastapi.responses import Response

from app.api import meters
from app.api.faults import Json
from app.api.service import Served
from app.contract.schemas import Health
from app.desk import Desk
from corpus import PolicyQAError

router = APIRouter()


@router.get("/health", summary="能否回答", responses={200: {"model": Health}, 503: {"model": Health}})
async def health(service: Served) -> Response:
    """能回答时 200；正在载入，或索引打不开时 503，并说明原因。"""
    desk = service.desk
    if not desk.loader.ready:
        desk.loader.start()  # a missing index may have been made meanwhile
    found = _loaded(desk) if desk.loader.ready else _unready(desk)
    state = {
        **found,
        "version": version("policyqa"),
        "questions_under_way": desk.under_way,
        "questions_waiting": desk.waiting,
    }
    status = HTTPStatus.OK if found["status"] == "ok" else HTTPStatus.SERVICE_UNAVAILABLE
    return Json(Health.model_validate(state).model_dump(), status_code=status)


@router.get("/metrics", summary="运行指标", response_class=Response, responses={200: {"content": {meters.TYPE: {}}}})
async def metrics(service: Served) -> Response:
    """Prometheus 的文本格式；其中没有任何问题的内容。"""
    return Response(service.meters.text(), media_type=meters.TYPE)


def _loaded(desk: Desk) -> dict[str, object]:
    opened = desk.loader.start().result()
    parsed = opened.documents()
    return {
        "status": "ok",
        "message": None,
        "generation": opened.generation(),
        "documents": len(parsed),
        "clauses": sum(len(p.clauses) for p in parsed),
        "engine": opened.engine,
        "model": opened.model or None,
    }


def _unready(desk: Desk) -> dict[str, object]:
    failure = desk.loader.failure
    message = str(failure) if isinstance(failure, PolicyQAError) else "文件和索引还在载入；请稍后再试。"
    nothing = dict.fromkeys(("generation", "documents", "clauses", "engine", "model"))
    return {"status": "failed" if failure else "loading", "message": message, **nothing}
