"""Members of a pair held against each other: by how much they differ, which is more, what they make together."""

import re
from collections.abc import Sequence
from itertools import pairwise

from app.answering.association import bigrams
from app.answering.computation import Computation, Uncomputed, computed, quoted, shown, uncomputed
from app.answering.notes import exclusive, read_notes
from app.answering.question import Question, normalise
from corpus import Benefit, Quantity, display

DIFFERENCE = re.compile(r"差多少|相差|差距|多多少|少多少|高多少|低多少|差几|高出|多出|差额(?=是|多少|有多)")
HIGHER = re.compile(
    r"(?:哪|谁)(?:个|一个|种|项|头|边|样|级|类|档|家)?(?:的)?(?:奖励?|补贴?|补助|钱|给的|拿的|支持|标准|金额)?(?:更|比较)?(?:高|多|划算|合算|大)|(?:哪|谁)(?:个|头|边|种|项)?(?:补|奖|给|拿)得?(?:更)?(?:多|高)"
)
_NO_SUM = r"(?!\s*(?:是|有|花了?|用了?|卖了?|收了?)?\s*[\d零一二两三四五六七八九十百千])"  # 5台总共60万 is one amount, not a sum asked for
TOGETHER = re.compile(
    rf"(?:一共|总共|合计){_NO_SUM}|加起来|合起来|总和|两头|都拿|共(?:能|可|计){_NO_SUM}|加一?块|全部加|累计(?:能|可)"
)
_RISES = re.compile(r"升[成为到上了级格]?|晋[级升]|提到|又评上")
_MAKES_UP = re.compile(
    r"[^,，。;；]{0,4}(?:晋级|晋升|升级|升格|提升等级)[^。;；\d]{0,16}?(?:补差|差额)[^,，。;；\d]{0,6}"
)
_HEAD = r"的?(?P<head>[^\W和与及跟或、的一总合共各都能可]{0,8})"  # what a member of a pair is said of
_TWO_THINGS = "问题问的是不同的几样，条款里的数额不是都给它们的"
_LEVEL = {"国家": "国家级", "省": "省级", "市": "市级", "区": "区级"}


def _given(benefit: Benefit) -> Quantity | None:
    return benefit.fixed or (benefit.cap if benefit.rate is None else None)


def named(benefits: Sequence[Benefit], question: Question) -> list[Benefit]:
    """The members of a pair that the question names, in the order of the clause; the longest word wins."""
    search, found = question.search, []
    for benefit in sorted((b for b in benefits if b.variant), key=lambda b: -len(b.variant)):
        word = normalise(benefit.variant)
        word = next((w for w in (word, _LEVEL.get(word, word)) if w in search), "")
        if word:
            search = search.replace(word, " " * len(word))
            found.append(benefit)
    return sorted(found, key=lambda b: b.span.start if b.fixed is None else b.fixed.span.start)


def compare(benefits: Sequence[Benefit], question: Question, text: str) -> Computation | Uncomputed | None:
    """What a question asks of several members of one pair: difference, the higher one, the sum.

    ``text`` is everything that may forbid adding up: the clause and the rest of its document.
    """
    pair = [b for b in named(benefits, question) if _given(b)]
    sums = [q for b in pair if (q := _given(b))]
    search = question.search
    if len(pair) < 2 or len({q.unit for q in sums}) != 1 or any(read_notes(b).blocks for b in pair) or question.inputs:
        return None
    if len(pair) == 2 and _RISES.search(search) and (words := _MAKES_UP.search(text)):
        return _risen(pair, sums, words[0].strip())
    if len(pair) == 2 and DIFFERENCE.search(search):
        return _difference(pair, sums)
    if HIGHER.search(search):
        return _higher(pair, sums)
    if not TOGETHER.search(search):
        return None
    return uncomputed(_TWO_THINGS) if _of_two_things(pair, search) else _together(pair, sums, text)


def _of_two_things(pair: Sequence[Benefit], search: str) -> bool:
    """Whether the question says of each member of a pair what it is of, and not the same: 国家级平台和省级示范项目."""
    heads = [m["head"] for b in pair if (m := re.search(f"{re.escape(normalise(b.variant))}{_HEAD}", search))]
    told = [bigrams(h) for h in heads if len(h) > 1]
    return any(not one & other for one, other in pairwise(told))


