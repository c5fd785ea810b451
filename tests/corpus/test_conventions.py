"""What a document says of its own words: which sentences are definitions, and what they change."""

from decimal import Decimal

import pytest

from corpus import Bound, find_quantities
from corpus.quantities.conventions import Conventions, find_conventions

GE, GT, LE, LT = Bound.GE, Bound.GT, Bound.LE, Bound.LT


def said(text: str) -> dict[str, bool]:
    """The words that the text defines, by field."""
    found = find_conventions(text)
    values = {name: getattr(found, name) for name in ("above", "below", "within", "more", "less")}
    return {name: value for name, value in values.items() if value is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("本办法所称“以上”“以下”均包含本数。", {"above": True, "below": True}, id="side-by-side"),
        pytest.param("以上含本数，以下不含本数", {"above": True, "below": False}, id="one-each"),
        pytest.param("“以上”均包含本数，“以下”均不含本数。", {"above": True, "below": False}, id="quoted-one-each"),
        pytest.param("“以上”均不包含本数", {"above": False}, id="excluded"),
        pytest.param(
            "本规定中的以上、以内包括本数；不满、超过不包括本数",
            {"above": True, "within": True, "more": False, "less": False},
            id="four-words",
        ),
        pytest.param(
            "民法所称的“以上”、“以下”、“以内”、“届满”，包括本数；所称的“不满”、“超过”、“以外”，不包括本数。",
            {"above": True, "below": True, "within": True, "more": False, "less": False},
            id="civil-code",
        ),
        pytest.param(
            "本规定所称“以上”“以下”，除特别注明的外，包括本数在内。",
            {"above": True, "below": True},
            id="exception-between",
        ),
        pytest.param("本意见中所称“以上”、“不超过”均含本数", {"above": True}, id="word-that-needs-no-definition"),
        pytest.param("奖励50万元以上（含本数）", {}, id="mark-of-one-figure"),
        pytest.param("100万元以上含本数的", {}, id="mark-without-brackets"),
        pytest.param("本条第一款所称“以上”，不包括本数。", {}, id="one-article-alone"),
        pytest.param("按照基本数据和有关情况", {}, id="本数-inside-other-words"),
        pytest.param("", {}, id="empty"),
    ],
)
def test_definitions_of_bounds_are_found(text: str, expected: dict[str, bool]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("本办法所称‘日’为工作日", set(), id="every-day"),
        pytest.param("“日”均指工作日，不含法定节假日", set(), id="均指"),
        pytest.param("本办法规定的期限以工作日计算", set(), id="periods"),
        pytest.param("本法中“二日”“三日”“五日”的规定是指工作日", {2, 3, 5}, id="some-periods"),
        pytest.param("本法中十日以内期限的规定是指工作日", {10}, id="one-period"),
        pytest.param("自受理之日起5个工作日内", None, id="no-definition"),
    ],
)
def test_definitions_of_days_are_found(text: str, days: set[int] | None) -> None:
    found = find_conventions(text).working_days
    assert found == (None if days is None else {Decimal(day) for day in days})


def test_the_meaning_of_a_year_is_kept_with_its_place() -> None:
    text = "本办法所称年度是指自然年度。"
    found = find_conventions(text)
    assert (found.year, [span.of(text) for span in found.spans]) == ("自然年度", ["年度是指自然年度"])


@pytest.mark.parametrize(
    ("text", "conventions", "bound"),
    [
        pytest.param("500万元以上", Conventions(), GE, id="以上-includes-by-default"),
        pytest.param("500万元以上", Conventions(above=False), GT, id="以上-excluded"),
        pytest.param("500万元及以上", Conventions(above=False), GE, id="及以上-says-it-itself"),
        pytest.param("500万元（含）以上", Conventions(above=False), GE, id="含-wins"),
        pytest.param("500万元以上（不含）", Conventions(above=True), GT, id="不含-wins"),
        pytest.param("500万元以下", Conventions(below=False), LT, id="以下-excluded"),
        pytest.param("500万元以下（含本数）", Conventions(below=False), LE, id="含本数-wins"),
        pytest.param("30日以内", Conventions(within=False), LT, id="以内-excluded"),
        pytest.param("30日内", Conventions(within=False), LT, id="内-excluded"),
        pytest.param("超过500万元", Conventions(more=True), GE, id="超过-included"),
        pytest.param("不满18周岁", Conventions(less=True), LE, id="不满-included"),
        pytest.param("不超过500万元", Conventions(more=False), LE, id="不超过-is-not-超过"),
        pytest.param("不低于500万元", Conventions(less=True), GE, id="不低于-is-not-低于"),
    ],
)
def test_a_document_decides_its_own_words(text: str, conventions: Conventions, bound: Bound) -> None:
    assert [q.bound for q in find_quantities(text, conventions)] == [bound]


def test_a_tier_leaves_out_the_end_that_the_document_excludes() -> None:
    text = "50万元以上100万元以下"
    (plain,) = find_quantities(text)
    (defined,) = find_quantities(text, Conventions(above=True, below=False))
    assert (plain.includes_low, plain.includes_high) == (True, True)
    assert (defined.includes_low, defined.includes_high) == (True, False)


@pytest.mark.parametrize(
    ("days", "unit"),
    [
        pytest.param(None, "日", id="not-defined"),
        pytest.param(frozenset[Decimal](), "工作日", id="all"),
        pytest.param(frozenset({Decimal(5)}), "工作日", id="this-one"),
        pytest.param(frozenset({Decimal(3)}), "日", id="another-one"),
    ],
)
def test_days_become_working_days_where_the_document_says_so(days: frozenset[Decimal] | None, unit: str) -> None:
    assert [q.unit for q in find_quantities("5日内办结", Conventions(working_days=days))] == [unit]
