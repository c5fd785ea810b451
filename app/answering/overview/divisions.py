"""The numbered places of a document: what one says (第五条说什么, 主要目标下面的第（三）点讲什么), what stands under it
(第二章有哪几条), and how many there are (一共几章几条)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.answering.draft import DirectAnswer
from app.answering.facts import FactsCache, read_sentence
from app.answering.overview.headings import heading_words
from app.answering.overview.lines import MOST_LINES, Found, count, shown
from app.answering.overview.reading import IN_DOCUMENT, without_name, without_words_of
from app.answering.question import Question, normalise
from corpus import Clause, Document, ParsedDocument, Span
from corpus.references.tree import ClauseTree, Part
from corpus.structure.labels import LabelKind
from corpus.structure.ordinals import number_value

_C = r"[零〇一二两三四五六七八九十百\d]+"
_PLACE = re.compile(
    rf"第\s*[（(]?(?P<number>{_C})[)）]?\s*(?:个|大)?(?P<unit>[编章节条款项点块]|部分)(?![例件约目])"
    rf"|(?P<attached>附件)(?P<nth>{_C})|[（(](?P<bracketed>{_C})[)）](?:这|那)?[条款项点]?"
)
_OF = re.compile(r"[的里中]*")
_SAYS = re.compile(
    r"(?:具体|主要|都|又|里面?|中|下面?|底下|到底|究竟|大概|分别|是|的|有|这一?[条点项章]|内容|原文|条文|标题)*(?:讲|说|写|规定|提|谈|管|干|做|叫)?(?:的|了|是|到|有|些)*"
    r"(?:什么|啥|哪些|哪几[条项点款节个]|怎么(?:说|写|规定|讲)|哪方面|几[条项点款节个](?:规定|内容)?)(?:的|条款|内容|事情?|意思|规定|方面|名字|呢|吗)*"
    r"|呢|的?(?:具体)?(?:原文|全文|内容|条文)(?:呢|给我|发我|[念读贴发列]一下)?"
)
_HOW_MANY = re.compile(
    r"(?:一共|总共|共|全文|有|分(?:成|为)?)(?:有|是|分|成|为)*(?P<one>几|多少)(?:大)?(?P<unit>[编章节条]|部分|块)(?:(?:几|多少)(?P<more>[节条]))?"
)
_SMALL = re.compile(IN_DOCUMENT)
_FILLER = re.compile(r"^那么?|请问|麻烦|帮我?|看一?下|查一?下|想知道|告诉我|我想问|说一?下|讲一?下|[,，。:：?？\s]")
_SMALL_TAIL = re.compile(
    r"(?:[,，]?(?:分别|各|都)?(?:是|叫|讲|说|写)?(?:的|了|些)?(?:什么|啥|哪些|哪几[个章条节])?(?:内容|规定|标题|名字|条款|的|呢)*)"
)
_YEAR = re.compile(r"20\d\d年?(?:版|的|发布|印发|出台)*")
_KINDS: dict[str, tuple[LabelKind, ...]] = {
    "编": (LabelKind.PART,), "章": (LabelKind.CHAPTER,), "节": (LabelKind.SECTION,),
    "条": (LabelKind.ARTICLE, LabelKind.ARABIC, LabelKind.CHINESE),
    "部分": (LabelKind.DIVISION, LabelKind.CHINESE, LabelKind.CHAPTER),
    "块": (LabelKind.DIVISION, LabelKind.CHINESE, LabelKind.CHAPTER),
    "款": (LabelKind.PARAGRAPH, LabelKind.CHINESE_BRACKET),
    "项": (LabelKind.CHINESE_BRACKET, LabelKind.ARABIC, LabelKind.ARABIC_BRACKET, LabelKind.CHINESE),
    "点": (LabelKind.CHINESE_BRACKET, LabelKind.CHINESE, LabelKind.ARABIC, LabelKind.ARABIC_BRACKET),
    "附件": (LabelKind.ATTACHMENT,),
}  # fmt: skip
_LINK = re.compile(r"(?P<to>[到至\-—–~])|[、和与及跟]|以及")
_PAIR, _MOST_JOINED = 2, 8
_LONGEST_HEADING = 24  # characters
_MOST_ALIKE = 4  # places with one number that are shown
_LONGEST = 700  # characters of one place
_LONGEST_ITEM = 160
_REST = "（这一条较长，后面的请看原文。）"


@dataclass(frozen=True, slots=True)
class _Step:
    """One number of a place: the kinds of label that it may mean, likeliest first."""

    kinds: tuple[LabelKind, ...]
    value: int


def divisions(question: Question, parsed: ParsedDocument, cache: FactsCache) -> DirectAnswer | None:
    """What the places say that a question names by number, or how many there are; ``None`` where it asks neither."""
    search = without_name(question.search, parsed.document)
    tree = ClauseTree(parsed)
    many = _HOW_MANY.search(search)
    if many and _SMALL_TAIL.fullmatch(search, many.end(), _end(search)) and not _rest(search[: many.start()], parsed):
        return _counted(many, tree, parsed, cache)
    meant = _meant(search, tree, parsed)
    return _said(meant, tree, parsed, cache) if meant else None


def asks_for_place(search: str) -> bool:
    """Whether a question (normalised) asks what a numbered place says."""
    places = list(_PLACE.finditer(search))
    return bool(places) and _SAYS.fullmatch(search, places[-1].end(), _end(search)) is not None


def names_no_document(search: str) -> bool:
    """Whether a question (normalised) that asks for a place says nothing before it: 第三条说什么."""
    first = _PLACE.search(search)
    return first is not None and not _SMALL.sub("", _FILLER.sub("", search[: first.start()]))


def _end(search: str) -> int:
    return len(search.rstrip("?？!！。 "))


def _rest(text: str, parsed: ParsedDocument) -> str:
    """What is said before a place that is no part of the document's name."""
    left = _SMALL.sub("", _FILLER.sub("", _YEAR.sub("", text)))
    left = without_words_of(left, f"{parsed.document.title} {parsed.document.issuer or ''}")
    return left if len(left) > 1 else ""


