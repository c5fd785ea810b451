"""What the server answers, declared by the part of the app that answers it; the guard lets nothing else through.

A part that adds a route adds a line to its own ``ROUTES``::

    ROUTES = (Route(r"/api/documents/[\\w-]+", methods=frozenset({"DELETE"}), role=Role.EDITOR, program=True),)

and ``app/server/serving.py`` hands all of them to the guard.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.access.user import Role

GET = frozenset({"GET", "HEAD"})
POST = frozenset({"POST"})
_LARGEST_BODY = 4 << 20  # bytes; a question of a megabyte still gets its sentence instead of a broken connection


class Policy(StrEnum):
    """Which Content-Security-Policy goes with an answer."""

    APP = "app"  # our own scripts and styles; scripts in the markup need the nonce of the answer
    FORM = "form"  # markup with a form and no script
    READ = "read"  # markup with our own styles and pictures, no script and no form
    PLAIN = "plain"  # text or data: nothing that is shown may load or do anything


@dataclass(frozen=True, slots=True)
class Route:
    """Paths that are answered. ``pattern`` is a regular expression that the whole path matches, without the prefix.

    Without an account on this machine, or with one elsewhere, every caller has a role: ``role`` is the least one.
    """

    pattern: str
    methods: frozenset[str] = GET
    role: Role = Role.READER
    open: bool = False  # answered without a login, too
    program: bool = False  # called by programs: refused with JSON, never led to the login
    kept: bool = False  # has a digest in its name, so that a browser may keep it
    marked: bool = False  # markup whose own scripts get the nonce
    largest: int = _LARGEST_BODY  # bytes of a request's body
    policy: Policy = Policy.APP
