"""Figures that stand side by side for different cases, and the one of them that a question means.

正高级、副高级职称人才分别给予40万元、20万元; 珠三角地区每年最高6000元，其他地区每年最高4000元; 博士每人1万元、硕士每人7000元.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answering.association import bigrams
from app.answering.facts import Sentence
from app.answering.lexicon import lexicon
from app.answering.question import normalise
from corpus import Kind, Quantity

_BETWEEN = re.compile(r"[ ]*(?:、|和|或|及|以及)[ ]*")  # the figures of one list
_PIECE = re.compile(r"[,，;；。:：\n]")
_LIST = re.compile(r"[、和与及或]")
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_COUNTY = re.compile(r"(?<=区)、(?=县)")  # 市和区、县（市）: the districts and counties are one level
_REST = re.compile(r"其他|其余|非")
_OPENS = re.compile(r"^.*(?:的(?!$)|对|向|为|获得?|认定|评[为定上]|选拔|评选|遴选|入选|达到?|其中|在)")
_CLOSES = re.compile(r"分别|给予|予以|发放|奖励|补助|补贴|资助|占|用于|应当?|按照?|每")
_CONTENT = re.compile(r"[^\W的和与及或为是在对按其中向有个名位拿评上给我你他了到去家]")
_NOT = re.compile(r"(?:不是|不在|不属于|没有?|非|不算)[^,，。?？]{0,3}$")
LEVELS = {
    "国家": re.compile(r"国家级?|中央|部里"),
    "省": re.compile(r"省(?:级|里|上|财政|厅|本级|的|$)"),
    "市": re.compile(r"(?<![上城超都])市(?:级|里|上|财政|局|本级|的|$)"),
    "区县": re.compile(r"(?:县|(?<![园地社小片校])区)(?:县|级|里|上|财政|局|的|这|$)"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """A figure with the words of the case that it is for (normalised)."""

    words: str
    figure: Quantity


def members(sentence: Sentence, kind: Kind, unit: str) -> tuple[Member, ...]:
    """The figures of one kind and unit of a sentence outside brackets, each with the words of its own case."""
    text, start = _COUNTY.sub("·", sentence.text), sentence.span.start
    flat = _BRACKET.sub(lambda m: " " * len(m[0]), text)
    figures = [q for q in sentence.quantities if q.kind is kind and q.unit == unit]
    figures = [q for q in figures if flat[q.span.start - start : q.span.end - start].strip()]
    found: list[Member] = []
    edge, earlier = 0, list[str]()
    for group in _lists(flat, start, figures):
        before = text[edge : group[0].span.start - start]
        edge = group[-1].span.end - start
        words = _cases(before, len(group)) if len(group) > 1 else [_last_piece(before)]
        if not words and len(earlier) == len(group) and "分别" in before:
            words = earlier  # 拔尖人才、优秀人才分别给予…, 考核合格的，分别给予…
        earlier = words if len(group) > 1 else earlier
        found += [Member(normalise(w), q) for w, q in zip(words, group, strict=False)]
    return tuple(found)


def _lists(flat: str, start: int, figures: Sequence[Quantity]) -> list[list[Quantity]]:
    """The figures, those of one list together."""
    groups: list[list[Quantity]] = []
    for figure in figures:
        last = groups[-1][-1] if groups else None
        if last and _BETWEEN.fullmatch(flat, last.span.end - start, figure.span.start - start):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def _cases(before: str, count: int) -> list[str]:
    """The words of the nearest piece that lists as many cases as there are figures; nothing where none does."""
    for piece in reversed(_PIECE.split(before)):
        for mark in ("、", _LIST.pattern):
            words = re.split(mark, piece)
            if len(words) == count and all(w.strip() for w in words):
                return alone(words)
    return []


def alone(words: list[str]) -> list[str]:
    """The cases of a list without what is said once for all: 对获得国家级、省级企业技术中心分别给予."""
    first = _OPENS.sub("", words[0]).strip() or words[0]
    closing = words[-2].strip()[-1] if len(words) > 2 else first[-1]
    last = words[-1][: at + 1] if (at := words[-1].find(closing)) >= 0 else _CLOSES.split(words[-1])[0]
    return [first, *words[1:-1], last or words[-1]]


def _last_piece(before: str) -> str:
    """What is said before a figure since the last comma, with the piece before where that says next to nothing."""
    pieces = [p for p in _PIECE.split(before) if p.strip()]
    return pieces[-1] if pieces else ""


def meant(search: str, found: Sequence[Member]) -> Member | None:
    """The one member that the words of a question name; the only one where there is no other; else ``None``."""
    if len(found) < 2:
        return found[0] if found else None
    if (level := _by_level(search, found)) is not None:
        return level
    bare = [replace(m, words=lexicon().stop_words.sub("\n", m.words)) for m in found]
    for words in (bare, found):  # by the words of every rule (单位, 个人) only where no others tell
        counted = [(_named(search, m, words), own) for m, own in zip(words, found, strict=True)]
        best = max(n for n, _ in counted)
        nearest = [m for n, m in counted if n == best]
        if best > 0:
            return nearest[0] if len(nearest) == 1 else None
    left = [m for n, m in counted if n == 0 and _REST.search(m.words)]
    return left[0] if len(left) == 1 and any(n < 0 for n, _ in counted) else None


def _by_level(search: str, found: Sequence[Member]) -> Member | None:
    """By the administrative level, where every member is of one: 市里, 区里."""
    asked = {level for level, cue in LEVELS.items() if cue.search(search)}
    own = [
        {level for level, word in (("国家", "国家"), ("省", "省"), ("区县", "区|县")) if re.search(word, m.words)}
        for m in found
    ]
    own = [levels or ({"市"} if "市" in m.words else set()) for levels, m in zip(own, found, strict=True)]
    if len(asked) != 1 or not all(len(levels) == 1 for levels in own):
        return None
    fitting = [m for levels, m in zip(own, found, strict=True) if levels == asked]
    return fitting[0] if len(fitting) == 1 else None


def _named(search: str, member: Member, found: Sequence[Member]) -> int:
    """How many pairs of characters that only this member has the question names; -1 where it denies one."""
    others = set[str]().union(*(bigrams(m.words) for m in found if m is not member))
    own = bigrams(member.words) - others
    if any(_NOT.search(search[: m.start()]) for pair in own for m in re.finditer(re.escape(pair), search)):
        return -1
    return sum(_is_said(search, pair, member.words) for pair in own)


def _is_said(search: str, pair: str, words: str) -> bool:
    """Whether the pair stands in both as the same word or its beginning, and not as the end of two: 专科生, 本科生."""
    for one in re.finditer(re.escape(pair), search):
        for other in re.finditer(re.escape(pair), words):
            i, j = one.start(), other.start()
            while i and j and search[i - 1] == words[j - 1]:
                i, j = i - 1, j - 1
            if not (i and j and _CONTENT.match(search[i - 1]) and _CONTENT.match(words[j - 1])):
                return True
    return False
