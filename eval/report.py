"""A run as a reader sees it in the terminal, in Chinese."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.answering import Answer, Reply
from eval.case import Case
from eval.run import Result, Run
from eval.score import Outcome
from eval.statistics import Share


def show(run: Run, console: Console) -> None:
    """Print the tables, what failed, and what the run was made of."""
    console.print(_outcomes(run))
    console.print(_measures(run))
    console.print(_kinds(run))
    console.print(_tags(run))
    for result in run.failures:
        show_failure(result, console)
    made = run.provenance
    console.print(
        f"提交 {made.commit} · 设置 {made.settings} · 引擎 {made.engine} · 模型 {made.model} · "
        f"索引 {made.generation}（文本 {made.index}）· 题库 {made.cases} · 用时 {run.seconds:.1f} 秒",
        style="dim", highlight=False,
    )  # fmt: skip


def _outcomes(run: Run) -> Table:
    table = _table("评测结果", "题目", "题数", "对", "错", "拒答", "全对率（95% 区间）")
    parts = [("", run)] if len(run.files) < 2 else [("", run), *((f"{f.stem}：", run.of_file(f)) for f in run.files)]
    for title, part in parts:
        for name, answerable in (("有答案的题", True), ("应拒答的题", False)):
            share = part.correct(answerable=answerable)
            counts = (part.count(o, answerable=answerable) for o in (Outcome.RIGHT, Outcome.WRONG, Outcome.REFUSED))
            table.add_row(f"{title}{name}", str(share.total), *map(str, counts), _percent(share))
        table.add_section()
    return table


def _measures(run: Run) -> Table:
    table = _table("指标", "指标", "结果（95% 区间）")
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
    for name, value in rows:
        table.add_row(name, value)
    return table


def _kinds(run: Run) -> Table:
    table = _table("数字准确，按种类（一题里同种的数都准确才算）", "种类", "准确的题（95% 区间）")
    for kind in run.figure_kinds:
        table.add_row(kind, _percent(run.of_kind(kind)))
    return table


def _tags(run: Run) -> Table:
    table = _table("按标签", "标签", "题数", "全对", "数字准确（95% 区间）")
    for tag in run.tags:
        of = [r for r in run.results if tag in r.case.tags]
        correct = sum(r.score.correct for r in of)
        table.add_row(tag, str(len(of)), str(correct), _percent(run.numbers(tag)))
    return table


def show_failure(result: Result, console: Console) -> None:
    """Print one case that is not fully right, with what was expected and what came."""
    case = result.case
    console.print(Text(f"✗ {case.id}（{case.path.name} 第 {case.line} 行）", style="bold red"))
    lines = [
        ("问", " → ".join(case.questions)),
        ("期望", _expected(case)),
        ("得到", _got(result.reply)),
        ("条款", "；".join(_clauses(result.reply)) or "无"),
        ("原因", "；".join(result.score.reasons)),
    ]
    for name, text in lines:
        console.print(Text(f"  {name}：{text}"))


def _expected(case: Case) -> str:
    if case.refusal:
        return f"拒答（{case.refusal}）"
    figures = "、".join(map(str, case.expect)) or "原文：" + "、".join(case.quotes)
    places = "，".join("或".join(map(str, group)) for group in case.cite)
    return f"{figures}；引用 {places}"


def _got(reply: Reply) -> str:
    return reply.text.replace("\n", " ⏎ ") if isinstance(reply, Answer) else f"拒答（{reply.reason}）：{reply.message}"


def _clauses(reply: Reply) -> list[str]:
    if isinstance(reply, Answer):
        return [f"[{key}] {c.clause.id}" for key, c in enumerate(reply.citations, 1)]
    return [f"最接近 {h.clause.id}" for h in reply.nearest]


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title or None, title_justify="left", title_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number == 0 else "right")
    return table


def _percent(share: Share) -> str:
    if share.value is None:
        return "—"
    low, high = share.interval
    return f"{share.hits}/{share.total}  {share.value:.1%}（{low:.1%}–{high:.1%}）"


def _milliseconds(value: float | None) -> str:
    return "—" if value is None else f"{value:.0f} 毫秒"
