"""The route that takes an uploaded file: ``POST uploads?name=…`` with the file's bytes as the body, editors only."""

from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route as Served

from app.access import require_editor
from app.access.route import POST, Route
from app.access.user import Role
from app.contract.values import error_json
from app.errors import InvalidUpload
from app.keeping.tray import Tray, Upload

_PATH = "/uploads"


def upload_route(tray: Tray) -> Route:
    """What the guard is to let through. A little more than the largest file: one that is too large gets our sentence."""
    return Route(_PATH, POST, role=Role.EDITOR, program=True, largest=tray.largest + (1 << 20))


def upload_handler(tray: Tray) -> Served:
    """The handler; to be mounted before the page."""

    async def receive(request: Request) -> Response:
        user = require_editor(request.scope)
        try:
            upload = tray.begin(user, request.query_params.get("name", ""))
        except InvalidUpload as error:
            return _refused(error, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        try:
            await _write(request, upload, tray.largest)
        except InvalidUpload as error:
            tray.drop(upload)
            return _refused(error, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except (ClientDisconnect, OSError):
            tray.drop(upload)
            return _refused(InvalidUpload("没有收完整份文件；请再试一次。"), HTTPStatus.BAD_REQUEST)
        return JSONResponse({"upload": upload.id, "name": upload.name})

    return Served(_PATH, receive, methods=["POST"])


async def _write(request: Request, upload: Upload, largest: int) -> None:
    size = 0
    with upload.path.open("xb") as file:
        async for chunk in request.stream():
            size += len(chunk)
            if size > largest:
                raise InvalidUpload(f"“{upload.name}”超过 {largest >> 20} MB；请拆分或压缩后再上传。")
            file.write(chunk)


def _refused(error: InvalidUpload, status: HTTPStatus) -> Response:
    return JSONResponse(error_json("upload", str(error)), status)
