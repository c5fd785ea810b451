"""What is paid of a fee by a limit in one clause and a share in another: min(80元, 限额50元) × 85%.

The limit goes by who is insured, the share by the kind of service: each is looked for by itself, and nothing is worked
out unless the question tells for both which case is its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answering.association import bigrams
from app.answering.computation import HUNDRED, Computation, asked, computed, quoted, shown, to_the_cent
from app.answering.evidence import Evidence
from app.answering.grades import grades_of, other_grade
from app.answering.measures import beside
from app.answering.members import Member, meant, members
from app.answering.notes import read_notes
from app.answering.obstacle import misread
from app.answering.question import Question, normalise
from app.answering.thresholds import inputs
from corpus import Bound, Kind, Quantity, display, find_quantities

_SHARE = re.compile(r"(?:比例)?(?:予以|给予)?(?:支付|报销|补助|补偿|给付|结付|结算|报付)")
_BY_SELF = re.compile(r"由(?:申请人|参保人员?|个人|本人|家庭|患者|家属)[^,;。由]{0,12}(?:支付|承担|负担)")
_OWN_SHARE = re.compile(
    r"(?:自己|个人|本人|自费|自付|自掏)[^,，。]{0,6}(?:出|付|掏|承担|负担|交|多少)|自付|自费|自掏|还要(?:交|付|掏)"
)
_ON_FEE = re.compile(r"(?:支付|报销|结算)范围|费用(?:的)?(?:限额|标准|限价|上限)|限价|计费")
_ON_PAYMENT = re.compile(r"(?:支付|报销|补助|给付)(?:的)?(?:最高)?(?:限额|上限|封顶)|最高(?:支付|报销|补助)")
_IS_LIMIT = re.compile(r"限额|上限|封顶|限价|不(?:得)?(?:超过|高于)|标准为")
_TIMES = {
    "日": re.compile(r"每[天日]|[一/][天日]|日均|按[天日]"),
    "月": re.compile(r"每个?月|一个月|/月|月均|按月|月租"),
    "次": re.compile(r"每次|一次|/次"),
    "年": re.compile(r"每年|一年|年度|/年"),
}
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百零〇\d]+条[^\n。]*[:：]", re.M)
_BOTH_SIDES = (  # where the service is given, in the words of callers
    (re.compile(r"^机构"), re.compile(r"机构|(?:住进|入住|住在|送进)[^,，。]{0,6}(?:院|机构|中心)")),
    (re.compile(r"^(?:居家|家庭|上门)"), re.compile(r"居家|上门|在家|家里")),
)
_ITEM = re.compile(r"(?:(?P<bracket>[(（][^()（）]{1,3}[)）])|(?P<number>\d{1,2}[.．、]))")
_FEE = re.compile(r"[\u4e00-\u9fff]{2,4}费(?=用)")
_AROUND = 800  # characters in which the other items of a list are looked for
_LAST = re.compile(r"[按为]|[,，;；:：]")
_PAYS = ("支付", "报销", "承担")  # see ``standards``
_LEAST = 2  # pairs of characters of the fee's name that a clause must have


@dataclass(frozen=True, slots=True)
class _Figure:
    """A limit or a share in its place, with the words of its case."""

    figure: Quantity
    place: Evidence
    time: str = ""


def settled(question: Question, home: Sequence[Evidence]) -> list[tuple[Computation, Evidence]]:
    """The limit, then what is paid; empty unless one limit and one share are certainly those of the question."""
    fees = inputs(question, Kind.AMOUNT)
    if len(fees) != 1 or _OWN_SHARE.search(question.search) or misread(question):
        return []
    fee, time = fees[0], _time(_around(question, fees[0]))
    name = _name(question, fee)
    share = _one(question, name, [e for e in home if _is_share(e)], Kind.RATE, "%")
    limits = [e for e in home if _is_limit(e)]
    limit = _one(question, name, limits, Kind.AMOUNT, "元") if share else None
    if share is None or limit is None or limit.time != time or limit.place.facts is share.place.facts:
        return []
    return _lines(fee, limit, share)


def limited_elsewhere(question: Question, computation: Computation, home: Sequence[Evidence]) -> bool:
    """Whether a share of a fee was worked out (支付比例) for which another clause sets a limit that was not looked at."""
    benefit, fees = computation.benefit, inputs(question, Kind.AMOUNT)
    if benefit is None or benefit.rate is None or not read_notes(benefit).gives.endswith(_PAYS) or len(fees) != 1:
        return False
    name = _name(question, fees[0])
    return any(len(name & bigrams(e.sentence.norm)) >= _LEAST for e in home if _is_limit(e))


def _name(question: Question, fee: Quantity) -> set[str]:
    """The pairs of characters of the words by which a question calls a fee."""
    return bigrams(re.sub(r"[一每]个?[天日月次年]", "\n", beside(question, fee)))


def _around(question: Question, fee: Quantity) -> str:
    """What stands next to a fee: 生活照料费一天120元, 一个月设备使用费180元."""
    before = re.split(r"[,，。;；]", question.search[: fee.span.start])[-1]
    return f"{before}{question.search[fee.span.end : fee.span.end + 4]}"


def _time(words: str) -> str:
    found = [time for time, cue in _TIMES.items() if cue.search(words)]
    return found[0] if len(found) == 1 else ""


def _is_share(place: Evidence) -> bool:
    text = place.sentence.norm
    shares = any(q.unit == "%" and q.bound is Bound.EQ for q in place.sentence.quantities)
    return shares and bool(_SHARE.search(text)) and not _BY_SELF.search(text)


def _is_limit(place: Evidence) -> bool:
    text = place.sentence.norm
    return "费" in text and bool(_IS_LIMIT.search(text)) and bool(_ON_FEE.search(text) or _ON_PAYMENT.search(text))


def _one(question: Question, name: set[str], places: Sequence[Evidence], kind: Kind, unit: str) -> _Figure | None:
    """The one figure of ``places`` that is for the fee called ``name`` and for the case of the question."""
    about = [(len(name & bigrams(f"{e.facts.clause.label} {e.sentence.norm}")), e) for e in places]
    best = max((n for n, _ in about), default=0)
    near = [e for n, e in about if n == best >= _LEAST and _is_of_grade(question, e)]
    told = [e for e in near if _is_told_apart(question, e, near, unit)]
    if len(told) != 1:
        return None
    place = told[0]
    found = [Member(_LAST.split(m.words)[-1].lstrip("、 "), m.figure) for m in members(place.sentence, kind, unit)]
    one = _by_side(question, found) or meant(question.search, found)
    if one is None:
        return None
    before = normalise(place.sentence.text[: one.figure.span.start - place.sentence.span.start])
    return _Figure(one.figure, place, _time(re.split("[,，、;；]", before)[-1]))


def _is_of_grade(question: Question, place: Evidence) -> bool:
    """Whether what is said of a grade is said of the question's: without one nothing tells which article holds."""
    lead = normalise(_lead(place))
    words = normalise(f"{lead} {place.facts.clause.label} {place.sentence.text}")
    return not other_grade(question.search, words) and grades_of(lead).keys() <= grades_of(question.search).keys()


