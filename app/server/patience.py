"""Connections that say nothing: whoever opens one must send a request's head soon, so that idle ones do not pile up.

The server's own protocol gives up on a connection that is idle between two requests, not on one that never sends any.
"""

import asyncio
import sys
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

if TYPE_CHECKING:
    from uvicorn.protocols.http.h11_impl import H11Protocol as _Protocol
else:
    _Protocol = AutoHTTPProtocol

HEAD_PATIENCE = 20.0  # seconds from the opening of a connection, or from a head's first byte, to the end of that head
_MANY = 16_384  # open files; the usual limit of a service is 1024


class Impatient(_Protocol):
    """The server's protocol, with a limit to how long a head takes."""

    _awaiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Read on; where no request is under way, what came is part of a head."""
        super().data_received(data)
        cycle: Any = self.cycle
        if cycle is not None and not cycle.response_complete:
            self._stop_waiting()
        elif self._awaiting is None:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more will come."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        self._awaiting = asyncio.get_running_loop().call_later(HEAD_PATIENCE, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._awaiting is not None:
            self._awaiting.cancel()
            self._awaiting = None


def allow_connections() -> None:
    """As many open files as the system lets this process have: each open page holds a connection or two."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = hard if hard != resource.RLIM_INFINITY else _MANY
    if soft != resource.RLIM_INFINITY and soft < min(most, _MANY):
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, _MANY), hard))
