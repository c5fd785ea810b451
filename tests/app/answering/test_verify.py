"""What a model may say of a span it cites, and what not. All texts are invented."""

from decimal import Decimal

import pytest

from app.answering.answer import Number, Origin
from app.answering.question import read_question
from app.answering.statement import read_statement
from app.answering.verify import Sources, unverified_figures, verify
from corpus import find_benefits

CAP = "企业采购国产传感器年度采购额达200万元的,按年度采购额的15%予以补助,单家企业每年最高补助300万元。"
PAIR = "对获得国家级、省级创新大赛奖项的项目分别给予40万元、10万元奖励。"
COUNTS = "培育省级示范企业12家以上、国家级示范企业4家以上,入选世界500强企业供应商目录。"


def holds(
    cite, text: str, *, sources: tuple[str, ...] = (CAP, PAIR, COUNTS), question: str = "补助多少？", numbers=()
) -> bool:
    citations = tuple(cite(s) for s in sources)
    benefits = tuple(b for c in citations for b in find_benefits(c.document, c.clause))
    statement = read_statement(text)
    assert statement is not None
    return verify(statement, Sources(read_question(question), citations, benefits, numbers)).holds


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("按年度采购额的15%予以补助,单家企业每年最高补助300万元[1]。", id="verbatim"),
        pytest.param("单家企业每年补助最高不超过300万元[1]。", id="same-bound-other-words"),
        pytest.param("单家企业每年补助上限为3,000,000元[1]。", id="same-value-other-unit"),
        pytest.param("单家企业每年最高补助三百万元[1]。", id="chinese-numeral"),
        pytest.param("按年度采购额的百分之十五予以补助[1]。", id="percent-in-words"),
        pytest.param("获得国家级奖项的项目给予40万元奖励[2]。", id="pair-first"),
        pytest.param("获得省级创新大赛奖项的项目给予10万元奖励[2]。", id="pair-second"),
        pytest.param("国家级、省级奖项分别给予40万元、10万元奖励[2]。", id="pair-in-order"),
        pytest.param("省级、国家级奖项分别给予10万元、40万元奖励[2]。", id="pair-both-turned"),
        pytest.param("培育国家级示范企业4家以上[3]。", id="count-beside-another"),
        pytest.param("入选世界500强企业供应商目录[3]。", id="name-with-figure"),
    ],
)
def test_true_statements_hold(cite, text: str) -> None:
    assert holds(cite, text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("单家企业每年最高补助500万元[1]。", id="other-value"),
        pytest.param("单家企业每年最高补助300元[1]。", id="other-unit"),
        pytest.param("单家企业每年最低补助300万元[1]。", id="other-direction"),
        pytest.param("单家企业每年补助300万元以上[1]。", id="cap-as-floor"),
        pytest.param("单家企业每年补助300万元[1]。", id="cap-as-fixed-sum"),
        pytest.param("年度采购额超过200万元的予以补助[1]。", id="at-least-as-more-than"),
        pytest.param("按年度采购额的20%予以补助[1]。", id="other-rate"),
        pytest.param("按年度采购额的百分之五十予以补助[1]。", id="other-rate-in-words"),
        pytest.param("单家企业每年最高补助五百万元[1]。", id="other-value-in-words"),
        pytest.param("单家企业每年最高补助５００万元[1]。", id="other-value-full-width"),
        pytest.param("单家企业每年最高补助300万元[2]。", id="wrong-key"),
        pytest.param("单家企业每年最高补助300万元[9]。", id="unknown-key"),
        pytest.param("单家企业每年最高补助300万元。", id="no-key-among-several"),
        pytest.param("根据第三十九条,单家企业每年最高补助300万元[1]。", id="invented-article"),
        pytest.param("根据《某省办法》,单家企业每年最高补助300万元[1]。", id="invented-document"),
        pytest.param("国家级奖项给予10万元奖励[2]。", id="pair-swapped-first"),
        pytest.param("省级奖项给予40万元奖励[2]。", id="pair-swapped-second"),
        pytest.param("国家级、省级奖项分别给予10万元、40万元奖励[2]。", id="pair-swapped-both"),
        pytest.param("获奖的项目给予40万元奖励[2]。", id="pair-without-its-word"),
        pytest.param("培育省级示范企业4家以上[3]。", id="neighbour-swapped"),
        pytest.param("入选世界100强企业供应商目录[3]。", id="name-with-other-figure"),
        pytest.param("按年度采购额的一半予以补助[1]。", id="half"),
        pytest.param("补助翻倍[1]。", id="doubled"),
        pytest.param("单家企业每年不予补助[1]。", id="negated"),
        pytest.param("该办法已经正式施行[1]。", id="status-claimed"),
        pytest.param("企业采购国产传感器的补助并非按年度采购额计算[1]。", id="并非"),
        pytest.param("贵公司符合补助的条件[1]。", id="judges-the-one-who-asks"),
        pytest.param("还可以申请人才公寓和落户便利[1]。", id="invented-support"),
        pytest.param("详见 http://example.com 的说明[1]。", id="link"),
    ],
)
def test_false_statements_fail(cite, text: str) -> None:
    assert not holds(cite, text)


@pytest.mark.parametrize(
    ("text", "ok"),
    [
        pytest.param("采购1000万元,可得150万元[1]。", True, id="asked-and-computed"),
        pytest.param("采购1000万元,可得160万元[1]。", False, id="computed-wrongly"),
        pytest.param("可得补助1000万元[1]。", False, id="asked-figure-as-grant"),
        pytest.param("采购1000万元,最高补助150万元[1]。", False, id="computed-figure-as-cap"),
    ],
)
def test_computed_and_asked_figures(cite, text: str, ok: bool) -> None:
    number = Number("150万元", Decimal(1_500_000), "元", Origin.COMPUTED, 1, "1000万元 × 15% = 150万元")
    assert holds(cite, text, sources=(CAP,), question="采购额1000万元能补助多少？", numbers=(number,)) is ok


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("这份办法是已经正式发布的,而不是还在征求意见[1]。", id="premise-repeated"),
        pytest.param("这份办法没有补助[1]。", id="negation-of-the-question"),
    ],
)
def test_words_of_the_question_prove_nothing(cite, text: str) -> None:
    assert not holds(cite, text, question="这份办法是已经正式发布的,还是还在征求意见？有没有补助？")


def test_one_source_needs_no_key(cite) -> None:
    assert holds(cite, "单家企业每年最高补助300万元。", sources=(CAP,))


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        pytest.param("每年最高补助300万元", (), id="quoted"),
        pytest.param("您的采购额为80万元", (), id="asked"),
        pytest.param("每年最高补助400万元", ("400万元",), id="invented"),
    ],
)
def test_last_gate(cite, text: str, bad: tuple[str, ...]) -> None:
    found = unverified_figures(text, [cite(CAP)], read_question("采购额80万元呢？"), ())
    assert [b in " ".join(found) for b in bad] == [True] * len(bad)
    assert len(found) == len(bad)
