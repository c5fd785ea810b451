"""Pages of a PDF as PDFium sees them: opened without a password, rendered, and the places of their text."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import pypdfium2
    from numpy.typing import NDArray

Image: TypeAlias = "NDArray[np.uint8]"  # height × width × 3, blue first
_POINTS_PER_INCH = 72
_DPI = 150  # what offices scan at, and enough for the OCR's 48-pixel lines
_LONGEST = 2000  # pixels of a side; the OCR reduces larger ones by itself
_PATH, _IMAGE = 2, 3  # FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_IMAGE
_FRAME = 4.0  # points: a stroked shape as wide and as high is a frame, not a rule
_MOST_RECTS = 20_000  # on a page; a full page of policy text has 600
_REMOVE_SECURITY = 3  # FPDF_REMOVE_SECURITY


@dataclass(frozen=True, slots=True)
class Rect:
    """Where text stands in a page's own coordinates: points, counted from the bottom."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The places of a page's text, and what stands in one of them."""

    rects: tuple[Rect, ...]
    words: Callable[[Rect], str]


class PasswordNeeded(Exception):
    """The file opens with a password only; caught by the PDF reader."""


class PageFault(Exception):
    """PDFium can make nothing of a file or a page; caught by the PDF reader."""


def without_security(data: bytes) -> bytes:
    """The same PDF without encryption, where it opens without a password (an owner's password only limits printing).

    Raises:
        PasswordNeeded: a password is needed.
        PageFault: PDFium cannot open the file at all.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        target = BytesIO()
        document.save(target, flags=_REMOVE_SECURITY)
        document.close()
    except pypdfium2.PdfiumError as exc:
        raise (PasswordNeeded if "password" in str(exc).lower() else PageFault)(str(exc)) from exc
    return target.getvalue()


@contextmanager
def opened(data: bytes) -> Iterator["pypdfium2.PdfDocument | None"]:
    """The document for the functions below; ``None`` where PDFium cannot open what pypdf could."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield document
    finally:
        document.close()


@contextmanager
def page_at(document: "pypdfium2.PdfDocument | None", number: int) -> Iterator["pypdfium2.PdfPage | None"]:
    """Page ``number`` (from 1) for the functions below, closed afterwards; ``None`` where PDFium makes nothing of it."""
    page = _page(document, number)
    try:
        yield page
    finally:
        if page is not None:
            page.close()


def printed_text(page: "pypdfium2.PdfPage | None") -> PrintedText:
    """The text of a page by place, while the page is open; none where PDFium cannot tell."""
    if page is None:
        return PrintedText((), lambda _: "")
    text = page.get_textpage()
    count = text.count_rects()
    rects = tuple(Rect(*text.get_rect(index)) for index in range(count if count <= _MOST_RECTS else 0))
    return PrintedText(rects, lambda rect: str(text.get_text_bounded(rect.left, rect.bottom, rect.right, rect.top)))


def shapes(page: "pypdfium2.PdfPage | None") -> tuple[Rect, ...]:
    """The bounds of what is drawn on a page: rules, frames, shades; of a frame its four sides."""
    if page is None:
        return ()
    found = list[Rect]()
    for shape in page.get_objects(filter=(_PATH,), max_depth=1):
        left, bottom, right, top = shape.get_bounds()
        is_frame = min(right - left, top - bottom) > _FRAME and _is_stroked(shape)
        sides = (
            (left, right, bottom, bottom),
            (left, right, top, top),
            (left, left, bottom, top),
            (right, right, bottom, top),
        )
        found.extend(
            Rect(x, y, to_x, to_y) for x, to_x, y, to_y in (sides if is_frame else ((left, right, bottom, top),))
        )
        if len(found) > _MOST_RECTS:
            return ()
    return tuple(found)


def _is_stroked(shape: "pypdfium2.PdfObject") -> bool:
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(shape, fill, stroke)) and bool(stroke.value)


def picture_share(page: "pypdfium2.PdfPage | None") -> float:
    """The part of a page that pictures cover, 0 to 1."""
    if page is None:
        return 0.0
    width, height = page.get_size()
    covered = 0.0
    for image in page.get_objects(filter=(_IMAGE,), max_depth=4):
        left, bottom, right, top = image.get_bounds()
        covered += max(0.0, min(right, width) - max(left, 0.0)) * max(0.0, min(top, height) - max(bottom, 0.0))
    return min(1.0, covered / (width * height)) if width and height else 0.0


def scale_of(document: "pypdfium2.PdfDocument", number: int) -> float:
    """Pixels a point for rendering page ``number``: 150 dpi, less where the page is larger than paper is."""
    page = _page(document, number)
    longest = max(page.get_size()) if page is not None else 0.0
    return min(_DPI / _POINTS_PER_INCH, _LONGEST / longest) if longest else 1.0


def render(document: "pypdfium2.PdfDocument", number: int, scale: float) -> Image:
    """Page ``number`` (from 1) at ``scale`` pixels a point.

    Raises:
        PageFault: PDFium cannot make anything of the page.
    """
    import numpy as np
    import pypdfium2

    try:
        pixels = document[number - 1].render(scale=scale).to_numpy()
    except (pypdfium2.PdfiumError, IndexError) as exc:
        raise PageFault(f"page {number}") from exc
    return np.array(pixels[:, :, :3] if pixels.shape[2] >= 3 else pixels.repeat(3, axis=2), dtype=np.uint8)


def _page(document: "pypdfium2.PdfDocument | None", number: int) -> "pypdfium2.PdfPage | None":
    import pypdfium2

    if document is None:
        return None
    try:
        return document[number - 1]
    except (pypdfium2.PdfiumError, IndexError):  # the two libraries may disagree about the pages of a damaged file
        return None
