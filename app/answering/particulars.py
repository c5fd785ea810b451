"""What a question asks of a document itself: from when and until when it holds, its number, issuer and day of issue,
who explains it, what it replaces (这个办法从哪天起施行, 文号是多少, 由谁解释)."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from app.answering.evidence import Evidence
from app.answering.facts import ClauseFacts, FactsCache, Sentence
from app.answering.question import Question, normalise
from app.answering.support import Unsupported
from app.answering.terms import Terms
from corpus import Kind, ParsedDocument, Status
from corpus.facts.term import term_sentences


class Particular(StrEnum):
    """A thing that a document says of itself; the value is its Chinese name."""

    START = "施行日期"
    END = "有效期"
    NUMBER = "文号"
    ISSUER = "发文机关"
    ISSUED = "印发日期"
    EXPLAINED_BY = "解释单位"
    REPLACES = "废止的文件"
    STATUS = "效力"


_WHEN = r"(?:哪一?[天日年月]|什么时候|啥时候|何时|几月几[号日]|几号)"
_WHO = r"(?:哪个|哪家|哪些|什么|谁|几个)(?:部门|单位|机关|机构|局|政府|委)?"
_HOLDS = r"(?:施行|实施|执行|生效|实行)"
_CUES: tuple[tuple[Particular, str], ...] = (
    (Particular.EXPLAINED_BY, rf"解释权|{_WHO}(?:来|负责|进行)*解释|解释.{{0,4}}{_WHO}"),
    (
        Particular.STATUS,
        r"(?:正式|定稿|生效|(?:在|再)?(?:征求|听取|征集)意见|草案)"
        r"(?:的|了|稿|版|文件|发布|公布|施行|实施|执行|印发|生效|中|阶段)*(?:吗|么|没有?(?=$|\W)|[,，]?还是)",
    ),
    (Particular.NUMBER, r"文号|发文字号|文件编号|几号文|多少号文"),
    (
        Particular.REPLACES,
        r"(?:废止|取代|代替|替代)(?:了|的|掉|是)*(?:哪(?![一年天日月])|什么(?!时候))"
        r"|(?:哪(?![一年天日月])|什么(?!时候)|以前|原来|原|旧|老|之前|此前)[^,，]{0,10}(?:废止|作废|失效|被取代|被代替)",
    ),
    (
        Particular.END,
        rf"有效期|(?:{_HOLDS}|管|用|有效|试行)(?:期限?)?(?:到|至)?(?:是)?(?:几[年个]|多少年|多久|哪[一年天]|{_WHEN})(?:为止|结束|到期)?"
        rf"|{_WHEN}(?:到期|失效|作废|过期)|(?:还|仍)(?:在)?(?:有效|管用|算数|{_HOLDS})|(?:过期|失效|作废)(?:了)?(?:没|吗|么)|暂定几年",
    ),
    (
        Particular.START,
        rf"(?:从|自|打)?{_WHEN}(?:起|开始|正式|才|算)*{_HOLDS}|{_HOLDS}(?:日期|时间)|(?:从|自){_WHEN}(?:起|开始)(?:算|用|管用)?(?=$|[,，?？。])",
    ),
    (
        Particular.ISSUER,
        rf"(?:由|是)?{_WHO}(?:联合|一起)?(?:发布?|印发|出台?|制定|下发|颁布|公布)(?:的|了|$|[?？])|发文(?:机关|单位)|发布(?:机关|单位)",
    ),
    (
        Particular.ISSUED,
        rf"{_WHEN}(?:发布|印发|出台|公布|颁布|下发|发文|发|出)(?:的|了|$|[?？])|(?:印发|发布|成文|公布|发文)(?:日期|时间)",
    ),
)
_DOCUMENT = r"(?:办法|细则|意见|文件|政策|方案|通知|规定|措施|条例|指南|规划|计划|决定|公告|规则|标准|清单|问答)"
_SPEAKS_OF_IT = re.compile(
    rf"{_DOCUMENT}(?:文件)?(?:[^,，。;；]{{0,3}}[,，])?(?:的|是|由|从|自|里|上|要|能|归|它|算|还|已经?|究竟|到底|会|都|现在|一共|大概|说|(?:施行|实施|执行|出台|印发|发布|公布)(?:之?后|以后)?)*$"
)
_ITSELF = re.compile(rf"本[^,，。;；、的]{{0,8}}?{_DOCUMENT}")
_EXPLAINS = re.compile(r"由[^。;；]{2,60}(?:负责|承担)[^。;；,，]{0,8}解释|解释权[^。;；]{0,6}(?:归|属|由)|负责解释")
_REPEALS = re.compile(r"废止|停止执行|不再执行|同时失效|予以替代")
_NAMED = 0.5  # share of what a question says besides what it asks for that stands in the title of the document meant
_CLEARLY = 0.15  # by how much it must be ahead of the next title
_NOT_SAID = "“{title}”没有写明{names}"
_LITTLE = 0.35  # share of its weight that a question may say besides what it asks for and still name no document
_BETWEEN = 4  # characters between two things asked of one document
_CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")
_HEAD = 150  # characters
_DRAFT = re.compile(r"征求意见稿|草案|送审稿|讨论稿")
_MOST = 3  # sentences for one particular


@dataclass(frozen=True, slots=True)
class AskedOfDocument:
    """What is asked of a document, and where the words that ask stand in the question's searched form."""

    particulars: tuple[Particular, ...]
    spans: tuple[tuple[int, int], ...]


