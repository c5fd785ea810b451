"""Running heads that were copied into a text: what they cut in two is whole again. The texts are invented."""

from pathlib import Path

import pytest

from corpus import Block, RawDocument
from corpus.text.canonical import canonicalize

HEAD = "关于深化海田区渔业改革的意见"
FIRST = "1.支持远洋捕捞。对新建成的远洋渔船按照吨位分别给予奖励,对评为示范渔船的再给予奖励;对聘用的船长、优秀轮"
REST = "机长按照每人每年一万元的标准给予补助。"
CUT = [
    "一、支持捕捞",
    "2.支持冷库建设。对新建冷库的企业按照实际投资给予补助,补助金额最高不超过一百万元,并优先安排",
    HEAD,
    "用地指标。",
    "3.支持渔港建设。对渔港经营企业开展的维修改造给予补助,对新增泊位的企业按照泊位数量给予",
    HEAD,
    "一次性奖励。",
]


def text_of(lines: list[str]) -> list[str]:
    raw = RawDocument(Path("示例.txt"), "text/plain", "0" * 64, tuple(Block(line) for line in lines))
    return canonicalize(raw).text.split("\n")


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        pytest.param(FIRST, REST, True, id="within a word"),
        pytest.param(
            FIRST.removesuffix("、优秀轮"), "和轮机长按照每人每年一万元的标准给予补助。", True, id="between words"
        ),
        pytest.param(FIRST.removesuffix("优秀轮"), "轮机长每人每年一万元。", True, id="behind a comma of enumeration"),
        pytest.param(f"{FIRST}机长给予补助。", "对船员给予培训补贴。", False, id="the sentence has ended"),
        pytest.param(FIRST, "二、支持加工", False, id="a label below"),
        pytest.param(FIRST, f"\u3000\u3000{REST}", False, id="an indent below"),
        pytest.param("捕捞方式,吨位,奖励", REST, False, id="a short line above"),
        pytest.param(FIRST, "海田区渔业局", False, id="no sentence below"),
    ],
)
def test_a_sentence_cut_by_a_page_without_a_head_is_whole_where_other_pages_have_one(
    above: str, below: str, joined: bool
) -> None:
    lines = text_of([HEAD, above, below, *CUT])
    assert (f"{above}{below}" in lines) is joined
    assert any(line.endswith("优先安排用地指标。") for line in lines)


def test_without_heads_nothing_says_that_the_lines_come_from_pages() -> None:
    lines = text_of([FIRST, REST, "二、支持加工", "对加工企业给予补助。"])
    assert lines[:2] == [FIRST, REST]
