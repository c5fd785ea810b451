"""The document that a question is about as a whole, and what it says."""

import re
from collections.abc import Callable, Sequence

from app.answering.draft import DirectAnswer
from app.answering.facts import FactsCache
from app.answering.naming import named_documents
from app.answering.overview.addressees import addressed
from app.answering.overview.codes import has_code, unfolded
from app.answering.overview.divisions import asks_for_place, divisions, names_no_document
from app.answering.overview.headings import names_heading
from app.answering.overview.mentioned import mentioned
from app.answering.overview.reading import is_of_whole
from app.answering.overview.survey import surveyed
from app.answering.overview.totals import TOTAL, total_limit
from app.answering.question import Question
from app.answering.support import Unsupported
from corpus import ParsedDocument

_MOST_DOCUMENTS = 3  # that are looked through where the question names none
_KIND = re.compile(r"方案|办法|细则|条例|意见|通知|规划|规定|指南|公告|措施|计划|清单|问答")
_QUOTED = re.compile(r"《[^》]*》")
_WHICH = "没有写明是哪一份文件的条款，请写出文件的名称"
_Looks = Callable[[Question, ParsedDocument, FactsCache], DirectAnswer | None]
_LOOKS: tuple[_Looks, ...] = (divisions, mentioned, unfolded, total_limit, addressed, surveyed)


def overview(
    question: Question, documents: Sequence[ParsedDocument], cache: FactsCache
) -> DirectAnswer | Unsupported | None:
    """What the one of ``documents`` that is meant says to a question about all of it; ``None`` where none is asked.

    Where the question names none, one of them must be the only one that answers.
    """
    if not (is_of_whole(question.search) or TOTAL.search(question.search)):
        return None
    named = question.named or named_documents(question.search, [p.document for p in documents])
    meant = [p for p in documents if p.document.id in named] if named else _of_kind(question.search, documents)
    if len(meant) > _MOST_DOCUMENTS and not named:
        meant = _telling(question.search, meant) or meant
    if len(meant) > _MOST_DOCUMENTS:
        which = not named and asks_for_place(question.search) and names_no_document(question.search)
        return Unsupported("near_miss", _WHICH, ()) if which else None
    for look in _LOOKS:
        found = [answer for parsed in meant if (answer := look(question, parsed, cache)) is not None]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _telling(search: str, documents: Sequence[ParsedDocument]) -> list[ParsedDocument]:
    """The documents that have the code or the heading by which a question tells which of many it means."""
    coded = [p for p in documents if has_code(search, p)]
    return coded or ([p for p in documents if names_heading(search, p)] if asks_for_place(search) else [])


def _of_kind(search: str, documents: Sequence[ParsedDocument]) -> list[ParsedDocument]:
    """The documents of the kind that a question speaks of (方案第二部分), else all."""
    kinds = set(_KIND.findall(search))
    own = [p for p in documents if kinds & set(_KIND.findall(_QUOTED.sub("", p.document.title)))]
    return own or list(documents)