def asked_of_document(question: Question) -> AskedOfDocument | None:
    """What the question asks of a document as a whole; ``None`` where it asks for what a clause rules."""
    matches = sorted(
        ((m.start(), m.end(), particular) for particular, cue in _CUES for m in re.finditer(cue, question.search)),
        key=lambda match: (match[0], -match[1]),
    )
    found: list[tuple[int, int, Particular]] = []
    for start, end, particular in matches:
        if found and start < found[-1][1]:
            continue
        beside = bool(found) and start - found[-1][1] <= _BETWEEN
        if beside or _SPEAKS_OF_IT.search(question.search[:start]):
            found.append((start, end, particular))
    if not found:
        return None
    return AskedOfDocument(tuple(p for *_, p in found), tuple((a, b) for a, b, _ in found))


def meant(
    asked: AskedOfDocument, terms: Terms, documents: Sequence[ParsedDocument], allowed: frozenset[str] | None
) -> ParsedDocument | None:
    """The document that is spoken of: the one whose title says what the question says besides, or the only one.

    ``None`` where no title does so better than the others. The document may be none of the ``allowed`` ones, unless
    only one is.
    """
    if allowed is not None and len(allowed) == 1:
        documents = [d for d in documents if d.document.id in allowed]
    rest = replace(terms, terms=tuple(t for t in terms.terms if not any(a <= t.at < b for a, b in asked.spans)))
    if len(documents) == 1 and sum(t.weight for t in rest.terms) <= _LITTLE * sum(t.weight for t in terms.terms):
        return documents[0]
    shares = sorted(((rest.coverage(_title(d)), d.document.id) for d in documents), reverse=True)
    best, chosen = shares[0] if shares else (0.0, "")
    second = shares[1][0] if len(shares) > 1 else 0.0
    if best < _NAMED or best < second + _CLEARLY:
        return None
    return next(d for d in documents if d.document.id == chosen)


def _title(parsed: ParsedDocument) -> str:
    """Title and issuer in searched form; where the title is a mere file name, the words that the text begins with."""
    title = parsed.document.title
    named = title if _CHINESE.search(title) else parsed.document.text[:_HEAD]
    return normalise(f"{named} {parsed.document.issuer or ''}")


def particulars(
    asked: AskedOfDocument, seed: Evidence, parsed: ParsedDocument, cache: FactsCache
) -> list[tuple[str, Evidence]] | Unsupported:
    """The sentences in which the document says what is asked, each with the names of what it tells; else a refusal."""
    found: list[tuple[str, Evidence]] = []
    for particular in asked.particulars:
        for place in _places(particular, seed, parsed, cache)[:_MOST]:
            at = next((i for i, (_, e) in enumerate(found) if e.sentence.span == place.sentence.span), None)
            if at is None:
                found.append((particular.value, place))
            else:
                found[at] = (f"{found[at][0]}、{particular.value}", found[at][1])
    if not found:
        title = parsed.document.title if _CHINESE.search(parsed.document.title) else "这份文件"
        return Unsupported("near_miss", _NOT_SAID.format(title=title, names="、".join(asked.particulars)), (seed,))
    return found


def _places(particular: Particular, seed: Evidence, parsed: ParsedDocument, cache: FactsCache) -> list[Evidence]:
    tells = _TELLS[particular](parsed)
    rows: list[tuple[ClauseFacts, Sentence]] = []
    for clause in parsed.clauses:
        facts = cache.of(parsed.document, clause)
        rows += [(facts, sentence) for sentence in facts.sentences if tells(sentence)]
    if particular in {Particular.ISSUER, Particular.ISSUED, Particular.NUMBER}:  # once, where it stands by itself
        rows = sorted(rows, key=lambda row: len(row[1].span))[:1]
    rows = [row for row in rows if _ITSELF.search(row[1].norm)] or rows
    return [replace(seed, facts=facts, sentence=sentence) for facts, sentence in rows]


_Tells = Callable[[Sentence], bool]


def _of_term(parsed: ParsedDocument, *, starts: bool) -> _Tells:
    spans = [t.span for t in term_sentences(parsed.document.text) if (t.starts if starts else t.ends)]
    return lambda sentence: any(span.overlaps(sentence.span) for span in spans)


def _holding(words: Iterator[str]) -> _Tells:
    wanted = [w for word in words if (w := re.sub(r"\s", "", normalise(word)))]
    return lambda sentence: any(w in re.sub(r"\s", "", sentence.norm) for w in wanted)


def _dated(parsed: ParsedDocument) -> _Tells:
    issued = parsed.document.issued
    day = Decimal(issued.strftime("%Y%m%d")) if issued else None
    return lambda sentence: any(q.kind is Kind.DATE and q.low == day for q in sentence.quantities)


def _of_status(parsed: ParsedDocument) -> _Tells:
    """Of a draft what its head calls it; of another document its term."""
    if parsed.document.status is not Status.DRAFT:
        return lambda sentence: _of_term(parsed, starts=True)(sentence) or _of_term(parsed, starts=False)(sentence)
    first = parsed.clauses[0].span
    return lambda sentence: bool(_DRAFT.search(sentence.norm)) and first.contains(sentence.span)


_TELLS: dict[Particular, Callable[[ParsedDocument], _Tells]] = {
    Particular.STATUS: _of_status,
    Particular.START: lambda parsed: _of_term(parsed, starts=True),
    Particular.END: lambda parsed: _of_term(parsed, starts=False),
    Particular.NUMBER: lambda parsed: _holding(iter([parsed.document.number or ""])),
    Particular.ISSUER: lambda parsed: _holding(iter((parsed.document.issuer or "").split())),
    Particular.ISSUED: _dated,
    Particular.EXPLAINED_BY: lambda _: lambda sentence: bool(_EXPLAINS.search(sentence.norm)),
    Particular.REPLACES: lambda _: lambda sentence: bool(_REPEALS.search(sentence.norm)),
}
