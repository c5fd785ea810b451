"""Codes of figures that the headings below them unfold: “1134”工作目标, under which one 矩阵, one 集群, three 平台 and four
指标 stand as headings."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.answering.draft import DirectAnswer
from app.answering.facts import FactsCache
from app.answering.overview.divisions import whole_place
from app.answering.overview.headings import heading_words
from app.answering.overview.lines import Found, shown
from app.answering.question import Question
from corpus import Clause, ParsedDocument
from corpus.structure.ordinals import number_value

_CODE = re.compile(r"(?<![\d.])\d(?:\+?\d){2,5}(?![\d.]|[年个家项万亿元%号条])")
_ASKS = re.compile(r"什么|啥|哪[些几个]|几[个项大]|指|意思|含义|分别|怎么[说讲]|包括|包含")
_NUMERAL = re.compile(r"[一二两三四五六七八九十]|\d+")


def unfolded(question: Question, parsed: ParsedDocument, cache: FactsCache) -> DirectAnswer | None:
    """The sentence with the code that is asked about, and the headings that say what its figures count."""
    code = _CODE.search(question.search)
    if code is None or not _ASKS.search(question.search):
        return None
    lead = next(_with_code(code[0], parsed, cache), None)
    meant = _counting(tuple(int(c) for c in re.findall(r"\d", code[0])), parsed.clauses)
    if lead is None or not meant:
        return None
    return shown([lead, *(whole_place(c, parsed.document, cache, most=160) for c in meant)])


def has_code(search: str, parsed: ParsedDocument) -> bool:
    """Whether a document has the code of a question (normalised)."""
    code = _CODE.search(search)
    return code is not None and re.search(rf"(?<!\d){re.escape(code[0])}(?!\d)", parsed.document.text) is not None


def _with_code(code: str, parsed: ParsedDocument, cache: FactsCache) -> Iterator[Found]:
    for clause in parsed.clauses:
        facts = cache.of(parsed.document, clause)
        yield from (Found(facts, s) for s in facts.sentences if re.search(rf"(?<!\d){re.escape(code)}(?!\d)", s.norm))


def _counting(digits: tuple[int, ...], clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses under one heading whose own headings count ``digits`` one after the other."""
    children: dict[str | None, list[Clause]] = defaultdict(list)
    for clause in clauses:
        children[clause.parent].append(clause)
    for below in children.values():
        counted = [(n, c) for c in below if (n := _counts(c))]
        if tuple(n for n, _ in counted) == digits:
            return [c for _, c in counted]
    return []


def _counts(clause: Clause) -> int:
    """The first number that a heading has beside its label, 0 where it has none."""
    found = _NUMERAL.search(heading_words(clause))
    return (number_value(found[0]) or 0) if found else 0
