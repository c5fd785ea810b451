"""What every call has at hand, and what every call goes through."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from app.access.allowance import Allowance
from app.api.meters import Meters
from app.desk import Catalogues, Desk
from app.keeping.librarian import Librarian


@dataclass(frozen=True, slots=True)
class Service:
    """One desk and its library, as programs reach them."""

    desk: Desk
    home: Path
    allowance: Allowance
    meters: Meters
    catalogues: Catalogues
    librarian: Librarian


async def service_of(request: Request) -> Service:
    """The service of the application that was called."""
    service = request.app.state.service
    assert isinstance(service, Service)  # noqa: S101 - set by make_api, which makes the only application
    return service


Served = Annotated[Service, Depends(service_of)]


async def count_call(request: Request, service: Served) -> None:
    """Count the call against whoever makes it. Raises Overloaded."""
    service.allowance.count(request.scope)


async def find_room(service: Served) -> None:
    """Raises Overloaded where the desk has no room."""
    service.desk.check_room()
