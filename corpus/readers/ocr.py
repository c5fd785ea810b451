"""OCR: pages without text, read line by line.

The library's direction classifier is off: it turned an upright line of the plan round (the one with three quoted words)
and so lost it without a word. A page that reads badly is turned as a whole. Print that no line covers is read again at
twice the scale, and what stays unread is reported.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING

import numpy as np

from corpus.document import Anomaly, Block, Box
from corpus.errors import CorpusError
from corpus.readers.cells import row_kind
from corpus.readers.ink import Area, has_print, unread_lines
from corpus.readers.marks import prevailing_marks, uniform
from corpus.readers.rendering import Image, render, scale_of
from corpus.text.characters import ems
from corpus.text.pages import page_ranges

if TYPE_CHECKING:
    import pypdfium2
    from rapidocr import RapidOCR

_LEGIBLE = 0.5  # the score below which a line is noise; seen: right lines 0.94 and above, one turned round 0.51
_DOUBTFUL = 0.8
_CLOSER = 2  # times the scale at the second look
_TYPICAL_LINE = 36.0  # pixels at 150 dpi: type of 16 points
_PAPER = 255


@dataclass(frozen=True, slots=True)
class Line:
    """A recognised line; places in pixels of the page's first rendering, ``height`` across the line."""

    text: str
    score: float
    area: Area
    height: float


Recogniser = Callable[[Image], Sequence[Line]]


@dataclass(frozen=True, slots=True)
class Scans:
    """The lines of scanned pages by page number, and what could not be read."""

    blocks: dict[int, list[Block]]
    warnings: tuple[Anomaly, ...]


def read_scans(
    document: "pypdfium2.PdfDocument", pages: Sequence[int], *, recognise: Recogniser | None = None
) -> Scans:
    """Reads the pages (numbers from 1) of an open document; ``recognise`` takes the model's place in tests."""
    read, warnings = dict[int, list[Line]](), list[Anomaly]()
    for number in pages:
        read[number], notes = _read_page(document, number, recognise or read_lines)
        warnings.extend(notes)
    marks = prevailing_marks([line.text for lines in read.values() for line in lines])
    blocks = {
        number: [_block(line, number, scale_of(document, number), marks) for line in lines]
        for number, lines in read.items()
    }
    recognised = page_ranges(number for number, lines in read.items() if lines)
    if recognised:
        warnings.insert(
            0, Anomaly("ocr.used", f"第{recognised}页没有可用的文字层，正文由文字识别得出，引用前请核对原件")
        )
    return Scans(blocks, tuple(warnings))


def _read_page(
    document: "pypdfium2.PdfDocument", number: int, recognise: Recogniser
) -> tuple[list[Line], list[Anomaly]]:
    """A page's lines from top to bottom, with warnings for what could not be read or is doubtful."""

    def image(zoom: int = 1) -> Image:
        return np.ascontiguousarray(np.rot90(render(document, number, scale_of(document, number) * zoom), quarters))

    quarters = 0
    if not has_print(image()):
        return [], []
    quarters, found = _upright(image(), recognise)
    lines = [line for line in found if line.score >= _LEGIBLE]
    unread = list[Area]()
    height = median(line.height for line in lines) if lines else _TYPICAL_LINE
    for gap in unread_lines(image(), [line.area for line in lines], height):
        again = _look_closer(image(_CLOSER), gap, lines, recognise)
        lines.extend(again)
        if not again:
            unread.append(gap)
    return _in_rows(lines), list(_warnings(number, quarters, lines, [gap.top / len(image()) for gap in unread]))


def _upright(image: Image, recognise: Recogniser) -> tuple[int, Sequence[Line]]:
    """A page's lines and by how many quarters it has to be turned for them; as it is, if no turn reads better."""
    found = recognise(image)
    if _quality(found) >= _DOUBTFUL:
        return 0, found
    for quarters in (2, 1, 3):
        turned = recognise(np.ascontiguousarray(np.rot90(image, quarters)))
        if _quality(turned) >= _DOUBTFUL:
            return quarters, turned
    return 0, found


def _quality(lines: Sequence[Line]) -> float:
    """The mean score of lines that run across the page; the model reads single lines that run down as well."""
    across = [line for line in lines if line.area.right - line.area.left >= line.area.bottom - line.area.top]
    return mean(line.score for line in across) if len(across) * 2 > len(lines) else 0.0