def _meant(search: str, tree: ClauseTree, parsed: ParsedDocument) -> list[Clause]:
    """The clauses with the numbers that the question names, in the part whose heading it names."""
    places = list(_PLACE.finditer(search))
    if not places:
        return _by_heading(search, parsed)
    if not asks_for_place(search):
        return []
    if joined := _joined(places, search):
        return (
            []
            if _rest(search[: places[0].start()], parsed)
            else [c for s in joined for c in _numbered(s, Part.MAIN, tree)]
        )
    if any(_OF.fullmatch(search, a.end(), b.start()) is None for a, b in pairwise(places)):
        return []
    above = _rest(search[: places[0].start()], parsed)
    headed = [c for c in parsed.clauses if above and _headed(c, above)]
    starts: list[list[Clause | Part]] = [[*headed]] if above else [[Part.MAIN], [Part.ALL]]
    for scopes in starts:
        for step in map(_step, places):
            scopes = [c for scope in scopes for c in _numbered(step, scope, tree)]  # noqa: PLW2901
        found = [c for c in scopes if isinstance(c, Clause)]
        if found:
            return found if len(found) <= _MOST_ALIKE else []
    return []


def _by_heading(search: str, parsed: ParsedDocument) -> list[Clause]:
    """The clauses whose heading the question names in full and asks what it says: 附则讲了什么."""
    found: list[Clause] = []
    for clause in parsed.clauses:
        words = heading_words(clause)
        at = search.find(words) if 1 < len(words) <= _LONGEST_HEADING else -1
        if at >= 0 and _SAYS.fullmatch(search, at + len(words), _end(search)) and not _rest(search[:at], parsed):
            found.append(clause)
    return found if len(found) <= _MOST_ALIKE else []


def _joined(places: Sequence[re.Match[str]], search: str) -> list[_Step]:
    """The numbers of a range or a pair of places of one kind (第三条到第五条, 第三条和第五条); nothing where it is neither."""
    if len(places) != _PAIR:
        return []
    first, last = map(_step, places)
    link = _LINK.fullmatch(search, places[0].end(), places[1].start())
    if link is None or first.kinds != last.kinds:
        return []
    values = range(first.value, last.value + 1) if link["to"] else (first.value, last.value)
    return [_Step(first.kinds, v) for v in values][:_MOST_JOINED]


def _headed(clause: Clause, words: str) -> bool:
    return bool(clause.headings) and words in normalise(clause.headings[-1])


