from decimal import Decimal

import pytest

from corpus.quantities.numerals import find_numerals, fold, parse_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("8000", "8000", id="plain"),
        pytest.param("1,000", "1000", id="grouped"),
        pytest.param("12，345，678", "12345678", id="grouped-with-full-width-commas"),
        pytest.param("１２．５", "12.5", id="full-width"),
        pytest.param("0\ue01002", "0.02", id="private-use-decimal-point"),
        pytest.param("3.5万", "35000", id="decimal-and-power"),
        pytest.param("0.123456789万", "1234.56789", id="no-digit-lost"),
        pytest.param("5千万", "50000000", id="two-power-words"),
        pytest.param("2千5百万", "25000000", id="digits-between-power-words"),
        pytest.param("三千2百万", "32000000", id="chinese-then-arabic"),
        pytest.param("2千5百", "2500", id="digits-between-power-words-small"),
        pytest.param("2 500 万", "25000000", id="grouped-with-blanks"),
        pytest.param("1.5万亿", "1500000000000", id="decimal-万亿"),
        pytest.param("壹佰万", "1000000", id="financial-hundred"),
        pytest.param("貳拾參萬", "230000", id="financial-traditional"),
        pytest.param("一百八十万零五千", "1805000", id="zero-before-thousands"),
        pytest.param("廿五", "25", id="廿"),
        pytest.param("卅", "30", id="卅"),
        pytest.param("5百万", "5000000", id="hundred-ten-thousands"),
        pytest.param("1亿2千万", "120000000", id="two-groups"),
        pytest.param("1亿2000万", "120000000", id="two-groups-arabic"),
        pytest.param("3万5000", "35000", id="rest-without-a-power-word"),
        pytest.param("3万5", "35000", id="spoken-tenth"),
        pytest.param("50 万", "500000", id="space-before-power-word"),
        pytest.param("3万亿", "3000000000000", id="万亿"),
        pytest.param("十", "10", id="ten-alone"),
        pytest.param("十五", "15", id="teen"),
        pytest.param("二十五", "25", id="tens"),
        pytest.param("一百零五", "105", id="zero-inside"),
        pytest.param("一百二", "120", id="spoken-tenth-of-hundred"),
        pytest.param("两千三", "2300", id="spoken-tenth-of-thousand"),
        pytest.param("三万五", "35000", id="spoken-tenth-of-ten-thousand"),
        pytest.param("一万零五", "10005", id="zero-forbids-the-spoken-tenth"),
        pytest.param("三万五千", "35000", id="thousands-after-ten-thousands"),
        pytest.param("八千万", "80000000", id="section-times-power"),
        pytest.param("一百二十万", "1200000", id="section-of-three"),
        pytest.param("一亿零五十万", "100500000", id="zero-between-powers"),
        pytest.param("三点五万", "35000", id="chinese-decimal"),
        pytest.param("伍拾萬", "500000", id="financial-characters"),
    ],
)
def test_a_numeral_has_its_exact_value(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("三五", id="two-digits-in-a-row"),
        pytest.param("十四五", id="name-of-a-plan"),
        pytest.param("一二三", id="counting"),
        pytest.param("百万", id="power-words-alone"),
        pytest.param("零", id="zero-begins-other-words"),
        pytest.param("千百", id="power-words-out-of-order"),
        pytest.param("", id="empty"),
        pytest.param("5G", id="letter-after"),
    ],
)
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("8000万零件", ["8000万"], id="零件-is-a-part"),
        pytest.param("10万5万", ["10万", "5万"], id="two-amounts"),
        pytest.param("3万5家", ["3万", "5"], id="the-5-counts-for-itself"),
        pytest.param("H20和IPv6", [], id="digits-of-names"),
        pytest.param("5千克", ["5"], id="千-belongs-to-the-unit"),
        pytest.param("100、200", ["100", "200"], id="list"),
        pytest.param("十四五期间", [], id="whole-run-rejected"),
        pytest.param("50，80万元", ["50", "80万"], id="full-width-comma-is-a-list"),
        pytest.param("50，100万元", ["50", "100万"], id="no-grouping-before-万"),
        pytest.param("1，000元", ["1，000"], id="full-width-comma-groups"),
        pytest.param("1,000万元", ["1,000万"], id="half-width-comma-groups"),
        pytest.param("附件2 500万元", ["2", "500万"], id="blank-between-two-numbers"),
        pytest.param("1 000 000元", ["1 000 000"], id="blanks-group"),
    ],
)
def test_numerals_are_found_in_running_text(text: str, found: list[str]) -> None:
    assert [text[n.start : n.end] for n in find_numerals(fold(text))] == found


def test_folding_keeps_every_place() -> None:
    text = "补助２０％（含）～５０\ue0105　万元"
    assert len(fold(text)) == len(text)
