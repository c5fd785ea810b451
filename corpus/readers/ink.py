"""Ink: what is printed on a scanned page, to find the lines that the OCR has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.readers.rendering import Image

_DARK = 140  # of 255 in every colour: black print, no red seal
_RULE = 0.3  # of the page's height: a column of ink as long is a rule or the scan's edge
_LEAST_ROW = 3  # dark pixels in a row of print
_FLAT, _TALL = 0.4, 2.2  # line heights between which a band may be a line of text
_DENSEST = 0.7  # part of a band's box that print covers at most


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of pixels, ends not included."""

    left: int
    top: int
    right: int
    bottom: int


def has_print(image: Image) -> bool:
    """Whether anything is printed on a page: at least one pixel of ten thousand is dark."""
    return float(_dark(image).mean()) > 1e-4


def unread_lines(image: Image, read: Sequence[Area], line_height: float) -> tuple[Area, ...]:
    """Bands as high as a line of text with print that lies in none of the areas that were read."""
    rest = _dark(image)
    for area in read:
        margin = int(line_height * 0.15)
        rest[max(0, area.top - margin) : area.bottom + margin, max(0, area.left - margin) : area.right + margin] = False
    rest[:, rest.sum(axis=0) > _RULE * rest.shape[0]] = False
    bands = [_box(rest, top, bottom) for top, bottom in _runs(rest.sum(axis=1) >= _LEAST_ROW, gap=3)]
    return tuple(area for area in bands if area is not None and _is_text(rest, area, line_height))


def _dark(image: Image) -> NDArray[np.bool_]:
    dark: NDArray[np.bool_] = image.max(axis=2) < _DARK
    return dark


def _runs(rows: NDArray[np.bool_], *, gap: int) -> list[tuple[int, int]]:
    """The stretches of true values, those at most ``gap`` apart as one."""
    places = np.flatnonzero(rows)
    if places.size == 0:
        return []
    breaks = np.flatnonzero(np.diff(places) > gap + 1)
    starts = [int(places[0]), *(int(places[at + 1]) for at in breaks)]
    ends = [*(int(places[at]) for at in breaks), int(places[-1])]
    return [(start, end + 1) for start, end in zip(starts, ends, strict=True)]


def _box(ink: NDArray[np.bool_], top: int, bottom: int) -> Area | None:
    columns = np.flatnonzero(ink[top:bottom].any(axis=0))
    return Area(int(columns[0]), top, int(columns[-1]) + 1, bottom) if columns.size else None


def _is_text(ink: NDArray[np.bool_], area: Area, line_height: float) -> bool:
    height = area.bottom - area.top
    inside = ink[area.top : area.bottom, area.left : area.right]
    wide = area.right - area.left >= 0.6 * line_height and int(inside.any(axis=0).sum()) >= 0.3 * line_height
    return _FLAT * line_height <= height <= _TALL * line_height and wide and float(inside.mean()) < _DENSEST
