"""What a follow-up replaces in the question before it: a level, a figure, a year, a place, a kind of case."""

import re
from difflib import SequenceMatcher

from app.answering.asked import content, says_little
from app.answering.leaning import figures
from app.answering.lexicon import lexicon
from app.answering.speech import read_speech
from corpus import Quantity, Span

_YEAR = re.compile(r"20\d\d年?")
_GRADE = re.compile(r"第?[一二三四五六七八九十甲乙丙丁特\d]+(?P<of>[级类等档批期星])(?![奖以])")
_SHARED = re.compile(r"企业|公司|项目|单位|机构|人员|产品|的$")
_BEFORE = re.compile(r"(?:超过|超出|高于|多于|大于|低于|不足|不到|未满|小于|少于|不超过)$")
_AFTER = re.compile(r"(?:及?以[上下内外]|之内)?(?:的?[那这]?(?:一?部分|一?档))?")
_EDGE = re.compile(r"[,，;；。、的]")
_AND = "和与及"
_NEAR = 3  # characters: how much longer than the new words the old ones up to the next edge may be


def replaced(earlier: str, text: str) -> str | None:
    """``earlier`` with a variant, figure, year or place of ``text`` in the place of its own; ``None`` if it has none."""
    result, rest = earlier, text
    for group in lexicon().contrasts:
        new = [w for w in group if w in rest]
        old = [w for w in group if w in result]
        if len(new) == 1 and old and new != old:
            result = re.sub(f"{'|'.join(map(re.escape, old))}", new[0], result, count=1)
            rest = rest.replace(new[0], "")
    for pattern in (_YEAR, lexicon().places):
        new_word, old_word = pattern.search(rest), pattern.search(result)
        if new_word and old_word:
            result = result[: old_word.start()] + new_word[0] + result[old_word.end() :]
            rest = rest.replace(new_word[0], "")
    for new_grade in _GRADE.finditer(rest):
        old_grade = next((m for m in _GRADE.finditer(result) if m["of"] == new_grade["of"]), None)
        if old_grade is not None:
            result = result[: old_grade.start()] + new_grade[0] + result[old_grade.end() :]
            rest = rest.replace(new_grade[0], "")
    result, rest = _other_figures(result, rest)
    if rest and content(rest) and (headed := _same_head(result, rest)) is not None:
        result, rest = headed, ""
    return None if result == earlier or not says_little(rest) else result


def _with_bound(text: str, quantity: Quantity) -> Span:
    """The figure in ``text`` with the words that say on which side of it something lies: 超过500万的那部分."""
    before, after = _BEFORE.search(text, 0, quantity.span.start), _AFTER.match(text, quantity.span.end)
    return Span(before.start() if before else quantity.span.start, after.end() if after else quantity.span.end)


def _other_figures(result: str, rest: str) -> tuple[str, str]:
    """The figures of ``rest`` in the place of those of their kind; what remains of both."""
    for quantity in reversed(figures(rest)):
        old = next((q for q in figures(result) if q.kind is quantity.kind), None)
        if old is not None:
            new_span, old_span = _with_bound(rest, quantity), _with_bound(result, old)
            result = result[: old_span.start] + new_span.of(rest) + result[old_span.end :]
            rest = rest[: new_span.start] + rest[new_span.end :]
    return result, rest


def _same_head(earlier: str, text: str) -> str | None:
    """``earlier`` with the stretch that ends like ``text`` replaced by it (职工参保 by 居民参保), or ``None``."""
    text = text.removesuffix("的")
    match = SequenceMatcher(None, text, earlier, autojunk=False).find_longest_match()
    common = text[match.a :]
    if match.size < 2 or match.a + match.size != len(text) or not match.a or _SHARED.fullmatch(common):
        return None
    start = _start_of_old(earlier, match.b, match.a)
    old = earlier[start : match.b]
    if len(old) < min(match.a, 2) or re.search(r"\W|的", old):
        return None
    return earlier[:start] + text + earlier[match.b + match.size :]


def _start_of_old(earlier: str, end: int, length: int) -> int:
    """Where the words begin that ``length`` new ones replace: at the edge of their stretch where that is near, else a word."""
    edge = max((m.end() for m in _EDGE.finditer(earlier, 0, end)), default=0)
    if 0 < end - edge <= length + _NEAR:
        return edge
    words = read_speech(earlier).words
    start = max(end - length, edge)
    while start > edge and (words[start - 1] == words[start] or earlier[start] in _AND or earlier[start - 1] in _AND):
        start -= 1
    return start
