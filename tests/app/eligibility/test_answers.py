"""Answers in any spelling, and those that are no answer."""

from decimal import Decimal

import pytest

from app.eligibility import Field, FieldKind, InvalidAnswer, parse_profile, read_profile
from app.eligibility.profile import Value, read_answer

AMOUNT = Field("采购量", "年度采购量", FieldKind.AMOUNT, "元")
DOLLARS = Field("外资", "实缴注册外资", FieldKind.AMOUNT, "美元")
COUNT = Field("应用量", "年度应用量", FieldKind.COUNT, "台(套)")
PEOPLE = Field("人数", "员工人数", FieldKind.COUNT, "人")
RATIO = Field("增幅", "增幅", FieldKind.RATIO, "%")
PERIOD = Field("入驻", "在本市入驻", FieldKind.PERIOD, "年")
FACT = Field("整机", "属于“整机制造企业”", FieldKind.FACT)
CHOICE = Field("大赛", "大赛奖项", FieldKind.CHOICE, options=("国家级", "省级"))
COMMA = Field("中心", "中心", FieldKind.CHOICE, options=("采购中心、结算中心", "研发中心"))


@pytest.mark.parametrize(
    ("field", "answer", "value"),
    [
        pytest.param(AMOUNT, "8000万元", Decimal(80_000_000), id="万元"),
        pytest.param(AMOUNT, "8000万", Decimal(80_000_000), id="万-without-元"),
        pytest.param(AMOUNT, "0.8亿", Decimal(80_000_000), id="亿"),
        pytest.param(AMOUNT, "八千万元", Decimal(80_000_000), id="chinese-numeral"),
        pytest.param(AMOUNT, "８０００万元", Decimal(80_000_000), id="full-width"),
        pytest.param(AMOUNT, " 80,000,000 ", Decimal(80_000_000), id="bare-with-commas-is-元"),
        pytest.param(AMOUNT, 80_000_000, Decimal(80_000_000), id="json-number-is-元"),
        pytest.param(AMOUNT, Decimal("0.01"), Decimal("0.01"), id="one-分"),
        pytest.param(DOLLARS, "200万美元", Decimal(2_000_000), id="dollars"),
        pytest.param(COUNT, "1001台", Decimal(1001), id="台-for-台(套)"),
        pytest.param(PEOPLE, "49名", Decimal(49), id="名-for-人"),
        pytest.param(RATIO, "19.99%", Decimal("19.99"), id="percent"),
        pytest.param(RATIO, "百分之二十", Decimal(20), id="percent-in-words"),
        pytest.param(RATIO, "5‰", Decimal("0.5"), id="per-mille"),
        pytest.param(PERIOD, "三年", Decimal(3), id="years"),
        pytest.param(FACT, "是", True, id="yes"),
        pytest.param(FACT, False, False, id="json-false"),
        pytest.param(FACT, "No", False, id="english-no"),
        pytest.param(FACT, "不清楚", None, id="not-known"),
        pytest.param(FACT, None, None, id="json-null"),
        pytest.param(AMOUNT, "", None, id="left-empty"),
        pytest.param(CHOICE, "省级", ("省级",), id="one-option"),
        pytest.param(CHOICE, "省级、国家级", ("国家级", "省级"), id="both-in-printed-order"),
        pytest.param(CHOICE, ["省级"], ("省级",), id="json-list"),
        pytest.param(CHOICE, "都不是", (), id="none-of-them"),
        pytest.param(CHOICE, "", None, id="no-option-chosen"),
        pytest.param(COMMA, "采购中心、结算中心", ("采购中心、结算中心",), id="option-with-a-comma"),
    ],
)
def test_an_answer_is_read(field: Field, answer: object, value: Value | None) -> None:
    assert read_answer(field, answer) == value


@pytest.mark.parametrize(
    ("field", "answer", "says"),
    [
        pytest.param(AMOUNT, "约8000万元", "确定的数", id="about"),
        pytest.param(AMOUNT, "8000万元以上", "确定的数", id="bound"),
        pytest.param(AMOUNT, "800万到900万元", "确定的数", id="range"),
        pytest.param(AMOUNT, "-5万元", "确定的数", id="negative"),
        pytest.param(AMOUNT, "很多", "确定的数", id="no-figure"),
        pytest.param(AMOUNT, "1e400", "确定的数", id="exponent"),
        pytest.param(AMOUNT, Decimal("1e999999999"), "确定的数", id="a-billion-digits"),
        pytest.param(AMOUNT, Decimal("1e-999999999"), "确定的数", id="a-billion-digits-behind-the-point"),
        pytest.param(AMOUNT, "8" * 60, "确定的数", id="sixty-digits"),
        pytest.param(AMOUNT, "8" * 300, "超过200个字", id="three-hundred-digits"),
        pytest.param(AMOUNT, "300万美元", "单位是“元”", id="another-currency"),
        pytest.param(AMOUNT, "12台", "单位是“元”", id="a-count-for-an-amount"),
        pytest.param(COUNT, "12家", "单位是“台(套)”", id="another-measure-word"),
        pytest.param(AMOUNT, 1.5, "float", id="a-float-is-not-exact"),
        pytest.param(AMOUNT, {"a": 1}, "dict", id="an-object"),
        pytest.param(FACT, "也许", "请填“是”“否”", id="maybe"),
        pytest.param(CHOICE, "市级", "“国家级”、“省级”、“都不是”", id="no-such-option"),
        pytest.param(CHOICE, "国家级、市级", "“市级”", id="one-of-two-is-no-option"),
    ],
)
def test_what_is_no_answer_is_refused_by_name(field: Field, answer: object, says: str) -> None:
    with pytest.raises(InvalidAnswer, match="“") as error:
        read_answer(field, answer)
    assert field.label in str(error.value)
    assert says in str(error.value)


def test_a_profile_is_looked_up_by_key_and_by_label_and_says_what_it_did_not_use() -> None:
    profile = read_profile({"采购量": "1万元", "大赛奖项": "省级", "别的": 1}, [AMOUNT, CHOICE])
    assert profile.values == {"采购量": Decimal(10_000), "大赛": ("省级",)}
    assert profile.unused == ("别的",)


def test_a_label_that_two_fields_share_names_neither() -> None:
    other = Field("别的·年度采购量", AMOUNT.label, FieldKind.AMOUNT, "元")
    assert read_profile({"年度采购量": 1}, [AMOUNT, other]).unused == ("年度采购量",)


def test_a_saved_profile_keeps_its_figures_exact() -> None:
    assert parse_profile('{"a": 0.1, "b": 10}', "p.json") == {"a": Decimal("0.1"), "b": Decimal(10)}


@pytest.mark.parametrize("text", ["[1]", "3", "{", '"a"', "NaN", pytest.param("[" * 100_000, id="deep")])
def test_what_is_no_profile_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(InvalidAnswer, match=r"p\.json"):
        parse_profile(text, "p.json")
