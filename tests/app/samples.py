"""Documents and replies for the page's tests: written for them, in the grammar of policy documents."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.answering.answer import Answer, Conflict, Number, Origin, Refusal, Timings
from corpus import Bound, Citation, Clause, Document, Kind, PageSpan, ParsedDocument, Quantity, Span, Status
from index import Hit, SentenceHit

TITLE = "滨海市绿色制造“提质增效”三年行动方案（2025—2027年）"
CLAUSES = (
    (("一",), ("一、总体目标",), "一、总体目标\n到2027年底，累计建成绿色工厂40家以上。"),
    (("二",), ("二、重点任务",), "二、重点任务"),
    (
        ("二", "(一)"),
        ("二、重点任务", "（一）支持设备更新"),
        "（一）支持设备更新。鼓励企业更新节能设备，加强供需对接，每年组织对接活动不少于3场。"
        "年度设备购置额达200万元的企业，按年度购置额的12%给予奖励，单家企业每年最高奖励300万元。"
        "对首次通过国家级绿色工厂认定的企业，给予一次性奖励50万元。（责任单位：市经信局、市财政局）",
    ),
    (
        ("二", "(二)"),
        ("二、重点任务", "（二）培育示范项目"),
        "（二）培育示范项目。建成绿色工厂30家以上，评选示范项目20个。（责任单位：市发展改革委）",
    ),
)


def document(*, status: Status = Status.DRAFT, title: str = TITLE, clauses: tuple = CLAUSES) -> ParsedDocument:
    text = "\n".join(body for _, _, body in clauses)
    half = len(text) // 2
    made = Document(
        id="green",
        title=title,
        text=text,
        path="green.txt",
        sha256="0" * 64,
        text_sha256="0" * 64,
        issuer="滨海市经济和信息化局",
        number="滨经信〔2025〕18号",
        status=status,
        issued=date(2025, 6, 30),
        department="滨海市经济和信息化局",
        page_spans=(PageSpan(1, Span(0, half)), PageSpan(2, Span(half, len(text)))),
    )
    parsed: list[Clause] = []
    at = 0
    for path, headings, body in clauses:
        span = Span(at, at + len(body))
        parsed.append(Clause(f"green#{len(parsed)}", "green", path, headings, body, span))
        at = span.end + 1
    return ParsedDocument(made, tuple(parsed))


def cite(parsed: ParsedDocument, quote: str) -> Citation:
    start = parsed.document.text.index(quote)
    span = Span(start, start + len(quote))
    clause = next(c for c in parsed.clauses if c.span.contains(span))
    return Citation(parsed.document, clause, span, quote)


REWARD = "年度设备购置额达200万元的企业，按年度购置额的12%给予奖励，单家企业每年最高奖励300万元。"
GOAL = "到2027年底，累计建成绿色工厂40家以上。"
PROJECT = "建成绿色工厂30家以上，评选示范项目20个。"
FORMULA = "5000万元 × 12% = 600万元"
ASK_REWARD = "我们今年买了5000万元的节能设备，能奖励多少？"
ASK_GOAL = "要建成多少家绿色工厂？"


def number(text: str, value: int, unit: str, origin: Origin, citation: int | None = None, formula: str | None = None):
    return Number(text, Decimal(value), unit, origin, citation, formula)


def reward(parsed: ParsedDocument | None = None) -> Answer:
    parsed = parsed or document()
    computed = f"按年度购置额计算：{FORMULA}，超过上限300万元，单家企业每年最高可得300万元。"
    direct = f"{computed}[1]\n{REWARD}[1]\n以上依据征求意见稿，尚未正式施行，请以正式印发的文件为准。"
    numbers = (
        number("5000万元", 50_000_000, "元", Origin.ASKED),
        number("12%", 12, "%", Origin.QUOTED, 1),
        number("600万元", 6_000_000, "元", Origin.COMPUTED, 1, FORMULA),
        number("300万元", 3_000_000, "元", Origin.QUOTED, 1),
        number("200万元", 2_000_000, "元", Origin.QUOTED, 1),
    )
    timings = Timings(retrieve=11.2, direct=31.4, total=31.4)
    return Answer(ASK_REWARD, direct, direct, (cite(parsed, REWARD),), numbers, timings=timings)


def goal(parsed: ParsedDocument | None = None) -> Answer:
    parsed = parsed or document()
    message = "注意：关于“建成绿色工厂”，文件中另一处的数字或口径不同：40家以上[1]，30家以上[2]。"
    direct = f"{GOAL}[1]\n{message}"
    one = Quantity("40家以上", Kind.COUNT, Bound.GE, Decimal(40), None, "家", Span(0, 5))
    other = replace(one, raw="30家以上", low=Decimal(30))
    numbers = (number("40家", 40, "家", Origin.QUOTED, 1), number("30家", 30, "家", Origin.QUOTED, 2))
    conflict = Conflict((1, 2), (one, other), message)
    return Answer(ASK_GOAL, direct, direct, (cite(parsed, GOAL), cite(parsed, PROJECT)), numbers, (conflict,))


def refusal(parsed: ParsedDocument | None = None, question: str = "个人买设备有补贴吗？") -> Refusal:
    parsed = parsed or document()
    near = cite(parsed, REWARD)
    hit = Hit(parsed.document, near.clause, (SentenceHit(near.span, near.quote, 0.6, 0.6, 3.0),), 0.6)
    message = "文件中没有针对“个人”的规定。请咨询滨海市经济和信息化局。"
    return Refusal(question, "near_miss", message, (hit,), Timings(retrieve=9, direct=18, total=18))
