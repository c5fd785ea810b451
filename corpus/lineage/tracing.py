"""Lineage: which document of a library takes the place of which, from when, and how that is known.

Three things say so: what a person has written down (``supersedes``), what a text says itself (《…办法》同时废止), and a
title that is a draft's but for 征求意见稿. All of it is read anew from the documents that are there: when a document
leaves the library, what it took the place of holds again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from corpus.document import Document, Status, Succession
from corpus.facts.repeals import Repeal, find_repeals
from corpus.facts.title import document_id, is_draft
from corpus.references.library import title_key
from corpus.revisions.names import carried_title, number_key


class Source(StrEnum):
    """How it is known that a document takes the place of another."""

    TOLD = "told"  # a person has written it down
    TEXT = "text"  # its text says so
    TITLE = "title"  # the other is its draft


@dataclass(frozen=True, slots=True)
class Step:
    """One version to the next, by the documents' ids."""

    old: str
    new: str
    source: Source


@dataclass(frozen=True, slots=True)
class Lineage:
    """The steps between the versions of a library. ``problems`` are Chinese sentences on what was told and cannot be."""

    steps: tuple[Step, ...]
    successions: Mapping[str, Succession]  # by the id of the document whose place is taken
    problems: tuple[str, ...] = ()

    def before(self, document_id: str) -> tuple[str, ...]:
        """The ids of the versions right before a document."""
        return tuple(s.old for s in self.steps if s.new == document_id)

    def after(self, document_id: str) -> tuple[str, ...]:
        """The ids of the versions right after a document, drafts of the next one among them."""
        return tuple(s.new for s in self.steps if s.old == document_id)

    def later(self, document_id: str) -> tuple[str, ...]:
        """The ids of all later versions, the nearest first."""
        return tuple(_reached(document_id, self._after)[1:])

    @property
    def _after(self) -> dict[str, set[str]]:
        return _links(self.steps)

    def applied(self, document: Document, *, today: date) -> Document:
        """The document with what follows for it: by what it is superseded, its last day, its status on the day ``today``."""
        succession, follows = self.successions.get(document.id), self.before(document.id)
        if succession is None:
            return replace(document, follows=follows) if follows else document
        last = succession.since - timedelta(days=1) if succession.since else None
        ends = min((d for d in (document.effective_to, last) if d is not None), default=None)
        is_over = succession.since is None or succession.since <= today
        keeps = not is_over or (document.status is Status.EXPIRED and ends != last)  # it ended before, by itself
        status = document.status if keeps else Status.SUPERSEDED
        return replace(document, status=status, effective_to=ends, superseded_by=succession, follows=follows)


def trace(documents: Sequence[Document]) -> Lineage:
    """The lineage of a library. Told steps to unknown documents and steps in a circle are left out and reported."""
    known = {d.id: d for d in documents}
    told, problems = _told(known)
    apart = {frozenset({d.id, i}) for d in documents for i in d.not_a_version_of}
    found = dict.fromkeys(told)
    for pair, source in (*_repealed(known), *_drafts(known)):
        sources = {(s.old, s.new) for s in found}
        if frozenset(pair) not in apart and pair not in sources and pair[::-1] not in sources:
            found.setdefault(Step(*pair, source))
    steps, circular = _without_circles(tuple(found))
    problems += [_CIRCLE.format(old=s.old, new=s.new) for s in circular]
    return Lineage(steps, _successions(known, steps), tuple(problems))


_UNKNOWN = "“{title}”（{id}）写明取代 {old}，但库里没有这个标识的文件；请核对它的元数据文件。"
_CIRCLE = "{new} 取代 {old} 的说法绕成了圈，已不计；请核对这几份文件的元数据文件。"


def _told(known: Mapping[str, Document]) -> tuple[list[Step], list[str]]:
    steps, problems = list[Step](), list[str]()
    for document in known.values():
        for old in document.supersedes:
            if old in known:
                steps.append(Step(old, document.id, Source.TOLD))
            else:
                problems.append(_UNKNOWN.format(title=document.title, id=document.id, old=old))
    return steps, problems