def _lead(place: Evidence) -> str:
    """The line that announces the list of an article: 第十四条 享受3级待遇的人员，限额标准如下：; empty where there is none."""
    text, start = place.facts.document.text, place.facts.clause.span.start
    article = next((part for part in place.facts.clause.path if part.endswith("条")), "")
    above = [m[0] for m in _ARTICLE.finditer(text, 0, start)]
    return above[-1] if above and article and above[-1].startswith(article) else ""


def _is_told_apart(question: Question, place: Evidence, near: Sequence[Evidence], unit: str) -> bool:
    """Whether the question means a sentence rather than the other items of its list, found or not, and than ``near``."""
    others = {_head(line, unit) for line in _siblings(place, unit)}
    others |= {_head(e.sentence.text, unit) for e in near}
    own = _head(place.sentence.text, unit)
    figure = place.sentence.quantities[0]
    rest = [Member(words, replace(figure, raw=words)) for words in sorted(others - {own})]
    mine = Member(own, figure)
    return (_by_side(question, [mine, *rest]) or meant(question.search, [mine, *rest])) is mine


def _siblings(place: Evidence, unit: str) -> list[str]:
    """The lines right above and below a clause that are items of its list for the same fee, and have such a figure."""
    text, span = place.facts.document.text, place.facts.clause.span
    above = reversed(text[max(0, span.start - _AROUND) : span.start].splitlines())
    below = text[span.end : span.end + _AROUND].splitlines()
    style = _ITEM.match(place.facts.clause.text.strip())
    found: list[str] = []
    for lines in (above, below):
        for line in filter(None, (line.strip() for line in lines)):
            if style is None or (mark := _ITEM.match(line)) is None or mark.lastgroup != style.lastgroup:
                break
            found.append(line)
    match = _FEE.search(place.sentence.norm)
    fee = bigrams(match[0]) if match else set[str]()
    alike = [line for line in found if not fee or fee <= bigrams(normalise(line))]
    return [line for line in alike if any(q.unit == unit for q in find_quantities(line))]


