"""Scanned pages: the real model once, on the whole plan; what surrounds it with a scripted one."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image as Picture

from corpus.document import RawDocument
from corpus.readers.ink import Area, has_print, unread_lines
from corpus.readers.ocr import Line, Scans, read_scans
from corpus.readers.rendering import Image
from corpus.text.canonical import Canonical, canonicalize

FIXTURES = Path(__file__).parent / "fixtures"


def test_scanned_plan_is_the_plan(scanned_plan: RawDocument) -> None:
    canon = canonicalize(scanned_plan)
    assert canon.text == (FIXTURES / "plan.txt").read_text("utf-8").strip()
    assert [anomaly.code for anomaly in canon.anomalies] == ["ocr.used"]
    assert [span.page for span in canon.page_spans] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_reading_a_scan_prints_nothing(scan_run: Any) -> None:
    assert scan_run.output == ""


# --- a page of grey bars, and a model that is told what they say ------------------------------------------------------

HEIGHT, PITCH, LEFT, RIGHT = 34, 60, 170, 1070  # pixels at 150 dpi
TEXTS = [
    "对符合条件的企业给予补助,最",
    "高50万元,每家企业每年只限一",
    "次。按照“大脑”“小脑”的研",
    "发投入,每年再给予20%补助。",
]


def pdf_page(lines: int, *, extra: Sequence[Area] = ()) -> pypdfium2.PdfDocument:
    pixels = np.full((1754, 1241, 3), 255, np.uint8)
    for area in [bar(n) for n in range(lines)] + list(extra):
        pixels[area.top : area.bottom, area.left : area.right : 3] = 20
    target = BytesIO()
    Picture.fromarray(pixels).save(target, "PDF", resolution=150)
    return pypdfium2.PdfDocument(target.getvalue())


def bar(number: int) -> Area:
    return Area(LEFT, 300 + PITCH * number, RIGHT, 300 + PITCH * number + HEIGHT)


class ScriptedModel:
    """Answers with queued lines and keeps the images that it was shown."""

    def __init__(self, *answers: Sequence[Line]) -> None:
        self.answers = list(answers)
        self.shown: list[Image] = []

    def __call__(self, image: Image) -> Sequence[Line]:
        self.shown.append(image)
        return self.answers.pop(0) if self.answers else []


def line(number: int, text: str | None = None, score: float = 0.99) -> Line:
    return Line(TEXTS[number] if text is None else text, score, bar(number), float(HEIGHT))


def canonical(scans: Scans) -> Canonical:
    blocks = tuple(block for page in sorted(scans.blocks) for block in scans.blocks[page])
    return canonicalize(RawDocument(Path("a.pdf"), "application/pdf", "0" * 64, blocks, 1, None, scans.warnings))


def test_line_that_was_missed_is_read_at_the_second_look() -> None:
    closer = Line(TEXTS[2], 0.98, Area(LEFT * 2, 40, RIGHT * 2, 108), 68.0)
    model = ScriptedModel([line(0), line(1), line(3)], [closer])
    canon = canonical(read_scans(pdf_page(4), [1], recognise=model))
    assert canon.text == "".join(TEXTS)
    assert [anomaly.code for anomaly in canon.anomalies] == ["ocr.used"]
    strip = model.shown[1]
    assert strip.shape[1] == 2 * model.shown[0].shape[1]
    assert HEIGHT * 2 < strip.shape[0] < PITCH * 4  # the missed line and its margins, no more


def test_line_that_stays_unread_is_reported() -> None:
    canon = canonical(read_scans(pdf_page(4), [1], recognise=ScriptedModel([line(0), line(1), line(3)])))
    assert [anomaly.code for anomaly in canon.anomalies] == ["ocr.used", "ocr.unread"]
    assert "第1页" in canon.anomalies[1].message
    assert "24%" in canon.anomalies[1].message


def test_line_of_noise_counts_as_unread() -> None:
    model = ScriptedModel([line(0), line(1), line(2, "热替", 0.4), line(3)])
    canon = canonical(read_scans(pdf_page(4), [1], recognise=model))
    assert "热替" not in canon.text
    assert "ocr.unread" in [anomaly.code for anomaly in canon.anomalies]


def test_doubtful_line_is_kept_and_reported() -> None:
    model = ScriptedModel([line(0), line(1, score=0.7), line(2), line(3)])
    canon = canonical(read_scans(pdf_page(4), [1], recognise=model))
    assert canon.text == "".join(TEXTS)
    assert "ocr.doubtful" in [anomaly.code for anomaly in canon.anomalies]


def test_parts_of_one_printed_line_are_put_together_from_left_to_right() -> None:
    whole = bar(0)
    parts = [
        Line("右边", 0.99, Area(700, whole.top + 2, RIGHT, whole.bottom + 2), 34.0),
        Line("左边", 0.99, Area(LEFT, whole.top, 500, whole.bottom), 34.0),
    ]
    canon = canonical(read_scans(pdf_page(1, extra=()), [1], recognise=ScriptedModel(parts)))
    assert canon.text == "左边\t右边"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["甲,乙，丙,", "(一)丁：戊,"], "甲,乙,丙,(一)丁:戊,", id="half-width-prevails"),
        pytest.param(["甲，乙,丙，", "（一)丁：（戊）"], "甲，乙，丙，（一）丁：（戊）", id="full-width-prevails"),
        pytest.param(["甲，乙，", "(一)丙，(二)"], "甲，乙，(一)丙，(二)", id="brackets-are-a-kind-of-their-own"),
        pytest.param(["甲，按1:1，", "1,000元，"], "甲，按1:1，1,000元，", id="between-figures-they-stay"),
    ],
)
def test_widths_of_marks_are_made_one(texts: list[str], expected: str) -> None:
    lines = [line(n, text) for n, text in enumerate(texts)]
    scans = read_scans(pdf_page(len(texts)), [1], recognise=ScriptedModel(lines))
    assert "".join(block.text for block in scans.blocks[1]) == expected


def test_page_upside_down_is_turned() -> None:
    bad = [line(n, "叩", 0.3) for n in range(4)]
    good = [Line(TEXTS[n], 0.99, bar(n), 34.0) for n in range(4)]
    model = ScriptedModel(bad, good)
    canon = canonical(read_scans(pdf_page(4), [1], recognise=model))
    assert "ocr.turned" in [anomaly.code for anomaly in canon.anomalies]
    assert np.array_equal(model.shown[1], np.rot90(model.shown[0], 2))


def test_blank_page_is_not_read() -> None:
    model = ScriptedModel()
    scans = read_scans(pdf_page(0), [1], recognise=model)
    assert scans.blocks == {1: []}
    assert scans.warnings == ()
    assert model.shown == []


# --- ink -------------------------------------------------------------------------------------------------------------


def paper(*areas: Area, colour: tuple[int, int, int] = (20, 20, 20)) -> Image:
    pixels = np.full((1000, 800, 3), 255, np.uint8)
    for area in areas:
        pixels[area.top : area.bottom, area.left : area.right : 2] = colour
    return pixels


@pytest.mark.parametrize(
    ("area", "found"),
    [
        pytest.param(Area(100, 500, 700, 530), True, id="line"),
        pytest.param(Area(100, 500, 130, 530), True, id="one-character"),
        pytest.param(Area(100, 500, 700, 504), False, id="rule"),
        pytest.param(Area(100, 500, 105, 530), False, id="speck"),
        pytest.param(Area(100, 300, 700, 700), False, id="picture"),
        pytest.param(Area(10, 0, 16, 1000), False, id="edge-of-the-scan"),
    ],
)
def test_unread_lines(area: Area, found: bool) -> None:
    read_line = Area(100, 100, 700, 130)
    image = paper(read_line, area)
    assert bool(unread_lines(image, [read_line], 30.0)) == found


def test_red_seal_is_no_print() -> None:
    assert not has_print(paper(Area(300, 300, 500, 500), colour=(60, 60, 220)))
    assert has_print(paper(Area(300, 300, 500, 330)))
