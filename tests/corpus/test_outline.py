"""The outline: nesting, identity and warnings, whatever a document's ladder and mistakes are."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Clause, Document
from corpus.structure.labels import LabelKind
from corpus.structure.numbering import printed
from corpus.structure.outline import Outline, outline

K = LabelKind


def outlined(text: str) -> Outline:
    return outline(Document("d", "某市办法", text, "d.txt", "", ""))


def ids(text: str) -> list[str]:
    return [clause.id.removeprefix("d#") for clause in outlined(text).clauses]


def codes(text: str) -> list[str]:
    return [anomaly.code.removeprefix("numbering.") for anomaly in outlined(text).anomalies]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("一、甲\n（一）乙\n1.丙。\n（1）丁。\n①戊。", ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.1.1"], id="policy-ladder"),
        pytest.param("1.甲\n（1）乙。\n（2）丙。\n2.丁", ["1", "1.1", "1.2", "2"], id="ladder-that-begins-with-1."),
        pytest.param("（一）甲\n1.乙。\n（二）丙\n1.丁。", ["1", "1.1", "2", "2.1"], id="numbers-restart"),
        pytest.param("一、甲\n1.乙。\n2.丙。\n二、丁\n3.戊。\n4.己。", ["1", "1.1", "1.2", "2", "2.3", "2.4"], id="numbers-run-on"),
        pytest.param("第一章 甲\n第一条 乙。\n第二章 丙\n第二条 丁。", ["1", "1.1", "2", "2.2"], id="articles-run-on"),
        pytest.param("第一章 甲\n第一条 乙。\n第二章 丙\n第一条 丁。", ["1", "1.1", "2", "2.1"], id="articles-restart"),
        pytest.param("第一编 甲\n第一章 乙\n第一节 丙\n第一条 丁：\n（一）戊；\n1.己。\n第二编 庚\n第一章 辛\n第二条 壬。", ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.1.1", "1.1.1.1.1.1", "2", "2.1", "2.1.2"], id="编章节条项目"),
        pytest.param("一、政策\n第1条 甲。\n二、范围\n（一）乙\n第2条 丙。\n（二）丁\n第3条 戊。", ["1", "1.1", "2", "2.1", "2.1.2", "2.2", "2.2.3"], id="articles-below-一、"),
        pytest.param("第一条 甲。\n第一条之一 乙。\n第二条 丙。", ["1", "1-1", "2"], id="条之一"),
        pytest.param("序文。\n一、甲\n续文。", ["0", "1"], id="preface-and-continuation"),
        pytest.param("问：甲？\n答：乙。\n问：丙？\n答：丁。", ["q1", "q2"], id="questions-and-answers"),
        pytest.param("一、甲有哪些？\n答：乙。\n二、丙？\n答：丁。", ["1", "2"], id="numbered-questions"),
        pytest.param("一、甲。\n附件1\n一、乙。\n附件2\n一、丙。", ["1", "a1", "a1.1", "a2", "a2.1"], id="attachments"),
        pytest.param("# 某办法\n## 第一章 甲\n第一条 乙。\n## 第二章 丁\n第二条 丙。", ["0", "1", "1.1", "2", "2.2"], id="markdown"),
        pytest.param("# 指南\n文。\n## 甲\n文。\n### 乙\n文。\n## 丙\n文。", ["0", "h1", "h1.h1", "h2"], id="markdown-without-numbers"),
        pytest.param("甲段。\n乙段。", ["1", "2"], id="no-labels"),
        pytest.param("甲", ["0"], id="one-line"),
    ],
)  # fmt: skip
def test_ladders(text: str, expected: list[str]) -> None:
    assert (ids(text), codes(text)) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("第一条 甲。\n乙。\n丙。\n第二条 丁。", ["1", "1.p2", "1.p3", "2"], id="paragraphs"),
        pytest.param("第一条 甲：\n（一）乙；\n（二）丙。\n前款丁。\n第二条 戊。", ["1", "1.1", "1.2", "1.p2", "2"], id="paragraph-after-items"),
        pytest.param("第一条 甲。\n乙：\n（一）丙；\n（二）丁。", ["1", "1.p2", "1.p2.1", "1.p2.2"], id="items-of-the-second-paragraph"),
        pytest.param("第一条 甲：\n（一）委任。\n（二）选举。\n前款丁。\n第二条 戊。", ["1", "1.1", "1.2", "1.p2", "2"], id="paragraph-after-short-items"),
        pytest.param("第一条 甲：\n（一）延续评估\n延续评估费用为乙。\n延续评估费用由丙。\n丁由戊。", ["1", "1.1", "1.p2"], id="parallel-paragraphs-of-an-item"),
        pytest.param("第一条 甲。\n第三方机构应当按照法律法规的规定，加强对各项信息的管理和保护，控制使用的范\n围，防止外泄。\n乙。", ["1", "1.p2", "1.p3"], id="broken-line"),
        pytest.param("第一条 对象\n甲。\n乙。\n第二条 丙。", ["1", "1.p2", "2"], id="title-line-and-first-paragraph"),
        pytest.param("第一条 甲\n（一）考核小组\n由乙组成。\n（二）审核小组\n由丙组成。", ["1", "1.1", "1.2"], id="items-with-title-lines"),
        pytest.param("第一条 甲：\n（一）乙，丙。\n丁，戊。\n（二）己，庚。", ["1", "1.1", "1.2"], id="items-of-two-paragraphs"),
        pytest.param("一、甲。\n乙。\n（一）丙。\n丁。", ["1", "1.1"], id="no-paragraphs-outside-articles"),
    ],
)  # fmt: skip
def test_unnumbered_paragraphs(text: str, expected: list[str]) -> None:
    assert (ids(text), codes(text)) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected", "warnings"),
    [
        pytest.param("一、甲。\n三、乙。", ["1", "3"], ["missing"], id="missing-二、"),
        pytest.param("一、甲。\n（一）乙。\n（二）丙。\n三、丁。\n（一）戊。", ["1", "1.1", "1.2", "3", "3.1"], ["missing"], id="missing-above"),
        pytest.param("（一）甲。\n（二）乙。\n（三）丙。\n（三）丁。", ["1", "2", "3", "3b"], ["duplicate"], id="two-（三）"),
        pytest.param("（一）甲。\n（三）乙。\n（三）丙。\n（三）丁。\n（四）戊。", ["1", "3", "3b", "3c", "4"], ["missing", "duplicate", "duplicate"], id="three-（三）"),
        pytest.param("第五条 甲。\n第五条 乙。\n1.丙。\n第六条 丁。", ["5", "5b", "5b.1", "6"], ["start", "duplicate"], id="two-articles-五"),
        pytest.param("一、甲\n（一）乙\n文。\n- 二.丙\n文。\n（三）丁\n文。\n三、戊。", ["1", "1.1", "1.2", "1.3", "3"], ["style", "missing"], id="二.-for-（二）"),
        pytest.param("（一）甲。\n（二）乙。\n3.丙。\n（四）丁。", ["1", "2", "3", "4"], ["style"], id="3.-for-（三）"),
        pytest.param("1.甲。\n3.乙。\n2.丙。\n4.丁。", ["1", "3", "2", "4"], ["missing", "order", "missing"], id="2-and-3-changed-places"),
        pytest.param("1.甲；\n2.乙；\n3.丙；\n4其他条件。", ["1", "2", "3", "4"], [], id="4-without-its-dot"),
        pytest.param("总则\n第一条 甲。\n第二条 乙。\n组织领导\n第三条 丙。\n第三章 丁\n第四条 戊。", ["1", "1.1", "1.2", "2", "2.3", "3", "3.4"], ["unnumbered", "unnumbered"], id="chapter-titles-lost-their-numbers"),
        pytest.param("# 某办法\n## 第一章 甲\n第一条 乙。\n## 附则\n第二条 丙。", ["0", "1", "1.1", "2", "2.2"], ["unnumbered"], id="markdown-附则"),
        pytest.param("第二条 甲。\n第三条 乙。", ["2", "3"], ["start"], id="document-begins-at-第二条"),
        pytest.param("第一条 甲。\n第二条 乙。\n第九十九条 丙。\n第三条 丁。", ["1", "2", "3"], ["reference"], id="number-out-of-the-blue"),
    ],
)  # fmt: skip
def test_misnumbered(text: str, expected: list[str], warnings: list[str]) -> None:
    found = [i for i in ids(text) if not i.split(".")[-1].startswith("p")]

    assert (found, codes(text)) == (expected, warnings)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("第一条第二款的规定，适用本条。", id="第一条第二款"),
        pytest.param("依照第九条规定处理。", id="依照"),
        pytest.param("2027年，实现3-4家。", id="year"),
        pytest.param("3-4家企业。", id="range"),
        pytest.param("2.5亿元以上的，给予奖励。", id="decimal-that-continues-the-numbers"),
        pytest.param("（一）至（三）项不适用。", id="items"),
    ],
)
def test_references_and_quantities_begin_no_clause(line: str) -> None:
    assert ids(f"一、甲\n1.乙\n{line}\n2.丙。\n二、丁。") == ["1", "1.1", "1.2", "2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1总则\n1.1目的\n文。\n1.2项目分级\n1.2.1甲。\n1.2.2乙。\n1.3条件\n2组织\n2.1机构\n（1）甲；\n（2）乙。\n2.2职责\n3附则\n3.1解释。", ["1", "1.1", "1.2", "1.2.1", "1.2.2", "1.3", "2", "2.1", "2.1.1", "2.1.2", "2.2", "3", "3.1"], id="decimals"),
        pytest.param("一、甲\n1.1 乙。\n1.2 丙。\n二、丁\n2.1 戊。\n2.2 己。", ["1", "1.1", "1.2", "2", "2.1", "2.2"], id="decimals-below-一、"),
        pytest.param("## 1.1 甲\n文。\n## 1.2 乙\n文。", ["1", "2"], id="decimals-in-markdown"),
        pytest.param("一、甲\n1.5亿元以上的企业。\n1.6亿元以下的企业。\n二、乙", ["1", "2"], id="amounts"),
        pytest.param("一、甲\n1.1倍以内的企业。\n二、乙", ["1", "2"], id="one-decimal"),
        pytest.param("一、甲\nA.乙。\nB.丙。\nC.丁。\n二、戊", ["1", "1.1", "1.2", "1.3", "2"], id="letters"),
        pytest.param("一、甲\n(a)乙。\n(b)丙。\n二、丁", ["1", "1.1", "1.2", "2"], id="bracketed-letters"),
        pytest.param("一、甲\nA.乙。\n二、丙\nA类企业。\nB类企业。", ["1", "2"], id="grades-are-no-letters"),
        pytest.param("一、甲\n方向1：乙。\n方向2：丙。\n二、丁\n方向1：戊。\n方向2：己。", ["1", "1.1", "1.2", "2", "2.1", "2.2"], id="numbered-words"),
        pytest.param("一、甲\n阶段一：乙。\n二、丙", ["1", "2"], id="one-numbered-word"),
        pytest.param("01甲乙\n文。\n02丙丁\n文。\n03戊己", ["1", "2", "3"], id="01-without-a-point"),
        pytest.param("Q1 甲？\n答：乙：\n1.丙；\n2.丁。\nQ2 戊？\n答：己。", ["q1", "q1.1", "q1.2", "q2"], id="Q1"),
        pytest.param("引言。\n面向单位\n一、甲\n文。\n二、乙\n文。\n面向个人\n一、丙\n文。\n二、丁\n文。", ["0", "h1", "h1.1", "h1.2", "h2", "h2.1", "h2.2"], id="headings-above-lists-that-restart"),
        pytest.param("一、甲？\n答：个人申请条件：\n（一）乙：\n1.丙；\n2.丁。\n企业申请条件：\n1.戊；\n2.己。\n二、庚？", ["1", "1.1", "1.1.1", "1.1.2", "1.h1", "1.h1.1", "1.h1.2", "2"], id="parallel-leads"),
        pytest.param("一、甲\n（一）乙：\n1.丙；\n2.丁。\n（二）戊：\n1.己；\n2.庚。", ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "1.2.2"], id="no-lead"),
    ],
)  # fmt: skip
def test_labels_that_their_neighbours_prove(text: str, expected: list[str]) -> None:
    assert (ids(text), codes(text)) == (expected, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("1总则\n1.1甲。\n1.3乙。", "之前缺少编号“1.2”", id="decimal"),
        pytest.param("A.甲。\nC.乙。", "之前缺少编号“B.”", id="letter"),
        pytest.param("(a)甲。\n(c)乙。", "之前缺少编号“(b)”", id="bracketed-letter"),
        pytest.param("方向1：甲。\n方向3：乙。", "之前缺少编号“方向2”", id="numbered-word"),
    ],
)
def test_a_missing_number_is_named_as_its_list_prints_it(text: str, message: str) -> None:
    assert [message in anomaly.message for anomaly in outlined(text).anomalies] == [True]


_NOTICE = "某市政府办公厅关于印发某市扶持办法的通知\n各区政府：\n现将《某市扶持办法》印发给你们。"
_SIGNED = "某市政府办公厅\n2024年1月1日"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"一、甲。\n二、乙。\n{_SIGNED}\n（此件公开发布）", ["1", "2", "s"], id="signature"),
        pytest.param("一、甲。\n某市财政局 某市商务局\n二〇二四年一月一日", ["1", "s"], id="two-offices-in-a-line"),
        pytest.param("一、甲。\n某市财政局\n某市商务局\n2024年1月1日", ["1", "s"], id="two-offices-in-two-lines"),
        pytest.param("第一条 甲。\n公开方式：主动公开\n某市政府办公厅秘书处 2024年1月6日印发", ["1", "s"], id="imprint"),
        pytest.param("一、甲。\n（联系人：张三；联系电话：123）\n某市商务局\n2024年1月1日", ["1", "s"], id="contact-above-the-office"),
        pytest.param("一、甲。\n二、乙。\n联系人：张三\n联系电话：123", ["1", "2", "s"], id="contact-without-an-office"),
        pytest.param("一、甲。\n二、联系方式\n联系人：张三\n联系电话：123", ["1", "2"], id="contact-that-a-heading-asks-for"),
        pytest.param("某市办法\n某市政府\n2024年1月1日\n一、甲。\n二、乙。", ["0", "1", "2"], id="date-below-the-title-is-no-signature"),
        pytest.param("一、甲。\n到期日\n2024年1月1日\n二、乙。", ["1", "2"], id="date-in-the-text-is-no-signature"),
        pytest.param(f"{_NOTICE}\n{_SIGNED}\n某市扶持办法\n（2024年修订）\n第一条 甲。\n第二条 乙。", ["0", "s", "d1", "d1.1", "d1.2"], id="attached-document"),
        pytest.param(f"{_NOTICE}\n{_SIGNED}\n某市扶持高质量发展的\n若干措施\n一、甲。\n二、乙。", ["0", "s", "d1", "d1.1", "d1.2"], id="attached-title-in-two-lines"),
        pytest.param(f"{_NOTICE}\n某市扶持办法\n第一条 甲。\n第二条 乙。", ["0", "d1", "d1.1", "d1.2"], id="attached-document-without-a-signature"),
        pytest.param(f"{_NOTICE}\n一、甲。\n二、乙。\n{_SIGNED}\n某市扶持办法\n一、丙。\n二、丁。\n某市商务局\n2023年1月1日", ["0", "1", "2", "s", "d1", "d1.1", "d1.2", "d1.s"], id="both-numbered-and-signed"),
        pytest.param(f"{_NOTICE}\n{_SIGNED}\n某市甲办法\n一、丙。\n二、丁。\n某市乙规定\n一、丙。\n二、丁。", ["0", "s", "d1", "d1.1", "d1.2", "d2", "d2.1", "d2.2"], id="two-attached-documents"),
        pytest.param(f"一、甲。\n附件：1.申请表\n2.汇总表\n{_SIGNED}\n附件1\n申请表\n一、乙。", ["1", "s", "a1", "a1.1"], id="list-of-attachments-before-the-signature"),
        pytest.param("一、甲。\n附件：1.申请表\n2.汇总表\n附件1：申请表\n一、乙。\n附件2：汇总表\n一、丙。", ["1", "a1", "a1.1", "a2", "a2.1"], id="list-of-attachments-before-the-first"),
        pytest.param("一、甲。\n附件：申请表", ["1"], id="list-of-attachments-at-the-end"),
        pytest.param(f"一、甲。\n{_SIGNED}\n附件\n某市扶持方案\n一、乙。\n二、丙。", ["1", "s", "a1", "a1.d1", "a1.d1.1", "a1.d1.2"], id="attachment-with-a-title"),
        pytest.param("某市预案\n目  录\n一、甲\n二、乙\n一、甲\n丙。\n二、乙\n丁。", ["0", "1", "2"], id="contents"),
    ],
)  # fmt: skip
def test_frames(text: str, expected: list[str]) -> None:
    assert (ids(text), codes(text)) == (expected, [])


def test_an_attached_document_is_named_by_its_title() -> None:
    clauses = outlined(f"{_NOTICE}\n{_SIGNED}\n某市扶持\n办法\n第一条 甲。").clauses

    assert [clause.path for clause in clauses] == [("序",), ("落款",), ("某市扶持办法",), ("某市扶持办法", "第一条")]
    assert (clauses[1].text, clauses[2].text) == (_SIGNED, "某市扶持\n办法")


def test_paths_and_headings_stand_as_printed() -> None:
    clauses = outlined("某市方案\n三、重点任务\n（二）培育工程\n2.强化协同。建立机制，给予奖励。").clauses

    assert clauses[0].path == ("序",)
    assert clauses[3].path == ("三", "（二）", "2")
    assert clauses[3].headings == ("三、重点任务", "（二）培育工程", "2.强化协同")


def test_a_further_paragraph_is_named_by_its_number() -> None:
    clause = outlined("第九条 本办法所称企业，是指甲。\n乙。").clauses[1]

    assert (clause.id, clause.path, clause.label) == ("d#9.p2", ("第九条", "第二款"), "第九条 第二款")


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        pytest.param("一、主要目标", "一、主要目标", id="line"),
        pytest.param("1.强化协同。建立机制。", "1.强化协同", id="run-in"),
        pytest.param("第一条 本办法所称企业，是指甲。", "第一条", id="sentence"),
        pytest.param("（一）在本市纳税的企业；", "（一）", id="item"),
        pytest.param("第一条【目的】为了甲，乙。", "第一条【目的】", id="article-title-in-brackets"),
        pytest.param(
            "第一条（适用范围）本办法适用于甲，乙。", "第一条（适用范围）", id="article-title-in-round-brackets"
        ),
        pytest.param(
            "第一条 目的和依据 为加强和规范管理，制定本办法。", "第一条 目的和依据", id="article-title-before-a-blank"
        ),
        pytest.param("一、谁可以申请？", "一、谁可以申请？", id="question"),
        pytest.param("## 第一章 总则", "第一章 总则", id="markdown"),
        pytest.param("**一、总体要求**", "一、总体要求", id="bold"),
        pytest.param("**第三条** 鼓励甲，乙。", "第三条", id="bold-label"),
        pytest.param("1." + "甲" * 70, "1.", id="long-line"),
    ],
)
def test_headings(line: str, heading: str) -> None:
    assert outlined(line).clauses[0].headings == (heading,)


# --- any text -------------------------------------------------------------------------------------------------------

_STARTS = ("", "", "一、", "二、", "三、", "（一）", "（二）", "(三)", "- 二.", "1.", "2．", "3、", "（1）", "①", "②", "第一条 ",
           "第二条", "第三条之一 ", "第一章 ", "第二节", "附件1：", "问：", "# ", "## ", "依照第九条", "3-4家", "2027年", "4其他", "总则")  # fmt: skip
_WORDS = st.text(alphabet="甲乙丙丁。；，：“”（）1 ", max_size=12)
_LINES = st.builds(str.__add__, st.sampled_from(_STARTS), _WORDS)
_TEXTS = st.lists(_LINES, max_size=25).map("\n".join)


@given(_TEXTS)
def test_every_character_is_in_one_clause(text: str) -> None:
    clauses = outlined(text).clauses
    covered = Counter(at for clause in clauses for at in range(clause.span.start, clause.span.end))

    assert all(covered[at] == 1 for at, character in enumerate(text) if not character.isspace())
    assert all(count == 1 for count in covered.values())


@given(_TEXTS)
def test_clauses_are_exact_ordered_and_nested(text: str) -> None:
    found = outlined(text)
    by_id = {clause.id: clause for clause in found.clauses}

    assert len(by_id) == len(found.clauses)
    assert found == outlined(text)
    for clause in found.clauses:
        assert clause.text == clause.span.of(text) != ""
        assert len(clause.path) == len(clause.headings) > 0
        assert all(clause.path)
        assert all(clause.headings)
        if clause.parent is not None:
            parent = by_id[clause.parent]
            assert parent.span.end <= clause.span.start
            assert clause.path[:-1] == parent.path
            assert clause.id.startswith(parent.id + ".")
    assert [c.span for c in found.clauses] == sorted(c.span for c in found.clauses)
    assert all(a.span is not None and a.span.end <= len(text) for a in found.anomalies)


# --- well-formed documents ------------------------------------------------------------------------------------------

_LADDERS = (
    (K.CHINESE, K.CHINESE_BRACKET, K.ARABIC, K.ARABIC_BRACKET, K.CIRCLED),
    (K.PART, K.CHAPTER, K.SECTION, K.ARTICLE, K.CHINESE_BRACKET),
    (K.CHAPTER, K.ARTICLE, K.CHINESE_BRACKET, K.ARABIC),
    (K.CHINESE, K.ARABIC, K.CIRCLED),
    (K.ARABIC, K.CHINESE_BRACKET, K.CIRCLED),
    (K.CHINESE_BRACKET, K.ARABIC),
)
Tree = list["Tree"]
_TREES: st.SearchStrategy[Tree] = st.recursive(
    st.just([]), lambda children: st.lists(children, min_size=2, max_size=4), max_leaves=14
)


def _written(tree: Tree, ladder: tuple[LabelKind, ...], above: str = "") -> Iterator[tuple[str, str]]:
    """The lines of a tree as a document would print them, with the ids that they must get."""
    if not ladder:
        return
    for number, children in enumerate(tree, 1):
        own = f"{above}.{number}".lstrip(".")
        title = "甲乙丙丁" if children and len(ladder) > 1 else "甲乙丙丁，戊己庚。"
        yield f"{printed(ladder[0], number)}{' ' if ladder[0] is K.ARTICLE else ''}{title}", own
        yield from _written(children, ladder[1:], own)


@given(_TREES.filter(bool), st.sampled_from(_LADDERS))
def test_any_well_numbered_document_is_read_as_written(tree: Tree, ladder: tuple[LabelKind, ...]) -> None:
    written = list(_written(tree, ladder))
    found = outlined("\n".join(line for line, _ in written))

    assert [clause.id for clause in found.clauses] == [f"d#{own}" for _, own in written]
    assert found.anomalies == ()


@given(_TREES.filter(lambda tree: len(tree) >= 2), st.sampled_from(_LADDERS), st.data())
def test_one_lost_line_is_reported_and_moves_nothing_else(
    tree: Tree, ladder: tuple[LabelKind, ...], data: st.DataObject
) -> None:
    written = list(_written(tree, ladder))
    leaves = [at for at, (_, own) in enumerate(written) if _is_between(own, [o for _, o in written])]
    if not leaves:
        return
    lost = data.draw(st.sampled_from(leaves))
    kept = [entry for at, entry in enumerate(written) if at != lost]
    found = outlined("\n".join(line for line, _ in kept))

    assert [clause.id for clause in found.clauses] == [f"d#{own}" for _, own in kept]
    assert [anomaly.code for anomaly in found.anomalies] == ["numbering.missing"]


def _is_between(own: str, ids_of_all: list[str]) -> bool:
    """Whether a leaf has a sibling before and after it, so that its loss can be seen."""
    above, _, number = own.rpartition(".")
    prefix = f"{above}." if above else ""
    is_leaf = not any(other.startswith(own + ".") for other in ids_of_all)
    return is_leaf and int(number) > 1 and f"{prefix}{int(number) + 1}" in ids_of_all


def test_a_page_is_named_for_every_clause_that_touches_it(clauses_on_pages: tuple[Clause, ...]) -> None:
    assert [clause.pages for clause in clauses_on_pages] == [(1,), (1, 2), (2,)]


@pytest.fixture
def clauses_on_pages() -> tuple[Clause, ...]:
    from corpus import PageSpan, Span

    text = "一、甲\n二、乙乙乙\n三、丙"
    pages = (PageSpan(1, Span(0, 7)), PageSpan(2, Span(7, len(text))))
    return outline(Document("d", "某", text, "d.pdf", "", "", page_spans=pages)).clauses


def test_paragraphs_without_labels_are_clauses_above_a_signature():
    text = (
        "某局公告\n各企业：\n申请的企业可以获得10万元奖励。\n申请截止到2025年3月1日。\n某市经济和信息化局\n2025年1月1日"
    )
    document = Document("notice", "某局公告", text, "n.txt", "0", "0")
    assert [c.path for c in outline(document).clauses] == [("第1段",), ("第2段",), ("第3段",), ("第4段",), ("落款",)]
