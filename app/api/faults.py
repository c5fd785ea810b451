"""Errors as JSON: ``{"error": {"code", "message"}}``, with the status that says whose turn it is."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from app.contract.requests import sentence
from app.contract.values import error_json
from app.eligibility import InvalidAnswer, UnknownDocument
from app.errors import (
    AccessFault,
    CannotAnswer,
    CannotServe,
    EngineFault,
    Forbidden,
    InvalidQuestion,
    InvalidRequest,
    InvalidUpload,
    InvalidVersion,
    LibraryBusy,
    NotFound,
    Overloaded,
    UploadBroken,
    UploadTooLarge,
)
from corpus import PolicyQAError
from corpus.errors import CorpusError, InvalidReview
from index.errors import IndexFault, WriterBusy

_log = logging.getLogger(__name__)
_UNFORESEEN = "程序内部出错；请再试一次，仍然如此就请管理员查看服务的日志。"

# The first type that fits counts.
_OF_TYPE: tuple[tuple[type[PolicyQAError], HTTPStatus, str], ...] = (
    (InvalidQuestion, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_question"),
    (InvalidRequest, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request"),
    (InvalidVersion, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_version"),
    (InvalidAnswer, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_profile"),
    (UnknownDocument, HTTPStatus.NOT_FOUND, "not_found"),
    (NotFound, HTTPStatus.NOT_FOUND, "not_found"),
    (Forbidden, HTTPStatus.FORBIDDEN, "forbidden"),
    (UploadTooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large"),
    (UploadBroken, HTTPStatus.BAD_REQUEST, "upload_broken"),
    (InvalidUpload, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "invalid_upload"),
    (InvalidReview, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_review"),
    (LibraryBusy, HTTPStatus.CONFLICT, "library_busy"),
    (WriterBusy, HTTPStatus.CONFLICT, "library_busy"),
    (AccessFault, HTTPStatus.SERVICE_UNAVAILABLE, "audit_unavailable"),
    (IndexFault, HTTPStatus.SERVICE_UNAVAILABLE, "index_unavailable"),
    (CannotServe, HTTPStatus.SERVICE_UNAVAILABLE, "loading"),
    (EngineFault, HTTPStatus.SERVICE_UNAVAILABLE, "engine_unavailable"),
    (CannotAnswer, HTTPStatus.INTERNAL_SERVER_ERROR, "internal"),
    (CorpusError, HTTPStatus.UNPROCESSABLE_ENTITY, "unreadable_document"),
    (PolicyQAError, HTTPStatus.UNPROCESSABLE_ENTITY, "refused"),
)
_OF_STATUS: Mapping[int, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: ("malformed", "请求的内容不是正确的 JSON；请以 UTF-8 发送一个 JSON 对象。"),
    HTTPStatus.NOT_FOUND: ("not_found", "没有这个地址；可用的地址见 /api/v1/openapi.json。"),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "method_not_allowed",
        "这个地址不接受这种方法；可用的方法见 /api/v1/openapi.json。",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("too_large", "请求太大；请减少内容后再发。"),
}


class Json(JSONResponse):
    """JSON in UTF-8; what cannot be encoded (half a surrogate pair of somebody's id) becomes a question mark."""

    def render(self, content: object) -> bytes:
        """The document's bytes."""
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def classified(error: PolicyQAError) -> tuple[HTTPStatus, str]:
    """The status and the code of an error."""
    if isinstance(error, Overloaded):
        if error.personal:
            return HTTPStatus.TOO_MANY_REQUESTS, "too_many_requests"
        return HTTPStatus.SERVICE_UNAVAILABLE, "busy"
    return next((status, code) for kind, status, code in _OF_TYPE if isinstance(error, kind))


def answer_faults(api: FastAPI) -> None:
    """Let every error of the application end in the one shape."""

    @api.exception_handler(PolicyQAError)
    async def known(_: Request, error: PolicyQAError) -> Response:
        status, code = classified(error)
        headers = {"Retry-After": str(error.retry_after)} if isinstance(error, Overloaded) else None
        return Json(error_json(code, str(error)), status_code=status, headers=headers)

    @api.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        if any(e["type"] == "json_invalid" for e in error.errors()):
            return _of_status(HTTPStatus.BAD_REQUEST)
        message = sentence(error.errors())
        return Json(error_json("invalid_request", message), status_code=HTTPStatus.UNPROCESSABLE_ENTITY)

    @api.exception_handler(HTTPException)
    async def routed(_: Request, error: HTTPException) -> Response:
        return _of_status(error.status_code, error.headers)

    @api.exception_handler(Exception)
    async def unforeseen(_: Request, error: Exception) -> Response:
        _log.error("a call failed", exc_info=error)
        return Json(error_json("internal", _UNFORESEEN), status_code=HTTPStatus.INTERNAL_SERVER_ERROR)


def _of_status(status: int, headers: Mapping[str, str] | None = None) -> Response:
    code, message = _OF_STATUS.get(status, ("refused", f"请求未被接受（{HTTPStatus(status).phrase}）。"))
    return Json(error_json(code, message), status_code=status, headers=headers)
