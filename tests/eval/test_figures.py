from collections.abc import Callable
from decimal import Decimal

import pytest

from app.answering import Answer, Refusal
from eval.case import Case, Figure
from eval.figures import false_figures, false_in_refusal, given

RATE = "按年度投资的15%给予补助,单家企业每年最高补助400万元"
PAIR = "对省级、市级示范项目分别给予60万元、25万元奖励"
COUNT = "至2033年建成示范项目8-9个"


@pytest.fixture
def asked(case: Callable[..., Case]) -> Case:
    """Somebody names 3000万元; 450万元 is a result that the case lists."""
    step = Figure(Decimal(4_500_000), Decimal(4_500_000), "元")
    return case(questions=("投资3000万元补多少？",), steps=(step,))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("按年度投资的15%给予补助，每年最高补助400万元[1]。", id="verbatim"),
        pytest.param("比例为百分之十五[1]，最高四百万元[1]。", id="another-spelling-of-the-same-figure"),
        pytest.param("补助400万元[1]。", id="bound-left-out"),
        pytest.param("你投资了3000万元。", id="figure-of-the-question"),
        pytest.param("《某市节能改造支持办法(2031-2033年)》规定15%[1]", id="years-in-the-title"),
        pytest.param("3000万元 × 15% = 450万元[1]", id="listed-step"),
        pytest.param("示范项目8-9个[2]，到2033年[2]。", id="range-and-year"),
        pytest.param("见[1]、[2]。", id="marks-are-no-figures"),
    ],
)
def test_figures_that_stand_somewhere(asked: Case, answer: Callable[..., Answer], text: str) -> None:
    assert false_figures(asked, answer(text, RATE, COUNT)) == ()


@pytest.mark.parametrize(
    ("text", "false"),
    [
        pytest.param("最高补助450元[1]。", "最高补助450元", id="unit-of-a-listed-result"),
        pytest.param("最高补助500万元[1]。", "500万元", id="other-value"),
        pytest.param("按15元补助[1]。", "15元", id="other-unit"),
        pytest.param("补助400万元以上[1]。", "400万元以上", id="bound-turned-round"),
        pytest.param("补助超过400万元[1]。", "超过400万元", id="cap-becomes-floor"),
        pytest.param("补助五百万元[1]。", "五百万元", id="chinese-numeral"),
        pytest.param("补助５００万元[1]。", "５００万元", id="full-width"),
        pytest.param("示范项目9个[2]。", "9个", id="one-end-of-a-range"),
        pytest.param("奖励60万元[1]。", "60万元", id="stands-in-the-document-but-not-in-a-cited-span"),
    ],
)
def test_figures_that_stand_nowhere(asked: Case, answer: Callable[..., Answer], text: str, false: str) -> None:
    found = false_figures(asked, answer(text, RATE, COUNT))
    assert len(found) == 1
    assert false.removeprefix("最高补助") in found[0]


@pytest.mark.parametrize(
    ("number", "false"),
    [
        pytest.param(("15%", 15, "%", "quoted", 1, None), False, id="stands-in-its-citation"),
        pytest.param(("15%", 15, "%", "quoted", 2, None), True, id="stands-in-another-citation"),
        pytest.param(("15%", 15, "%", "quoted", 3, None), True, id="citation-that-is-not-there"),
        pytest.param(("15%", 15, "%", "quoted", None, None), True, id="quoted-from-nowhere"),
        pytest.param(("3000万元", 30_000_000, "元", "asked", None, None), False, id="asked"),
        pytest.param(("15%", 15, "%", "asked", None, None), True, id="not-asked"),
        pytest.param(("450万元", 4_500_000, "元", "computed", 1, "3000万元 × 15%"), False, id="computed"),
        pytest.param(("450万元", 4_500_000, "元", "computed", 1, None), True, id="computed-without-formula"),
        pytest.param(("300万元", 3_000_000, "元", "computed", 1, "3000万元 × 10%"), True, id="computed-wrongly"),
    ],
)
def test_numbers_are_checked_where_they_say_they_stand(
    asked: Case, answer: Callable[..., Answer], number: tuple[object, ...], false: bool
) -> None:
    reply = answer("见条款[1]。", RATE, COUNT, numbers=(number,))
    assert bool(false_figures(asked, reply)) is false


@pytest.mark.parametrize(
    ("text", "trapped"),
    [
        pytest.param(f"{PAIR}[1]。", False, id="the-whole-sentence-quoted"),
        pytest.param("省级：60万元[1]", False, id="the-right-one-of-the-pair"),
        pytest.param("省级：25万元[1]", True, id="the-wrong-one-of-the-pair"),
        pytest.param(f"{PAIR}[1]\n所以是25万元[1]", True, id="quoted-and-then-concluded"),
    ],
)
def test_a_trap_counts_in_own_words_only(answer: Callable[..., Answer], text: str, trapped: bool) -> None:
    trap = Figure(Decimal(250_000), Decimal(250_000), "元")
    assert given([trap], answer(text, PAIR)) == ((trap,) if trapped else ())


@pytest.mark.parametrize(
    ("message", "false"),
    [
        pytest.param("文件没有提到3000万元的情形。", False, id="repeats-the-question"),
        pytest.param("最接近的条款是年度投资达200万元的。", False, id="stands-in-the-nearest-clause"),
        pytest.param("可能是500万元。", True, id="a-guess"),
        pytest.param("没有提到“3000万元”。", False, id="quotes-the-question"),
        pytest.param("没有提到“000万元”。", True, id="tail-of-a-figure-of-the-question"),
    ],
)
def test_a_refusal_shows_no_new_figure(asked: Case, refusal: Callable[..., Refusal], message: str, false: bool) -> None:
    assert bool(false_in_refusal(asked, refusal(message))) is false
