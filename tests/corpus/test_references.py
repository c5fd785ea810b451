"""References between clauses: to exactly one clause, or to none with the reason."""

from datetime import date
from pathlib import Path

import pytest

from corpus import Metadata, ParsedDocument, RawDocument, parse
from corpus.document import Block
from corpus.parsing import interpret
from corpus.references.library import library_of, title_key
from corpus.references.reference import Reference, Unresolved
from corpus.references.resolving import all_references, find_references
from corpus.references.tree import label_number
from corpus.span import Span
from corpus.structure.ordinals import number_value

AMBIGUOUS, NOT_FOUND, OTHER = Unresolved.AMBIGUOUS, Unresolved.NOT_FOUND, Unresolved.OTHER_DOCUMENT
Expected = list[tuple[str, str | Unresolved]]

ARTICLES = """\
某市支持办法
第一章 总则
第一条 甲。
第二条 乙：
（一）丙；
（二）丁：
1.戊；
2.己。
庚。
前款辛：
（一）壬；
（二）癸。
第三条 子。
第二章 附则
第四条 寅：
（一）卯；
（二）辰；
（三）巳。
第五条 午。
第五条之一 未。
第六条 {}"""
LISTS = """\
某市工作方案
一、总体要求
（一）甲。
（二）乙。
二、主要任务
（一）丙：
1.丁；
2.戊。
（二）己。
三、保障措施
（一）庚。
（二）{}"""


def parsed(text: str, title: str | None = None, name: str = "d") -> ParsedDocument:
    blocks = tuple(Block(line) for line in text.splitlines())
    raw = RawDocument(Path("a.txt"), "text/plain", "0" * 64, blocks)
    return interpret(raw, Metadata(id=name, title=title), today=date(2026, 1, 1))


