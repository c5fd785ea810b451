from collections.abc import Callable
from decimal import Decimal

import pytest

from app.answering import Answer, Refusal
from corpus import Bound
from eval.case import Case, Figure, Place
from eval.score import Outcome, score
from eval.statistics import Share

RATE = "按年度投资的15%给予补助,单家企业每年最高补助400万元"
PAIR = "对省级、市级示范项目分别给予60万元、25万元奖励"
RIGHT = ("按年度投资的15%给予补助[1]。", RATE)
RATE_NUMBER = ("15%", 15, "%", "quoted", 1, None)
CAP_NUMBER = ("400万元", 4_000_000, "元", "quoted", 1, None)
FIRST, SECOND = Place("jn", ("一", "(一)")), Place("jn", ("一", "(二)"))


def _figure(value: int, unit: str, bound: Bound | None = None, *, computed: bool = False) -> Figure:
    return Figure(Decimal(value), Decimal(value), unit, bound, computed=computed)


def test_a_right_answer(case: Callable[..., Case], answer: Callable[..., Answer]) -> None:
    got = score(case(quotes=("按年度投资的15%",)), answer(*RIGHT, numbers=(RATE_NUMBER,)))
    assert (got.outcome, got.correct, got.numbers_exact, got.reasons) == (Outcome.RIGHT, True, True, ())
    assert (got.precision, got.recall, got.quotes) == (Share(1, 1), Share(1, 1), Share(1, 1))


@pytest.mark.parametrize(
    ("changes", "reply", "numbers", "reason"),
    [
        pytest.param({}, ("最高400万元[1]。", RATE), (CAP_NUMBER,), "缺少 15 %", id="another-figure"),
        pytest.param({}, ("15%[1]。", RATE), (), "缺少 15 %", id="shown-but-not-among-the-numbers"),
        pytest.param({}, ("见条款[1]。", RATE), (RATE_NUMBER,), "缺少 15 %", id="among-the-numbers-but-not-shown"),
        pytest.param({"cite": ((SECOND,),)}, RIGHT, (RATE_NUMBER,), "没有引用", id="wrong-clause"),
        pytest.param({"cite": ((FIRST,), (SECOND,))}, RIGHT, (RATE_NUMBER,), "没有引用", id="conflict-with-one-side"),
        pytest.param({}, ("15%[1]，或者20%[1]。", RATE), (RATE_NUMBER,), "没有出处", id="false-number-beside"),
        pytest.param(
            {"expect": (_figure(4_000_000, "元", Bound.GE),)}, ("最高补助400万元[1]。", RATE), (CAP_NUMBER,), "缺少",
            id="bound-of-the-wrong-direction",
        ),
        pytest.param(
            {"expect": (_figure(4_000_000, "元", Bound.LE),)}, ("补助400万元[1]。", RATE), (CAP_NUMBER,), "缺少",
            id="bound-left-out",
        ),
        pytest.param(
            {"expect": (_figure(4_000_000, "元", computed=True),)}, ("最高400万元[1]。", RATE), (CAP_NUMBER,), "缺少",
            id="computed-but-no-formula-shown",
        ),
        pytest.param(
            {"never": (_figure(15, "%"),), "expect": ()}, ("就是15%[1]。", RATE), (RATE_NUMBER,), "当作答案", id="trap",
        ),
        pytest.param({"refusal": "near_miss", "expect": ()}, RIGHT, (RATE_NUMBER,), "应当拒答", id="answered-anyway"),
    ],
)  # fmt: skip
def test_a_wrong_answer(
    case: Callable[..., Case],
    answer: Callable[..., Answer],
    changes: dict[str, object],
    reply: tuple[str, str],
    numbers: tuple[tuple[object, ...], ...],
    reason: str,
) -> None:
    got = score(case(**changes), answer(*reply, numbers=numbers))
    assert (got.outcome, got.correct) == (Outcome.WRONG, False)
    assert any(reason in r for r in got.reasons), got.reasons


