"""Labels by form: what begins a piece of a document, and what only looks like it."""

import pytest

from corpus.structure.labels import LabelKind, leading_label, loose_label
from corpus.structure.ordinals import chinese_number, number_value

K = LabelKind


@pytest.mark.parametrize(
    ("line", "text", "kind", "value", "words"),
    [
        pytest.param("一、主要目标", "一", K.CHINESE, 1, "主要目标", id="一、"),
        pytest.param("十二、加强领导", "十二", K.CHINESE, 12, "加强领导", id="十二、"),
        pytest.param("二 、支持范围", "二", K.CHINESE, 2, "支持范围", id="blank-before-the-comma"),
        pytest.param("一、\t强化创新", "一", K.CHINESE, 1, "强化创新", id="tab-after-the-comma"),
        pytest.param("一、三年行动目标", "一", K.CHINESE, 1, "三年行动目标", id="words-begin-with-a-numeral"),
        pytest.param("- 二.做强集群", "二", K.CHINESE, 2, "做强集群", id="bullet-before-the-label"),
        pytest.param("(二)实施工程", "(二)", K.CHINESE_BRACKET, 2, "实施工程", id="(二)"),
        pytest.param("（十二）实施工程", "（十二）", K.CHINESE_BRACKET, 12, "实施工程", id="（十二）"),
        pytest.param("（一)实施", "（一)", K.CHINESE_BRACKET, 1, "实施", id="mixed-brackets"),
        pytest.param("㈢实施", "㈢", K.CHINESE_BRACKET, 3, "实施", id="㈢"),
        pytest.param("一）总体要求", "一）", K.CHINESE_BRACKET, 1, "总体要求", id="half-a-bracket"),
        pytest.param("（一）项目建设", "（一）", K.CHINESE_BRACKET, 1, "项目建设", id="项目-is-no-项"),
        pytest.param("（一）目标任务", "（一）", K.CHINESE_BRACKET, 1, "目标任务", id="目标-is-no-目"),
        pytest.param("2.强化协同", "2", K.ARABIC, 2, "强化协同", id="2."),
        pytest.param("2．强化协同", "2", K.ARABIC, 2, "强化协同", id="2．"),
        pytest.param("2、强化协同", "2", K.ARABIC, 2, "强化协同", id="2、"),
        pytest.param("１０．强化协同", "１０", K.ARABIC, 10, "强化协同", id="full-width-digits"),
        pytest.param("4.2027年底前建成", "4", K.ARABIC, 4, "2027年底前建成", id="words-begin-with-a-year"),
        pytest.param("（1）提供材料", "（1）", K.ARABIC_BRACKET, 1, "提供材料", id="（1）"),
        pytest.param("1)提供材料", "1)", K.ARABIC_BRACKET, 1, "提供材料", id="1)"),
        pytest.param("⑵提供材料", "⑵", K.ARABIC_BRACKET, 2, "提供材料", id="⑵"),
        pytest.param("①提供材料", "①", K.CIRCLED, 1, "提供材料", id="①"),
        pytest.param("第三条 本办法所称企业", "第三条", K.ARTICLE, 3, "本办法所称企业", id="第三条"),
        pytest.param("第三条为了规范管理", "第三条", K.ARTICLE, 3, "为了规范管理", id="article-without-a-blank"),
        pytest.param("第 1 0 条 鼓励", "第10条", K.ARTICLE, 10, "鼓励", id="blanks-inside"),
        pytest.param("第一百二十条之一 资助", "第一百二十条之一", K.ARTICLE, 120, "资助", id="条之一"),
        pytest.param("第一章　总　　则", "第一章", K.CHAPTER, 1, "总　　则", id="第一章"),
        pytest.param("第二章总部企业认定", "第二章", K.CHAPTER, 2, "总部企业认定", id="chapter-without-a-blank"),
        pytest.param("第五节 生活、卫生。", "第五节", K.SECTION, 5, "生活、卫生。", id="title-with-a-full-stop"),
        pytest.param("第一编 总则", "第一编", K.PART, 1, "总则", id="第一编"),
        pytest.param("第一分编 通则", "第一分编", K.SUBPART, 1, "通则", id="第一分编"),
        pytest.param("第一部分 总体要求", "第一部分", K.DIVISION, 1, "总体要求", id="第一部分"),
        pytest.param("## 第二章 奖项", "第二章", K.CHAPTER, 2, "奖项", id="markdown-with-a-number"),
        pytest.param("##第二章 奖项", "第二章", K.CHAPTER, 2, "奖项", id="markdown-without-a-blank"),
        pytest.param("### 申报材料", "申报材料", K.HEADING, 0, "申报材料", id="markdown-without-a-number"),
        pytest.param("**第三条** 鼓励", "第三条", K.ARTICLE, 3, "** 鼓励", id="bold"),
        pytest.param("附件1：申请表", "附件1", K.ATTACHMENT, 1, "申请表", id="附件1"),
        pytest.param("附件", "附件", K.ATTACHMENT, 0, "", id="附件-alone"),
        pytest.param("问：如何申请？", "问", K.QUESTION, 0, "如何申请？", id="问："),
        pytest.param("问题3：如何申请？", "问题3", K.QUESTION, 3, "如何申请？", id="问题3："),
        pytest.param("【第三条】 鼓励", "第三条", K.ARTICLE, 3, "鼓励", id="【第三条】"),
        pytest.param("（第三条）鼓励", "第三条", K.ARTICLE, 3, "鼓励", id="（第三条）"),
        pytest.param("第三条【目的】为了", "第三条", K.ARTICLE, 3, "【目的】为了", id="title-in-brackets"),
        pytest.param("第　三　条　鼓励", "第三条", K.ARTICLE, 3, "鼓励", id="full-width-blanks-inside"),
        pytest.param("02.鼓励", "02", K.ARABIC, 2, "鼓励", id="02."),
        pytest.param("Q1 如何申请？", "Q1", K.QUESTION, 1, "如何申请？", id="Q1"),
        pytest.param("Q：如何申请？", "Q", K.QUESTION, 0, "如何申请？", id="Q："),
        pytest.param("【问】如何申请？", "问", K.QUESTION, 0, "如何申请？", id="【问】"),
        pytest.param("  （一）实施", "（一）", K.CHINESE_BRACKET, 1, "实施", id="indented"),
    ],
)
def test_a_label_is_recognised(line: str, text: str, kind: LabelKind, value: int, words: str) -> None:
    label = leading_label(line)

    assert label is not None
    assert (label.text, label.kind, label.value, line[label.length :]) == (text, kind, value, words)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("第三条第一款规定的情形", id="reference-to-a-款"),
        pytest.param("第三条、第四条的规定", id="reference-to-two-articles"),
        pytest.param("第三条规定的奖励", id="reference-规定"),
        pytest.param("第三条至第五条", id="reference-to-a-range"),
        pytest.param("第十条，情节严重的", id="reference-before-a-comma"),
        pytest.param("依照第三十九条", id="reference-inside"),
        pytest.param("（一）项规定", id="reference-to-an-项"),
        pytest.param("（一）至（三）项", id="reference-to-items"),
        pytest.param("（一）、（二）", id="enumeration-of-items"),
        pytest.param("3-4家", id="range-3-4家"),
        pytest.param("2027年，实现", id="year"),
        pytest.param("2025.3.1起", id="dotted-date"),
        pytest.param("(2025-2027年)", id="bracketed-years"),
        pytest.param("(2025)15号", id="bracketed-year-of-a-文号"),
        pytest.param("1.5亿元以上", id="decimal"),
        pytest.param("1、2号楼", id="enumeration-of-figures"),
        pytest.param("一、二级市场", id="enumeration-一、二级"),
        pytest.param("一是加强领导", id="一是"),
        pytest.param("三年行动方案", id="三年"),
        pytest.param("百、千、万工程", id="no-number"),
        pytest.param("附带条件的", id="附带"),
        pytest.param("附件1所列材料", id="reference-to-an-attachment"),
        pytest.param("第一部分是总则", id="第一部分是"),
        pytest.param("第二节中规定的，应当按照本办法的规定执行，不得违反。", id="section-in-a-sentence"),
        pytest.param("（第三条规定的）企业", id="article-in-a-bracket-of-words"),
        pytest.param("Q235钢材", id="Q-of-a-name"),
        pytest.param("1.1 编制目的", id="decimal-needs-its-neighbours"),
        pytest.param("A.编制目的", id="letter-needs-its-neighbours"),
        pytest.param("# ", id="empty-heading"),
        pytest.param("#惠企政策#来了", id="hashtag"),
        pytest.param("", id="empty"),
    ],
)
def test_what_only_looks_like_a_label_is_none(line: str) -> None:
    assert leading_label(line) is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        pytest.param("4其他应具备的条件。", 4, id="no-dot"),
        pytest.param("4 其他应具备的条件。", 4, id="blank-for-a-dot"),
        pytest.param("3.5G应用", 3, id="words-begin-with-a-digit"),
        pytest.param("三　总体要求", 3, id="blank-for-the-comma"),
        pytest.param("4\t其他", None, id="cell-of-a-table"),
        pytest.param("1.5亿元以上的", None, id="amount"),
        pytest.param("10家企业", None, id="count"),
        pytest.param("2027年", None, id="year"),
        pytest.param("其他条件", None, id="words"),
    ],
)
def test_a_loose_label_needs_its_neighbours(line: str, value: int | None) -> None:
    label = loose_label(line)

    assert (label.value if label else None) == value


@pytest.mark.parametrize("value", [1, 10, 12, 20, 105, 110, 1005, 1010, 1260, 9999])
def test_chinese_numbers_read_back(value: int) -> None:
    assert number_value(chinese_number(value)) == value


@pytest.mark.parametrize(
    ("printed", "value"), [("一〇五", 105), ("１ ０", 10), ("百", None), ("0", None), ("零", None)]
)
def test_number_values(printed: str, value: int | None) -> None:
    assert number_value(printed) == value
