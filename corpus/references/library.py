"""Libraries: documents by what others call them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from corpus.clause import ParsedDocument

_NOTES = re.compile(r"(?:\([^()]*(?:修正|修订|修改|年|试行|暂行|征求意见稿|草案|送审稿|讨论稿)[^()]*\))+$")
Library = Mapping[str, ParsedDocument]


def title_key(title: str) -> str:
    """A title as others may print it: without 中华人民共和国, blanks, quotes and what stands in brackets at its end.

    ``《中华人民共和国刑法（2020修正）》`` → ``刑法``.
    """
    compact = re.sub(r"[\s《》〈〉<>“”\"'‘’]", "", unicodedata.normalize("NFKC", title))
    return _NOTES.sub("", compact).removeprefix("中华人民共和国")


def library_of(documents: Iterable[ParsedDocument]) -> dict[str, ParsedDocument]:
    """The documents by the keys of their titles; titles that two of them share are left out, since they name neither."""
    given = [(title_key(parsed.document.title), parsed) for parsed in documents]
    times = Counter(key for key, _ in given)
    return {key: parsed for key, parsed in given if times[key] == 1}
