"""Versions: which of a document's versions may answer on a day, and which one a name means."""

import re
from collections.abc import Iterable, Mapping, Set
from datetime import date

from corpus import Document, Status
from corpus.facts.title import is_draft

OVER = frozenset({Status.SUPERSEDED, Status.EXPIRED})
_FORMER = re.compile(
    r"(?:修订|修改|更新|调整|改版|废止)(?:之?前|以前)|(?:旧|老|原|前一?|上一?)(?:版|个版|的?(?:那个|那份)?(?:办法|文件|政策|规定|意见|方案|措施))"
    r"|(?:已|被)(?:经)?(?:废止|取代|替代)的|(?:以前|原来|原先|从前|过去)的?(?:那个|那份)?(?:办法|文件|政策|规定|版本|意见|方案|措施)"
)
_DRAFT = re.compile(r"(?:征求意见稿|草案|送审稿|讨论稿)(?!还是|吗|么|[?？])")
_STATUS = re.compile(r"(?:是|还是|属于|算|仍是|只是)(?:一?份|个)?(?:征求意见稿|草案)")  # what it is, not which one
_NOW = re.compile(r"现在|目前|现行|如今|眼下|新版|修订后|修改后")


def is_in_time(document: Document, as_of: date | None) -> bool:
    """Whether a document holds on the day ``as_of``; for ``None`` whether it is not over today."""
    if as_of is None:
        return document.status not in OVER
    if document.effective_from is not None and document.effective_from > as_of:
        return False
    if document.superseded_by is not None and document.superseded_by.since is None:
        return False  # since when is not known: the later version goes before it
    return document.effective_to is None or document.effective_to >= as_of


def waits(document: Document, known: Mapping[str, Document], as_of: date | None = None) -> bool:
    """Whether a version before it still holds on that day, so that it is a draft or one to come."""
    return any(i in known and is_in_time(known[i], as_of) for i in document.follows)


def answering(known: Mapping[str, Document], ids: Iterable[str], as_of: date | None) -> list[Document]:
    """Those of ``ids`` that may answer a question about the day ``as_of`` (``None``: today), each version in its time."""
    return [known[i] for i in ids if is_in_time(known[i], as_of) and not waits(known[i], known, as_of)]


def later_versions(document: Document, known: Mapping[str, Document]) -> tuple[str, ...]:
    """The ids of what took its place, and of what took the place of that, as far as they are known."""
    found: list[str] = []
    while (by := document.superseded_by) is not None and by.id in known and by.id not in found:
        found.append(by.id)
        document = known[by.id]
    return tuple(found)


def meant_versions(ids: frozenset[str], known: Mapping[str, Document], question: str) -> frozenset[str]:
    """Of the documents that one name or place names those that are meant: of several versions the one in force.

    修订前的, 旧版 and 征求意见稿 in the question (normalised) mean the others.
    """
    former = frozenset(i for i in ids if set(later_versions(known[i], known)) & ids)
    if len(ids) < 2 or not (former or any(set(known[i].follows) & ids for i in ids)):
        return ids
    among = {i: known[i] for i in ids}
    if asked := asked_versions(among, question):
        return asked | (ids - other_versions(among, asked))
    return frozenset(i for i in ids - former if not waits(known[i], among)) or ids


def asked_versions(known: Mapping[str, Document], question: str) -> frozenset[str]:
    """The ids of the versions that a question (normalised) asks for in words: drafts, or former ones; empty where neither.

    Only what has another version beside it: a draft that is alone needs no asking for.
    """
    drafts = frozenset(
        i for i, d in known.items() if is_draft(d.title) and (later_versions(d, known) or waits(d, known))
    )
    if drafts and _DRAFT.search(question) and not _STATUS.search(question):
        return drafts
    over = [d for d in known.values() if d.status is Status.SUPERSEDED and not is_draft(d.title)]
    former = frozenset(d.id for d in over if later_versions(d, known))
    return former if _FORMER.search(question) and not _NOW.search(question) else frozenset()


def other_versions(known: Mapping[str, Document], ids: Set[str]) -> frozenset[str]:
    """The ids of the other versions of documents: of former ones, later ones, and those to come."""
    later = {i for one in ids & known.keys() for i in later_versions(known[one], known)}
    return frozenset(
        i
        for i, d in known.items()
        if i not in ids and (i in later or set(later_versions(d, known)) & ids or set(d.follows) & ids)
    )
