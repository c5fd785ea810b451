"""The route that takes an uploaded file: ``POST uploads?name=…`` with the file's bytes as the body, editors only."""

from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route as Served

from app.access import require_editor
from app.access.route import POST, Route
from app.access.user import Role, User
from app.contract.values import error_json
from app.errors import InvalidUpload, UploadBroken, UploadTooLarge
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
            upload = await receive_upload(request, tray, user, request.query_params.get("name", ""))
        except InvalidUpload as error:
            return JSONResponse(error_json("upload", str(error)), status_of(error))
        return JSONResponse({"upload": upload.id, "name": upload.name})

    return Served(_PATH, receive, methods=["POST"])


async def receive_upload(request: Request, tray: Tray, user: User, name: str) -> Upload:
    """Put the body of a request into the tray, as the file that its sender calls ``name``.

    Raises:
        InvalidUpload: see ``Tray.begin``; UploadTooLarge and UploadBroken among them.
    """
    upload = tray.begin(user, name)
    try:
        await _write(request, upload, tray.largest)
    except InvalidUpload:
        tray.drop(upload)
        raise
    except (ClientDisconnect, OSError) as error:
        tray.drop(upload)
        raise UploadBroken("没有收完整份文件；请再试一次。") from error
    return upload


def status_of(error: InvalidUpload) -> HTTPStatus:
    """The status that says what is wrong with an upload."""
    if isinstance(error, UploadTooLarge):
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return HTTPStatus.BAD_REQUEST if isinstance(error, UploadBroken) else HTTPStatus.UNSUPPORTED_MEDIA_TYPE


async def _write(request: Request, upload: Upload, largest: int) -> None:
    size = 0
    with upload.path.open("xb") as file:
        async for chunk in request.stream():
            size += len(chunk)
            if size > largest:
                raise UploadTooLarge(f"“{upload.name}”超过 {largest >> 20} MB；请拆分或压缩后再上传。")
            file.write(chunk)
