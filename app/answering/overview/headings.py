"""The words of headings without their numbers: 主要目标 of 一、主要目标."""

import re

from app.answering.question import normalise
from corpus import Clause, ParsedDocument

_NUMBER = r"[零〇一二两三四五六七八九十百\d]+"
_LABEL = re.compile(rf"^[#\s\-–]*(?:第{_NUMBER}(?:[编章节条款项]|部分)|[（(]?{_NUMBER}[)）、.．])\s*")
_OWN = 4  # characters of a heading that tells one document from many; 总则 and 附则 are everywhere


def heading_words(clause: Clause) -> str:
    """What the last heading of a clause says, normalised; empty where it has none."""
    return _LABEL.sub("", normalise(clause.headings[-1])).strip(" 。.:：") if clause.headings else ""


def names_heading(search: str, parsed: ParsedDocument) -> bool:
    """Whether a question (normalised) names a heading of a document that may be its alone."""
    return any(len(words) >= _OWN and words in search for words in map(heading_words, parsed.clauses))
