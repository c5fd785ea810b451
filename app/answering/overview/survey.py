"""All that a document has of a kind: 哪些奖励是一次性的, 按百分比给的有哪几条, 到2027年的数量目标有哪些, 上限超过100万的.

Nothing is ranked: every sentence is looked at, and those with the trait are shown in the order of the document.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.answering.draft import DirectAnswer
from app.answering.facts import FactsCache
from app.answering.overview.lines import Found, shown
from app.answering.overview.reading import LISTS, says_more
from app.answering.overview.traits import TRAITS, Trait, of_years, targets
from app.answering.question import Question
from corpus import Clause, Document, ParsedDocument

_LISTS = re.compile(LISTS)
_FRAME = frozenset({"序", "落款"})  # what stands around the clauses


def surveyed(question: Question, parsed: ParsedDocument, cache: FactsCache) -> DirectAnswer | None:
    """Every place of the document with the trait that is asked for; ``None`` where no trait, or more than one, is asked."""
    if not _LISTS.search(question.search):
        return None
    traits = [t for t in TRAITS if t.cue.search(question.search)]
    if not traits or says_more(question, parsed, [*(t.cue for t in traits), _FIGURES]):
        return None
    places = _having(traits, question, parsed.clauses, parsed.document, cache)
    return shown(places, _of_dated_parts(traits, question, parsed, cache, places)) if places else None


def _of_dated_parts(
    traits: Sequence[Trait], question: Question, parsed: ParsedDocument, cache: FactsCache, known: Sequence[Found]
) -> list[Found]:
    """Further targets that name no year, in parts of the document that are headed by the year asked about."""
    if not question.years or not any(t.shows is targets for t in traits):
        return []
    headed: set[str] = set()
    for clause in parsed.clauses:
        own = any(of_years(question, q) for s in cache.of(parsed.document, clause).sentences for q in s.quantities)
        if clause.parent in headed or (own and any(c.parent == clause.id for c in parsed.clauses)):
            headed.add(clause.id)
    below = [c for c in parsed.clauses if c.id in headed]
    found = _having(traits, replace(question, years=frozenset()), below, parsed.document, cache)
    spans = {place.sentence.span for place in known}
    return [place for place in found if place.sentence.span not in spans]


_FIGURES = re.compile(
    r"\d[\d.,]*\s*(?:万|亿)?(?:元|块|%)?|20\d\d年?|年?[底末]|以上|以下|超过|高于|不低于|不少于|低于|大于|达到?|不到|封顶|上限"
)


def _having(
    traits: Sequence[Trait], question: Question, clauses: Sequence[Clause], document: Document, cache: FactsCache
) -> list[Found]:
    """The sentences with all the traits, in order."""
    found: list[Found] = []
    for clause in clauses:
        if clause.path[0] in _FRAME and len(clauses) > 1:
            continue
        facts = cache.of(document, clause)
        for sentence in facts.sentences:
            figures = [t.shows(question, facts, sentence) for t in traits]
            if all(f is not None for f in figures):
                found.append(Found(facts, sentence, tuple(dict.fromkeys(q.span for f in figures for q in f or ()))))
    return found
