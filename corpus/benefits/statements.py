"""Statements of support: the pieces of a clause that say that something is given, each with what belongs to it.

A clause is cut into sentences and these at their commas. A piece that gives (``按年度采购量的10%予以奖励``) takes the
pieces before it as its head (whom and when) and the pieces after it that only limit it (``单家企业每年最高奖励500万元``).
"""

import re
from dataclasses import dataclass, field

from corpus.benefits.pieces import COMMA, SENTENCE_END, pieces_of
from corpus.quantities.conventions import Conventions
from corpus.quantities.finding import find_quantities
from corpus.quantities.numerals import fold
from corpus.quantities.quantity import Bound, Kind, Quantity
from corpus.span import Span
from corpus.structure.labels import leading_label

GIVING = r"(?:奖励|补助|补贴|资助|扶持|支持|奖补|补偿|贴息|配套|奖金|资金|经费|津贴|优惠|扶助)"
_VERB = re.compile(r"标准为|给予|予以|奖励|补助|补贴|资助|扶持|支持|奖补|补偿|贴息|配套|发放|享受|获得")
_REFUSED = re.compile(
    rf"不再给予|不重复(?:享受|给予)|不(?:再|予|得|重复|能|予以)(?:给予|享受|重复)?[^,]{{0,6}}{GIVING}|不予(?:专利)?{GIVING}|取消|收回|追回|退还|停止"
)
# Words that open the part of a piece in which the sum stands; 按规定 and the like open nothing.
_STRONG = re.compile(
    r"分别|一次性|按照|按(?!规定|要求|时|期|月(?!租|工资|薪)|年(?!度|薪|租|工资|贷款)|季|程序|有关)|参照|可?给予|可?予以|可获得|可享受|可按|最高"
)
_WEAK = re.compile(rf"(?:各|再|每[家个项件人户次])?{GIVING}|享受|发放|提供")
_NO_FIGURE = re.compile(
    rf"(?:按|按照|参照|依照|依据)[^,\d]{{0,16}}(?:政策|规定|办法|标准)[^,\d]{{0,8}}(?:给予|予以|享受)[^,\d]{{0,12}}{GIVING}|(?:给予|予以)[^,\d]{{0,14}}(?<!兑现){GIVING}"
)
_CAP = re.compile(
    r"^[ ]*(?:且|但|并且|其中)?(?:(?:单|每|同一?|各)(?:一|家|个|项|户|人|件|笔|台|套|位|名|宗|次)|每年|年度|全年|累计|合计|共计|总额|总计|最高|最多|上限|限额|原则上"
    rf"|单品种|{GIVING}(?:金额|额度|总额|资金|上限|标准)?|(?:年|年度)?{GIVING}|认定金额|不超过|不高于|但|给予[^,\d]{{0,4}}(?:最高|不超过))"
)
_RATE_CAP = re.compile(
    r"^(?:最高)?(?:不高于|不超过|不得超过|不低于)|(?:金额|总额|累计|合计|额度|两项)[^,]{0,16}(?:不得超过|不超过|不高于|最多)"
)
_OVERALL = re.compile(
    r"^(?:原则上)?(?:对?同一|单[个家一]|每[个家位人户]|一[个家]|同[个家])[^,按]*(?:获得|享受|总额|累计|合计|总计)[^,]*(?:不超过|不得超过|不高于|最高|上限|以内)"
)
_COLON_ENDS = re.compile(r"[ ]*:\s*$", re.MULTILINE)
_NAMES_SOMEBODY = re.compile(r"^(?:国家|省|市|区|县|其他|其余)")
_SHARES = re.compile(r"比例分[一二两三四五六\d]{1,2}(?:年|次|期|批)")
_SAYS_NOTHING = re.compile(
    rf"(?:具体|其中)?(?:{GIVING}|认定)?的?(?:标准|比例|额度|金额|办法|方式)(?:如下|为|是)?|即|具体如下"
)
_DURATION = re.compile(rf"(?:{GIVING})?(?:期限|年限|时限|期)[^,]*(?:\d|[一二两三四五六])")
_BY = re.compile(r"最高可?按照?|可?按照?|可?参照")
_RATE_ENDS = re.compile(r"(?:的)?(?:比例|标准|部分)?(?:的)?")
_COMPARED = re.compile(r"(?:(?<!不)(?:超过|高于|低于)|不足|达到)(?!.*(?:部分|的增|增量|额))(?!.{0,2}$)")
_TARGET = re.compile(r"对(?!接|应|外|象)")
_SCHEDULE = re.compile(
    r"分[一二两三四五六\d]{1,2}(?:年|次|期|批)(?:发放|拨付|兑现|给予|支付|拨款|到位|执行)|预拨|拨付|(?:第[一二三四五\d]年|首年|次年)[^,]{0,10}\d"
)
_TERMS = re.compile(
    r"\d|须|应|必须|需|不得|不再|除|但|期限|[一二两三四五]年|原则|否则|方可|仅限|限于|扣除|余下|剩余|减半|就高"
)


