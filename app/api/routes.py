"""What the API answers, for the guard."""

from app.access.route import GET, POST, Policy, Route
from app.access.user import Role
from app.keeping.tray import Tray

PREFIX = "/api/v1"
_LARGEST = 1 << 20  # bytes; a question with its whole conversation has a hundredth of it
_DOCUMENT = rf"{PREFIX}/documents/[^/]+"


def routes(tray: Tray) -> tuple[Route, ...]:
    """The addresses; those of editors come first. The files that the tray takes may be larger than a question."""
    return (
        _editors(f"{PREFIX}/documents", POST, largest=tray.largest + (1 << 20)),  # too large gets our sentence
        _editors(_DOCUMENT, frozenset({"DELETE"})),
        _editors(rf"{_DOCUMENT}/benefits", GET | POST),
        _editors(rf"{PREFIX}/(sync|versions)", POST),
        _editors(rf"{PREFIX}/jobs(/.*)?", GET | POST),
        # The catch-all comes last: what is no address of the API is told so by the API, in its own shape.
        Route(rf"{PREFIX}/.*", GET | POST, program=True, largest=_LARGEST, policy=Policy.PLAIN),
    )


def _editors(pattern: str, methods: frozenset[str], *, largest: int = _LARGEST) -> Route:
    return Route(pattern, methods, role=Role.EDITOR, program=True, largest=largest, policy=Policy.PLAIN)
