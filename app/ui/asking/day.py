"""The day whose documents in force answer: as it is typed, and as the page says it."""

import re
import unicodedata
from datetime import date

from app.errors import InvalidQuestion
from app.ui.asking.words import WORDS
from app.ui.words import Language

_PRINTED = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))")
_WRONG = "“{text}”不是一个日期；请写成 2026-03-01 或 2026年3月1日 这样，留空就是今天。"


def read_day(text: str) -> date | None:
    """``2026-03-01``, ``2026年3月1日``, ``2026/3/1`` or ``20260301`` as a date; ``None`` where nothing is typed.

    Raises InvalidQuestion for anything else.
    """
    typed = unicodedata.normalize("NFKC", "".join(text.split()))
    if not typed:
        return None
    if found := _PRINTED.fullmatch(typed):
        try:
            return date(*(int(digits) for digits in found.groups() if digits))
        except ValueError as exc:
            raise InvalidQuestion(_WRONG.format(text=typed)) from exc
    raise InvalidQuestion(_WRONG.format(text=typed[:40]))


def in_chinese(day: date) -> str:
    """``2026年3月1日``, as documents print it."""
    return f"{day.year}年{day.month}月{day.day}日"


def render_day_picker(language: Language) -> str:
    """The browser's own calendar; the page's script writes what is chosen into the field beside it."""
    return f'<input type="date" class="pq-pick" aria-label="{WORDS[language].as_of_pick}">'
