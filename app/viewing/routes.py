"""The viewer's routes: ``documents/{id}``, ``documents/{id}/pages/{n}`` and the picture of that page."""

import asyncio
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route as Served

from app.access.route import Policy, Route
from app.desk import Loader
from app.viewing.asked import Language, read_asked
from app.viewing.pictures import Pictures, TooMany
from app.viewing.rendering import render, style, words_of
from app.viewing.sheet_page import sheet_page
from app.viewing.source import has_printed_pages
from app.viewing.text_page import text_page
from corpus import ParsedDocument, PolicyQAError, UnreadableFile
from corpus.readers.page_pictures import PagePicture

ROUTES = (
    Route(r"/documents/viewer\.css", policy=Policy.PLAIN),
    Route(r"/documents/[a-z0-9-]{1,200}(?:/pages/\d{1,5}(?:\.png)?)?", policy=Policy.READ),
)

_PATIENCE = 5.0  # seconds that a visitor waits for the index to be opened
_MOST_DIGITS = 5  # of the number of a page or part


class _Shown(Exception):
    """A page that says why there is nothing to see; caught by ``_Viewer``."""

    def __init__(self, status: HTTPStatus, title: str, **values: object) -> None:
        super().__init__(title)
        self.status = status
        self.title = title
        self.values = values


def viewer_routes(loader: Loader, *, pictures: Pictures | None = None) -> list[Served]:
    """The routes over the documents that ``loader`` opens; to be mounted before the page's own."""
    viewer = _Viewer(loader, pictures or Pictures())
    return [
        Served("/documents/viewer.css", lambda _: Response(style(), media_type="text/css")),
        Served("/documents/{id}", viewer.text),
        Served("/documents/{id}/pages/{page}.png", viewer.picture),
        Served("/documents/{id}/pages/{page}", viewer.sheet),
    ]


class _Viewer:
    """Answers the requests."""

    def __init__(self, loader: Loader, pictures: Pictures) -> None:
        self._loader = loader
        self._pictures = pictures

    async def text(self, request: Request) -> Response:
        """The document's text."""
        try:
            parsed = await self._document(request)
            part = _number(request.query_params.get("part", ""))
            asked = read_asked(request.query_params, parsed)
            return HTMLResponse(await asyncio.to_thread(text_page, parsed, asked, part=part))
        except _Shown as shown:
            return _nothing(shown, request, up="../")

    async def sheet(self, request: Request) -> Response:
        """A printed page."""
        try:
            parsed = await self._document(request)
            number = _page(request)
            picture = await self._picture(parsed, number)
            asked = read_asked(request.query_params, parsed)
            return HTMLResponse(await asyncio.to_thread(sheet_page, parsed, picture, asked, number=number))
        except _Shown as shown:
            return _nothing(shown, request, up="../../../")

    async def picture(self, request: Request) -> Response:
        """The picture of a printed page."""
        try:
            picture = await self._picture(await self._document(request), _page(request))
            return Response(picture.png, media_type="image/png")
        except _Shown as shown:
            return _nothing(shown, request, up="../../../")

    async def _document(self, request: Request) -> ParsedDocument:
        try:
            opened = await self._loader.opened(timeout=_PATIENCE)
        except TimeoutError as exc:
            raise _Shown(HTTPStatus.SERVICE_UNAVAILABLE, "not_now", note="loading") from exc
        except PolicyQAError as exc:
            raise _Shown(HTTPStatus.SERVICE_UNAVAILABLE, "not_now", text=str(exc)) from exc
        wanted = request.path_params["id"]
        found = next((d for d in await asyncio.to_thread(opened.documents) if d.document.id == wanted), None)
        if found is None:
            raise _Shown(HTTPStatus.NOT_FOUND, "no_document", note="no_document_note", id=wanted)
        return found

    async def _picture(self, parsed: ParsedDocument, number: int) -> PagePicture:
        if not await asyncio.to_thread(has_printed_pages, parsed.document):
            raise _Shown(HTTPStatus.NOT_FOUND, "no_page", note="no_page_note", page=number)
        try:
            return await self._pictures.of(parsed.document, number)
        except TooMany as exc:
            raise _Shown(HTTPStatus.SERVICE_UNAVAILABLE, "not_now", note="busy") from exc
        except IndexError as exc:
            raise _Shown(HTTPStatus.NOT_FOUND, "no_page", note="no_page_note", page=number) from exc
        except UnreadableFile as exc:
            raise _Shown(HTTPStatus.NOT_FOUND, "not_now", text=str(exc)) from exc


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def _page(request: Request) -> int:
    number = _number(request.path_params["page"])
    if not number:
        raise _Shown(HTTPStatus.NOT_FOUND, "no_page", note="no_page_note", page=request.path_params["page"])
    return number


def _nothing(shown: _Shown, request: Request, *, up: str) -> Response:
    language: Language = "en" if request.query_params.get("lang") == "en" else "zh"
    words = words_of(language)
    values = {name: str(value) for name, value in shown.values.items()}
    text = values.get("text") or words[values["note"]].format(**{k: v for k, v in values.items() if k != "note"})
    page = render("nothing.html.j2", language, title=words[shown.title], text=text, up=up)
    retry = {"Retry-After": "5"} if shown.status is HTTPStatus.SERVICE_UNAVAILABLE else {}
    return HTMLResponse(page, status_code=shown.status, headers=retry)
