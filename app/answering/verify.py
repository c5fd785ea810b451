"""Checks a model's statement against the spans it cites. What fails is not shown.

Every figure must match, in value, unit and direction of bound, a figure of a cited span, of the question or of the
computation, and be said of the same thing. Code decides, no model.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.answering.answer import Number, Origin
from app.answering.association import belongs, pairs_hold
from app.answering.lexicon import lexicon
from app.answering.question import Question, normalise
from app.answering.statement import Statement
from corpus import Benefit, Bound, Citation, Kind, Quantity, find_quantities

_STRANGE_RUN = 3  # characters in a row that no source has make an invented term
_STRANGE_SHARE = 0.3  # of the characters of a statement longer than _SHORT
_SHORT = 12
_NUMERAL = "0-9０-９零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_LEFTOVER = re.compile(
    rf"[0-9０-９]+(?:[.,．][0-9０-９]+)*[%％‰]?|[{_NUMERAL}]+(?=[个家项年月日元条款章节次场台套倍成人名件折角分])|半数|一半|翻番|翻倍|减半"
)
_NAME = re.compile(r"《[^》]*》?|第[零〇一二两三四五六七八九十百千0-9]+[编章节条款项目]")
_LINK = re.compile(r"https?:|www\.|[A-Za-z0-9-]+\.(?:com|cn|net|org|gov)|@")
_NEGATION = re.compile(
    r"不(?:能|可|予|得|给|享|再|含|包括|适用|需|必|限|设|受|支持|符合|满足|属于)|无需|无法|没有|未|不是|并非|而非|尚无|除外|禁止|取消|停止|拒绝|免"
)
# Whether a document binds is not for a model to say: these words must stand in the cited span, not in the question.
_IN_FORCE = re.compile(r"正式|生效|施行|实施之日|印发|颁布|现行|失效|废止|到期|作废")
_JUDGES = re.compile(
    r"(?:您|你|贵[\u4e00-\u9fff]{1,2}|我们|我司|我公司|咱们).{0,16}?(?:符合|满足|可以|能够|能|有资格|够格|可获|可得|属于)"
)
_GRANT = re.compile(r"奖励|补贴|补助|资助|给予|支持|可得|获得|扶持|奖补|拿到|领取")


@dataclass(frozen=True, slots=True)
class Sources:
    """What a model's statements are checked against.

    ``citations[n-1]`` is what ``[n]`` means; ``benefits`` are those that stand in the cited spans; ``computed`` are the
    figures and lines of the computation, ``steps`` its (figure worked out on the way, what is given), in 元.
    """

    question: Question
    citations: tuple[Citation, ...]
    benefits: tuple[Benefit, ...] = ()
    numbers: tuple[Number, ...] = ()
    computed_text: str = ""
    steps: tuple[tuple[Decimal, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a statement stands; ``keys`` are the citations it may show, ``reason`` says in English what failed."""

    holds: bool
    keys: tuple[int, ...] = ()
    reason: str = ""


def _same(one: Quantity, other: Quantity) -> bool:
    """Alike in value, unit and bound; 2027年 and 至2027年底 name the same day."""
    if one.kind is Kind.DATE is other.kind and {one.bound, other.bound} <= {Bound.EQ, Bound.LE}:
        return one.value == other.value and one.unit == other.unit
    return (one.kind, one.unit, one.bound, one.low, one.high) == (
        other.kind,
        other.unit,
        other.bound,
        other.low,
        other.high,
    )


def _before(text: str, quantity: Quantity) -> str:
    """The words of its own stretch that stand before a figure."""
    return re.split(r"[,，;；。:：]", text[: quantity.span.start])[-1]


def _asked(body: str, quantity: Quantity, question: Question) -> bool:
    """Whether the figure is the question's own, and not passed off as what is granted."""
    for own in question.quantities:
        same_value = (own.kind, own.unit, own.value) == (quantity.kind, quantity.unit, quantity.value)
        if same_value and quantity.bound in {Bound.EQ, own.bound}:
            return not _GRANT.search(_before(body, quantity)) or bool(_GRANT.search(_before(question.search, own)))
    return False


def _computed(quantity: Quantity, said: Sequence[Quantity], sources: Sources) -> bool:
    """Whether the figure is a result of the shown formula, or a step of it said together with what is given."""
    values = {q.value for q in said if q.unit == "元"}
    if any(quantity.value == step and result not in values for step, result in sources.steps):
        return False
    return any(
        n.origin is Origin.COMPUTED
        and n.value == quantity.value
        and n.unit == quantity.unit
        and quantity.bound is Bound.EQ
        for n in sources.numbers
    )


