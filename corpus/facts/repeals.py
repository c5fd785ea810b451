"""Repeals: the documents that a text says it does away with (《…办法》（某政发〔2019〕5号）同时废止), by title and 文号."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.span import Span

_SENTENCE = re.compile(r"[^。；;\n]+")
_NUMBER = r"[^\W\d_]{0,14}[〔\[(（【［]?\s*(?:19|20)\d{2}\s*[〕\])）】］]?\s*年?\s*第?\s*\d{1,5}\s*号|[^\W\d_]{2,20}令?第\s*\d{1,4}\s*号令?"
_NAMED = re.compile(
    rf"《(?P<title>(?:[^《》]|《[^《》]*》)+)》(?:\s*[（(](?:试行|暂行|草案)[）)])?(?:\s*[（(](?P<number>(?:[^（）()]|[（(][^（）()]*[）)])*?号[^（）()]{{0,4}})[）)])?"
    rf"|(?P<alone>{_NUMBER})(?:文件?)?"
)
_ENDS = r"(?:废止|停止执行|不再执行|停止实施|停止施行|失效|作废)"
_OVER = re.compile(rf"{_ENDS}(?![前后之的日时])")
# Between the last name and the verb: 等文件, from when, and how. Anything else is about a part of the document.
_TO_VERB = re.compile(
    r"\s*(?:等(?:\d+|[一二三四五六七八九十]+)?[件个份]?[^，,的]{0,10})?[，,]?\s*(?:(?:自|从)[^，,]{2,24}?起?)?[，,]?\s*"
    r"(?:同时|即行|即|相应|均|也|都|一并|一律|予以|自行|自动|全部|随之|随即|正式|宣布)*\s*"
)
_FROM_VERB = re.compile(r"\s*(?:了|以下文件|下列文件|如下文件)?[:：]?\s*(?:原|此前的?)?\s*")
_BETWEEN = re.compile(r"\s*(?:[、，,]|和|及|以及|与|并)?[^，,《》]{0,60}")
_PART = re.compile(r"第[^，,]{1,12}[条款项章]|中|有关|部分|相关")
_DENIED = re.compile(r"(?:不|未|没有|尚未|是否|如|若|被)(?:予|予以|曾|经)?$")


@dataclass(frozen=True, slots=True)
class Repeal:
    """A document that is done away with, by what is printed of it; ``span`` is the sentence that says so."""

    title: str | None
    number: str | None
    span: Span


def find_repeals(text: str) -> tuple[Repeal, ...]:
    """The documents that a text does away with as a whole, in order; those of which only a part goes are none.

    ``自2024年1月1日起施行，《某市奖补办法》（某政发〔2019〕5号）同时废止`` → 某市奖补办法, 某政发〔2019〕5号.
    """
    found: dict[tuple[str | None, str | None], Repeal] = {}
    for sentence in _SENTENCE.finditer(text):
        if not (verbs := [v for v in _OVER.finditer(sentence[0]) if not _DENIED.search(sentence[0], 0, v.start())]):
            continue
        names = [*_NAMED.finditer(sentence[0])]
        span = Span(*sentence.span())
        for verb in verbs:
            for name in (*_before(sentence[0], names, verb), *_after(sentence[0], names, verb)):
                title, number = name["title"], name["number"] or name["alone"]
                found.setdefault((title, number), Repeal(title, number.strip() if number else None, span))
    return tuple(found.values())


def _before(sentence: str, names: list[re.Match[str]], verb: re.Match[str]) -> Iterator[re.Match[str]]:
    """《甲》、《乙》同时废止: the names of the list that ends at the verb."""
    listed = [n for n in names if n.end() <= verb.start()]
    if not listed or not _TO_VERB.fullmatch(sentence, listed[-1].end(), verb.start()):
        return
    kept = listed[-1:]
    for name in reversed(listed[:-1]):
        between = sentence[name.end() : kept[0].start()]
        if not _BETWEEN.fullmatch(between) or _PART.search(between):
            break
        kept.insert(0, name)
    yield from kept


def _after(sentence: str, names: list[re.Match[str]], verb: re.Match[str]) -> Iterator[re.Match[str]]:
    """同时废止《甲》、《乙》: the names of the list that begins at the verb, unless a part of them is meant."""
    listed = [n for n in names if n.start() >= verb.end()]
    end = verb.end()
    for name in listed:
        gap = sentence[end : name.start()]
        if not (_FROM_VERB if end == verb.end() else _BETWEEN).fullmatch(gap) or _PART.search(gap):
            return
        if _PART.match(sentence, name.end()):
            return
        yield name
        end = name.end()