@dataclass(slots=True)
class Statement:
    """A piece that gives, the pieces before it and those that limit it; spans point into the clause's text.

    ``lead`` is what a colon puts before a list of such pieces (对完成改造的企业：达到A的, 奖励…；达到B的, 奖励…); it is no
    part of ``span``.
    """

    head: tuple[Span, ...]
    gives: Span
    marker: int
    caps: list[Span] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
    lead: tuple[Span, ...] = ()

    @property
    def pieces(self) -> tuple[Span, ...]:
        """What stands before the sum: what leads a list, the head and the beginning of the piece that gives."""
        return (*self.lead, *self.head, Span(self.gives.start, self.marker))

    @property
    def span(self) -> Span:
        """From the first to the last character that belongs to it."""
        spans = [*self.head, self.gives, *self.caps, *self.notes]
        return Span(min(s.start for s in spans), max(s.end for s in spans))


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause's text, folded, with its quantities: what statements are found in."""

    text: str
    folded: str
    quantities: tuple[Quantity, ...]

    def within(self, span: Span) -> list[Quantity]:
        """The quantities that stand in a span."""
        return [q for q in self.quantities if span.contains(q.span)]


def read(text: str, conventions: Conventions) -> Reading:
    """The text of a clause with its quantities, read as its document defines them."""
    return Reading(text, fold(text), find_quantities(text, conventions))


def find_statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of a clause's text, in order."""
    found: list[Statement] = []
    lead: tuple[Span, ...] = ()
    for sentence in pieces_of(reading.folded, Span(0, len(reading.text)), SENTENCE_END):
        before = len(found)
        _read_sentence(reading, _without_label(reading, sentence), found)
        for statement in found[before:]:
            statement.lead = lead
        lead = _lead(reading, sentence, lead, found[before:])
    return tuple(found)


def _lead(reading: Reading, sentence: Span, lead: tuple[Span, ...], found: list[Statement]) -> tuple[Span, ...]:
    """What leads the sentences of a list that follow this one, which a semicolon ends."""
    if reading.folded[sentence.end : sentence.end + 1] != ";":
        return ()
    if not found:
        return lead
    pieces = found[0].head
    colons = [n for n, p in enumerate(pieces) if reading.folded[p.end : p.end + 1] == ":"]
    if not colons:
        return lead
    named = pieces[: colons[-1] + 1]
    words = named[-1].of(reading.folded)
    return (
        named if words.endswith(("的", "企业", "单位", "项目")) or _TARGET.match(named[0].of(reading.folded)) else lead
    )


def _without_label(reading: Reading, sentence: Span) -> Span:
    if sentence.start and reading.folded[: sentence.start].rstrip(" ")[-1:] != "\n":
        return sentence
    label = leading_label(sentence.of(reading.text))
    return Span(min(sentence.start + label.length, sentence.end), sentence.end) if label else sentence


def _read_sentence(reading: Reading, sentence: Span, found: list[Statement]) -> None:
    pending: list[Span] = []
    own = False  # whether this sentence has given something already
    for piece in pieces_of(reading.folded, sentence, COMMA):
        words = piece.of(reading.folded)
        last = found[-1] if found and (own or not pending) else None
        marker = _giving_marker(reading, piece)
        if _introduces(reading, piece) or _SAYS_NOTHING.fullmatch(words) or (last is None and _SHARES.search(words)):
            continue
        if last and not words.startswith("对") and (_SCHEDULE.search(words) or (own and _DURATION.match(words))):
            last.notes.append(piece)
        elif last and not pending and _limits(reading, piece, last):
            last.caps.append(piece)
        elif last and own and not pending and marker is not None and _only_names(reading, piece, last):
            last.head = (*last.head, Span(piece.start, marker))
        elif marker is not None and not pending and _OVERALL.match(words) and _only_limits(reading, piece, marker):
            continue
        elif marker is not None:
            found.append(_statement(reading, pending, piece, marker))
            pending, own = [], True
        else:
            pending.append(piece)
    if own:
        found[-1].notes.extend(p for p in pending if _TERMS.search(p.of(reading.folded)))


