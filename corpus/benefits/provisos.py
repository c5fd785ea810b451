"""Provisos: what a text says of a support beyond its fields, each as a short Chinese note for the reviewer."""

import re
from collections.abc import Iterator

from corpus.benefits.benefit import Benefit
from corpus.benefits.statements import Reading, Statement
from corpus.span import Span

_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})"
_LASTS = re.compile(
    rf"连续{_N}年(?=[^,。;]{{0,4}}(?:给予|奖|补|支持|扶持|资助|每年))"
    rf"|(?<![\d近前上满续毕业])(?<!不足)(?<!超过){_N}(?:年|个月)(?:以?内|期限?)(?!注册|新|创)"
    rf"|(?:不超过|最长|最多|为期|期限为?|共){_N}(?:年|个月)"
)
_BRACKET = re.compile(r"[(][^()]*[)]")
_BINDS = re.compile(r"\d|享受|执行|须|应当|方可|除外|最高|不超过|第[一二三四五]年|同上|任选|之一|一半")
_HARMLESS = re.compile(r"[(](?:不?含[^,;]*|以下简称[^()]*|下同|包括[^,\d]*)[)]")
_REFERENCE = re.compile(
    r"前款|上款|前条|前项|上述(?:条件|标准|规定|第)|(?:本[^,。;]{0,4})?第[ ]?[一二三四五六七八九十百\d]+[ ]?[条款项](?:第[一二三四五六七八九十\d]+[款项])?"
)
_BESIDES = re.compile(r"除[^,]*?外")
_ANY = re.compile(r"任[意何]?[一1](?:项|个|条|种)?|之一|[一1]项(?:即可|以上条件)|满足其[一1]|其中[一1](?:项|个)")
_BARE = re.compile(
    r"(?:参与|主持|牵头|联合|协助)?(?:制定|修订|起草|参与|承办|协办|承担|组织|举办|实施|复评|运营|晋级|复核|换证)的?"
)
_ONLY_LIMITS = re.compile(
    r"[^,，给予]*(?:资金|总额|金额|额度|总和|合计)(?:原则上)?(?:累计)?(?:最高|不超过|不得超过|不高于)"
)
_UNFINISHED = re.compile(r"[。;,][^。;!?:\n]*[^。;!?:\n)\s]\n\s*$")  # a line that breaks off inside a sentence
_STAGE = re.compile(rf"(?:前|后|第){_N}(?:个)?年度?|首年|次年")
_AMONG = re.compile(r"其中[,:]?")
_FURTHER = re.compile(
    r"^(?:以上|上述|前述|前款|本条|本项|该项|该类|享受|申报|申请|获得|获奖|受奖|受助|符合|对(?:以上|上述)|同时|此外|其中|已经?[享获]|凡|企业须|项目须|所[称需])[^。;]*?(?:须|应当?|必须|不得|方可|仅限|限于|不再|不予|不超过|不重复|扣除|减半|一半|需)"
)
_TERM = re.compile(
    rf"(?:扶持|补贴|补助|奖励|资助|贴息|支持|享受)[^,]{{0,4}}(?:期限|年限|期|时间)[^,]{{0,8}}?{_N}(?:年|个月)"
)
_LIMIT = 30  # characters of a quoted proviso


def provisos(reading: Reading, statement: Statement, benefit: Benefit) -> Iterator[str]:
    """What has to be read beside the benefit: how long it lasts, what brackets say, what it refers to."""
    text, span = reading.folded, _whole(reading, statement)
    for match in _LASTS.finditer(text, span.start, span.end):
        yield f"另有期限：{reading.text[match.start() : match.end()]}"
    yield from _brackets(reading, span, benefit)
    yield from _references(reading, span)
    if any(_ANY.search(text, part.start, part.end) for part in (span, *statement.lead)):
        yield "条件满足其一即可，须人工核对"
    if _UNFINISHED.search(text[: statement.span.start]):
        yield "上一行没有结束，句子可能不完整"
    if _ONLY_LIMITS.match(text, statement.gives.start, statement.gives.end):
        yield "只写明了限额"
    yield from (f"条件承接上文：{c.text}" for c in benefit.conditions if _BARE.fullmatch(c.text))


def _brackets(reading: Reading, span: Span, benefit: Benefit) -> Iterator[str]:
    for match in _BRACKET.finditer(reading.folded, span.start, span.end):
        inside = Span(match.start(), match.end())
        binds = _BINDS.search(match.group()) and not _HARMLESS.fullmatch(match.group())
        if binds and not any(c.span.contains(inside) for c in benefit.conditions):
            yield f"括号内另有约定：{_short(inside.of(reading.text)[1:-1])}"


def _references(reading: Reading, span: Span) -> Iterator[str]:
    besides = [Span(m.start(), m.end()) for m in _BESIDES.finditer(reading.folded, span.start, span.end)]
    for match in _REFERENCE.finditer(reading.folded, span.start, span.end):
        if not any(b.contains(Span(match.start(), match.end())) for b in besides):
            yield f"引用其他条款：{reading.text[match.start() : match.end()]}"


def stage(reading: Reading, statement: Statement) -> Span | None:
    """前2年给予……, 后3年给予……: the years that a sum is for, where it begins with them."""
    for piece in statement.pieces:
        opening = _AMONG.match(reading.folded, piece.start, piece.end)
        start = opening.end() if opening else piece.start
        if match := _STAGE.match(reading.folded, start, piece.end):
            return Span(match.start(), match.end())
    return None


def further(reading: Reading, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """Sentences beside the statements that set terms for all of them: 以上奖励须…, 享受…的企业应…."""
    found = []
    for match in re.finditer(r"[^。;\n]+", reading.folded):
        sentence = Span(match.start(), match.end())
        words = match.group().strip()
        if (_FURTHER.match(words) or _TERM.match(words)) and not any(sentence.overlaps(s) for s in spans):
            found.append(f"另有条件：{_short(sentence.of(reading.text).strip())}")
    return tuple(found)


def _whole(reading: Reading, statement: Statement) -> Span:
    """The statement with the bracket that follows it."""
    span = statement.span
    after = re.compile(r"[ ]*[。;]?[ ]*(?P<bracket>[(][^()]*[)])").match(reading.folded, span.end)
    return Span(span.start, after.end()) if after else span


def _short(words: str) -> str:
    return words if len(words) <= _LIMIT else words[:_LIMIT] + "……"