def _repealed(known: Mapping[str, Document]) -> Iterable[tuple[tuple[str, str], Source]]:
    """What texts do away with, as far as it is in the library. A draft does away with nothing yet."""
    titles, numbers = defaultdict[str, list[Document]](list), defaultdict[tuple[str, str, str], list[Document]](list)
    for document in known.values():
        for key in {title_key(document.title), title_key(carried_title(document.title))}:
            titles[key].append(document)
        if document.number and (number := number_key(document.number)):
            numbers[number].append(document)
    for new in known.values():
        for repeal in find_repeals(new.text):
            for old in _meant(repeal, new, titles, numbers):
                yield (old.id, new.id), Source.TEXT


def _meant(
    repeal: Repeal,
    new: Document,
    titles: Mapping[str, list[Document]],
    numbers: Mapping[tuple[str, str, str], list[Document]],
) -> list[Document]:
    """The documents that a repeal means: by number where one is printed and known, else by title, never a later one."""
    number = number_key(repeal.number) if repeal.number else None
    if number and number[0] and (found := [d for d in numbers.get(number, ()) if d.id != new.id]):
        return found
    if repeal.title is None:
        return []
    keys = {title_key(repeal.title), title_key(carried_title(repeal.title))}
    named = {d.id: d for key in keys for d in titles.get(key, ()) if d.id != new.id and not _is_later(d, new)}
    if number:  # another number is another document
        named = {i: d for i, d in named.items() if d.number is None or number_key(d.number) is None}
    exact = [d for d in named.values() if _compact(d.title) == _compact(repeal.title)]
    return exact or list(named.values())


def _drafts(known: Mapping[str, Document]) -> Iterable[tuple[tuple[str, str], Source]]:
    """A draft and the document whose title is the same but for the mark: its final text, or what it is to revise."""
    alike = defaultdict[str, list[Document]](list)
    for document in known.values():
        alike[document_id(document.title)].append(document)
    for same in alike.values():
        for draft in (d for d in same if _is_draft(d)):
            for final in (d for d in same if not _is_draft(d)):
                later = _is_later(draft, final)
                yield ((final.id, draft.id) if later else (draft.id, final.id)), Source.TITLE


def _without_circles(steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    after = _links(steps)
    circular = tuple(s for s in steps if s.old in _reached(s.new, after))
    return tuple(s for s in steps if s not in circular), circular


def _links(steps: Iterable[Step]) -> dict[str, set[str]]:
    after = defaultdict[str, set[str]](set)
    for step in steps:
        after[step.old].add(step.new)
    return after


def _reached(start: str, after: Mapping[str, set[str]]) -> list[str]:
    """The ids that ``start`` leads to, itself first, the nearest before the others."""
    found = [start]
    for one in found:
        found += [i for i in sorted(after.get(one, ())) if i not in found]
    return found


def _successions(known: Mapping[str, Document], steps: tuple[Step, ...]) -> dict[str, Succession]:
    """For each document the first that takes its place; a draft takes the place of drafts alone."""
    after = _links(steps)
    found: dict[str, Succession] = {}
    for old in after:
        reached = [known[i] for i in _reached(old, after)[1:]]
        fit = [d for d in reached if not _is_draft(d) or _is_draft(known[old])]
        if fit:
            first = min(fit, key=lambda d: (_is_draft(d), _day(d) or date.max))
            found[old] = Succession(first.id, first.title, first.number, _day(first))
    return found


def _is_draft(document: Document) -> bool:
    return document.status is Status.DRAFT or is_draft(document.title)


def _day(document: Document) -> date | None:
    """From when a document takes the place of what was before."""
    return document.effective_from or document.issued


def _is_later(one: Document, other: Document) -> bool:
    first, second = _day(one), _day(other)
    return first is not None and second is not None and first > second


def _compact(title: str) -> str:
    return "".join(c for c in title if c.isalnum())
