"""Answer text as HTML: figures marked by where they come from, ``[n]`` as links to the clause."""

import re
from collections.abc import Sequence

from app.answering.answer import Number, Origin
from app.ui.asking.words import Words
from app.ui.escaping import escape
from corpus import Citation

_MARK = re.compile(r"[ \t]*\[([1-9][0-9]{0,2})\]")


def render_marked(
    text: str, *, numbers: Sequence[Number], citations: Sequence[Citation], anchor: str, words: Words
) -> str:
    """``text`` with marked figures and citation links to ``#<anchor>-c<n>``; unknown ``[n]`` stay plain text."""
    parts: list[str] = []
    at = 0
    for match in _pattern(numbers).finditer(text):
        parts.append(escape(text[at : match.start()]))
        at = match.end()
        key = match.group("key")
        if key is None:
            parts.append(_figure(match.group(), _origin(match, numbers, citations), words))
        elif int(key) <= len(citations):
            parts.append(chip(int(key), citations[int(key) - 1].clause.label, anchor=anchor))
        else:
            parts.append(escape(match.group()))
    parts.append(escape(text[at:]))
    return "".join(parts)


def render_quote(text: str, *, numbers: Sequence[Number], words: Words) -> str:
    """Words of a document with the figures that the answer takes from them marked."""
    quoted = [n for n in numbers if n.origin is Origin.QUOTED]
    parts: list[str] = []
    at = 0
    for match in _pattern(quoted).finditer(text):
        if match.group("key") is None:
            parts += [escape(text[at : match.start()]), _figure(match.group(), Origin.QUOTED, words)]
            at = match.end()
    return "".join([*parts, escape(text[at:])])


def chip(key: int, label: str, *, anchor: str) -> str:
    """The link that opens the card of citation ``key``, not to be parted from what stands before it."""
    return f'&#8288;<a class="pq-chip" href="#{anchor}-c{key}" title="{escape(label)}">{key}</a>'


def without_marks(text: str) -> str:
    """The same text without ``[n]``, for reading out."""
    return _MARK.sub("", text)


def _pattern(numbers: Sequence[Number]) -> re.Pattern[str]:
    """``[n]`` or one of the figures, the longest first, never inside a longer run of digits."""
    texts = sorted({n.text for n in numbers if n.text.strip()}, key=lambda text: (-len(text), text))
    alternatives = [r"[ \t]*\[(?P<key>[1-9][0-9]{0,2})\]"]
    for text in texts:
        before = r"(?<![\d.,])" if text[0].isdecimal() else ""
        after = r"(?![\d])(?!\.\d)" if text[-1].isdecimal() else ""
        alternatives.append(before + re.escape(text) + after)
    return re.compile("|".join(alternatives))


def _origin(match: re.Match[str], numbers: Sequence[Number], citations: Sequence[Citation]) -> Origin:
    """Of several figures that read alike, the one that this place cites; else the one that a quote bears out."""
    alike = [n for n in numbers if n.text == match.group()]
    if len({n.origin for n in alike}) == 1:
        return alike[0].origin
    mark = _MARK.search(match.string, match.end())
    cited = int(mark.group(1)) if mark and "\n" not in match.string[match.end() : mark.start()] else None
    here = citations[cited - 1].quote if cited and cited <= len(citations) else ""
    origins = {n.origin for n in alike}
    if Origin.QUOTED in origins and match.group() in here:
        return Origin.QUOTED
    return next(o for o in (Origin.COMPUTED, Origin.ASKED, Origin.QUOTED) if o in origins)


def _figure(text: str, origin: Origin, words: Words) -> str:
    title = {Origin.QUOTED: words.quoted, Origin.COMPUTED: words.computed, Origin.ASKED: words.asked}[origin]
    return f'<b class="pq-figure pq-{origin.value}" title="{title}">{escape(text)}</b>'