def found(document: ParsedDocument, words: str, **options: dict[str, ParsedDocument]) -> Expected:
    """The references of the clause that holds ``words``: their text and, after the document's id, the clause's id."""
    clause = next(c for c in document.clauses if words in c.text)
    references = find_references(document, clause, **options)
    return [(r.text, r.clause_id.partition("#")[2] if r.clause_id else r.reason or AMBIGUOUS) for r in references]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("第二条第（二）项", [("第二条第（二）项", AMBIGUOUS)], id="two-lists-in-the-article"),
        pytest.param("第二条第一款第（二）项", [("第二条第一款第（二）项", "1.2.2")], id="item-of-the-first-paragraph"),
        pytest.param("第二条第三款第（二）项", [("第二条第三款第（二）项", "1.2.p3.2")], id="item-of-a-further-paragraph"),
        pytest.param("第二条第一款第二项第1目", [("第二条第一款第二项第1目", "1.2.2.1")], id="point"),
        pytest.param("第二条第一款", [("第二条第一款", "1.2")], id="first-paragraph-is-the-article"),
        pytest.param("第二条第二款", [("第二条第二款", "1.2.p2")], id="second-paragraph"),
        pytest.param("第二条第四款", [("第二条第四款", NOT_FOUND)], id="no-such-paragraph"),
        pytest.param("第九条", [("第九条", NOT_FOUND)], id="no-such-article"),
        pytest.param("第四条第（三）项", [("第四条第（三）项", "2.4.3")], id="brackets"),
        pytest.param("第四条第三项", [("第四条第三项", "2.4.3")], id="without-brackets"),
        pytest.param("第四条（三）", [("第四条（三）", "2.4.3")], id="without-第"),
        pytest.param("第四条(三)", [("第四条(三)", "2.4.3")], id="half-width"),
        pytest.param("第 四 条第 (三) 项", [("第四条第(三)项", "2.4.3")], id="blanks-go-in-reading"),
        pytest.param("第4条第3项", [("第4条第3项", "2.4.3")], id="arabic"),
        pytest.param("第四条第（五）项", [("第四条第（五）项", NOT_FOUND)], id="no-such-item"),
        pytest.param("第四条第（二）类", [("第四条第（二）类", "2.4.2")], id="类"),
        pytest.param("第五条之一", [("第五条之一", "2.5-1")], id="之一"),
        pytest.param("第五条之二", [("第五条之二", NOT_FOUND)], id="no-之二"),
        pytest.param("第一条、第三条和第五条", [("第一条", "1.1"), ("第三条", "1.3"), ("第五条", "2.5")], id="list"),
        pytest.param("第一、三条", [("第一、三条", "1.1"), ("第一、三条", "1.3")], id="numbers-before-one-unit"),
        pytest.param("第三条至第五条", [("第三条至第五条", i) for i in ("1.3", "2.4", "2.5")], id="range"),
        pytest.param("第三至五条", [("第三至五条", i) for i in ("1.3", "2.4", "2.5")], id="range-before-one-unit"),
        pytest.param("第四条第（一）项、第（三）项", [("第四条第（一）项", "2.4.1"), ("第（三）项", "2.4.3")], id="items-of-one-article"),
        pytest.param("第四条第（一）（三）项", [("第四条第（一）（三）项", "2.4.1"), ("第四条第（一）（三）项", "2.4.3")], id="brackets-in-a-row"),
        pytest.param("第四条第（一）至（三）项", [("第四条第（一）至（三）项", f"2.4.{n}") for n in (1, 2, 3)], id="range-of-items"),
        pytest.param("第二条第一款第一项、第三款", [("第二条第一款第一项", "1.2.1"), ("第三款", "1.2.p3")], id="back-to-paragraphs"),
        pytest.param("第二条第二款至第三款", [("第二条第二款至第三款", "1.2.p2"), ("第二条第二款至第三款", "1.2.p3")], id="range-of-paragraphs"),
        pytest.param("第一章", [("第一章", "1")], id="chapter"),
        pytest.param("第三章", [("第三章", NOT_FOUND)], id="no-such-chapter"),
        pytest.param("本办法第二条第二款", [("本办法第二条第二款", "1.2.p2")], id="本办法"),
        pytest.param("《某市支持办法》第四条", [("《某市支持办法》第四条", "2.4")], id="its-own-title"),
        pytest.param("构成本办法第三条", [("本办法第三条", "1.3")], id="构成-is-no-成本"),
        pytest.param("依照第三条", [("第三条", "1.3")], id="依照"),
        pytest.param("本条", [("本条", "2.6")], id="本条"),
        pytest.param("本条第一款", [("本条第一款", "2.6")], id="本条第一款"),
        pytest.param("本章", [("本章", "2")], id="本章"),
        pytest.param("本节", [("本节", NOT_FOUND)], id="no-本节"),
        pytest.param("本款", [("本款", "2.6")], id="本款"),
        pytest.param("前条", [("前条", "2.5-1")], id="前条"),
        pytest.param("前款", [("前款", NOT_FOUND)], id="no-前款-in-the-first"),
        pytest.param("第四条第（二）项，以及同条第（三）项", [("第四条第（二）项", "2.4.2"), ("同条第（三）项", "2.4.3")], id="同条"),
        pytest.param("超过该条所规定的上限", [("该条", NOT_FOUND)], id="该条-after-nothing"),
        pytest.param("附件1", [("附件1", NOT_FOUND)], id="no-attachment"),
        pytest.param("本办法附录第三条", [("本办法附录第三条", NOT_FOUND)], id="article-of-an-appendix"),
    ],
)  # fmt: skip
def test_in_articles(words: str, expected: Expected) -> None:
    assert found(parsed(ARTICLES.format(f"按照{words}执行。")), "按照") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("本方案第一条", [("本方案第一条", "1")], id="第一条-is-一、"),
        pytest.param("第二部分", [("第二部分", "2")], id="第二部分-is-二、"),
        pytest.param("第二部分第（一）项", [("第二部分第（一）项", "2.1")], id="item-of-a-part"),
        pytest.param("本方案第二部分（二）", [("本方案第二部分（二）", "2.2")], id="bracket-of-a-part"),
        pytest.param("第二部分第（一）项第2目", [("第二部分第（一）项第2目", "2.1.2")], id="point-of-an-item"),
        pytest.param("上述第（一）项", [("上述第（一）项", "3.1")], id="nearest-list"),
        pytest.param("第（三）项", [("第（三）项", NOT_FOUND)], id="no-such-item"),
        pytest.param("（一）项规定", [("（一）项", "3.1")], id="bracket-without-第"),
        pytest.param("前项", [("前项", "3.1")], id="前项"),
        pytest.param("前两项", [("前两项", NOT_FOUND), ("前两项", "3.1")], id="one-too-few-before"),
        pytest.param("本项规定", [("本项", "3.2")], id="本项"),
        pytest.param("第四部分", [("第四部分", NOT_FOUND)], id="no-such-part"),
        pytest.param("第二款", [("第二款", NOT_FOUND)], id="no-paragraphs-are-counted"),
        pytest.param("本条", [("本条", AMBIGUOUS)], id="本条-on-which-level"),
    ],
)  # fmt: skip
def test_in_lists(words: str, expected: Expected) -> None:
    assert found(parsed(LISTS.format(f"按照{words}。")), "按照") == expected


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("具有下列情形之一", id="下列"),
        pytest.param("前述条件和上述标准", id="前述"),
        pytest.param("本条例自发布之日起施行", id="本条例"),
        pytest.param("委托第三方评审", id="第三方"),
        pytest.param("建设第二条生产线", id="生产线"),
        pytest.param("本项目和该项目", id="项目"),
        pytest.param("目前条件成熟", id="目前条件"),
        pytest.param("第一项目标", id="项目标"),
        pytest.param("第一季度", id="季度"),
        pytest.param("在第十四届全国运动会", id="届"),
        pytest.param("（2024年修订）", id="year-in-brackets"),
        pytest.param("基本条件和样本条款", id="基本条件"),
        pytest.param("根据《关于修改〈某市支持办法〉第一条、第三条的决定》修正", id="inside-a-title"),
    ],
)
def test_no_references(words: str) -> None:
    assert found(parsed(ARTICLES.format(f"按照{words}。")), "按照") == []


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param("第一条 甲。\n前款乙处。", "乙处", [("前款", "1")], id="first-before-second"),
        pytest.param("第一条 甲。\n丙。\n前款乙处。", "乙处", [("前款", "1.p2")], id="second-before-third"),
        pytest.param("第一条 甲。\n丙。\n前两款乙处。", "乙处", [("前两款", "1"), ("前两款", "1.p2")], id="前两款"),
        pytest.param("第一条 甲。\n丙。\n丁。\n前两款乙处。", "乙处", [("前两款", "1.p2"), ("前两款", "1.p3")], id="the-two-just-before"),
        pytest.param("第一条 甲。\n前三款乙处。", "乙处", [("前三款", NOT_FOUND), ("前三款", NOT_FOUND), ("前三款", "1")], id="two-too-few"),
        pytest.param("第一条 甲：\n（一）丙；\n（二）丁。\n前款第（二）项乙处。", "乙处", [("前款第（二）项", "1.2")], id="item-of-前款"),
        pytest.param("第一条 甲：\n（一）丙；\n（二）丁。\n第一项乙处。", "乙处", [("第一项", "1.1")], id="only-list-of-the-article"),
        pytest.param("第一条 甲。\n丙：\n（一）丁；\n（二）前款乙处。", "乙处", [("前款", "1")], id="in-an-item-of-the-second"),
        pytest.param("第一条 甲。\n第二条 丙。\n按本办法前款乙处。", "乙处", [("前款", "2")], id="本办法前款"),
        pytest.param("一、甲。\n丙。\n前款乙处。", "乙处", [("前款", "1")], id="in-the-same-clause"),
        pytest.param("第一条 甲。\n第四条 前条乙处。", "乙处", [("前条", AMBIGUOUS)], id="number-before-is-missing"),
        pytest.param("第一条 前条乙处。", "乙处", [("前条", NOT_FOUND)], id="nothing-before"),
    ],
)  # fmt: skip
def test_places_nearby(text: str, words: str, expected: Expected) -> None:
    assert found(parsed(text), words) == expected


