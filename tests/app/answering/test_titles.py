"""Documents named by a shortened title, a year, a number or as an older one. All titles are invented."""

from datetime import date

import pytest

from app.answering.titles import mentions, titled_documents
from corpus import Document

TITLES = {
    "tour": "云梦县支持旅游业发展若干政策",
    "key": "云梦县关于支持重点产业加快发展的实施意见",
    "key-old": "云梦县关于支持重点产业发展的意见(旧)",
    "ai": "玉井区关于推动人工智能产业高质量发展的若干意见",
    "zone": "关于支持大江市生成式人工智能创新先导区的若干措施",
    "care": "大江市长期护理保险试行办法",
    "tax": "国务院关于印发个人所得税专项附加扣除暂行办法的通知",
    "fund": "北原省企业技术创新专项资金管理办法",
    "robots": "大江市机器人行动方案",
    "asks": "大江市经信局就《大江市机器人行动方案》公开征求意见",
}
TEXTS = {
    "tour": "本意见自发布之日起执行。",
    "care": "本办法适用于长期护理保险(以下简称长护险)的参保和待遇。",
}
ISSUED = {"key": date(2023, 2, 8), "tax": date(2018, 12, 13), "key-old": date(2019, 5, 1)}
NUMBERS = {"tax": "国发〔2018〕41号"}
DOCUMENTS = [
    Document(i, t, TEXTS.get(i, "正文"), i, "0", "0", issued=ISSUED.get(i), number=NUMBERS.get(i))
    for i, t in TITLES.items()
]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("按推动人工智能产业高质量发展的若干意见,最多补多少", {"ai"}, id="nearly-whole"),
        pytest.param("人工智能若干意见里租算力补多少", {"ai"}, id="shortened"),
        pytest.param("旅游意见里怎么说", {"tour"}, id="as-it-calls-itself"),
        pytest.param("长护险办法规定的限额是多少", {"care"}, id="by-the-short-word-it-gives"),
        pytest.param("个税专项附加扣除的暂行办法从哪天起施行", {"tax"}, id="opens-with-a-single-character"),
        pytest.param("2023年的意见里补多少", {"key"}, id="by-year"),
        pytest.param("云梦2023年支持重点产业的意见里补多少", {"key"}, id="by-year-and-words"),
        pytest.param("按云梦县关于支持重点产业发展的意见,奖多少", {"key-old"}, id="word-for-word-of-one-alone"),
        pytest.param("按支持重点产业加快发展的实施意见,奖多少", {"key"}, id="word-for-word-of-the-other"),
        pytest.param("按重点产业的意见,奖多少", {"key", "key-old"}, id="word-for-word-of-neither"),
        pytest.param("云梦县2023年说的投资奖励是几成", {"key"}, id="by-place-and-year"),
        pytest.param("国务院2018年规定个税怎么扣", {"tax"}, id="by-issuer-and-year"),
        pytest.param("企业2023年说好的投资", set(), id="nobody-s-year"),
        pytest.param("云梦县2021年规定的奖励", set(), id="a-year-of-no-document"),
        pytest.param("国发〔2018〕41号里怎么扣", {"tax"}, id="by-number"),
        pytest.param("41号文怎么扣", {"tax"}, id="by-number-alone"),
        pytest.param("北原省的专项资金补几成", {"fund"}, id="fund-of-a-place"),
        pytest.param("机器人行动方案里产值多少", {"robots"}, id="what-it-says"),
        pytest.param("谁在就机器人行动方案听取看法", {"robots", "asks"}, id="what-is-said-about-it"),
        pytest.param("有什么办法申请补贴", set(), id="办法-as-a-word"),
        pytest.param("公开征求意见到哪天", set(), id="意见-as-a-word"),
        pytest.param("除了这些还有别的政策吗", set(), id="any-other-policy"),
        pytest.param("有没有企业支持政策", set(), id="generic-words-name-nothing"),
        pytest.param("专项资金什么时候拨付", set(), id="a-fund-of-nobody"),
        pytest.param("农业保险条例怎么规定", set(), id="a-title-nobody-has"),
        pytest.param("5号楼的补贴", set(), id="another-kind-of-number"),
    ],
)
def test_titled_documents(question: str, expected: set[str]) -> None:
    assert titled_documents(question, DOCUMENTS) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("人工智能若干意见和先导区若干措施各怎么说", [{"ai"}, {"zone"}], id="two-titles"),
        pytest.param("2023年的意见和更早那份文件一样吗", [{"key"}, {"key-old"}], id="and-the-older-one"),
        pytest.param("北原省的专项资金和长护险办法各管什么", [{"fund"}, {"care"}], id="fund-and-title"),
    ],
)
def test_mentions_in_order(question: str, expected: list[set[str]]) -> None:
    assert [m.documents for m in mentions(question, DOCUMENTS)] == expected
