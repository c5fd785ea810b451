"""Whether the service can answer, for whoever watches it: one word, so that it needs no login.

Load balancers and supervisors have no token, and learn nothing here: what there is to know stands at ``/api/v1/health``
and ``/api/v1/metrics``, which ask for one where accounts are required.
"""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route as Served

from app.access.route import Policy, Route
from app.desk import Desk

_PATH = "/healthz"
ROUTES = (Route(_PATH, open=True, program=True, policy=Policy.PLAIN),)


def health_handler(desk: Desk) -> Served:
    """The handler: 200 ``ok``, or 503 with ``loading`` or ``failed``."""

    async def told(_: Request) -> Response:
        loader = desk.loader
        if loader.ready:
            return PlainTextResponse("ok\n")
        failed = loader.failure is not None
        loader.start()  # a missing index may have been made meanwhile
        return PlainTextResponse("failed\n" if failed else "loading\n", 503)

    return Served(_PATH, told)