# --- which of several, which document -------------------------------------------------------------------------------

RESTARTED = "第一章 甲\n第一条 乙。\n第二条 {}\n第二章 丙\n第一条 丁。\n第二条 {}\n第三条 戊。"
NOTICE = """\
某市关于印发支持办法的通知
一、请遵照执行。
二、{}
附件1
某市支持办法
第一条 甲。
第二条 {}
附件2
第一条 丙。"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("第一条", [("第一条", "2.1")], id="same-chapter"),
        pytest.param("第三条", [("第三条", "2.3")], id="only-in-this-chapter"),
        pytest.param("本章第一条", [("本章第一条", "2.1")], id="本章"),
        pytest.param("本办法第一条", [("本办法第一条", AMBIGUOUS)], id="本办法-has-two"),
        pytest.param("第一章第一条", [("第一章第一条", "1.1")], id="chapter-is-named"),
    ],
)
def test_numbers_that_restart(words: str, expected: Expected) -> None:
    assert found(parsed(RESTARTED.format("乙。", f"按照{words}执行。"), "某市办法"), "按照") == expected


@pytest.mark.parametrize(
    ("place", "words", "expected"),
    [
        pytest.param(0, "本通知第一条", [("本通知第一条", "1")], id="notice-names-itself"),
        pytest.param(0, "附件1", [("附件1", "a1")], id="notice-names-an-attachment"),
        pytest.param(0, "本通知附件1", [("本通知附件1", "a1")], id="attachment-of-the-notice"),
        pytest.param(0, "附件3", [("附件3", NOT_FOUND)], id="no-such-attachment"),
        pytest.param(0, "附表1", [("附表1", NOT_FOUND)], id="附表-is-no-附件"),
        pytest.param(0, "第一条", [("第一条", AMBIGUOUS)], id="two-attachments-have-one"),
        pytest.param(0, "附件2第一条", [("附件2第一条", "a2.1")], id="article-of-a-named-attachment"),
    ],
)
def test_notice_with_attachments(place: int, words: str, expected: Expected) -> None:
    fill = [f"按照{words}执行。" if at == place else "乙。" for at in (0, 1)]

    assert found(parsed(NOTICE.format(*fill)), "按照") == expected


TAX = parsed("中华人民共和国某税法（2024年修正）\n第一条 甲。\n第二条 乙：\n（一）丙；\n（二）丁。", name="tax")
LIBRARY = library_of([TAX])


@pytest.mark.parametrize(
    ("words", "title", "target"),
    [
        pytest.param("《中华人民共和国某税法》第二条第（一）项", "中华人民共和国某税法", "2.1", id="title"),
        pytest.param("《某税法》第二条", "某税法", "2", id="short-title"),
        pytest.param("《某税法》（2024年修正）第二条", "某税法", "2", id="version-in-brackets"),
        pytest.param("《某税法》（财税令第41号)第二条", "某税法", "2", id="document-number-in-brackets"),
        pytest.param("某税法第二条", "某税法", "2", id="name"),
        pytest.param("中华人民共和国某税法第二条", "中华人民共和国某税法", "2", id="full-name"),
        pytest.param("《某税法》第九条", "某税法", NOT_FOUND, id="no-such-article"),
        pytest.param("《另税法》第二条", "另税法", OTHER, id="title-not-given"),
        pytest.param("新某税法第二条", "新某税法", OTHER, id="longer-name"),
        pytest.param("该法第二条", "该法", OTHER, id="该法-of-nothing"),
    ],
)
def test_other_documents(words: str, title: str, target: str | Unresolved) -> None:
    document = parsed(ARTICLES.format(f"按照{words}执行。"))
    clause = next(c for c in document.clauses if words in c.text)
    (reference,) = find_references(document, clause, library=LIBRARY)

    expected = f"tax#{target}" if not isinstance(target, Unresolved) else target
    assert (reference.document, reference.clause_id or reference.reason) == (title, expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("依照某税法第一条、第二条办理", ["#1", "#2"], id="list"),
        pytest.param("依照某税法第一条办理，适用该法第二条", ["#1", "#2"], id="该法"),
        pytest.param("依照某税法第一条和本办法第三条办理", ["#1", "d#1.3"], id="本办法-after-it"),
        pytest.param("依照某税法第一条办理，不适用第三条", ["#1", AMBIGUOUS], id="bare-in-the-same-sentence"),
        pytest.param("依照某税法第一条办理。不适用第三条", ["#1", "d#1.3"], id="bare-in-the-next-sentence"),
        pytest.param("依照某税法第一条办理。其中第一条", ["#1", AMBIGUOUS], id="number-that-was-the-other's"),
        pytest.param("将第三条修改为：“甲。”", [AMBIGUOUS], id="amended"),
        pytest.param("《某税法》（以下简称《税法》）施行；依照《税法》第二条", ["#2"], id="short-name-as-defined"),
    ],
)
def test_which_document(words: str, expected: list[str | Unresolved]) -> None:
    document = parsed(ARTICLES.format(f"{words}。"))
    clause = next(c for c in document.clauses if words in c.text)
    references = find_references(document, clause, library=LIBRARY)

    assert [r.clause_id.removeprefix("tax") if r.clause_id else r.reason for r in references] == expected


def test_an_appendix_without_a_number() -> None:
    document = parsed("某市办法\n第一条 甲。\n第二条 按照本办法附录第一条执行。\n附录\n第一条 乙。")

    assert found(document, "按照") == [("本办法附录第一条", "a1.1")]


def test_an_amending_decision_speaks_of_another_document() -> None:
    document = parsed("关于修改某市办法的决定\n一、第二条改动如下。\n二、本决定施行。")

    assert found(document, "改动") == [("第二条", OTHER)]


def test_a_title_that_two_documents_share_names_neither() -> None:
    assert library_of([TAX, TAX]) == {}


@pytest.mark.parametrize(
    ("title", "key"),
    [
        pytest.param("《中华人民共和国刑法》", "刑法", id="quotes-and-republic"),
        pytest.param("某市 管理办法（试行）", "某市管理办法", id="blank-and-trial"),
        pytest.param("某条例(2021年修订)", "某条例", id="revision"),
        pytest.param("某条例（甲区）", "某条例(甲区)", id="other-brackets-stay"),
    ],
)
def test_title_keys(title: str, key: str) -> None:
    assert title_key(title) == key


def test_a_label_is_no_reference() -> None:
    document = parsed(ARTICLES.format("乙。"))

    assert [r.text for r in all_references(document)] == ["前款"]


def test_a_reference_is_resolved_or_says_why_not() -> None:
    with pytest.raises(ValueError, match="resolved"):
        Reference("第一条", Span(0, 3), None, ("第一条",))


# --- real documents -------------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_no_law_resolves_to_another_number(shared: Path) -> None:
    """What a resolved reference asks for last is the number that its clause's label prints."""
    checked = 0
    for path in sorted((shared / "public" / "laws" / "经济法").glob("*.md"))[:12]:
        document = parse(path, today=date(2026, 1, 1))
        clauses = {c.id: c for c in document.clauses}
        spans = [(c.span, c.id) for c in document.clauses]
        for reference in all_references(document):
            assert reference.span.of(document.document.text) == reference.text
            assert any(span.contains(reference.span) for span, _ in spans)
            asked = reference.path[-1]
            if reference.clause_id is None or asked[0] in "本前同该" or asked == "第一款":
                continue
            printed = label_number(clauses[reference.clause_id].path[-1])
            assert printed is not None
            assert printed.value == number_value(asked.strip("第条款项目章节编（）()").partition("条")[0])
            checked += 1
    assert checked > 50
