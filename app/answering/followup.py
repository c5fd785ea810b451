"""A question that leans on the ones before it ("那上限呢？") made complete, without a model.

It is built from what the earlier question asked about and asked for; only what the new one brings is replaced.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from app.answering.answer import Turn
from app.answering.asked import asking, asks, asks_alone, content, names_aspect, says_little, stretches, topic
from app.answering.lexicon import lexicon
from app.answering.question import normalise
from app.answering.wants import Want, read_wants
from corpus import Kind, Quantity, find_spoken_quantities

_LEADS = re.compile(
    r"^(?:那么?(?![个项笔种])|还有|另外|其中|再问|请问|好的?|嗯)?[,，]?(?:如果|假如|要是|换成|改成)?(?:是)?"
)
_POINTS = re.compile(r"(?:它|这个|那个|该|此|上述|前者|后者|这项|那项|这笔|那笔|这种|刚才|前面|这里)(?:的)?")
_LEANS = re.compile(
    r"^(那么?|那如果|如果|要是|换成|改成|另外|还有|其中|它|这个|那个|这项|那项|该|此|上述|前者|后者|回到|刚才)"
    r"|(呢|又如何|又是多少)[?？!！。\s]*$|刚才|前面(?:说|问|那)|最前面|最开始|一开始"
)
_BACK = re.compile(r"回到|刚才|前面|最前面|最开始|一开始|最初|原来那|第一个问题")
_FIRST = re.compile(r"最前面|最开始|一开始|最初|第一个问题")
_BACK_WORDS = re.compile(
    r"(?:再)?(?:回到|说回)?(?:刚才|前面|最前面|最开始|一开始|最初|原来)?(?:说|问|提)?(?:到)?的?(?:那|这)(?:个|项|条|种)?"
)
_NTH = re.compile(r"第(?P<n>[一二三四五六七八九\d])(?:个|条|项|种|点|类)")
_NUMBER = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {str(n): n for n in range(1, 10)}
_MARK = re.compile(r"\[\d+\]|^注意：.*|^以上依据.*", re.MULTILINE)
_YEAR = re.compile(r"20\d\d年?")
_WORDS_KEPT = 24  # characters of an earlier answer's line that say which one it is
_OWN = frozenset({Kind.AMOUNT, Kind.RATE, Kind.COUNT, Kind.PERIOD})
_NARRATES = re.compile(r"我|咱|了")
_COUNTING = re.compile(r"[一二两三四五六七八九十\d][个家项场次台套届]|[合加]起来|加在一起|算下来")
_SHARED = re.compile(r"企业|公司|项目|单位|机构|人员|产品|的$")


def _figures(text: str) -> tuple[Quantity, ...]:
    return tuple(q for q in find_spoken_quantities(text) if q.kind in _OWN)


def _without_figures(text: str) -> str:
    for quantity in reversed(_figures(text)):
        text = text[: quantity.span.start] + text[quantity.span.end :]
    return text


def leans_on_history(question: str) -> bool:
    """Whether ``question`` cannot be understood by itself."""
    text = normalise(question.strip())
    if _LEANS.search(text) or says_little(text) or _NTH.match(text):
        return True
    bare = _COUNTING.sub("", _without_figures(text))
    return bare != text and bool(_NARRATES.search(text)) and says_little(topic(bare))


def complete(question: str, history: Sequence[Turn]) -> str:
    """The question completed by what the earlier ones were about, where it leans on them."""
    if not history or not leans_on_history(question):
        return question
    fulls: list[str] = []
    for turn in history:
        leans = bool(fulls) and leans_on_history(turn.question)
        fulls.append(_built(_meant(turn.question, fulls), turn.question) if leans else normalise(turn.question))
    if nth := _nth(question, history[-1].answer):
        return f"{nth}，{_NTH.sub('', _stripped(question)) or asking(fulls[-1])}"
    return _built(_meant(question, fulls), question)


def _meant(question: str, fulls: Sequence[str]) -> str:
    """Which of the earlier questions is leaned on: the last, unless the words point further back."""
    if not _BACK.search(question):
        return fulls[-1]
    words = content(topic(normalise(question)))
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    counts = [sum(pair in full for pair in pairs) for full in fulls]
    if _FIRST.search(question) or not any(counts):
        return fulls[0]
    return fulls[counts.index(max(counts))]


def _nth(question: str, answer: str) -> str:
    """The words of the line of the earlier answer that 第一个, 第二项 points to; empty where there is none."""
    match = _NTH.search(question)
    lines = [line for raw in _MARK.sub("", answer).splitlines() if (line := raw.strip())]
    if match is None or not 0 < _NUMBER[match["n"]] <= len(lines) or len(lines) < 2:
        return ""
    return lines[_NUMBER[match["n"]] - 1][:_WORDS_KEPT]


def _stripped(question: str) -> str:
    """``question`` without the words by which it leans."""
    text = _LEADS.sub("", normalise(question.strip()).rstrip("?？!！。 "))
    text = _BACK_WORDS.sub("", text) if _BACK.search(text) else text
    return text.strip(",， ").removesuffix("呢").removesuffix("的")


def _built(earlier: str, question: str) -> str:
    """One complete question out of the complete ``earlier`` one and one that leans on it."""
    first, *further = stretches(normalise(question))
    text = _LEADS.sub("", _stripped(first)) if _BACK.search(first) else _stripped(first)
    if _BACK.search(first) and not asks(text):
        return "，".join([topic(earlier), *further])
    if further and not asks(first):
        return _asked_of(earlier, "，".join([text, *further]))
    whole = _one(earlier, text, asked=first)
    return "，".join([_without_asking(whole), *further]) if further else whole


def _without_asking(text: str) -> str:
    return topic(text) or text


def _one(earlier: str, text: str, *, asked: str) -> str:
    """``earlier`` with what ``text`` brings: another aspect, another variant or figure, or another subject."""
    plain = _POINTS.sub("", text)
    if not plain:
        return earlier
    if names_aspect(plain):
        return f"{topic(earlier)}，{plain}是多少" if not asks(plain) else f"{topic(earlier)}，{plain}"
    if asks_alone(plain) or (asks(plain) and not asked.endswith("呢")):
        return _asked_of(earlier, plain)
    replaced = _replaced(earlier, plain)
    only_money = not content(_without_figures(plain)) and any(q.kind is Kind.AMOUNT for q in _figures(plain))
    if only_money and Want.AMOUNT not in read_wants(asking(earlier)).wants:
        return f"{topic(replaced)}，能拿多少" if replaced else f"{topic(earlier)}，{plain}，能拿多少"
    if replaced is not None:
        return replaced
    return f"{plain}，{asking(earlier)}" if asking(earlier) else f"{topic(earlier)}，{plain}"


def _asked_of(earlier: str, text: str) -> str:
    """What ``text`` asks, of the topic of ``earlier``; the figures that it brings take the place of those there."""
    kinds = {q.kind for q in _figures(text)}
    about = topic(earlier)
    for quantity in reversed(_figures(about)):
        if quantity.kind in kinds:
            about = about[: quantity.span.start] + about[quantity.span.end :]
    for group in lexicon().contrasts:
        if any(word in text for word in group):
            about = re.sub("|".join(map(re.escape, group)), "", about)
    return f"{about}，{text}"


def _replaced(earlier: str, text: str) -> str | None:
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
    result, rest = _other_figures(result, rest)
    if rest and content(rest) and (headed := _same_head(result, rest)) is not None:
        result, rest = headed, ""
    return None if result == earlier or not says_little(rest) else result


def _other_figures(result: str, rest: str) -> tuple[str, str]:
    """The figures of ``rest`` in the place of those of their kind; what remains of both."""
    for quantity in reversed(_figures(rest)):
        old = next((q for q in _figures(result) if q.kind is quantity.kind), None)
        if old is not None:
            result = result[: old.span.start] + quantity.raw + result[old.span.end :]
            rest = rest[: quantity.span.start] + rest[quantity.span.end :]
    return result, rest


def _same_head(earlier: str, text: str) -> str | None:
    """``earlier`` with the stretch that ends like ``text`` replaced by it (职工参保 by 居民参保), or ``None``."""
    text = text.removesuffix("的")
    match = SequenceMatcher(None, text, earlier, autojunk=False).find_longest_match()
    common = text[match.a :]
    if match.size < 2 or match.a + match.size != len(text) or not match.a or _SHARED.fullmatch(common):
        return None
    start = max(match.b - match.a, 0)
    old = earlier[start : match.b]
    if len(old) < match.a or re.search(r"\W|的", old):
        return None
    return earlier[:start] + text + earlier[match.b + match.size :]
