"""Characters: one code point for one printed sign, and no blanks inside words and numbers.

Punctuation stays as it is printed, half-width or full-width: quotes must look like the document, and search folds the
two by itself. Digits and Latin letters become half-width, since the full-width ones (１亿元) are mere typography.
"""

import re
import unicodedata

from corpus.structure.labels import leading_label
from corpus.text.radicals import IDEOGRAPHS

_REMOVED = dict.fromkeys(
    [
        *(c for c in range(0x20) if c not in (0x09, 0x0A)),  # C0 controls
        *range(0x7F, 0xA0),  # DEL and C1 controls
        0xAD,  # soft hyphen
        *range(0x200B, 0x2010),  # zero-width characters and direction marks
        *range(0x202A, 0x202F),  # direction overrides: text must not be shown in another order than it is stored
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFE00, 0xFE10),  # variation selectors
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0200),  # tags and variation selectors
    ],
    None,
)
_BLANKS = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3164), " ")
_HALF_WIDTH = {
    full: chr(full - 0xFEE0)
    for full in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)  # ０-９ Ａ-Ｚ ａ-ｚ ％
}
# Fonts and converters take these for one another.
_VARIANTS = {
    "\u2015": "—",
    "\u301c": "～",
    "\u223c": "～",
    "\u2027": "·",
    "\u30fb": "·",
    "\uff65": "·",
    "\u2e3a": "——",
    "\u2329": "〈",
    "\u232a": "〉",
}
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}  # ﬁ, ﬂ …
_TABLE: dict[int, str | None] = {
    **_REMOVED,
    **_BLANKS,
    **_HALF_WIDTH,
    **{ord(sign): ordinary for sign, ordinary in (IDEOGRAPHS | _VARIANTS | _LIGATURES).items()},
    **dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n"),
}
# Compatibility ideographs (U+F900…, U+2F800…) are canonically the same as the unified ones.
_COMPATIBLE = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
# Some Word fonts keep the decimal point in a private-use character: 1<U+E010>20元 is 1.20元.
_PRIVATE_POINT = re.compile("(?<=[0-9]) ?\ue010 ?")
_FULL_POINT = re.compile("(?<=[0-9])．")  # １．５亿元, １．申报条件

IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_SIGNS = "—‘’“”…\u3001-\u303f\uff01-\uff60"  # Chinese punctuation; quotation marks and dashes are shared with Latin
_WIDE = re.compile(f"[{IDEOGRAPH}{_SIGNS}]")
_IS_IDEOGRAPH = re.compile(f"[{IDEOGRAPH}]")
_SENTENCE_MARK = re.compile("[，。；：、！？,;:]")
_SPACED_DIGITS = re.compile(r"(?<![0-9.])[0-9](?: [0-9])+(?![0-9.])")
_GAP = re.compile(r"\s+")
_BULLETS = ("-", "–", "*", "•", "·", *("#" * marks for marks in range(1, 7)))
_LABEL_LIMIT = 20  # characters; no label is longer


def clean(text: str) -> str:
    """``text`` with each sign as its ordinary character and lines divided by ``\\n``: ``⼈⼯１．５亿`` → ``人工1.5亿``."""
    text = text.replace("\r\n", "\n").translate(_TABLE)
    text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    text = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates cannot be stored
    return _FULL_POINT.sub(".", _PRIVATE_POINT.sub(".", text))


def tighten(line: str, *, flattened: bool = False) -> str:
    """One line without blanks that the sense does not need: ``第 1 0 条  给予50 万元`` → ``第10条 给予50万元``.

    A blank stays between Latin words or numbers, after a label that ends in no punctuation (``第三条 为了``, ``- 二.``),
    as one blank where the gap is wide, and between the words of a line that is no sentence (two issuers side by side).
    ``flattened`` says that blanks are remains of line breaks: those between words stay.
    """
    line = _SPACED_DIGITS.sub(_joined_digits, line.strip())
    pieces = _GAP.split(line)
    gaps = _GAP.findall(line)
    if not gaps:
        return line
    merged, gaps = _join_single(pieces, gaps)
    keep_words = flattened or not _SENTENCE_MARK.search(line)
    result = merged[0]
    for gap, piece in zip(gaps, merged[1:], strict=True):
        result += ("" if _closes(result, gap, piece, keep_words=keep_words) else " ") + piece
    return _after_label(result)


def glue(before: str, after: str) -> str:
    """What belongs between two printed lines of one paragraph: a blank between Latin words, else nothing."""
    if not before or not after:
        return ""
    latin = after[0].isascii() and after[0].isalpha()
    return " " if latin and before[-1].isascii() and (before[-1].isalnum() or before[-1] in ",.;:") else ""


def ems(text: str) -> float:
    """The width of ``text`` in type sizes: 1 for a Chinese character, ½ for the others; both are approximate."""
    return sum(1.0 if _WIDE.match(character) else 0.5 for character in text)


def _joined_digits(found: re.Match[str]) -> str:
    """Spaced single digits as one number, where a Chinese character follows and none but such a one precedes."""
    before = found.string[: found.start()].rstrip(" ")
    after = found.string[found.end() :].lstrip(" ")
    fits = _WIDE.match(after) and (not before or _WIDE.match(before[-1]))
    return found[0].replace(" ", "") if fits else found[0]


def _join_single(pieces: list[str], gaps: list[str]) -> tuple[list[str], list[str]]:
    """Joins ideographs that stand alone one after the other, as in ``总　　则``; with the gaps that are left."""
    merged, kept = [pieces[0]], list[str]()
    alone = _stands_alone(pieces[0])
    for gap, piece in zip(gaps, pieces[1:], strict=True):
        if alone and _stands_alone(piece):
            merged[-1] += piece
        else:
            merged.append(piece)
            kept.append(gap)
        alone = _stands_alone(piece)
    return merged, kept


def _stands_alone(piece: str) -> bool:
    return len(piece) == 1 and bool(_IS_IDEOGRAPH.match(piece))


def _closes(before: str, gap: str, after: str, *, keep_words: bool) -> bool:
    """Whether the gap between two pieces is to be closed."""
    left, right = before[-1], after[0]
    if before in _BULLETS or not (_WIDE.match(left) or _WIDE.match(right)):
        return False
    if not _IS_IDEOGRAPH.match(left) or not (_IS_IDEOGRAPH.match(right) or right.isdigit()):
        return True
    if len(gap) > 1 or "\u3000" in gap or "\t" in gap:
        return right.isdigit() and not keep_words
    if len(before) < _LABEL_LIMIT and (label := leading_label(before)) and label.length >= len(before):
        return False
    return not (keep_words and _IS_IDEOGRAPH.match(right))


def _after_label(line: str) -> str:
    """No blank after a label that ends in punctuation, unless the words begin with a digit (``1. 5G`` is not 1.5)."""
    label = leading_label(line)
    if label is None or not label.delimiter or label.marks:
        return line
    words = line[label.length :]
    return line if not words or words[0].isdigit() else line[: label.length].rstrip() + words