def _ranked(pair: Sequence[Benefit], sums: Sequence[Quantity]) -> list[tuple[Benefit, Quantity]]:
    return sorted(zip(pair, sums, strict=True), key=lambda p: -p[1].value)


def _most(benefit: Benefit) -> str:
    return "" if benefit.fixed else "最高"


def _difference(pair: Sequence[Benefit], sums: Sequence[Quantity]) -> Computation:
    (_, big), (_, small) = _ranked(pair, sums)
    gap = big.value - small.value
    formula = f"{shown(big)} − {shown(small)} = {display(gap, big.unit)}"
    figures = (quoted(big), quoted(small), computed(gap, big.unit, formula))
    line = f"{pair[0].variant}与{pair[1].variant}相差{display(gap, big.unit)}：{formula}。"
    return Computation(line, figures, pair[0])


def _risen(pair: Sequence[Benefit], sums: Sequence[Quantity], words: str) -> Computation | None:
    """如果晋级，给予补差奖励: the sum of the level that is reached less that of the one before."""
    (top, big), (low, small) = _ranked(pair, sums)
    gap = big.value - small.value
    if not gap or any(b.fixed is None for b in pair):
        return None
    formula = f"{top.variant}{shown(big)} − {low.variant}{shown(small)} = {display(gap, big.unit)}"
    figures = (quoted(big), quoted(small), computed(gap, big.unit, formula))
    line = f"文件写有“{words}”：{formula}，晋级后再得{display(gap, big.unit)}。"
    return Computation(line, figures, top, result=gap)


def _higher(pair: Sequence[Benefit], sums: Sequence[Quantity]) -> Computation:
    ranked = _ranked(pair, sums)
    listed = "，".join(f"{b.variant}{_most(b)}{shown(q)}" for b, q in ranked)
    figures = [quoted(q) for _, q in ranked]
    if ranked[0][1].value == ranked[1][1].value:
        return Computation(f"{ranked[0][0].variant}与{ranked[1][0].variant}一样：{listed}。", tuple(figures), pair[0])
    gaps = []
    for (_, one), (_, other) in pairwise(ranked):
        gap = one.value - other.value
        formula = f"{shown(one)} − {shown(other)} = {display(gap, one.unit)}"
        gaps.append(formula)
        figures.append(computed(gap, one.unit, formula))
    line = f"{ranked[0][0].variant}更高：{listed}；相差{'，'.join(gaps)}。"
    return Computation(line, tuple(figures), ranked[0][0])


def _together(pair: Sequence[Benefit], sums: Sequence[Quantity], text: str) -> Computation | Uncomputed:
    notes = [read_notes(b) for b in pair]
    words = next((n.exclusive for n in notes if n.exclusive), "") or exclusive(text)
    top, most = _ranked(pair, sums)[0]
    if words:
        if "高" not in words:
            return uncomputed(f"文件写有“{words}”，几项不能直接相加")
        listed = "，".join(f"{b.variant}{_most(b)}{shown(q)}" for b, q in zip(pair, sums, strict=True))
        line = f"文件写有“{words}”，不能相加：{listed}，按较高的{top.variant}计{shown(most)}。"
        return Computation(line, tuple(quoted(q) for q in sums), top, result=most.value)
    if any(b.cap and b.fixed for b in pair):
        return uncomputed("各项另有上限，合计后是否受限文件没有写明")
    total = sum((q.value for q in sums[1:]), sums[0].value)
    terms = " + ".join(f"{b.variant}{shown(q)}" for b, q in zip(pair, sums, strict=True))
    top_word = "最高" if any(b.fixed is None for b in pair) else ""
    formula = f"{terms} = {display(total, sums[0].unit)}"
    figures = (*(quoted(q) for q in sums), computed(total, sums[0].unit, formula))
    line = f"合计{top_word}{display(total, sums[0].unit)}：{formula}（文件中没有找到不得同时享受的规定，以主管部门核定为准）。"
    return Computation(line, figures, top, result=total)
