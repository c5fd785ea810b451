"""A run as Markdown, as a self-contained HTML page and as JUnit XML."""

from collections.abc import Iterator

from app.reports.rendering import page
from eval.junit import CaseTest, junit_xml
from eval.markdown import escaped
from eval.report import (
    ReportTable,
    clauses_of,
    expected_of,
    got_of,
    kinds_table,
    made_of,
    measures_table,
    outcomes_table,
    tags_table,
)
from eval.run import Result, Run


def verdict(run: Run) -> str:
    """``91 题对 88、不对 3；没有没有出处的数。``"""
    wrong = len(run.failures)
    told = f"{len(run.results)} 题：全对 {len(run.results) - wrong}，不全对 {wrong}；"
    return told + (f"出现 {run.false_figures} 个没有出处的数。" if run.false_figures else "没有出现无出处的数。")


def markdown(run: Run) -> str:
    """The report as Markdown."""
    lines = ["# 评测", "", verdict(run), ""]
    for table in _tables(run):
        lines += [f"## {table.title}", "", _row(table.columns), _row(["---"] * len(table.columns))]
        lines += [_row(escaped(cell) for cell in row) for row in table.rows]
        lines.append("")
    lines += [f"## 不全对的题（{len(run.failures)}）", ""]
    for result in run.failures:
        first, *rest = _lines(result)
        lines += [f"- {escaped(first)}", *(f"  - {escaped(line)}" for line in rest)]
    return "\n".join([*lines, *([] if run.failures else ["没有。"]), "", escaped(made_of(run)), ""])


def html(run: Run) -> str:
    """The report as a page without script that loads nothing."""
    outcomes, measures, *rest = _tables(run)
    return page(
        "run.html.j2",
        package="eval",
        language="zh-CN",
        title="评测",
        verdict=verdict(run),
        is_bad=bool(run.false_figures),
        tables=[outcomes, measures],
        folded=rest,
        failures=[
            {
                "id": r.case.id,
                "file": r.case.path.name,
                "question": " → ".join(r.case.questions),
                "expected": expected_of(r.case),
                "got": got_of(r.reply),
                "clauses": "；".join(clauses_of(r.reply)) or "无",
                "reasons": r.score.reasons,
            }
            for r in run.failures
        ],
        made_of=made_of(run),
    )


def junit(run: Run) -> str:
    """JUnit XML: one test a case, failed where it is not fully right."""
    wrong = {r.case.id for r in run.failures}
    tests = [
        CaseTest(
            r.case.id,
            r.case.path.name,
            r.milliseconds,
            failure="；".join(r.score.reasons) if r.case.id in wrong else None,
            details="\n".join(_lines(r)),
        )
        for r in run.results
    ]
    return junit_xml("policyqa eval run", tests)


def _tables(run: Run) -> list[ReportTable]:
    return [outcomes_table(run), measures_table(run), *(t for t in (kinds_table(run), tags_table(run)) if t.rows)]


def _lines(result: Result) -> Iterator[str]:
    yield f"{result.case.id}（{result.case.path.name}）问：{' → '.join(result.case.questions)}"
    yield f"期望：{expected_of(result.case)}"
    yield f"得到：{got_of(result.reply)}"
    yield f"条款：{'；'.join(clauses_of(result.reply)) or '无'}"
    yield f"原因：{'；'.join(result.score.reasons)}"


def _row(cells: "Iterator[str] | list[str] | tuple[str, ...]") -> str:
    return f"| {' | '.join(cells)} |"
