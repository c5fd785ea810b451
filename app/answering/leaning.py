"""Whether a question leans on the ones before it ("那上限呢？"), and on which of them."""

import re
from collections.abc import Sequence

from app.answering.asked import asks_alone, content, says_little, stretches, topic
from app.answering.question import normalise
from corpus import Kind, Quantity, find_spoken_quantities

POINTS = re.compile(
    r"(?:这|那)(?:个|项|笔|种|些|块|样)(?:的?(?:钱|奖励|补贴|补助|资金|奖金|政策|支持|待遇|优惠))?(?:的)?"
    r"|(?:它|该|此|上述|前者|后者|刚才|前面|这里)(?:的)?"
)
NTH = re.compile(r"第(?P<n>[一二三四五六七八九\d])(?:个|条|项|种|点|类)")
BACK = re.compile(r"回到|刚才|前面|最前面|最开始|一开始|最初|原来那|第一个问题")
CORRECTS = re.compile(
    r"^(?:(?:哎|唉|呃|哦|啊|嗯|等等|等一下|抱歉|不好意思|不对|不是|对不起)[呀啊哟]?[,，]?)*"
    r"(?:(?:我|刚才|前面)*(?:报|说|记|看|弄|搞|算|打|写)错了?(?:数字?|了)?[,，]?|(?:我)?(?:更正|纠正)(?:一下)?[,，:：]?|不对[,，])"
    r"(?:应该|应|其实|实际上?|准确(?:地)?说)?(?:是|为)?"
)
SAME = re.compile(
    r"(?:也|都|还)(?:能|可以)?(?:是|按|照|按照|享受|适用|拿|给|有)?(?:这个|这么|那么|这些|那个|一样|同样|这样|同一)[^,，;；。]*$"
)
_FIRST = re.compile(r"最前面|最开始|一开始|最初|第一个问题")
_LEANS = re.compile(
    r"^(可是?(?=[这那我它])|但是?|不过|而且|那么?|那如果|这(?=[钱些款家样种])|如果|要是|假如|换成|改成|另外|还有|其中|它|这个|那个|这项|那项|该|此|上述|前者|后者|回到|刚才|除了?(?:这|那|它|上述|前面))"
    r"|^[^,，;；。?？!！]{1,10}呢[?？,，]|(呢|又如何|又是多少)[?？!！。\s]*$|刚才|前面(?:说|问|那)|最前面|最开始|一开始"
)
_ELLIPTIC = re.compile(  # 我弟今年26了，还行不: whether what was answered holds for a case that is only hinted at
    r"[,，](?:这|那|那么|他|她|我们?|咱)?(?:还|也|就|到底)?(?:行|成|可以|够|算|来得及|赶得上|有戏|有份|合格|达标)(?:不(?:行|成|可以|够|算)|不|吗|么|没有?)[?？。]?$"
)
_CHANGES = re.compile(
    r"换个(?:事|话题|问题)|顺便问|(?:另外|再)问(?:一?个)?(?:别的|另|其他)|别的(?:事|问题)|另一(?:个问题|件事)"
)
_OWN = frozenset({Kind.AMOUNT, Kind.RATE, Kind.COUNT, Kind.PERIOD})
_NARRATES = re.compile(r"我|咱|了")
_COUNTING = re.compile(r"[一二两三四五六七八九十\d][个家项场次台套届]|[合加]起来|加在一起|算下来")
_FEW = 12  # characters of content: who tells no more than this beside figures may well speak of what was asked before


def figures(text: str) -> tuple[Quantity, ...]:
    """The amounts, rates, counts and periods in ``text`` (normalised)."""
    return tuple(q for q in find_spoken_quantities(text) if q.kind in _OWN)


def without_figures(text: str) -> str:
    """``text`` (normalised) without its figures."""
    for quantity in reversed(figures(text)):
        text = text[: quantity.span.start] + text[quantity.span.end :]
    return text


def leans_on_history(question: str) -> bool:
    """Whether ``question`` cannot be understood by itself."""
    text = normalise(question.strip())
    if changes_subject(text):
        return False
    if CORRECTS.search(text) or _LEANS.search(text) or SAME.search(text) or says_little(text) or NTH.match(text):
        return True
    if _ELLIPTIC.search(text) and says_little(_ELLIPTIC.sub("", without_figures(text))):
        return True
    bare = _COUNTING.sub("", without_figures(text))
    return bare != text and bool(_NARRATES.search(text)) and says_little(topic(bare))


def may_lean(question: str) -> bool:
    """Whether ``question`` says so little of its subject that it may be about what was asked before (我店里雇了6个人)."""
    text = normalise(question.strip())
    if changes_subject(text) or not (parts := stretches(text)):
        return False
    told = content(_COUNTING.sub("", topic(without_figures(text))))
    return len(told) <= _FEW and (asks_alone(parts[-1]) or bool(figures(text)))


def changes_subject(question: str) -> bool:
    """Whether ``question`` says that it is about something else than the ones before it (换个事问)."""
    return bool(_CHANGES.search(question))


def meant(question: str, fulls: Sequence[str]) -> int:
    """Which of the earlier questions is leaned on: the last, unless the words point further back."""
    if not BACK.search(question):
        return len(fulls) - 1
    words = content(topic(normalise(question)))
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    counts = [sum(pair in full for pair in pairs) for full in fulls]
    return 0 if _FIRST.search(question) or not any(counts) else counts.index(max(counts))