def _step(place: re.Match[str]) -> _Step:
    if place["attached"]:
        return _Step(_KINDS["附件"], number_value(place["nth"]) or 0)
    if place["bracketed"]:
        return _Step((LabelKind.CHINESE_BRACKET, LabelKind.ARABIC_BRACKET), number_value(place["bracketed"]) or 0)
    kinds = _KINDS[place["unit"]]
    if "(" in place[0] or "（" in place[0]:
        kinds = (LabelKind.CHINESE_BRACKET, LabelKind.ARABIC_BRACKET)
    return _Step(kinds, number_value(place["number"]) or 0)


def _numbered(step: _Step, scope: Clause | Part, tree: ClauseTree) -> list[Clause]:
    """What has the number in ``scope``, by the first kind of label that is there; of lists in lists the outermost."""
    for kind in step.kinds:
        inside = tree.of_kind(kind, scope)
        found = [c for c in inside if (n := tree.number(c)) and n.value == step.value and not n.sub]
        if found:
            depth = min(len(c.path) for c in found)
            return [c for c in found if len(c.path) == depth]
        if inside and kind in {LabelKind.ARTICLE, LabelKind.CHAPTER}:
            return []
    return []


def _said(meant: Sequence[Clause], tree: ClauseTree, parsed: ParsedDocument, cache: FactsCache) -> DirectAnswer:
    places: list[Found] = []
    long = False
    for clause in meant:
        below = tree.children(clause)
        own = whole_place(clause, parsed.document, cache, most=_LONGEST_ITEM if below else _LONGEST)
        long = long or own.sentence.span.end < clause.span.start + len(clause.text.rstrip())
        places += [own, *(whole_place(c, parsed.document, cache, most=_LONGEST_ITEM) for c in below)]
    answer = shown(places)
    if long and len(places) == len(meant):
        answer.lines.append(_REST)
    return answer


def whole_place(clause: Clause, document: Document, cache: FactsCache, *, most: int) -> Found:
    """A clause with its heading, up to the last of its sentences that ends within ``most`` characters."""
    facts = cache.of(document, clause)
    end = clause.span.end
    if len(clause.span) > most:
        ends = [s.span.end for s in facts.sentences]
        end = max((e for e in ends if e - clause.span.start <= most), default=ends[0])
    text = document.text[clause.span.start : end]
    start = clause.span.start + len(text) - len(text.lstrip())
    return Found(facts, read_sentence(document, Span(start, clause.span.start + len(text.rstrip()))))


def _counted(many: re.Match[str], tree: ClauseTree, parsed: ParsedDocument, cache: FactsCache) -> DirectAnswer | None:
    """How many 章, 条 or parts there are, and the headings of the first of those."""
    units = [many["unit"], *([many["more"]] if many["more"] else [])]
    groups = [_all_of(unit, tree) for unit in units]
    if not all(groups):
        return None
    headings = [_heading(c, parsed.document, cache) for c in groups[0][:MOST_LINES]]
    answer = shown([])
    said: list[str] = []
    for unit, group in zip(units, groups, strict=True):
        is_part = unit in {"部分", "块"}
        count(answer, len(group), "个" if is_part else unit)
        said.append(f"{len(group)}{'个部分' if is_part else unit}")
    answer.lines.append(f"共{'、'.join(said)}：")
    answer.absorb(shown(headings))
    if len(groups[0]) > MOST_LINES:
        answer.lines.append(f"（第{MOST_LINES}个以后的请看原文。）")
    return answer


def _all_of(unit: str, tree: ClauseTree) -> list[Clause]:
    """All clauses that a unit counts: by the first kind of label that the document has, at one depth."""
    for kind in (LabelKind.ARTICLE,) if unit == "条" else _KINDS[unit]:
        found = tree.of_kind(kind, Part.MAIN)
        if found:
            depth = min(len(c.path) for c in found)
            return list(found) if kind is LabelKind.ARTICLE else [c for c in found if len(c.path) == depth]
    return []


def _heading(clause: Clause, document: Document, cache: FactsCache) -> Found:
    """The first line of a clause, or its first sentence where that is a whole rule."""
    facts = cache.of(document, clause)
    line = clause.text.lstrip().splitlines()[0]
    start = clause.span.start + clause.text.index(line)
    end = start + len(line)
    if len(line) > _LONGEST_ITEM:
        end = max(start + 1, min(end, facts.sentences[0].span.end))
    return Found(facts, read_sentence(document, Span(start, end)))
