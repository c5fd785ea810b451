"""The asking tab's route: ``conversations/{id}.md`` and ``.json``, a kept conversation as a file for its user alone."""

import asyncio
from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route as Served

from app.access import user_of
from app.access.route import Policy, Route
from app.errors import RecordMissing, RecordsFault
from app.records import Keeper
from app.ui.asking.exporting import as_json, as_markdown

ROUTES = (Route(r"/conversations/[\w-]{1,40}\.(?:md|json)", policy=Policy.PLAIN),)

_FORMS = {"md": (as_markdown, "text/markdown"), "json": (as_json, "application/json")}


def conversation_routes(keeper: Keeper) -> list[Served]:
    """The route over the kept conversations; to be mounted before the page's own."""

    async def export(request: Request) -> Response:
        write, media_type = _FORMS[request.path_params["form"]]
        user, wanted = user_of(request.scope), request.path_params["id"]

        def made() -> tuple[str, str]:
            records = keeper.records()
            conversation = records.conversation(user, wanted)
            return conversation.title, write(conversation, records.exchanges(user, wanted))

        try:
            title, text = await asyncio.to_thread(made)
        except RecordsFault as error:
            missing = isinstance(error, RecordMissing)
            status = HTTPStatus.NOT_FOUND if missing else HTTPStatus.SERVICE_UNAVAILABLE
            return PlainTextResponse(str(error), status)
        name = quote(f"{title}.{request.path_params['form']}", safe="")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(text, media_type=media_type, headers=headers)

    return [Served("/conversations/{id}.{form:str}", export)]
