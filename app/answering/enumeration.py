"""Lists: the items under a heading or a line that introduces them (申报条件：（一）…；（二）…)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.answering.asked import asks_whether
from app.answering.evidence import Evidence
from app.answering.facts import FactsCache, read_sentence
from app.answering.question import Question, normalise
from app.answering.terms import Terms
from corpus import Clause, Document, Span

MOST_ITEMS = 12  # what can be read out
_LONGEST_HEADING = 24
_LONGEST_ITEM = 160
_AS_CLOSE = 0.6  # share of the best sentence's coverage that the list's own place must have
_MATERIALS = re.compile(
    r"(?:什么|哪些|哪几[种样份]|提交|准备|提供|带|要)[^,，。]{0,4}(?:材料|资料|证件|手续)|(?:材料|资料)(?:清单|有哪些|是什么|要哪些)"
)
_CONDITIONS = re.compile(
    r"(?:什么|哪些|哪几[条个项]|满足|符合|具备|达到)[^,，。]{0,5}(?:条件|要求|资格|门槛|几条|几个条件|才[能可])|条件(?:是什么|有哪些|是啥|呢)|(?:满足|符合|具备)哪"
)
_ABOUT = {
    "材料": (re.compile(r"材料|资料"), re.compile(r"(?:以下|下列|如下)[^,，。;；]{0,8}(?:材料|资料)|材料[^,，。;；]{0,6}[:：]$")),
    "条件": (
        re.compile(r"条件|资格|门槛"),
        re.compile(r"(?:以下|下列|如下)[^,，。;；]{0,8}(?:条件|要求|情形)|(?:具备|满足|符合)[^,，。;；]{0,10}[:：]$"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Enumeration:
    """What a question wants listed: the items as evidence, in document order; ``more`` are left out."""

    items: tuple[Evidence, ...]
    more: int = 0


def _asked_list(question: Question) -> str:
    if _MATERIALS.search(question.search):
        return "材料"
    return "条件" if _CONDITIONS.search(question.search) or asks_whether(question.search) else ""


def _introduces(clause: Clause, kind: str) -> bool:
    heading, introduction = _ABOUT[kind]
    own = normalise(clause.headings[-1]) if clause.headings else ""
    lines = [line for raw in normalise(clause.text).splitlines() if (line := raw.strip())]
    titled = len(own) <= _LONGEST_HEADING and bool(heading.search(own)) and not re.search(r"[。;；]", own)
    return titled or any(introduction.search(line.rstrip("。")) for line in lines[-1:])


def enumerate_items(
    question: Question, terms: Terms, supported: Sequence[Evidence], clauses: Sequence[Clause], cache: FactsCache
) -> Enumeration | None:
    """The items of the list that the question asks for, from the best sentence's document; ``None`` without one."""
    kind = _asked_list(question)
    if not kind or not supported:
        return None
    best = supported[0]
    document = best.facts.document
    children: dict[str | None, list[Clause]] = defaultdict(list)
    for clause in clauses:
        children[clause.parent].append(clause)
    leads = [c for c in clauses if children[c.id] and _introduces(c, kind)]
    fits = {c.id: _fit(terms, document, c, children) for c in leads}
    alone = len(leads) == 1 and leads[0].parent is None  # the one list of the document holds for all of it
    close = leads if alone else [c for c in leads if fits[c.id] >= _AS_CLOSE * best.context]
    if not close:
        return None
    lead = max(close, key=lambda c: (fits[c.id], best.facts.clause.id in {c.id, c.parent}))
    meant = [c for c in close if c is lead or (asks_whether(question.search) and _beside(c, lead))]
    items = [item for c in meant for item in _items(c, children, kind)]
    found = [_evidence(best, document, item, cache) for item in items]
    return Enumeration(tuple(found[:MOST_ITEMS]), max(len(found) - MOST_ITEMS, 0))


def _beside(one: Clause, other: Clause) -> bool:
    """Whether two lists stand side by side: what the applicant must have, and what its project."""
    return one.parent == other.parent and one.parent is not None and one.path[:-1] == other.path[:-1]


def _items(lead: Clause, children: Mapping[str | None, Sequence[Clause]], kind: str) -> Iterator[Clause]:
    """The items of a list, each followed by its own where it introduces some; a bare heading is left out."""
    for item in children[lead.id]:
        below = children[item.id]
        if not (below and len(item.text.strip()) <= _LONGEST_HEADING):
            yield item
        if below and (_introduces(item, kind) or item.text.rstrip().endswith(("：", ":"))):
            yield from _items(item, children, kind)


def _fit(terms: Terms, document: Document, lead: Clause, children: Mapping[str | None, Sequence[Clause]]) -> float:
    """How much of the question stands in the title, above the list, and in it."""
    items = " ".join(c.text for c in children[lead.id])
    return round(terms.coverage(normalise(f"{document.title} {lead.label} {lead.text} {items}")), 2)


def _evidence(best: Evidence, document: Document, item: Clause, cache: FactsCache) -> Evidence:
    """An item as evidence: whole with its heading, or up to the end of its first sentence where it is long."""
    facts = cache.of(document, item)
    own = item.span if len(item.span) <= _LONGEST_ITEM else Span(item.span.start, facts.sentences[0].span.end)
    text = own.of(document.text)
    start = own.start + len(text) - len(text.lstrip())
    return replace(best, facts=facts, sentence=read_sentence(document, Span(start, start + len(text.strip()))))