def _quoted(
    body: str, quantity: Quantity, said: Sequence[Quantity], cited: Sequence[Citation], sources: Sources
) -> bool:
    """Whether a cited span has the figure and says it of the same thing; the figures of a pair are judged as pairs."""
    paired = {(s.value, s.unit) for b in sources.benefits if b.variant and (s := b.fixed or b.cap)}
    for citation in cited:
        given = find_quantities(citation.quote)
        matching = [q for q in given if _same(q, quantity)]
        if matching and (quantity.value, quantity.unit) in paired:
            return True
        if matching and belongs(body, quantity, said, citation.quote, given, matching):
            return True
    return False


def _without(text: str, quantities: Sequence[Quantity]) -> str:
    """``text`` with a line end in place of every character of a figure."""
    chars = list(text)
    for quantity in quantities:
        chars[quantity.span.start : quantity.span.end] = "\n" * len(quantity.span)
    return "".join(chars)


def _figures_hold(statement: Statement, cited: Sequence[Citation], sources: Sources) -> str:
    body = statement.body
    said = find_quantities(body)
    for quantity in said:
        if _quoted(body, quantity, said, cited, sources):
            continue
        if _asked(body, quantity, sources.question) or _computed(quantity, said, sources):
            continue
        return f"figure {quantity.raw}"
    if not pairs_hold(body, said, sources.benefits):
        return "pair"
    return _leftovers(body, said, cited, sources)


def _leftovers(body: str, said: Sequence[Quantity], cited: Sequence[Citation], sources: Sources) -> str:
    """Numerals that are no quantity (世界500强) must stand in the sources letter by letter, with what follows them."""
    rest = normalise(_without(body, said))
    known = normalise(" ".join([*(c.quote for c in cited), *(c.clause.label for c in cited), sources.question.text]))
    for token in _LEFTOVER.finditer(rest):
        around = rest[max(0, token.start() - 1) : token.end() + 1].strip("\n,，。;；、 ")
        if around not in known:
            return f"numeral {token[0]}"
    return ""


def _words_hold(statement: Statement, cited: Sequence[Citation], sources: Sources) -> str:
    body = normalise(_without(statement.body, find_quantities(statement.body)))
    known = normalise(
        " ".join(f"{c.document.title} {c.clause.label} {c.quote}" for c in cited)
        + f" {sources.question.text} {sources.computed_text}"
    )
    for name in _NAME.findall(statement.body):
        if normalise(name) not in known:
            return f"name {name}"
    if _LINK.search(statement.body):
        return "link"
    given = normalise(" ".join(c.quote for c in cited) + f" {sources.computed_text}")
    for word in (*_NEGATION.findall(body), *_IN_FORCE.findall(body)):
        if word not in given:
            return f"{word}, which no source says"
    if _JUDGES.search(body) and not sources.computed_text:
        return "a judgement of the one who asks"
    return _strange_words(body, known)


def _strange_words(body: str, known: str) -> str:
    """A stretch of words, or too large a share of them, that neither the sources nor common speech have."""
    home = {i for m in lexicon().stop.finditer(body) for i in range(m.start(), m.end())}
    home |= {j for i in range(len(body) - 1) if body[i : i + 2] in known for j in (i, i + 1)}
    mask = "".join("." if i in home or not c.isalnum() else "x" for i, c in enumerate(body))
    length = sum(c.isalnum() for c in body)
    strange = re.search(rf"x{{{_STRANGE_RUN},}}", mask)
    if strange or (length > _SHORT and mask.count("x") > _STRANGE_SHARE * length):
        return f"words that no source has: {body[strange.start() : strange.end()] if strange else ''}"
    return ""


def verify(statement: Statement, sources: Sources) -> Verdict:
    """Check one statement of a model."""
    count = len(sources.citations)
    keys = tuple(dict.fromkeys(k for k in statement.keys if 1 <= k <= count))
    if not keys and not statement.keys and count == 1:
        keys = (1,)  # with one source there is nothing to confuse
    if not keys:
        return Verdict(False, reason="no known key")
    cited = [sources.citations[k - 1] for k in keys]
    reason = _figures_hold(statement, cited, sources) or _words_hold(statement, cited, sources)
    return Verdict(not reason, keys if not reason else (), reason)


def unverified_figures(
    text: str, citations: Sequence[Citation], question: Question, numbers: Sequence[Number]
) -> tuple[str, ...]:
    """The figures of ``text`` that stand in no citation, not in the question and are not computed.

    The last gate before an answer is shown, for the model-free text too: an empty result is the promise kept.
    """
    given = {
        (q.kind, q.unit, v)
        for c in citations
        for q in find_quantities(c.quote)
        for v in (q.low, q.high)
        if v is not None
    }
    given |= {(q.kind, q.unit, v) for q in question.quantities for v in (q.low, q.high) if v is not None}
    computed: set[tuple[Decimal, str]] = {(n.value, n.unit) for n in numbers if n.origin is Origin.COMPUTED}

    def known(quantity: Quantity, value: Decimal) -> bool:
        return (quantity.kind, quantity.unit, value) in given or (value, quantity.unit) in computed

    return tuple(q.raw for q in find_quantities(text) if not all(known(q, v) for v in (q.low, q.high) if v is not None))
