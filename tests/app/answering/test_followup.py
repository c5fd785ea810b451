"""Questions that lean on the ones before."""

import pytest

from app.answering.answer import Turn
from app.answering.followup import complete
from app.answering.leaning import leans_on_history, may_lean

PRIZE = "获得国家级大赛奖项奖励多少？"
PARTS = "采购8000万元传感器能拿多少"
FAIR = "示范基地的奖励怎么算？"


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        pytest.param([PRIZE], "那上限呢？", "获得国家级大赛奖项奖励，上限是多少", id="aspect"),
        pytest.param(["租房补贴每月多少"], "那比例呢", "租房补贴，比例是多少", id="aspect-without-its-old-one"),
        pytest.param(["租房补贴每月多少"], "要什么条件", "租房补贴，要什么条件", id="asks-alone"),
        pytest.param([PRIZE], "如果是省级的呢？", "获得省级大赛奖项奖励多少?", id="level-replaced"),
        pytest.param([PARTS], "那1.2亿呢？", "采购1.2亿传感器能拿多少", id="amount-replaced"),
        pytest.param([PARTS, "那上限呢"], "那1.2亿呢", "采购1.2亿传感器，能拿多少", id="chain-keeps-the-topic"),
        pytest.param(["2026年新增企业多少家"], "2027年呢", "2027年新增企业多少家", id="year-replaced"),
        pytest.param(["在杭州租房补多少"], "宁波呢", "在宁波租房补多少", id="place-replaced"),
        pytest.param(
            ["职工参保的，护理费一个月限额多少"], "那居民参保的呢", "居民参保的,护理费一个月限额多少", id="same-head"
        ),
        pytest.param([FAIR], "那办展会的呢？", "办展会，奖励怎么算", id="another-subject-drops-the-old-one"),
        pytest.param([FAIR, "那办展会的呢？"], "谁负责", "办展会，奖励，谁负责", id="of-the-latest-subject"),
        pytest.param([FAIR, "那办展会的呢？"], "那个呢", "办展会，奖励怎么算", id="points-back"),
        pytest.param(
            [FAIR, "那办展会的呢？", "展会每年办几次"],
            "回到最前面那个基地的，我们投了260万，能拿多少？",
            "示范基地的奖励，我们投了260万，能拿多少",
            id="back-over-several-turns",
        ),
        pytest.param(
            ["大病扣除，自付超过多少才算？"],
            "我自付了11万元，最多能扣多少？",
            "大病扣除，自付超过才算，我自付了11万元，最多能扣多少",
            id="own-figures-and-no-subject",
        ),
        pytest.param(
            ["食堂新招了30人，补多少"], "哎不对，报错了，是300人", "食堂新招了300人,补多少", id="a-figure-corrected"
        ),
        pytest.param(
            ["我们买零件花了260万，能奖多少"],
            "不好意思，我记错了，其实是290万",
            "我们买零件花了290万,能奖多少",
            id="corrected-with-an-apology",
        ),
        pytest.param(["办社区能拿多少补贴"], "除了这笔钱，还给别的不？", "办社区补贴，还给别的不", id="besides"),
        pytest.param(
            ["骨干企业最多补多少"], "试点企业也按这个数吗？", "试点企业，最多补多少", id="the-same-for-another"
        ),
        pytest.param(
            ["护理费一级每月能报多少"], "二级也一样吗", "护理费二级每月能报多少", id="the-same-for-another-grade"
        ),
        pytest.param(
            ["研发补助，500万以内补几个点"],
            "超过500万的那部分呢？",
            "研发补助,超过500万的那部分补几个点",
            id="the-other-side-of-a-figure",
        ),
        pytest.param(
            ["办大会，门票160万，能奖多少？"],
            "要是做到260万呢，还是照比例给吗？",
            "办大会,门票260万,能奖多少，还是照比例给吗",
            id="an-amount-with-a-doubt-stays-a-question-for-an-amount",
        ),
        pytest.param(
            ["软件和信息服务业的项目最多补多少"],
            "那两化融合的项目呢",
            "两化融合的项目最多补多少",
            id="same-head-up-to-the-edge",
        ),
        pytest.param(["住院一天能扣多少"], "我是居民呢", "我是居民，能扣多少", id="deduct-is-what-is-asked"),
        pytest.param([PRIZE], "每年举办几次机器人展会？", "每年举办几次机器人展会？", id="stands-alone"),
    ],
)
def test_complete(earlier: list[str], question: str, expected: str) -> None:
    built = complete(question, [Turn(q, "") for q in earlier])
    assert built.startswith(expected)


def test_the_first_of_what_was_listed() -> None:
    answer = "建设检测中心给予80万元奖励[1]\n建设培训基地给予50万元奖励[2]"
    built = complete("第二个要什么条件", [Turn("哪些平台有奖励", answer)])
    assert "培训基地" in built
    assert "检测中心" not in built
    assert "条件" in built


def test_what_is_brought_may_be_added_to_the_subject() -> None:
    history = [Turn("租房补贴每月多少", "")]
    assert complete("那本科生呢", history) == "本科生，补贴每月多少"
    assert complete("那本科生呢", history, added=True) == "租房补贴，本科生，补贴每月多少"


@pytest.mark.parametrize(
    "question",
    [
        "我们采购传感器花了3000万元能补多少",
        "租房补贴的上限是多少",
        "换个事问，那个展会最多补多少呢",
        "对了，顺便问下，那旧车置换呢",
        "可再生能源项目补贴多少",
        "不锈钢企业的技改补多少",
        "我们这家企业在县里租厂房，租金补贴多少",
    ],
)
def test_stands_alone(question: str) -> None:
    assert not leans_on_history(question)


@pytest.mark.parametrize(
    "question",
    [
        "可那家收购我们设备的公司就是我们的股东，还能算吗",
        "但是我们去年已经领过一次展会补贴，还给不给",
        "不过我们的厂房是租来的，也能享受技改补贴吗",
        "这钱是发给培训机构还是发给学员本人",
        "这些补贴能不能打到法人的个人账户上",
        "乡镇一级呢？我们镇可支配收入8000万元，最少该拿出多少",
    ],
)
def test_leans(question: str) -> None:
    assert leans_on_history(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("我店里雇了6个人，能再高点不？", True, id="more-for-me"),
        pytest.param("头一年卖了1500万，第二年正好1000万，算不算？", True, id="does-that-count"),
        pytest.param("预计投入2600万元，最多能拿多少", True, id="a-sum-and-an-amount-asked"),
        pytest.param("公司注册在外区，能申请租金补贴吗", False, id="a-subject-of-its-own"),
        pytest.param("家里旧车换新能源车，置换补贴现在给多少", False, id="another-subject"),
        pytest.param("换个事问，投了260万能拿多少", False, id="says-that-it-changes"),
    ],
)
def test_may_lean(question: str, *, expected: bool) -> None:
    assert may_lean(question) is expected


def test_without_history() -> None:
    assert complete("那上限呢？", ()) == "那上限呢？"
