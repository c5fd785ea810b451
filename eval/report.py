"""A run as a reader sees it in the terminal, in Chinese."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.answering import Answer, Reply
from eval.case import Case
from eval.run import Result, Run
from eval.score import Outcome
from eval.statistics import Share


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of the report, in words."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def show(run: Run, console: Console) -> None:
    """Print the tables, what failed, and what the run was made of."""
    for table in (outcomes_table(run), measures_table(run), kinds_table(run), tags_table(run)):
        console.print(_printed(table))
    for result in run.failures:
        show_failure(result, console)
    console.print(made_of(run), style="dim", highlight=False)


def made_of(run: Run) -> str:
    """What the run was made of, on one line."""
    made = run.provenance
    return (
        f"提交 {made.commit} · 设置 {made.settings} · 引擎 {made.engine} · 模型 {made.model} · "
        f"索引 {made.generation}（文本 {made.index}）· 题库 {made.cases} · 用时 {run.seconds:.1f} 秒"
    )


def outcomes_table(run: Run) -> ReportTable:
    """How the cases ended, all together and by file."""
    parts = [("", run)] if len(run.files) < 2 else [("", run), *((f"{f.stem}：", run.of_file(f)) for f in run.files)]
    rows = []
    for title, part in parts:
        for name, answerable in (("有答案的题", True), ("应拒答的题", False)):
            share = part.correct(answerable=answerable)
            counts = (part.count(o, answerable=answerable) for o in (Outcome.RIGHT, Outcome.WRONG, Outcome.REFUSED))
            rows.append((f"{title}{name}", str(share.total), *map(str, counts), _percent(share)))
    return ReportTable("评测结果", ("题目", "题数", "对", "错", "拒答", "全对率（95% 区间）"), tuple(rows))


def measures_table(run: Run) -> ReportTable:
    """The measures over all cases."""
    rows = (
        ("有答案却拒答（误拒）", _percent(run.refused(answerable=True))),
        ("应拒答的题已拒答", _percent(run.refused(answerable=False))),
        ("数字全部准确", _percent(run.numbers())),
        ("出现没有出处的数的题", _percent(run.false)),
        ("没有出处的数", f"{run.false_figures} 个"),
        ("引用条款：查准", _percent(run.precision)),
        ("引用条款：查全", _percent(run.recall)),
        ("答对且没有引用不相干条款", _percent(run.focused)),
        ("依据原文被引用", _percent(run.quotes)),
        ("拒答时列出最接近条款", _percent(run.nearest)),
        ("拒答理由与预期一致", _percent(run.kinds)),
        ("未通过核对而未显示的模型语句", str(run.withheld)),
        ("用时中位数 / 95 分位", f"{_milliseconds(run.latency(50))} / {_milliseconds(run.latency(95))}"),
    )
    return ReportTable("指标", ("指标", "结果（95% 区间）"), rows)


def kinds_table(run: Run) -> ReportTable:
    """How exact the figures are, by kind."""
    rows = tuple((str(kind), _percent(run.of_kind(kind))) for kind in run.figure_kinds)
    return ReportTable("数字准确，按种类（一题里同种的数都准确才算）", ("种类", "准确的题（95% 区间）"), rows)


def tags_table(run: Run) -> ReportTable:
    """How the cases ended, by tag."""
    rows = []
    for tag in run.tags:
        of = [r for r in run.results if tag in r.case.tags]
        correct = sum(r.score.correct for r in of)
        rows.append((tag, str(len(of)), str(correct), _percent(run.numbers(tag))))
    return ReportTable("按标签", ("标签", "题数", "全对", "数字准确（95% 区间）"), tuple(rows))


def show_failure(result: Result, console: Console) -> None:
    """Print one case that is not fully right, with what was expected and what came."""
    case = result.case
    console.print(Text(f"✗ {case.id}（{case.path.name} 第 {case.line} 行）", style="bold red"))
    lines = [
        ("问", " → ".join(case.questions)),
        ("期望", expected_of(case)),
        ("得到", got_of(result.reply)),
        ("条款", "；".join(clauses_of(result.reply)) or "无"),
        ("原因", "；".join(result.score.reasons)),
    ]
    for name, text in lines:
        console.print(Text(f"  {name}：{text}"))


def expected_of(case: Case) -> str:
    """What a case expects, in words."""
    if case.refusal:
        return f"拒答（{case.refusal}）"
    figures = "、".join(map(str, case.expect)) or "原文：" + "、".join(case.quotes)
    places = "，".join("或".join(map(str, group)) for group in case.cite)
    return f"{figures}；引用 {places}"


def got_of(reply: Reply) -> str:
    """What came, on one line."""
    return reply.text.replace("\n", " ⏎ ") if isinstance(reply, Answer) else f"拒答（{reply.reason}）：{reply.message}"


def clauses_of(reply: Reply) -> list[str]:
    """Where it came from, or what came nearest."""
    if isinstance(reply, Answer):
        return [f"[{key}] {c.clause.id}" for key, c in enumerate(reply.citations, 1)]
    return [f"最接近 {h.clause.id}" for h in reply.nearest]


def _printed(made: ReportTable) -> Table:
    table = Table(title=made.title, title_justify="left", title_style="bold")
    for number, column in enumerate(made.columns):
        table.add_column(column, justify="left" if number == 0 else "right")
    for row in made.rows:
        table.add_row(*row)
    return table


def _percent(share: Share) -> str:
    if share.value is None:
        return "—"
    low, high = share.interval
    return f"{share.hits}/{share.total}  {share.value:.1%}（{low:.1%}–{high:.1%}）"


def _milliseconds(value: float | None) -> str:
    return "—" if value is None else f"{value:.0f} 毫秒"
