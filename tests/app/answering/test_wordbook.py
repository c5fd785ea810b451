"""Which words of a document stand for a caller's word."""

import pytest

from app.answering.wordbook import known_words, wordbook

_DOCUMENT = [
    "酒店",
    "零部件",
    "住房",
    "贷款",
    "还款",
    "儿童",
    "老年人",
    "品牌",
    "处罚",
    "薪酬",
    "仓储",
    "购房",
    "租金",
    "就业",
    "企业",
    "药品",
    "国内",
    "省级",
    "小学",
    "上限",
    "个人",
    "机器人",
    "工厂",
    "水稻",
    "汽车",
    "展会",
    "项目",
    "资金",
    "部门",
    "规定",
    "办理",
    "国家",
    "教育",
    "农业",
    "市场",
    "技术",
    "服务",
    "建设",
    "发展",
]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("宾馆", "酒店"),
        ("零件", "零部件"),
        ("房贷", "贷款"),
        ("还贷", "还款"),
        ("孩子", "儿童"),
        ("老人", "老年人"),
        ("牌子", "品牌"),
        ("罚款", "处罚"),
        ("工资", "薪酬"),
        ("仓库", "仓储"),
        ("买房", "购房"),
        ("房租", "租金"),
    ],
)
def test_a_callers_word_is_found(word: str, meant: str) -> None:
    best = {a.word: a.share for a in known_words(_DOCUMENT).alike(word)[:2]}
    assert best[meant] > 0.2


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("食品", "药品"),
        ("国外", "国内"),
        ("市级", "省级"),
        ("中学", "小学"),
        ("下限", "上限"),
        ("咖啡", "酒店"),
        ("小麦", "水稻"),
        ("飞机", "汽车"),
        ("量子", "技术"),
        ("取暖费", "资金"),
        ("殡葬", "服务"),
    ],
)
def test_a_sibling_stands_for_little(word: str, other: str) -> None:
    found = {a.word: a.share for a in known_words(_DOCUMENT).alike(word)}
    assert found.get(other, 0.0) < 0.35


def test_a_word_does_not_stand_for_itself_or_for_one_that_nobody_knows() -> None:
    words = known_words(_DOCUMENT)
    assert "酒店" not in {a.word for a in words.alike("酒店")}
    assert words.alike("鰽白咁") == ()
    assert known_words([]).alike("宾馆") == ()


def test_the_likest_word_comes_first() -> None:
    shares = [a.share for a in known_words(_DOCUMENT).alike("房贷")]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share <= 1 for share in shares)


@pytest.mark.parametrize("word", ["大家", "今天", "朋友", "家里", "事情", "孩子"])
def test_everyday(word: str) -> None:
    assert wordbook().ordinary(word) > 0.35


@pytest.mark.parametrize(
    "word", ["量子", "公积金", "出口", "农业", "医院", "汽车", "光伏", "租金", "幼儿园", "展位", "鰽白咁"]
)
def test_what_policies_are_about_is_not_everyday(word: str) -> None:
    assert wordbook().ordinary(word) < 0.2
