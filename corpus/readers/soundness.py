"""Soundness of a PDF's pages: pypdf takes what it can of a damaged stream and says nothing; here it is told."""

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import StreamObject

_DEEPEST = 4  # forms within forms
_CHUNK = 1 << 20
_LIMIT = 20_000_000  # bytes; a full page of text has 20,000, a large map 10 million, 70 million take pypdf 50 s


class Damage(IntEnum):
    """How far a page can be trusted."""

    NONE = 0
    UNFINISHED = 1  # a stream stops without its end mark: careless programs write such, nothing need be missing
    BROKEN = 2  # a stream contradicts itself: characters are missing or wrong
    BLOATED = 3  # a stream unpacks to more than any page needs


@dataclass(slots=True)
class Inspection:
    """Inspects the pages of one document, each font once."""

    inspected: dict[tuple[int, int], Damage] = field(default_factory=dict)

    def damage(self, page: "PageObject") -> Damage:
        """The worst of a page's text, the forms in it and its fonts' character tables."""
        return max((self._of(stream) for stream in _streams(page, 0)), default=Damage.NONE)

    def _of(self, stream: "StreamObject") -> Damage:
        reference = stream.indirect_reference
        if reference is None:
            return _damage(stream)
        number = (reference.idnum, reference.generation)
        if number not in self.inspected:
            self.inspected[number] = _damage(stream)
        return self.inspected[number]


def _streams(holder: object, depth: int) -> Iterator["StreamObject"]:
    from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

    if not isinstance(holder, DictionaryObject) or depth > _DEEPEST:
        return
    contents = _resolved(holder.get("/Contents")) if depth == 0 else holder
    for part in contents if isinstance(contents, ArrayObject) else [contents]:
        stream = _resolved(part)
        if isinstance(stream, StreamObject):
            yield stream
    resources = _resolved(holder.get("/Resources") or holder.get("/Parent", {}).get("/Resources"))
    if not isinstance(resources, DictionaryObject):
        return
    fonts, forms = (_resolved(resources.get(name)) for name in ("/Font", "/XObject"))
    for font in fonts.values() if isinstance(fonts, DictionaryObject) else ():
        resolved = _resolved(font)
        table = _resolved(resolved.get("/ToUnicode")) if isinstance(resolved, DictionaryObject) else None
        if isinstance(table, StreamObject):
            yield table
    for form in forms.values() if isinstance(forms, DictionaryObject) else ():
        resolved = _resolved(form)
        if isinstance(resolved, DictionaryObject) and resolved.get("/Subtype") == "/Form":
            yield from _streams(resolved, depth + 1)


def _resolved(value: object) -> object:
    from pypdf.generic import PdfObject

    return value.get_object() if isinstance(value, PdfObject) else value


def _damage(stream: "StreamObject") -> Damage:
    """What unpacking a deflated stream shows; other and combined filters are left to pypdf."""
    filters = _resolved(stream.get("/Filter"))
    names = [str(_resolved(name)) for name in filters] if isinstance(filters, list) else [str(filters)]
    if names != ["/FlateDecode"]:
        return Damage.NONE
    inflater, produced = zlib.decompressobj(), 0
    rest = stream._data  # the packed bytes; get_data() unpacks them, and forgives
    try:
        while rest and not inflater.eof and produced < _LIMIT:
            produced += len(inflater.decompress(rest, _CHUNK))
            rest = inflater.unconsumed_tail
    except zlib.error:
        return Damage.BROKEN
    if produced >= _LIMIT:
        return Damage.BLOATED
    return Damage.NONE if inflater.eof else Damage.UNFINISHED


class _Collector(logging.Handler):
    """Keeps what pypdf logs about a file that it had to repair."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one message."""
        self.messages.append(record.getMessage())


@contextmanager
def repairs() -> Iterator[list[str]]:
    """What pypdf had to repair meanwhile, as a list instead of lines on the terminal."""
    logger = logging.getLogger("pypdf")
    messages = list[str]()
    handler, propagate = _Collector(messages), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