def _only_limits(reading: Reading, piece: Span, marker: int) -> bool:
    """单个企业每年获得的扶持总额不超过100万元: a limit on what other clauses give."""
    sums = [q for q in reading.within(Span(marker, piece.end)) if q.kind in {Kind.AMOUNT, Kind.RATE}]
    return len(sums) == 1 and sums[0].bound is Bound.LE


def _introduces(reading: Reading, piece: Span) -> bool:
    """对符合下列条件的企业给予奖励：at the end of a line leads the items below and gives nothing itself."""
    return bool(_COLON_ENDS.match(reading.folded, piece.end)) and not reading.within(piece)


def _statement(reading: Reading, pending: list[Span], piece: Span, marker: int) -> Statement:
    """可按不超过投入的30%, 给予最高500万元的支持: the rate stands in the piece before, without a verb of its own."""
    before = pending[-1] if pending else None
    rates = [q for q in reading.within(before) if q.kind is Kind.RATE] if before else []
    if before and rates and not _is_threshold(reading, rates[-1]):
        mark = _BY.search(reading.folded, before.start, rates[-1].span.start)
        if mark and _RATE_ENDS.fullmatch(reading.folded, rates[-1].span.end, before.end):
            return Statement(tuple(pending[:-1]), Span(before.start, piece.end), mark.start())
    return Statement(tuple(pending), piece, marker)


def _only_names(reading: Reading, piece: Span, last: Statement) -> bool:
    """按每平方米50元的标准, 对街道予以奖励: the figure was before, whom it is for comes after."""
    given = Span(last.marker, last.gives.end)
    return (
        piece.of(reading.folded).startswith("对")
        and not reading.within(piece)
        and bool(reading.within(given))
        and not re.search("给予|予以", given.of(reading.folded))
    )


def _giving_marker(reading: Reading, piece: Span) -> int | None:
    """Where in a piece the sum begins, ``None`` where it gives nothing; its start where it gives without a figure."""
    words = piece.of(reading.folded)
    if _REFUSED.search(words):
        return None
    sums = [q for q in reading.within(piece) if q.kind in {Kind.AMOUNT, Kind.RATE}]
    if sums and _VERB.search(words):
        for position in _marks(reading.folded, piece):
            first = next(
                (q for q in sums if q.span.start >= position or q.span.contains(Span(position, position))), None
            )
            if first is not None and not _is_threshold(reading, first):
                return position
        last = sums[-1]
        if re.compile(rf"的?[^,\d]{{0,8}}?{GIVING}").match(reading.folded, last.span.end) and not _is_threshold(
            reading, last
        ):
            return last.span.start
        return None
    if not sums and (match := _NO_FIGURE.search(words)):
        return piece.start + match.start()
    return None


def _marks(text: str, piece: Span) -> list[int]:
    strong = [m.start() for m in _STRONG.finditer(text, piece.start, piece.end)]
    return strong or [m.start() for m in _WEAK.finditer(text, piece.start, piece.end)]


def _is_threshold(reading: Reading, quantity: Quantity) -> bool:
    """达到20%以上, 500万元以下的部分: a figure that decides whether and not how much."""
    after = reading.folded[quantity.span.end : quantity.span.end + 4]
    if quantity.bound in {Bound.GT, Bound.LT}:
        return True
    before = re.split(r"[,、:]|按|给予", reading.folded[max(0, quantity.span.start - 40) : quantity.span.start])[-1]
    if quantity.kind is Kind.RATE and _COMPARED.search(before):
        return True
    return quantity.bound is Bound.GE and not re.match(rf"(?:的)?(?:一次性)?{GIVING}", after)


def _limits(reading: Reading, piece: Span, statement: Statement) -> bool:
    """Whether a piece only limits what the statement before it gives."""
    words = piece.of(reading.folded)
    sums = [q for q in reading.within(piece) if q.kind in {Kind.AMOUNT, Kind.RATE}]
    if not sums or sums[0].bound is not Bound.LE or _TARGET.match(words) or words.endswith("的"):
        return False
    if sums[0].kind is Kind.RATE:
        return bool(_RATE_CAP.search(words))
    given = [
        q for q in reading.within(Span(statement.marker, statement.gives.end)) if q.kind in {Kind.AMOUNT, Kind.RATE}
    ]
    capped = statement.caps or (given and given[0].kind is Kind.AMOUNT and given[0].bound is Bound.LE)
    return bool(_CAP.match(words)) and not (capped and _NAMES_SOMEBODY.match(words))