def _head(text: str, unit: str) -> str:
    """What stands before the first figure of an item, without its number."""
    first = next((q for q in find_quantities(text) if q.unit == unit), None)
    return _ITEM.sub("", normalise(text[: first.span.start] if first else text).strip())


def _by_side(question: Question, found: Sequence[Member]) -> Member | None:
    """机构护理 or 居家护理: by the whole name, else by where the question says that the care is given."""
    names = [m for m in found if (head := re.match(r"[\u4e00-\u9fff]{4}", m.words)) and head[0] in question.search]
    if len(names) == 1:
        return names[0]
    sides = [[m for m in found if own.search(m.words)] for own, _ in _BOTH_SIDES]
    said = [bool(cue.search(question.search)) for _, cue in _BOTH_SIDES]
    fitting = [ms[0] for ms, is_said in zip(sides, said, strict=True) if is_said and len(ms) == 1]
    return fitting[0] if len(fitting) == 1 and all(sides) else None


def _lines(fee: Quantity, limit: _Figure, share: _Figure) -> list[tuple[Computation, Evidence]]:
    most, rate = limit.figure.value, share.figure
    own = shown(fee), display(most, "元")
    on_fee = _ON_FEE.search(limit.place.sentence.norm) and not _ON_PAYMENT.search(limit.place.sentence.norm)
    base = min(fee.value, most) if on_fee else fee.value
    raw, equals = to_the_cent(base * rate.value / HUNDRED)
    result = raw if on_fee else min(raw, most)
    formula = f"{display(base, '元')} × {shown(rate)} {equals} {display(raw, '元')}"
    product = computed(raw, "元", formula)
    figures = (asked(fee), quoted(limit.figure))
    if on_fee:
        over = f"高出标准，按{own[1]}计算" if fee.value > most else "在标准以内"
        first = Computation(f"纳入支付范围的费用标准为{own[1]}，{own[0]}{over}。", figures)
        second = Computation(
            f"按比例支付：{formula}，支付{display(result, '元')}。", (quoted(rate), product), result=result
        )
        return [(first, limit.place), (second, share.place)]
    cut = raw > most
    said = f"超过支付限额{own[1]}，支付{own[1]}" if cut else f"没有超过支付限额{own[1]}，支付{display(raw, '元')}"
    first = Computation(f"按比例计算：{formula}。", (asked(fee), quoted(rate), product), step=product if cut else None)
    second = Computation(f"{display(raw, '元')}{said}。", (quoted(limit.figure),), result=result)
    return [(first, share.place), (second, limit.place)]
