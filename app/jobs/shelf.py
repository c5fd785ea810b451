"""Finished reports, each its maker's alone, until the server ends or newer ones take their room."""

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route as Served

from app.access import User, user_of
from app.access.route import Policy, Route

_MOST = 200  # reports; one is some 100 KB
ROUTES = (Route(r"/reports/[\w-]{20,40}", policy=Policy.PLAIN),)


@dataclass(frozen=True, slots=True)
class Report:
    """A file to download."""

    user: str
    name: str
    media_type: str
    text: str


class Shelf:
    """Holds reports in memory. Used from one event loop."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Report] = OrderedDict()

    def put(self, user: User, name: str, media_type: str, text: str) -> str:
        """Keep a report; returns its address, relative to the page's."""
        token = secrets.token_urlsafe(18)
        self._held[token] = Report(user.name, name, media_type, text)
        while len(self._held) > _MOST:
            self._held.popitem(last=False)
        return f"reports/{token}"

    def handler(self) -> Served:
        """Gives a report to the user who had it made, always as a download."""

        async def send(request: Request) -> Response:
            report = self._held.get(request.path_params["token"])
            if report is None or report.user != user_of(request.scope).name:
                return PlainTextResponse("这份报告已经不在了；请重新生成后再下载。\n", 404)
            headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(report.name)}"}
            return Response(report.text, media_type=report.media_type, headers=headers)

        return Served("/reports/{token}", send)