def test_a_cap_that_limits_a_computed_amount(case: Callable[..., Case], answer: Callable[..., Answer]) -> None:
    asked = case(
        questions=("投资3000万元补多少？",),
        expect=(_figure(4_000_000, "元", computed=True),),
        steps=(_figure(4_500_000, "元"),),
    )
    steps = ("450万元", 4_500_000, "元", "computed", 1, "3000万元 × 15% = 450万元")
    reply = answer("3000万元 × 15% = 450万元，超过上限400万元，可得400万元[1]。", RATE, numbers=(steps, CAP_NUMBER))
    assert score(asked, reply).correct


@pytest.mark.parametrize(
    ("text", "correct"),
    [
        pytest.param("(二)评选奖励。[1]", False, id="only-the-heading-of-the-right-clause"),
        pytest.param(f"{PAIR}[1]", True, id="the-words-that-answer"),
        pytest.param("省级项目有奖励[1]", False, id="cited-but-not-shown"),
    ],
)
def test_without_figures_the_quote_must_be_shown(
    case: Callable[..., Case], answer: Callable[..., Answer], text: str, correct: bool
) -> None:
    asked = case(expect=(), cite=((SECOND,),), quotes=("对省级、市级示范项目",))
    quote = "(二)评选奖励。" if "评选" in text else PAIR
    assert score(asked, answer(text, quote)).correct is correct


def test_either_of_two_places_will_do(case: Callable[..., Case], answer: Callable[..., Answer]) -> None:
    got = score(case(cite=((SECOND, FIRST),)), answer(*RIGHT, numbers=(RATE_NUMBER,)))
    assert (got.correct, got.recall) == (True, Share(1, 1))


def test_a_needless_citation_costs_precision_only(case: Callable[..., Case], answer: Callable[..., Answer]) -> None:
    reply = answer(f"15%[1]。{PAIR}[2]。", RATE, PAIR, numbers=(RATE_NUMBER,))
    got = score(case(), reply)
    assert (got.correct, got.precision) == (True, Share(1, 2))
    assert score(case(may=(SECOND,)), reply).precision == Share(2, 2)


def test_a_range_needs_both_ends(case: Callable[..., Case], answer: Callable[..., Answer]) -> None:
    quote = "至2033年建成示范项目8-9个"
    expect = (Figure(Decimal(8), Decimal(9), "个"),)
    number = ("8-9个", 9, "个", "quoted", 1, None)
    asked = case(expect=expect, cite=((SECOND,),))
    assert score(asked, answer("示范项目8-9个[1]。", quote, numbers=(number,))).correct
    assert not score(asked, answer("示范项目9个[1]。", quote, numbers=(number,))).correct


@pytest.mark.parametrize(
    ("changes", "correct"),
    [
        pytest.param({"refusal": "near_miss", "expect": ()}, True, id="refusal-where-expected"),
        pytest.param({"refusal": "no_match", "expect": ()}, True, id="the-kind-does-not-decide"),
        pytest.param({}, False, id="refusal-of-an-answerable-question"),
    ],
)
def test_a_refusal(
    case: Callable[..., Case], refusal: Callable[..., Refusal], changes: dict[str, object], correct: bool
) -> None:
    got = score(case(**changes), refusal())
    assert (got.outcome, got.correct) == (Outcome.REFUSED, correct)
    assert got.kind_right == (changes["refusal"] == "near_miss" if changes else None)


def test_a_refusal_that_guesses_is_not_right(case: Callable[..., Case], refusal: Callable[..., Refusal]) -> None:
    got = score(case(refusal="near_miss", expect=()), refusal("文件没有写，一般是500万元。"))
    assert (got.correct, len(got.false_figures)) == (False, 1)


def test_a_refusal_names_the_nearest_clause(case: Callable[..., Case], refusal: Callable[..., Refusal]) -> None:
    unanswerable = case(refusal="near_miss", expect=())
    assert score(unanswerable, refusal(near=2)).recall == Share(1, 1)
    assert score(unanswerable, refusal(near=3)).recall == Share(0, 1)
