"""Documents named by their kind and their place. Titles are invented."""

import pytest

from app.answering.naming import named_documents, place_spans, places_of
from corpus import Document

TITLES = {
    "plan": "某市机器人行动方案(征求意见稿)",
    "notice": "某局就《某市机器人行动方案(征求意见稿)》公开征求意见",
    "rules": "某市资金管理办法",
}
DOCUMENTS = [Document(i, t, "正文", i, "0", "0") for i, t in TITLES.items()]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("征求意见的通知里说产值要到多少", {"notice"}, id="通知"),
        pytest.param("方案中提到的产值是多少", {"plan"}, id="方案-not-the-one-that-quotes-it"),
        pytest.param("办法规定的上限是多少", {"rules"}, id="办法"),
        pytest.param("有什么办法申请补贴", set(), id="办法-as-a-word"),
        pytest.param("产值是多少", set(), id="none"),
    ],
)
def test_named_documents(question: str, expected: set[str]) -> None:
    assert named_documents(question, DOCUMENTS) == expected


PLACED = {
    "tea": "云梦县促进茶业发展的若干措施",
    "robots": "大江市玉井子区机器人产业扶持办法",
    "firms": "大江市关于支持企业上市的若干意见",
    "zone": "关于支持海门市创新示范区建设的措施",
    "state": "国务院关于促进就业的意见",
}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("云梦的茶厂有什么补贴", {"tea", "state"}, id="without its suffix"),
        pytest.param("我在玉井子区办厂，能拿多少", {"robots", "state"}, id="district"),
        pytest.param("大江市玉井子区的办法里怎么说", {"robots"}, id="the one that has both places"),
        pytest.param("大江市对上市企业怎么奖励", {"robots", "firms", "state"}, id="city takes in its district"),
        pytest.param("云梦的茶厂评上大江市名牌", {"tea", "robots", "firms", "state"}, id="two places"),
        pytest.param("从云梦到海门设厂", {"tea", "zone", "state"}, id="two places with one word between"),
        pytest.param("示范区有什么政策", set(), id="示范区 is no place"),
        pytest.param("我市企业上市有奖励吗", set(), id="我市 and 上市 are no places"),
        pytest.param("北原市有什么补贴", set(), id="a place of no document"),
        pytest.param("海门的创新企业", {"zone", "state"}, id="within a title"),
    ],
)
def test_documents_named_by_their_place(question: str, expected: set[str]) -> None:
    documents = [Document(i, t, "正文", i, "0", "0") for i, t in PLACED.items()]
    assert named_documents(question, documents) == expected


@pytest.mark.parametrize(
    ("question", "place"),
    [
        pytest.param("云梦的茶厂有什么补贴", "云梦", id="two characters"),
        pytest.param("云梦县的茶厂有什么补贴", "云梦县", id="with its suffix"),
        pytest.param("我在海门办厂，能拿多少", "海门", id="within"),
        pytest.param("大江市玉井子区的机器人企业", "大江市玉井子区", id="of a district its city, too"),
        pytest.param("北原市有什么补贴", "", id="a place of no document"),
        pytest.param("示范区的企业有什么政策", "", id="示范区 is no place"),
    ],
)
def test_where_a_question_names_a_place(question: str, place: str) -> None:
    documents = [Document(i, t, "正文", i, "0", "0") for i, t in PLACED.items()]
    assert "".join(question[start:end] for start, end in place_spans(question, documents)) == place


def test_a_title_goes_before_the_place() -> None:
    documents = [
        Document("zone", "关于支持大江市创新先导区的若干措施", "正文", "d", "0", "0", department="玉井区工业办公室"),
        Document("fund", "玉井区专项资金管理办法", "正文", "d", "0", "0"),
        Document("other", "云梦县创新若干措施", "正文", "d", "0", "0"),
    ]
    assert named_documents("玉井先导区的措施里奖多少", documents) == {"zone"}
    assert named_documents("云梦先导区的措施里奖多少", documents) == {"zone"}
    assert named_documents("玉井的创新企业奖多少", documents) == {"zone", "fund"}
    assert named_documents("大江市玉井区的专项资金管理办法里怎么说", documents) == {"fund"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("大江市青石桥区的企业", {"district"}, id="district of a city"),
        pytest.param("大江青石桥的企业", {"district"}, id="without suffixes"),
        pytest.param("大江和青石桥的企业", {"district", "city"}, id="both"),
        pytest.param("大江市的企业", {"city"}, id="city"),
    ],
)
def test_a_place_with_a_long_name(question: str, expected: set[str]) -> None:
    titles = {"district": "青石桥区企业扶持办法", "city": "大江市企业扶持办法"}
    documents = [Document(i, t, "正文", i, "0", "0") for i, t in titles.items()]
    assert named_documents(question, documents) == expected


WIDER = {
    "city": "广州市创业补贴办法",
    "province": "广东省就业扶持清单",
    "other": "杭州市创业补贴办法",
    "state": "国务院关于创业的意见",
}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("在广州创业有什么补贴", {"city", "province", "state"}, id="province and country hold in the city"),
        pytest.param("在广东创业有什么补贴", {"province", "state"}, id="a city's does not hold in the province"),
        pytest.param("在杭州创业有什么补贴", {"other", "state"}, id="another province's does not"),
    ],
)
def test_what_holds_in_a_wider_place_holds_here(question: str, expected: set[str]) -> None:
    documents = [Document(i, t, "正文", i, "0", "0") for i, t in WIDER.items()]
    assert named_documents(question, documents) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "云梦县设立资金。云梦县商务局受理。由云梦县财政拨付。另见大江市办法。", {"云梦"}, id="again and again"
        ),
        pytest.param("参照大江市办法执行。", set(), id="once"),
        pytest.param(
            "落实市级资金。获得省级认定。落实市级要求。获得省级资质。落实市财政。获得省级奖。", set(), id="deeds"
        ),
        pytest.param("会同市财政局办理。会同市科技局审核。会同市商务局验收。", set(), id="会同"),
    ],
)
def test_a_text_tells_its_place_where_the_title_does_not(text: str, expected: set[str]) -> None:
    assert places_of(Document("d", "茶业发展办法", text, "d", "0", "0")) == expected
