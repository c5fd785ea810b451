"""The catalogues of a library, made once for each generation of its index: reading all benefits takes a while."""

import asyncio
from collections import OrderedDict
from datetime import date, datetime
from pathlib import Path

from app.desk.desk import Desk
from app.eligibility import Catalogue, catalogue_of, choose
from index.library import open_library

_KEPT = 8  # choices of documents

_Key = tuple[str, date, tuple[str, ...]]


class Catalogues:
    """Catalogues by the documents chosen. What is over changes with the day, so the day counts, too."""

    def __init__(self, desk: Desk, home: Path) -> None:
        self._desk = desk
        self._home = home
        self._kept: OrderedDict[_Key, Catalogue] = OrderedDict()

    async def of(self, documents: tuple[str, ...]) -> Catalogue:
        """The benefits of some documents by id; of all that hold where none is named.

        Raises UnknownDocument, and what ``Desk.opened`` raises.
        """
        generation = (await self._desk.opened()).generation()
        key = (generation, datetime.now().astimezone().date(), documents)
        if key not in self._kept:
            self._kept[key] = await asyncio.to_thread(self._read, documents)
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]

    def _read(self, documents: tuple[str, ...]) -> Catalogue:
        with open_library(self._home) as library:
            return catalogue_of(choose(library.everything(), documents))
