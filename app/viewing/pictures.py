"""Pictures of pages: a few are kept, two are drawn at a time, and whoever comes when too many wait is told so."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from corpus import Document
from corpus.readers.page_pictures import PagePicture, picture_page

_KEPT = 24  # pictures, of some 0.4 MB each
_AT_A_TIME = 2
_WAITING = 12


class Drawing(Protocol):
    """How a page becomes a picture; see ``picture_page``."""

    def __call__(self, path: Path, *, page: int, sha256: str) -> PagePicture:
        """Page ``page`` (from 1) of the file at ``path``."""
        ...


class TooMany(Exception):
    """Too many pages wait to be drawn; caught by the routes."""


@dataclass(slots=True)
class Pictures:
    """The pictures of printed pages, by the digest of the file. For one event loop."""

    draw: Drawing = picture_page
    _kept: "OrderedDict[tuple[str, int], PagePicture]" = field(default_factory=OrderedDict)
    _drawing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_A_TIME))
    _making: "dict[tuple[str, int], asyncio.Task[PagePicture]]" = field(default_factory=dict)

    async def of(self, document: Document, page: int) -> PagePicture:
        """The picture of a page (from 1). Visitors of the same page wait for one drawing of it.

        Raises:
            TooMany: try again later.
            UnreadableFile: the file has gone, changed, or cannot be drawn.
            IndexError: it has no such page.
        """
        key = (document.sha256, page)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._making:
            if len(self._making) >= _WAITING:
                raise TooMany
            making = self._making[key] = asyncio.create_task(self._make(document, page))
            making.add_done_callback(lambda done: done.cancelled() or done.exception())  # all visitors may have left
        return await asyncio.shield(self._making[key])

    async def _make(self, document: Document, page: int) -> PagePicture:
        key = (document.sha256, page)
        try:
            async with self._drawing:
                drawn = await asyncio.to_thread(self.draw, Path(document.path), page=page, sha256=document.sha256)
        finally:
            del self._making[key]
        self._kept[key] = drawn
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return drawn
