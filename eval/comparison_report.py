"""A comparison for the terminal, as Markdown, as a self-contained HTML page and as JUnit XML."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.reports.rendering import page
from eval.comparison import Comparison, Delta, Pair
from eval.junit import CaseTest, junit_xml
from eval.markdown import escaped
from eval.saved import SavedReply, SavedResult
from eval.statistics import Share

_HEADLINE = "总体"
_FIXED = "变好的题"


def percent(share: Share) -> str:
    """``84/91  92.3%（84.9%–96.2%）``."""
    if share.value is None:
        return "—"
    low, high = share.interval
    return f"{share.hits}/{share.total}  {share.value:.1%}（{low:.1%}–{high:.1%}）"


def change(delta: Delta) -> str:
    """``+1.5 个百分点（-0.8 至 +4.0）``."""
    if delta.change is None:
        return "—"
    low, high = delta.interval
    return f"{delta.change * 100:+.1f} 个百分点（{low * 100:+.1f} 至 {high * 100:+.1f}）"


def significance(delta: Delta) -> str:
    """``变好 3、变坏 1，p = 0.625``."""
    if not delta.fixed + delta.broken:
        return "没有不同"
    p = "<\N{NO-BREAK SPACE}0.001" if delta.p < 0.001 else f"=\N{NO-BREAK SPACE}{delta.p:.3f}"
    return f"变好 {delta.fixed}、变坏 {delta.broken}，p\N{NO-BREAK SPACE}{p}"


def groups(comparison: Comparison) -> Iterator[tuple[str, Sequence[Delta]]]:
    """The tables of the report, by title; measures of no case, and tables without any, are left out."""
    tables = (
        (_HEADLINE, comparison.measures),
        ("其余指标", comparison.further),
        ("数字准确，按种类", comparison.by_kind),
        ("全对，按标签", comparison.by_tag),
        ("全对，按文件", comparison.by_document),
    )
    for title, deltas in tables:
        if counted := [d for d in deltas if d.old.total]:
            yield title, counted


def verdict(comparison: Comparison) -> str:
    """``2 题变坏、5 题变好；1 题新增了无出处的数。``"""
    false = len(comparison.newly_false)
    told = f"{len(comparison.broken)} 题变坏、{len(comparison.fixed)} 题变好；"
    return told + (f"{false} 题新增了无出处的数。" if false else "没有新增无出处的数。")


def latency(comparison: Comparison) -> str:
    """``用时中位数 31 → 29 毫秒，95 分位 60 → 58 毫秒。``; empty of no cases."""
    middle, late = (comparison.latency(percent) for percent in (50, 95))
    if None in {*middle, *late}:
        return ""
    return f"用时中位数 {middle[0]:.0f} → {middle[1]:.0f} 毫秒，95 分位 {late[0]:.0f} → {late[1]:.0f} 毫秒。"


def cases(comparison: Comparison) -> Iterator[tuple[str, Sequence[Pair]]]:
    """The lists of cases of the report, by title."""
    yield "新增无出处的数", comparison.newly_false
    yield "变坏的题", comparison.broken
    yield _FIXED, comparison.fixed


def expected_text(result: SavedResult) -> str:
    """What a case expects, in words."""
    if result.expected.refuse:
        return f"拒答（{result.expected.refuse}）"
    figures = "、".join(result.expected.figures) or "原文：" + "、".join(result.expected.quotes)
    return f"{figures}；引用 {'，'.join('或'.join(group) for group in result.expected.cite)}"


def got_text(reply: SavedReply) -> str:
    """What came, in words."""
    return f"拒答（{reply.refused}）：{reply.text}" if reply.refused else reply.text


def clauses_text(reply: SavedReply) -> str:
    """Where it came from."""
    return "；".join(f"[{key}] {c.clause} {c.label}" for key, c in enumerate(reply.citations, 1)) or "无"


def show_comparison(comparison: Comparison, console: Console) -> None:
    """Print the verdict, the tables, the cases that differ, and what cannot be told."""
    console.print(Text(verdict(comparison), style="bold"))
    for title, deltas in groups(comparison):
        table = Table(title=title, title_justify="left", title_style="bold")
        for column in ("", "旧", "新", "变化", "配对检验（McNemar 精确）"):
            table.add_column(column, justify="left" if not column else "right")
        for d in deltas:
            table.add_row(d.name, percent(d.old), percent(d.new), change(d), significance(d))
        console.print(table)
    for title, pairs in cases(comparison):
        if pairs:
            console.print(Text(f"{title}（{len(pairs)}）", style="bold"))
        for pair in pairs:
            console.print(Text("\n".join(f"  {line}" for line in _lines(pair))))
    for limit in (latency(comparison), *comparison.limits):
        console.print(Text(f"· {limit}", style="dim"))


def _lines(pair: Pair) -> Iterator[str]:
    yield f"{pair.old.id}（{pair.old.file}）问：{' → '.join(pair.old.questions)}"
    yield f"    期望：{expected_text(pair.old)}"
    for name, result in (("旧", pair.old), ("新", pair.new)):
        yield f"    {name}：{got_text(result.got)}".replace("\n", " ⏎ ")
        yield f"        条款：{clauses_text(result.got)}"
        if result.reasons:
            yield f"        原因：{'；'.join(result.reasons)}"


def markdown(comparison: Comparison) -> str:
    """The report as Markdown."""
    lines = ["# 评测对比", "", verdict(comparison), "", *_made_of(comparison), "", latency(comparison), ""]
    for title, deltas in groups(comparison):
        lines += [f"## {title}", "", "| | 旧 | 新 | 变化 | 配对检验 |", "| --- | --- | --- | --- | --- |"]
        lines += [
            f"| {escaped(d.name)} | {percent(d.old)} | {percent(d.new)} | {change(d)} | {significance(d)} |"
            for d in deltas
        ]
        lines.append("")
    for title, pairs in cases(comparison):
        lines += [f"## {title}（{len(pairs)}）", ""]
        for pair in pairs:
            lines += [
                f"- {escaped(line.strip())}" if n == 0 else f"  - {escaped(line.strip())}"
                for n, line in enumerate(_lines(pair))
            ]
        lines.append("")
    return "\n".join([*lines, "## 这份对比说明不了什么", "", *(f"- {limit}" for limit in comparison.limits), ""])


def _made_of(comparison: Comparison) -> Iterator[str]:
    for name, run in (("旧", comparison.old), ("新", comparison.new)):
        made = run.provenance
        yield (
            f"- {name}：提交 {made.commit}，引擎 {made.engine}，模型 {made.model}，设置 {made.settings}，"
            f"文件 {made.index}，题库 {made.cases}"
        )


def html(comparison: Comparison) -> str:
    """The report as a page without script that loads nothing."""
    tables = {
        title: [(d, percent(d.old), percent(d.new), change(d), significance(d)) for d in deltas]
        for title, deltas in groups(comparison)
    }
    return page(
        "comparison.html.j2",
        package="eval",
        language="zh-CN",
        title="评测对比",
        verdict=verdict(comparison),
        is_worse=bool(comparison.broken or comparison.newly_false),
        made_of=[line.removeprefix("- ") for line in _made_of(comparison)],
        pairs=len(comparison.pairs),
        latency=latency(comparison),
        headline=tables.pop(_HEADLINE, []),
        groups=tables.items(),
        cases=[(title, [_view(p) for p in pairs], title != _FIXED) for title, pairs in cases(comparison)],
        limits=comparison.limits,
    )


def _view(pair: Pair) -> dict[str, object]:
    sides = [
        {"name": name, "text": got_text(r.got), "clauses": clauses_text(r.got), "reasons": "；".join(r.reasons)}
        for name, r in (("旧", pair.old), ("新", pair.new))
    ]
    return {
        "id": pair.old.id,
        "file": pair.old.file,
        "question": " → ".join(pair.old.questions),
        "expected": expected_text(pair.old),
        "sides": sides,
    }


def junit(comparison: Comparison) -> str:
    """JUnit XML: one test a paired case, failed where it was right before or shows a figure without a source now.

    A case that is wrong in both runs is skipped: no regression, and no success.
    """
    bad = {p.old.id for p in (*comparison.broken, *comparison.newly_false)}
    still = {p.old.id for p in comparison.pairs if not p.new.correct} - bad
    tests = [
        CaseTest(
            pair.new.id,
            pair.new.file,
            pair.new.milliseconds,
            failure="；".join(pair.new.reasons) if pair.old.id in bad else None,
            details="\n".join(_lines(pair)),
            skipped="前后都不对" if pair.old.id in still else None,
        )
        for pair in comparison.pairs
    ]
    return junit_xml("policyqa eval compare", tests)
