"""Lists: the items under a heading or a line that introduces them (申报条件：（一）…；不予支付下列费用：（一）…)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.answering.asked import asks_whether
from app.answering.continuation import asks_for_all
from app.answering.evidence import Evidence
from app.answering.facts import FactsCache, read_sentence
from app.answering.leads import announced_noun, announces, contradicts, nouns
from app.answering.question import Question, normalise
from app.answering.terms import Terms
from app.answering.wants import Want
from corpus import Clause, Document, Span

MOST_ITEMS = 12  # what can be read out
_LONGEST_HEADING = 24
_LONGEST_ITEM = 160
_AS_CLOSE = 0.6  # share of the best sentence's coverage that the list's own place must have
_OVER = 0.8  # share of the best item's coverage that the line above it must have
_NAMED = 0.12  # coverage that an item must add for the question to name it
_AS_NAMED = 0.7  # share of the most that an item adds
_SHORTEST_LINE = 12  # characters
_PARAGRAPH = re.compile(r"第[一二三四五六七八九十]+款")
_DIVIDED = re.compile(r"怎么分|如何分|分[为成]?(?:几|哪)|包括(?:什么|啥)|有什么")
_MATERIALS = re.compile(
    r"(?:什么|哪些|哪几[种样份]|提交|准备|提供|带|要)[^,，。]{0,4}(?:材料|资料|证件|手续)|(?:材料|资料)(?:清单|有哪些|是什么|要哪些)"
)
_CONDITIONS = re.compile(
    r"(?:哪些|哪几[条个项])(?:认定|准入|申报|评定)?标准|(?:什么|哪些|哪几[条个项]|满足|符合|具备|达到)[^,，。]{0,5}(?:条件|要求|资格|门槛|几条|几个条件|才[能可])|条件(?:是什么|有哪些|是啥|呢)|(?:满足|符合|具备)哪"
)
_ELIGIBLE = re.compile(
    r"(?:够|符合|满足|具备)(?:不(?:够|符合|满足|具备))?[^,，。;；多少几哪什么]{0,6}(?:条件|资格|门槛|要求)[^?？]{0,20}[吗么不][?？]?$"
    r"|(?:是不是|还|就)*(?:没戏|没份|没资格|不够格|够格|没指望|泡汤)"
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
    """What a question wants listed: the items as evidence, in document order; ``more`` are the labels of those left out."""

    items: tuple[Evidence, ...]
    more: tuple[str, ...] = ()


def _asked_list(question: Question) -> str:
    if _MATERIALS.search(question.search):
        return "材料"
    if _eligible(question):
        return "条件"
    return "条件" if _CONDITIONS.search(question.search) or asks_whether(question.search) else ""


def _eligible(question: Question) -> bool:
    """Whether somebody asks if they qualify as they are, without a figure: 够条件拿补助吗, 没备案是不是就没戏了."""
    return bool(_ELIGIBLE.search(question.search)) and not question.inputs and not question.wants.figures


def _introduces(clause: Clause, kind: str) -> bool:
    heading, introduction = _ABOUT[kind]
    own = normalise(clause.headings[-1]) if clause.headings else ""
    lines = [line for raw in normalise(clause.text).splitlines() if (line := raw.strip())]
    titled = len(own) <= _LONGEST_HEADING and bool(heading.search(own)) and not re.search(r"[。;；]", own)
    return titled or any(introduction.search(line.rstrip("。")) for line in lines[-1:])


_Children = Mapping[str | None, Sequence[Clause]]


def enumerate_items(
    question: Question, terms: Terms, supported: Sequence[Evidence], clauses: Sequence[Clause], cache: FactsCache
) -> Enumeration | None:
    """The items of the list that the question asks for, from the best sentence's document; ``None`` without one.

    ``clauses`` are those of that document. The line that announces the items is the first of them.
    """
    if not supported:
        return None
    children: dict[str | None, list[Clause]] = defaultdict(list)
    for clause in clauses:
        children[clause.parent].append(clause)
    kind = _asked_list(question)
    found = _of_kind(question, terms, supported[0], clauses, children, kind, cache) if kind else None
    found = found or _announced(question, terms, supported, clauses, children, cache)
    return found or _by_noun(question, terms, supported[0], clauses, children, cache)


def _of_kind(
    question: Question,
    terms: Terms,
    best: Evidence,
    clauses: Sequence[Clause],
    children: _Children,
    kind: str,
    cache: FactsCache,
) -> Enumeration | None:
    """The list of conditions or of materials that is most to the point."""
    document = best.facts.document
    leads = [c for c in clauses if children[c.id] and _introduces(c, kind)]
    fits = {c.id: _fit(terms, document, c, children) for c in leads}
    alone = len(leads) == 1 and leads[0].parent is None  # the one list of the document holds for all of it
    close = leads if alone else [c for c in leads if fits[c.id] >= _AS_CLOSE * best.context]
    if not close:
        return None
    lead = max(close, key=lambda c: (fits[c.id], best.facts.clause.id in {c.id, c.parent}))
    meant = [c for c in close if c is lead or (asks_whether(question.search) and _beside(c, lead))]
    return _listed(best, [(c, list(_items(c, children, kind))) for c in meant], cache)


def _announced(
    question: Question,
    terms: Terms,
    supported: Sequence[Evidence],
    clauses: Sequence[Clause],
    children: _Children,
    cache: FactsCache,
) -> Enumeration | None:
    """The items under the line that answers best, or under which the best item stands where a list is asked for."""
    best, wants_all = supported[0], _wants_all(question)
    if question.inputs or question.wants.of_clause or (question.wants.figures and best.fits and not wants_all):
        return None
    lead = best.facts.clause if _ends_with_list(best, children) else None
    if lead is None and wants_all:
        above = next((c for c in clauses if c.id == best.facts.clause.parent), None)
        lead = above if above and announces(above) and _as_close(terms, best, above) else None
    if lead is None or (wants_all and contradicts(lead, question.search)):
        return None
    items = list(_items(lead, children, ""))
    named = [] if wants_all else _named(terms, best, lead, items)
    return _listed(best, [(lead, named or items)], cache)


def _by_noun(
    question: Question,
    terms: Terms,
    best: Evidence,
    clauses: Sequence[Clause],
    children: _Children,
    cache: FactsCache,
) -> Enumeration | None:
    """The list that is announced by the noun that the question asks for: 设了哪几个奖项, 共设三个奖项："""
    if Want.LIST not in question.wants.wants or question.inputs or question.wants.figures or question.wants.of_clause:
        return None
    asked = nouns(question.search)
    fits = {
        c.id: _fit(terms, best.facts.document, c, children)
        for c in clauses
        if children[c.id] and announced_noun(c, asked)
    }
    close = (c for c in clauses if fits.get(c.id, 0.0) >= _OVER * best.context)
    leads = [c for c in close if not contradicts(c, question.search)]
    if not leads:
        return None
    lead = max(leads, key=lambda c: (fits[c.id], best.facts.clause.id in {c.id, c.parent}))
    return _listed(best, [(lead, list(_items(lead, children, "")))], cache)


def _wants_all(question: Question) -> bool:
    return Want.LIST in question.wants.wants or asks_for_all(question) or bool(_DIVIDED.search(question.search))


def _ends_with_list(best: Evidence, children: _Children) -> bool:
    """Whether the best sentence is the line that announces the clauses below its own."""
    clause = best.facts.clause
    return bool(children[clause.id]) and announces(clause) and best.sentence.span == best.facts.sentences[-1].span


def _as_close(terms: Terms, best: Evidence, lead: Clause) -> bool:
    """Whether a line that announces a list says about as much of the question as the best of its items."""
    return terms.coverage(normalise(f"{best.facts.document.title} {lead.label} {lead.text}")) >= _OVER * best.context


def _named(terms: Terms, best: Evidence, lead: Clause, items: Sequence[Clause]) -> list[Clause]:
    """The items that the question names; nothing where it names none of them."""
    above = normalise(f"{best.facts.document.title} {lead.label} {lead.text}")
    base = terms.coverage(above)
    gains = {c.id: terms.coverage(f"{above} {normalise(c.text)}") - base for c in items}
    most = max(gains.values(), default=0.0)
    return [c for c in items if gains[c.id] >= _AS_NAMED * most] if most >= _NAMED else []


def _listed(best: Evidence, lists: Sequence[tuple[Clause, Sequence[Clause]]], cache: FactsCache) -> Enumeration:
    """The items as evidence, each list after the line that announces it."""
    document, found, more = best.facts.document, list[Evidence](), list[str]()
    for lead, items in lists:
        room = max(MOST_ITEMS - len(found), 0)
        if room and (line := _line(best, document, lead, cache)):
            found.append(line)
        found += [_evidence(best, document, item, cache) for item in items[:room]]
        more += [item.path[-1] for item in items[room:]]
    return Enumeration(tuple(found), tuple(more))


def _line(best: Evidence, document: Document, lead: Clause, cache: FactsCache) -> Evidence | None:
    """The sentence that announces a list, where it is more than a heading."""
    facts = cache.of(document, lead)
    if not announces(lead) or len(facts.sentences[-1].span) < _SHORTEST_LINE:
        return None
    return replace(best, facts=facts, sentence=facts.sentences[-1])


def _beside(one: Clause, other: Clause) -> bool:
    """Whether two lists stand side by side: what the applicant must have, and what its project."""
    return one.parent == other.parent and one.parent is not None and one.path[:-1] == other.path[:-1]


def _items(lead: Clause, children: _Children, kind: str) -> Iterator[Clause]:
    """The items of a list, each followed by its own where it introduces some; a bare heading is left out."""
    beneath = children[lead.id]
    numbered = [c for c in beneath if not _PARAGRAPH.fullmatch(c.path[-1])]
    for item in numbered or beneath:  # a 款 after the items is about all of them and none of them
        below = children[item.id]
        if not (below and len(item.text.strip()) <= _LONGEST_HEADING):
            yield item
        if below and ((kind and _introduces(item, kind)) or item.text.rstrip().endswith(("：", ":"))):
            yield from _items(item, children, kind)


def _fit(terms: Terms, document: Document, lead: Clause, children: _Children) -> float:
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
