"""Text of users and documents without the characters that steer a display instead of being read."""

import re
import unicodedata

# Characters that steer a display instead of being read: C0 and C1 controls (line feed and tab stay), bidirectional
# overrides and isolates (a file named "txt.exe" read backwards), zero-width and invisible characters, tags, lone
# surrogates (they cannot be encoded) and non-characters.
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e0fff"
    "]"
)
_MOST_COMBINING = 4  # of one base character: real scripts stack three, floods stack hundreds


def clean(text: str) -> str:
    """``text`` without characters that steer a display and without piles of combining marks; line ends become ``\\n``."""
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    if text.isascii() or not any(unicodedata.combining(c) for c in text):
        return text
    return _thin_out(text)


def _thin_out(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST_COMBINING:
            kept.append(char)
    return "".join(kept)
