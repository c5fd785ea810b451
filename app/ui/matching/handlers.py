"""What the tab's script asks the server: the form, the results of some answers, tables, batches."""

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route as Handler

from app.access.route import POST, Policy, Route
from app.eligibility import Catalogue, InvalidAnswer, parse_profile
from app.eligibility.batch import MOST_BYTES, read_batch, template
from app.eligibility.comparing import changes
from app.eligibility.profile import Profile, sorted_answers
from app.eligibility.tables import COLUMNS, Row, as_csv, as_xlsx, rows_of
from app.ui.escaping import escape
from app.ui.matching.form import render_documents, render_form
from app.ui.matching.results import render_bad, render_failure, render_outcome
from app.ui.matching.words import WORDS
from app.ui.words import Language
from corpus import ParsedDocument, PolicyQAError

ROUTES = (
    Route(r"/match/(?:view|table|template)", POST, policy=Policy.PLAIN, largest=1_000_000),
    Route(r"/match/batch", POST, policy=Policy.PLAIN, largest=MOST_BYTES + 1_000_000),
)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request of the script. ``since`` are the answers before the edit, ``profile`` is a saved file's text."""

    language: Language = Language.CHINESE
    documents: tuple[str, ...] = ()
    answers: Mapping[str, object] = field(default_factory=dict)
    since: Mapping[str, object] | None = None
    profile: str | None = None
    form: bool = False
    format: str = "xlsx"


class Choosing(Protocol):
    """Where catalogues come from; ``app.desk.Catalogues`` is one."""

    async def of(self, documents: tuple[str, ...]) -> Catalogue:
        """What the named documents give, or all that hold where none is named."""


Shelf = Callable[[], Awaitable[Sequence[ParsedDocument]]]


def match_routes(catalogues: Choosing, shelf: Shelf) -> list[Handler]:
    """The handlers of the tab, to be mounted before the page; ``shelf`` is all documents that can be chosen."""
    handlers = _Handlers(catalogues, shelf)
    return [
        Handler("/match/view", _told(handlers.view), methods=["POST"]),
        Handler("/match/table", _told(handlers.table), methods=["POST"]),
        Handler("/match/template", _told(handlers.template), methods=["POST"]),
        Handler("/match/batch", _told(handlers.batch), methods=["POST"]),
    ]


def _told(answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """What goes wrong is said in the place of the results."""

    async def handle(request: Request) -> Response:
        try:
            return await answer(request)
        except PolicyQAError as error:
            language = Language.ENGLISH if request.headers.get("x-policyqa-language") == "en" else Language.CHINESE
            # No status of an error: browsers write one into their log, and nothing is wrong with the page.
            return JSONResponse({"error": render_failure(str(error), language)})

    return handle


@dataclass(slots=True)
class _Handlers:
    catalogues: Choosing
    shelf: Shelf

    async def view(self, request: Request) -> Response:
        """The results of some answers; with ``form`` the documents and the questions as well."""
        asked = _asked(await request.body())
        catalogue = await self.catalogues.of(asked.documents)
        shown: dict[str, object] = {}
        answers = asked.answers
        if asked.profile is not None:
            answers = parse_profile(asked.profile, "profile.json")
            shown["answers"] = {name: _as_text(value) for name, value in answers.items() if value is not None}
        if asked.form:
            library = await self.shelf()
            shown["documents"] = render_documents(library, catalogue, asked.language)
            shown["form"] = render_form(catalogue, asked.language)
        shown["results"] = await asyncio.to_thread(_results, catalogue, answers, asked)
        return JSONResponse(shown)

    async def table(self, request: Request) -> Response:
        """The results as a file."""
        asked = _asked(await request.body())
        catalogue = await self.catalogues.of(asked.documents)
        outcome = catalogue.outcome(asked.answers)
        rows = rows_of(outcome.matches, catalogue.form)
        return await asyncio.to_thread(_file, rows, COLUMNS, asked)

    async def template(self, request: Request) -> Response:
        """An empty file for a batch."""
        asked = _asked(await request.body())
        catalogue = await self.catalogues.of(asked.documents)
        return Response(as_csv([], template(catalogue.form)), media_type=_CSV)

    async def batch(self, request: Request) -> Response:
        """The results of a file of enterprises: what is to be said of it, and the workbook."""
        asked = _asked(request.headers.get("x-policyqa-asked", "{}").encode())
        catalogue = await self.catalogues.of(asked.documents)
        data = await request.body()
        return JSONResponse(await asyncio.to_thread(_batched, catalogue, data, asked.language))


def _asked(body: bytes) -> _Asked:
    try:
        told = json.loads(body)
        return _Asked(
            language=Language(told.get("language", "zh")),
            documents=tuple(str(d) for d in told.get("documents") or ()),
            answers=_answers(told.get("answers") or {}),
            since=_answers(told["since"]) if told.get("since") is not None else None,
            profile=str(told["profile"]) if told.get("profile") is not None else None,
            form=bool(told.get("form")),
            format=str(told.get("format", "xlsx")),
        )
    except (ValueError, AttributeError, TypeError, RecursionError) as exc:  # not what our script sends
        raise InvalidAnswer("请求不是网页自己发出的样子；请刷新网页后再试。") from exc


def _answers(told: Any) -> Mapping[str, object]:
    return {str(key): value for key, value in dict(told).items()}


def _as_text(value: object) -> object:
    """An answer as the form shows it: options stay a list, figures are written out."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return [str(v) for v in value] if isinstance(value, list) else str(value)


def _results(catalogue: Catalogue, answers: Mapping[str, object], asked: _Asked) -> str:
    profile, bad = sorted_answers(answers, catalogue.form)
    outcome = catalogue.of(profile)
    before = catalogue.of(_readable(catalogue, asked.since)) if asked.since is not None else None
    changed = changes(before.matches, outcome.matches) if before else ()
    refused = render_bad([(b.field.key, b.reason) for b in bad])
    return refused + render_outcome(catalogue, outcome, changed, asked.language)


def _readable(catalogue: Catalogue, answers: Mapping[str, object]) -> Profile:
    return sorted_answers(answers, catalogue.form)[0]


def _file(rows: list[Row], columns: tuple[str, ...], asked: _Asked) -> Response:
    if asked.format == "csv":
        return Response(as_csv(rows, columns), media_type=_CSV)
    return Response(as_xlsx(rows, columns), media_type=_XLSX)


def _batched(catalogue: Catalogue, data: bytes, language: Language) -> dict[str, object]:
    words, batch = WORDS[language], read_batch(data, catalogue.form)
    rows = [
        row
        for enterprise in batch.enterprises
        for row in rows_of(catalogue.of(enterprise.profile).matches, catalogue.form, name=enterprise.name)
    ]
    done = words.batch_done.format(done=len(batch.enterprises), rows=len(rows))
    bad = "".join(f"<li>{escape(str(b))}</li>" for b in batch.bad)
    left_out = f"<p>{words.batch_left_out.format(count=len(batch.bad))}</p><ul>{bad}</ul>" if bad else ""
    unused = f"<p>{words.unused.format(names=escape('、'.join(batch.unused)))}</p>" if batch.unused else ""
    file = base64.b64encode(as_xlsx(rows)).decode() if rows else None
    return {"html": f'<div role="status"><p>{done}</p>{left_out}{unused}</div>', "file": file}