def _warnings(number: int, quarters: int, lines: Sequence[Line], unread: Sequence[float]) -> Iterator[Anomaly]:
    """What a reader of page ``number`` has to know; ``unread`` are places as parts of its height."""
    if quarters:
        how = "上下颠倒" if quarters == 2 else "横放"
        yield Anomaly("ocr.turned", f"第{number}页的扫描件{how}，已转正后识别")
    if unread:
        places = "、".join(f"{place:.0%}" for place in unread)
        yield Anomaly("ocr.unread", f"第{number}页有{len(unread)}行文字未能识别（自上而下约{places}处），请核对原件")
    doubtful = [line.text for line in lines if line.score < _DOUBTFUL]
    if doubtful:
        words = f"“{doubtful[0][:20]}”"
        yield Anomaly("ocr.doubtful", f"第{number}页有{len(doubtful)}行的识别把握不大（{words}等），请核对原件")


def read_lines(image: Image) -> list[Line]:
    """The lines that the model sees, in its order."""
    result = _engine()(image, use_cls=False, text_score=0.0)
    if result.boxes is None or result.txts is None:
        return []
    lines = list[Line]()
    for corners, text, score in zip(result.boxes.tolist(), result.txts, result.scores, strict=True):
        across = [point[0] for point in corners]
        down = [point[1] for point in corners]
        area = Area(int(min(across)), int(min(down)), math.ceil(max(across)), math.ceil(max(down)))
        if text.strip():
            lines.append(Line(text.strip(), float(score), area, math.dist(corners[0], corners[3])))
    return lines


def _look_closer(image: Image, gap: Area, lines: Sequence[Line], recognise: Recogniser) -> list[Line]:
    """What a strip of the enlarged page says; the lines around it that were read are painted over."""
    margin = (gap.bottom - gap.top) * 0.6
    top = max(0, round(gap.top - margin))
    strip = image[top * _CLOSER : round(gap.bottom + margin) * _CLOSER].copy()
    for area in (line.area for line in lines):
        rows = slice(max(0, (area.top - top) * _CLOSER), max(0, (area.bottom - top) * _CLOSER))
        strip[rows, max(0, area.left) * _CLOSER : area.right * _CLOSER] = _PAPER
    return [
        Line(
            line.text,
            line.score,
            Area(
                line.area.left // _CLOSER,
                line.area.top // _CLOSER + top,
                line.area.right // _CLOSER,
                line.area.bottom // _CLOSER + top,
            ),
            line.height / _CLOSER,
        )
        for line in recognise(strip)
        if line.score >= _LEGIBLE
    ]


def _in_rows(lines: Sequence[Line]) -> list[Line]:
    """Lines from top to bottom; parts of one printed line (the model cuts at wide gaps) become one, left to right."""
    rows = list[list[Line]]()
    for line in sorted(lines, key=lambda line: line.area.top + line.area.bottom):
        if rows and _beside(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(sorted(row, key=lambda line: line.area.left)) for row in rows]


def _beside(one: Line, other: Line) -> bool:
    middle = (other.area.top + other.area.bottom) / 2
    apart = one.area.right <= other.area.left + one.height or other.area.right <= one.area.left + one.height
    return apart and abs(middle - (one.area.top + one.area.bottom) / 2) < 0.5 * min(one.height, other.height)


def _joined(row: Sequence[Line]) -> Line:
    whole = row[0]
    for line in row[1:]:
        gap = "\t" if line.area.left - whole.area.right > whole.height else ""
        area = Area(
            min(whole.area.left, line.area.left),
            min(whole.area.top, line.area.top),
            max(whole.area.right, line.area.right),
            max(whole.area.bottom, line.area.bottom),
        )
        whole = replace(whole, text=whole.text + gap + line.text, score=min(whole.score, line.score), area=area)
    return whole


def _block(line: Line, page: int, scale: float, marks: dict[int, str]) -> Block:
    """A line as a block; the type size is told from the width, which scatters less than the height does."""
    area = line.area
    size = (area.right - area.left) / max(ems(line.text), 0.5) / scale
    box = Box(area.left / scale, area.top / scale, area.right / scale, area.bottom / scale, size)
    text = uniform(line.text, marks)
    return Block(text, row_kind(text), page=page, line=True, box=box)


@cache
def _engine() -> "RapidOCR":
    """The model, loaded once a process, from the files of its package: a missing file must not be downloaded."""
    import rapidocr

    folder = Path(rapidocr.__file__).parent / "models"
    models = {part: sorted(folder.glob(f"*_{part}_*.onnx")) for part in ("det", "rec")}
    if not all(models.values()):
        raise CorpusError(f"文字识别模型不在{folder}：安装不完整；请重新安装rapidocr。")
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Det.model_path": str(models["det"][0]),
            "Rec.model_path": str(models["rec"][0]),
        }
    )
