"""Sums for the stages of one way, walked to its end: 辅导验收后100万元；受理后100万元；上市再100万元, 全走完一共多少."""

import re
from collections.abc import Sequence

from app.answering.association import bigrams
from app.answering.comparing import TOGETHER
from app.answering.computation import Computation, Uncomputed, computed, quoted, shown, uncomputed
from app.answering.facts import ClauseFacts, Sentence
from app.answering.notes import exclusive, read_notes
from app.answering.question import Question, normalise
from corpus import Benefit, Bound, Kind, display

_ALL = re.compile(
    r"走完|走到底|全(?:部|都|程)?(?:走|过|完成|办|做|通过)|一路|都(?:走完|完成|做完|办完|办成|通过)|每一?步都"
    r"|(?:几|各|每|[两三四五六])个?(?:阶段|环节|步骤?)(?:全|都|加|一共|总共)|从头到尾|(?:整个|全套)(?:流程|过程)"
)
_FROM = re.compile(r"从(?P<first>[^,，。;；从\d]{1,12}?)(?:开始)?(?:一直|一路)?(?:到|至)(?P<last>[^,，。;；\d]{1,12})")
_SUM = re.compile(r"拢共|全部|总的|统共")
_STAGE = re.compile(
    r"后|时|完成|通过|受理|审核|验收|上市|挂牌|开工|竣工|投产|签约|立项|获批|改制|股改|辅导|申报|交付|备案|发行|封顶|取证"
)
_RANK = re.compile(r"级|等奖|星|[甲乙丙]等|名")


def all_stages(question: Question, facts: ClauseFacts, sentence: Sentence) -> Computation | Uncomputed | None:
    """What all the stages make together that the question walks through; ``None`` unless both are certain."""
    search = question.search
    if not (TOGETHER.search(search) or _SUM.search(search)):
        return None
    through, ends = _ALL.search(search), _FROM.search(search)
    if not (through or ends):
        return None
    row = _row(facts, sentence)
    counts = [q for q in question.inputs if q.kind is not Kind.COUNT or q.value != len(row)]
    if len(row) < 2 or counts:
        return None
    first, last = 0, len(row) - 1
    if ends:
        start, end = _at(ends["first"], row), _at(ends["last"], row)
        if start is None or (end is None and not through):
            return None
        first, last = start, last if end is None else end
    return _together(row[first : last + 1], facts) if first < last else None


def _row(facts: ClauseFacts, sentence: Sentence) -> list[Benefit]:
    """The benefits that stand in one row with those of ``sentence``, no full stop between them; nothing unless all are stages."""
    text, rows = facts.document.text, list[list[Benefit]]()
    for benefit in facts.benefits:
        near = rows and not re.search(r"[。\n]", text[rows[-1][-1].span.end : benefit.span.start])
        if near:
            rows[-1].append(benefit)
        else:
            rows.append([benefit])
    mine = [row for row in rows if any(sentence.span.contains(b.span) for b in row)]
    return mine[0] if len(mine) == 1 and all(_is_stage(b) for b in mine[0]) else []


def _is_stage(benefit: Benefit) -> bool:
    sum_, words = benefit.fixed, _words(benefit)
    plain = sum_ is not None and sum_.unit == "元" and sum_.bound is Bound.EQ and not benefit.cap and not benefit.rate
    counted = any(c.quantity and c.quantity.kind is not Kind.PERIOD for c in benefit.conditions)
    notes = read_notes(benefit)
    fits = _STAGE.search(words) and not _RANK.search(words)
    return bool(plain and fits and not counted and not notes.blocks and not notes.stepwise and not notes.alternatives)


def _words(benefit: Benefit) -> str:
    return normalise(benefit.variant or "，".join(c.text for c in benefit.conditions))


def _at(words: str, row: Sequence[Benefit]) -> int | None:
    """Which stage the words of the question name: the one that has most of them, if there is just one."""
    counted = [len(bigrams(words) & bigrams(_words(b))) for b in row]
    best = max(counted)
    return counted.index(best) if best and counted.count(best) == 1 else None


def _together(row: Sequence[Benefit], facts: ClauseFacts) -> Computation | Uncomputed:
    if words := exclusive(facts.norm):
        return uncomputed(f"文件写有“{words}”，几项不能直接相加")
    sums = [b.fixed for b in row if b.fixed is not None]
    total = sum((q.value for q in sums[1:]), sums[0].value)
    terms = " + ".join(f"{_words(b)}{shown(q)}" for b, q in zip(row, sums, strict=True))
    formula = f"{' + '.join(shown(q) for q in sums)} = {display(total, '元')}"
    figures = (*map(quoted, sums), computed(total, "元", formula))
    line = f"各阶段合计：{terms} = {display(total, '元')}（文件中没有找到不得同时享受的规定，以主管部门核定为准）。"
    return Computation(line, figures, row[0], result=total)
