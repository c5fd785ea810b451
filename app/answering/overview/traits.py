"""Traits by which clauses are listed: how a question names one, and which figures of a sentence show it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.answering.facts import ClauseFacts, Sentence
from app.answering.question import Question
from corpus import Bound, Kind, Quantity

GIVES = re.compile(
    r"奖励|补助|补贴|资助|奖补|贴息|扶持|奖金|补偿|(?:给予|予以)[^,，。;；]{0,12}支持|支付|报销|扣除|减免|返还|配套"
)
_DENIES = re.compile(r"不(?:予|再|得|能|享受)[^,，。;；]{0,6}(?:奖励|补助|补贴|资助|享受|支持|扶持)")
_ONCE = re.compile(r"一次性")
_TARGET = re.compile(
    r"力争|争取|达到?|打造|建成|建设|新建|培育|新增|引[进育]|实现|形成|突破|超过?|总量|翻番|完成|保持|覆盖|评选|入选|开展|举办|实施|不少于|累计"
)
_UPPER = frozenset({Bound.LE, Bound.LT, Bound.RANGE})
_LOWER = frozenset({Bound.GE, Bound.GT})
_CAP_WORDS = re.compile(r"最高|最多|封顶|上限|不超过|不高于|以内|限额|为限")
_YEARLY = re.compile(r"每年")
_TERMS = re.compile(r"期限|时限|时间(?!节?点)")
_AGE = re.compile(r"岁|每|月度|年度")
_EXACTLY = re.compile(r"(?:封顶|上限|最高)(?:额|限额)?(?:都|就|只)?(?:在|是|为|的)?\d")

Shows = Callable[[Question, ClauseFacts, Sentence], tuple[Quantity, ...] | None]


@dataclass(frozen=True, slots=True)
class Trait:
    """What is listed: ``cue`` names it in a question, ``shows`` gives the figures of a sentence that has it.

    ``shows`` gives nothing (an empty tuple) where a sentence has it without a figure, and ``None`` where it has it not.
    """

    cue: re.Pattern[str]
    shows: Shows


def gives(facts: ClauseFacts, sentence: Sentence) -> bool:
    """Whether a sentence gives something."""
    if facts.benefits_in(sentence.span):
        return True
    return bool(GIVES.search(sentence.norm)) and not _DENIES.search(sentence.norm)


def given(facts: ClauseFacts, sentence: Sentence) -> tuple[Quantity, ...]:
    """The sums that a sentence gives, with their upper limits."""
    sums = [q for b in facts.benefits_in(sentence.span) for q in (b.fixed, b.cap) if q and _inside(q, sentence)]
    if sums or facts.benefits_in(sentence.span):
        return tuple(dict.fromkeys(q for q in sums if q.kind is Kind.AMOUNT))
    if not gives(facts, sentence):
        return ()
    return tuple(q for q in sentence.quantities if q.kind is Kind.AMOUNT and q.bound not in _LOWER)


def _inside(quantity: Quantity, sentence: Sentence) -> bool:
    return sentence.span.contains(quantity.span)


def _rates(question: Question, facts: ClauseFacts, sentence: Sentence) -> tuple[Quantity, ...] | None:
    rates = [b.rate for b in facts.benefits_in(sentence.span) if b.rate and _inside(b.rate, sentence)]
    if not rates and (gives(facts, sentence) or not GIVES.search(question.search)):
        rates = [q for q in sentence.quantities if q.kind is Kind.RATE and q.bound not in _LOWER]
    return tuple(dict.fromkeys(rates)) or None


def _once(_: Question, facts: ClauseFacts, sentence: Sentence) -> tuple[Quantity, ...] | None:
    if not (_ONCE.search(sentence.norm) and gives(facts, sentence)):
        return None
    return given(facts, sentence)


def _caps(question: Question, facts: ClauseFacts, sentence: Sentence) -> tuple[Quantity, ...] | None:
    caps = [b.cap for b in facts.benefits_in(sentence.span) if b.cap and _inside(b.cap, sentence)]
    if not caps and _CAP_WORDS.search(sentence.norm):
        caps = [q for q in given(facts, sentence) if q.bound in _UPPER]
    return _as_asked(question, caps)


def _sums(question: Question, facts: ClauseFacts, sentence: Sentence) -> tuple[Quantity, ...] | None:
    return _as_asked(question, given(facts, sentence))


def _as_asked(question: Question, sums: "list[Quantity] | tuple[Quantity, ...]") -> tuple[Quantity, ...] | None:
    """Those of ``sums`` that are as large as the question says (超过100万的, 封顶500万的)."""
    limits = [q for q in question.quantities if q.kind is Kind.AMOUNT]
    exact = _EXACTLY.search(question.search) is not None
    kept = (s for s in sums if s.kind is Kind.AMOUNT and all(_within(s, q, exact=exact) for q in limits))
    return tuple(dict.fromkeys(kept)) or None


def _within(found: Quantity, limit: Quantity, *, exact: bool) -> bool:
    """Whether a sum is as large as a limit says; a limit that is named as one is the sum itself."""
    if found.unit != limit.unit:
        return False
    if exact:
        return found.value == limit.value
    low, high, value = limit.low, limit.high, found.value
    above = low is None or value > low or (value == low and limit.bound is not Bound.GT)
    below = high is None or value < high or (value == high and limit.bound is not Bound.LT)
    return above and below


def _dates(question: Question, _: ClauseFacts, sentence: Sentence) -> tuple[Quantity, ...] | None:
    dates = [q for q in sentence.quantities if of_years(question, q)]
    if _TERMS.search(question.search) and not question.years:
        dates += [q for q in sentence.quantities if q.kind is Kind.PERIOD and not _AGE.search(q.raw)]
    return tuple(dates) or None


def of_years(question: Question, quantity: Quantity) -> bool:
    """Whether a date is of one of the years that the question names, if it names any."""
    if quantity.kind is not Kind.DATE:
        return False
    if not question.years:
        return True
    return any(str(v)[:4] in {str(y) for y in question.years} for v in (quantity.low, quantity.high) if v is not None)


def targets(question: Question, facts: ClauseFacts, sentence: Sentence) -> tuple[Quantity, ...] | None:
    """The figures that a sentence aims at, with the year by which."""
    counts = [q for q in sentence.quantities if q.kind in {Kind.COUNT, Kind.AMOUNT, Kind.RATE}]
    aims = _TARGET.search(sentence.norm) is not None and not given(facts, sentence)
    if not counts or not aims:
        return None
    dates = [q for q in sentence.quantities if of_years(question, q)]
    if question.years and not dates:
        return None
    return tuple(dict.fromkeys([*dates, *counts]))


def _yearly(_: Question, facts: ClauseFacts, sentence: Sentence) -> tuple[Quantity, ...] | None:
    counts = tuple(q for q in sentence.quantities if q.kind is Kind.COUNT)
    return counts if counts and _YEARLY.search(sentence.norm) and not given(facts, sentence) else None


_GIVEN = r"(?:奖励|补助|补贴|资助|支持|扶持|奖补|资金|奖金|钱|贴息)"
_EVERY = re.compile(
    r"(?:按|每|逐)个?(?P<period>年|月|季)度?(?:都|来)?(?:给|发|补|扣|奖|拨|领|享受|报|缴|交|算|付)(?:付|放|给|除|纳|励|贴|助)?的"
)


def _every(question: Question, facts: ClauseFacts, sentence: Sentence) -> tuple[Quantity, ...] | None:
    """Sums for each year or month, as the question says."""
    period = _EVERY.search(question.search)
    if period is None or not re.search(rf"每(?:人每)?个?{period['period']}|[按逐]{period['period']}", sentence.norm):
        return None
    return given(facts, sentence) or None


TRAITS: tuple[Trait, ...] = (
    Trait(re.compile(r"(?:补贴|补助|奖励|资助|支持|扣除|报销|支付|奖补)的?(?:比例|百分比)(?=[^,，]{0,3}(?:都|各|分别|有哪))|按(?:照)?(?:一定)?(?:的)?(?:百分比|比例|百分之几)|百分比|百分率|百分之几"), _rates),
    Trait(re.compile(r"一次性|一次给清|只给一次"), _once),
    Trait(
        re.compile(
            r"(?:有|设|带|定|规定|写明?)了?(?:上限|封顶|最高限?额|限额)|封顶(?:在|是|为|的)?|上限(?:在|是|为|的)?|最高(?:限?额|能到|可达)?(?:超过|达|在|是|为)"
        ),
        _caps,
    ),
    Trait(re.compile(rf"{_GIVEN}(?:金额|数额|额度|标准)?(?:在|是|有|能|可以?)?(?=超过|高于|不低于|达到?|大于|低于|不到|少于|\d)"), _sums),
    Trait(re.compile(rf"(?:以上|以下|超过[^,，。]{{1,8}})的{_GIVEN}"), _sums),
    Trait(
        re.compile(
            r"(?:到|至|在)?(?:20\d\d年?)?(?:年?底|年?末)?(?:之?前|以前)?(?:要|应|需|须)?(?:做到|完成|实现|达到|达成)?的?(?:数量|量化|数字|数值|定量)(?:化|性)?的?(?:目标|指标|任务|要求)|(?:到|至)20\d\d年?(?:底|末)?(?:之?前|以前)?[^,，。]{0,6}?(?:目标|指标|任务)"
        ),
        targets,
    ),
    Trait(re.compile(r"每年(?:都)?(?:要|得|须|必须|应当?)?(?:办|做|开展|举办|举行|组织|评选|完成|搞)(?:一[次场回])?"), _yearly),
    Trait(_EVERY, _every),
    Trait(
        re.compile(
            r"时间节点|时间点|(?:哪些|哪几个|什么|有|列出)的?(?:时间|日期|期限|时限|截止日期|截止时间|时间要求)|(?:涉及|规定|写明|提到|有|带|定)了?(?:死|明确|具体)?的?(?:时间|日期|期限|时限|截止(?:日期|时间)?)"
        ),
        _dates,
    ),
)  # fmt: skip
