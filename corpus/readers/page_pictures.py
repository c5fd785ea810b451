"""Pages of a PDF as pictures, for people: drawn in a process of its own, with the way from a box to its place there."""

import io
import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import Box
from corpus.errors import UnreadableFile
from corpus.readers.source import load

if TYPE_CHECKING:
    import pypdfium2

_MEMORY = 1 << 30  # bytes of data
_TIME = 20  # seconds, of the processor and of the clock
_SCALE = 2.0  # pixels a point: 1190 across for A4, sharp on a screen and legible on paper
_LONGEST = 3000  # pixels of a side
_BELOW = 0.22  # of the type size: how far letters reach below the line that a box ends at
_TURNS = (0, 90, 180, 270)
_REMEDY = "可以改看正文，或用阅读器打开原文件"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which part of a page's own coordinates is shown, and how it is turned.

    ``left`` and ``top`` lead from the corner of the page's medium, from which boxes are counted, to the corner of what
    is shown; ``width`` and ``height`` are what is shown, unturned; all in points. ``turned`` is in degrees, clockwise.
    """

    left: float
    top: float
    width: float
    height: float
    turned: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown, in points."""
        return (self.width, self.height) if self.turned % 180 == 0 else (self.height, self.width)

    def place(self, box: Box) -> Box:
        """Where a line's box lies on the picture, letters' tails included; points from its top left corner."""
        left, right = box.left - self.left, box.right - self.left
        top, bottom = box.top - self.top, box.bottom - self.top + _BELOW * box.size
        width, height = self.width, self.height
        match self.turned:
            case 90:
                left, top, right, bottom = height - bottom, left, height - top, right
            case 180:
                left, top, right, bottom = width - right, height - bottom, width - left, height - top
            case 270:
                left, top, right, bottom = top, width - right, bottom, width - left
        return replace(box, left=left, top=top, right=right, bottom=bottom)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as it is printed: a PNG, and how many pages its file has."""

    png: bytes
    pages: int
    sheet: Sheet


def picture_page(path: Path, *, page: int, sha256: str) -> PagePicture:
    """Page ``page`` (from 1) of the PDF whose bytes have the digest ``sha256``. Takes some 0.4 s.

    Raises:
        UnreadableFile: the file has gone, is another one now, or cannot be drawn within the limits of time and memory.
        IndexError: it has no such page.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-c", "from corpus.readers.page_pictures import main; main()", path, sha256, str(page)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIME,
            check=False,
        )
    except subprocess.TimeoutExpired as exc:
        raise UnreadableFile(path, reason=f"画出第{page}页超过 {_TIME} 秒", remedy=_REMEDY) from exc
    head, _, png = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise UnreadableFile(path, reason=f"画不出第{page}页（退出码 {done.returncode}）", remedy=_REMEDY)
    told = json.loads(head)
    if "error" in told:
        raise UnreadableFile(path, reason=told["error"], remedy=_REMEDY)
    if not png:
        raise IndexError(page)
    return PagePicture(png, told["pages"], Sheet(**told["sheet"]))


def main() -> None:
    """The child: one page to standard output, behind a line of JSON."""
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_TIME, _TIME))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries print; the picture goes another way
    path, sha256, page = sys.argv[1:]
    told, png = _drawn(Path(path), sha256, int(page))
    out.write(json.dumps(told).encode() + b"\n" + png)
    out.flush()


def _drawn(path: Path, sha256: str, number: int) -> tuple[dict[str, object], bytes]:
    """What the child says of a page, and its PNG; none where there is no such page."""
    import pypdfium2

    try:
        source = load(path)
    except UnreadableFile as exc:
        return {"error": exc.reason}, b""
    if source.sha256 != sha256:
        return {"error": "文件在收录之后被改过"}, b""
    try:
        document = pypdfium2.PdfDocument(source.data)
        pages = len(document)
        if not 1 <= number <= pages:
            return {"pages": pages}, b""
        page = document[number - 1]
        told = {"pages": pages, "sheet": asdict(_sheet(page))}
        return told, _png(page)
    except pypdfium2.PdfiumError:
        return {"error": f"第{number}页无法显示"}, b""


def _sheet(page: "pypdfium2.PdfPage") -> Sheet:
    """PDFium shows what the crop box leaves of the medium."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    turned = page.get_rotation()
    return Sheet(left - media[0], media[3] - top, right - left, top - bottom, turned if turned in _TURNS else 0)


def _png(page: "pypdfium2.PdfPage") -> bytes:
    width, height = page.get_size()
    scale = min(_SCALE, _LONGEST / max(width, height, 1.0))
    stream = io.BytesIO()
    page.render(scale=scale).to_pil().save(stream, "PNG", compress_level=4)
    return stream.getvalue()
