"""Where "not reached" may be said of a figure and where it may not. All clauses are invented."""

from pathlib import Path

import pytest

from app.answering.computation import Computation
from app.answering.evidence import Evidence
from app.answering.facts import clause_facts
from app.answering.provision import compute_at
from app.answering.question import read_question
from app.answering.shortfall import shortfall_doubt
from corpus import parse

SPECIAL = "年度区级贡献在1000万元以上的总部企业，给予50万元的特殊支持。"
LOWER = "年度区级贡献在300万元至1000万元（含1000万元）的总部企业，按区级贡献的20%给予扶持。"
LOWEST = "年度区级贡献在900万元至1000万元（含1000万元）的总部企业，按区级贡献的20%给予扶持。"
LISTED = "收购本市上市公司且使其自收购之日起一年内实现扭亏为盈的企业，给予100万元的奖励。"
OTHER = "属于产业链配套且当年营业收入超过5亿元的企业，给予20万元的奖励。"
REVENUE = "属于产业链龙头且当年营业收入超过10亿元的企业，给予50万元的奖励。"


def doubt(folder: Path, *sentences: str, question: str) -> str:
    """The doubt about what the first of the sentences gives, the others standing in the same document."""
    lines = ["云川市总部企业扶持办法", *(f"第{n}条 {s}" for n, s in zip("一二三", sentences, strict=False))]
    (folder / "measures.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    parsed = parse(folder / "measures.txt")
    facts = [clause_facts(parsed.document, c) for c in parsed.clauses if c.path[-1].startswith("第")]
    home = [Evidence(f, s, 1.0, 1.0, 1.0, None, True, False, 1.0) for f in facts for s in f.sentences]
    asked = read_question(question)
    result = compute_at(asked, home[0].facts, home[0].sentence)
    assert isinstance(result, Computation)
    assert result.unmet is not None
    return shortfall_doubt(asked, result, home)


@pytest.mark.parametrize(
    ("sentences", "question", "word"),
    [
        pytest.param((SPECIAL, LOWER), "总部企业年度区级贡献420万元，能拿多少支持？", "另一档", id="another-tier"),
        pytest.param((LISTED,), "收购了上市公司，过两年扭亏为盈，行不行？", "没有写明", id="when-is-not-how-long"),
        pytest.param((REVENUE, OTHER), "营业收入做到7亿，离那50万的奖还差多少", "", id="names-the-sum-that-is-meant"),
        pytest.param((SPECIAL, LOWEST), "总部企业年度区级贡献420万元，能拿多少支持？", "", id="no-tier-is-reached"),
        pytest.param((SPECIAL,), "总部企业年度区级贡献420万元，能拿多少支持？", "", id="named"),
        pytest.param((REVENUE,), "产业链龙头的高管交了680万元，能奖励多少？", "没有写明", id="nothing-says-of-what"),
        pytest.param((REVENUE,), "产业链龙头交了680万元，够不够拿奖励的条件？", "", id="asked-for"),
        pytest.param((REVENUE,), "企业当年营业收入8亿元，奖励多少？", "", id="named-beside-the-figure"),
    ],
)
def test_whether_a_no_may_be_said(tmp_path: Path, sentences: tuple[str, ...], question: str, word: str) -> None:
    found = doubt(tmp_path, *sentences, question=question)
    assert (word in found) if word else not found
