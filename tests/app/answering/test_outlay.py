"""What a support costs the one who pays where all that are chosen get it. Clauses are invented, results by hand."""

import pytest

from app.answering.computation import Computation
from corpus import display

FARMS = "每年评选20家生态农场,每家奖励5万元。"
YOUTH = "每届遴选不超过30名青年画家,每人资助2万元。"
STREET = "每年评定8条特色街区,单个街区按投入的40%、予以最高60万元补助。"


@pytest.mark.parametrize(
    ("clause", "question", "figures", "words"),
    [
        pytest.param(FARMS, "农场都评满了，县里一年总共要发多少奖金", ["100万元"], "20家 × 5万元", id="fixed"),
        pytest.param(YOUTH, "人人都拿到，一届最多要掏多少钱", ["60万元"], "最多共60万元", id="at-most-so-many"),
        pytest.param(STREET, "街区个个拿满，财政要准备多少预算", ["480万元"], "8条 × 60万元", id="each-has-a-cap"),
    ],
)
def test_outlay(compute_in, clause: str, question: str, figures: list[str], words: str) -> None:
    result = compute_in(clause, question)
    assert isinstance(result, Computation)
    assert [display(f.value, f.unit) for f in result.figures if f.formula] == figures
    assert words in result.line


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        pytest.param(FARMS, "评上生态农场一共能拿多少", id="what-one-gets"),
        pytest.param("每年评选20家生态农场,每年奖励5万元。", "县里一年总共要发多少", id="each-or-all"),
        pytest.param("每年评选20家以上农场,每家奖励5万元。", "县里一年总共要发多少", id="more-than-so-many"),
        pytest.param("每年评选20家农场,分别奖励5万元、2万元。", "县里一年总共要发多少", id="two-sums"),
        pytest.param("满20家农场的园区,每家奖励5万元。", "县里一年总共要发多少", id="a-threshold-is-no-number-chosen"),
        pytest.param("每家奖励5万元,每年评选20家农场。", "农场一共评多少家", id="not-asked"),
    ],
)
def test_no_outlay(compute_in, clause: str, question: str) -> None:
    assert not isinstance(compute_in(clause, question), Computation)
