import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Block, RawDocument
from corpus.document import Metadata
from corpus.parsing import interpret
from corpus.readers import read
from corpus.structure.labels import LabelKind, leading_label
from corpus.structure.ordinals import chinese_number
from corpus.text.breaks import find_breaks
from corpus.text.canonical import canonicalize

TODAY = date(2026, 11, 22)
FIXTURES = Path(__file__).parent / "fixtures"


def raw(*blocks: Block) -> RawDocument:
    return RawDocument(Path("示例.txt"), "text/plain", "0" * 64, blocks)


def cut(*lines: str) -> list[str]:
    """The lines with | where a break was lost."""
    found = find_breaks(lines)
    bounds = [(0, *cuts.places, len(line)) for line, cuts in zip(lines, found, strict=True)]
    return ["|".join(line[a:b] for a, b in pairwise(ends)) for line, ends in zip(lines, bounds, strict=True)]


# --- one line that holds a whole document ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("第一章 总则|第一条 为了规范管理，制定本法。|第二条 国家鼓励创新。|第二章 附则|第三条 本法自公布之日起施行。", id="chapters-and-articles"),
        pytest.param("第一章总则|第一条为了规范管理，制定本法。|第二条国家鼓励创新。|第二章附则|第三条本法自公布之日起施行。", id="without-any-blank"),
        pytest.param("示例办法|第一章总则|第一条为了规范管理，制定本办法。|第二章附则|第二条县级负责。", id="after-a-title-that-ends-like-a-reference"),
        pytest.param("# 示例法|## 第一章 总则|第一条 甲。|第二条 乙。|## 附则|第三条 丙。", id="markdown-marks-kept"),
        pytest.param("第一条 甲。|第二条 依照第三十九条的规定，适用本法第三条、第五条和第六条第一款。|第三条 乙。", id="references"),
        pytest.param("第一条 甲。|第二条 违反本法第一条规定的，依照第三条处罚。第十二条第二项所列情形除外。|第三条 乙。", id="reference-that-begins-a-sentence"),
        pytest.param("第八条 甲。|第八条之一 乙。|第八条之二 丙。|第九条 丁。", id="inserted-articles"),
        pytest.param("第一条 甲。|第二条 乙。|第五条 丙。|第六条 丁。", id="missing-articles"),
        pytest.param("第一条 有下列情形之一的：|（一）甲；|（二）乙，依照前款第（一）项处理；|（三）丙。|第二条 丁：|（一）戊；|（二）己。", id="items"),
        pytest.param("一、总体要求|以习近平".replace("|", "") + "为指导。|二、重点任务|（一）做强产业。推进第一、二、三产业融合。|1.建平台。投入1.5亿元。|2.引人才。|（1）甲。|（2）乙。|（二）做优服务。|三、保障", id="policy-ladder"),
        pytest.param("一、甲。维护国家统一、民族团结。|二、乙。一、二级市场并重。|三、丙。", id="numerals-that-are-words"),
        pytest.param("要求如下：|①甲；|②乙；|③丙。", id="circled"),
        pytest.param("一、如何申请？|答：网上申请。|二、何时到账？|答：一个月内。", id="questions-and-answers"),
        pytest.param("一、甲。|二、乙。|某市人民政府办公厅|2024年5月6日|附件1|一、丙。|二、丁。", id="signature-date-and-attachment"),
        pytest.param("一、甲。|二、乙。|某厅|二〇二四年五月六日|（此件公开发布）|附件|三级公立医院指标|一、丙。|二、丁。", id="attachment-without-a-number"),
        pytest.param("一、甲。 |二、乙。 |本通知自印发之日起执行。 |特此通知。", id="blanks-at-the-former-breaks"),
        pytest.param("三、专题方向：|1.机器人；|2.5G应用；|3.其他。", id="item-whose-words-begin-with-a-figure"),
        pytest.param("第一章 总 则 |第一条 甲。|第二条 乙。", id="spaced-title"),
    ],
)  # fmt: skip
def test_breaks_of_one_line_come_back(text: str) -> None:
    assert cut(text.replace("|", "")) == [text]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("本条例所称产业，是指第一、二、三产业。", id="enumeration"),
        pytest.param("依照本法第三条、第五条和《示例法》第四条的规定处理，第十二条第二项除外。", id="references-alone"),
        pytest.param("对年产值1.5亿元以上、增长10.2%的企业，给予2.5%的补助。", id="decimals"),
        pytest.param("有下列情形之一：无（一）。", id="one-label"),
        pytest.param("适用民法典第三编第二分编第四章和第七编第四章的规定。", id="places-in-another-law"),
    ],
)
def test_sentence_stays_whole(text: str) -> None:
    assert cut(text) == [text]


# --- documents whose line breaks are there ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ["一、甲", "申请人应当：（一）有住所；（二）有资金；（三）有人员。", "二、乙"], id="list-inside-a-paragraph"
        ),
        pytest.param(["第一条 甲。", "第二条 乙。第五条规定的除外。", "第三条 丙。"], id="number-out-of-turn"),
        pytest.param(
            [
                "一、删去《解释》第一条。",
                "二、在《解释》第三条后增加一条，作为《解释》第四条。",
                "三、在《解释》第五条中增加一款。",
            ],
            id="amendment",
        ),
        pytest.param(["第一条 甲。", "修改为：“第二条 乙。”", "第二条 丙。", "第三条 丁。"], id="quoted-article"),
    ],
)
def test_lines_in_order_stay(lines: list[str]) -> None:
    assert cut(*lines) == lines


def test_heading_in_the_wrong_line_is_found_by_the_number_that_is_missing() -> None:
    lines = [
        "第一章 总则",
        "第一条 甲。",
        "第二章 支持",
        "第二条 不得出具虚假报告。第三章鉴定、加固和维护",
        "第四章 附则",
    ]
    assert cut(*lines)[3] == "第二条 不得出具虚假报告。|第三章鉴定、加固和维护"


def test_articles_joined_in_one_paragraph_are_cut_and_the_others_stay() -> None:
    lines = ["第一条 甲。", "第二条 乙。第三条 丙。第四条 丁。", "第五条 戊。"]
    assert cut(*lines) == ["第一条 甲。", "第二条 乙。|第三条 丙。|第四条 丁。", "第五条 戊。"]


def test_documents_in_order_are_not_touched(shared: Path) -> None:
    for path in [
        FIXTURES / "plan.txt",
        shared / "corpus/notice.txt",
        *sorted((shared / "public/laws/民法典").glob("*.md")),
    ]:
        assert "text.flattened" not in [anomaly.code for anomaly in canonicalize(read(path)).anomalies], path.name


# --- the canonical text ----------------------------------------------------------------------------------------------


def test_restored_breaks_are_reported_with_their_number_and_first_place() -> None:
    canon = canonicalize(raw(Block("第一条 甲。第二条 乙。第三条 丙。")))
    (anomaly,) = canon.anomalies
    assert anomaly.code == "text.flattened"
    assert "2处" in anomaly.message
    assert anomaly.span is not None
    assert anomaly.span.of(canon.text) == "第二条 乙。"


def test_pages_stay_with_their_characters() -> None:
    canon = canonicalize(
        raw(Block("第一条 甲。第二条 乙。第三", page=1, line=True), Block("条 丙。第四条 丁。", page=2, line=True))
    )
    assert canon.text.split("\n") == ["第一条 甲。", "第二条 乙。", "第三条 丙。", "第四条 丁。"]
    assert [(s.page, s.span.of(canon.text)) for s in canon.page_spans] == [
        (1, "第一条 甲。\n第二条 乙。\n第三"),
        (2, "条 丙。\n第四条 丁。"),
    ]


def test_table_row_is_never_cut() -> None:
    row = "第一条甲。第二条乙。\t第三条丙。第四条丁。"
    assert canonicalize(raw(Block(row, "row"))).text == row


# --- real documents, their line breaks removed -----------------------------------------------------------------------


def article_starts(*lines: str) -> set[int]:
    """Where the articles begin, counted without blanks and line ends."""
    parsed = interpret(raw(*map(Block, lines)), Metadata(), today=TODAY)
    text = parsed.document.text
    articles = [clause for clause in parsed.clauses if re.match(r"第.*条", clause.path[-1])]
    return {len("".join(text[: clause.span.start].split())) for clause in articles}


@pytest.mark.parametrize("blank", ["", " "], ids=["nothing-left", "blanks-left"])
def test_articles_of_flattened_laws_are_found(shared: Path, blank: str) -> None:
    paths = sorted(path for path in (shared / "public/laws").rglob("*.md") if path.name != "README.md")[::25]
    assert len(paths) > 25
    for path in paths:
        lines = canonicalize(read(path)).text.split("\n")
        assert article_starts(blank.join(lines)) == article_starts(*lines), path.name


def test_levels_of_flattened_policies_are_found(shared: Path) -> None:
    documents = (shared / "public/gov_html/docs.jsonl").read_text("utf-8").splitlines()
    for document in map(json.loads, documents):
        lines = canonicalize(raw(*(Block(paragraph["text"]) for paragraph in document["paras"]))).text.split("\n")
        restored = canonicalize(raw(Block("".join(lines)))).text.split("\n")
        assert levels(restored) == levels(lines), document["title"]


LEVELS = (LabelKind.CHAPTER, LabelKind.ARTICLE, LabelKind.CHINESE, LabelKind.CHINESE_BRACKET)


def levels(lines: list[str]) -> list[str]:
    labels = [label for line in lines if (label := leading_label(line))]
    return [label.text for label in labels if label.kind in LEVELS]


def test_flattened_plan_has_its_clauses() -> None:
    lines = (FIXTURES / "plan.txt").read_text("utf-8").strip().split("\n")
    whole = interpret(raw(*map(Block, lines)), Metadata(), today=TODAY)
    flat = interpret(raw(Block("".join(lines))), Metadata(), today=TODAY)
    assert [clause.path for clause in flat.clauses] == [clause.path for clause in whole.clauses]


# --- properties ------------------------------------------------------------------------------------------------------

sentences = st.lists(
    st.sampled_from([
        "支持企业开展技术创新。", "最高给予1.5亿元补助。", "依照本办法第三条、第五条的规定执行。", "推进一、二、三产业融合。",
        "具体办法由主管部门另行制定。", "违反第十二条第二款规定的，予以处罚。", "维护国家统一、民族团结。",
    ]), min_size=1, max_size=3,
).map("".join)  # fmt: skip
titles = st.sampled_from(["总体要求", "重点任务", "支持政策", "保障措施", "组织领导"])


@st.composite
def laws(draw: st.DrawFn) -> list[str]:
    lines, article, mark = list[str](), 0, draw(st.sampled_from([" ", ""]))
    for chapter in range(1, draw(st.integers(2, 5))):
        lines.append(f"第{chinese_number(chapter)}章{mark}{draw(titles)}")
        for _ in range(draw(st.integers(1, 6))):
            article += 1
            lines.append(f"第{chinese_number(article)}条{mark}{draw(sentences)}")
            items = draw(st.integers(0, 4))
            if items > 1:
                lines[-1] = f"第{chinese_number(article)}条{mark}有下列情形之一的，给予支持："
            lines += [
                f"（{chinese_number(n)}）符合本条规定的{'；' if n < items else '。'}"
                for n in range(1, items + 1)
                if items > 1
            ]
    return lines


@st.composite
def policies(draw: st.DrawFn) -> list[str]:
    lines = list[str]()
    for first in range(1, draw(st.integers(3, 6))):
        lines.append(f"{chinese_number(first)}、{draw(titles)}")
        seconds = draw(st.sampled_from([0, 2, 3, 4]))
        for second in range(1, seconds + 1):
            lines.append(f"（{chinese_number(second)}）{draw(titles)}。{draw(sentences)}")
            thirds = draw(st.sampled_from([0, 2, 3]))
            lines += [f"{third}.{draw(sentences)}" for third in range(1, thirds + 1)]
    return lines


@given(lines=st.one_of(laws(), policies()))
def test_removed_breaks_come_back_and_nothing_else_changes(lines: list[str]) -> None:
    flat = "".join(lines)
    (cuts,) = find_breaks([flat])
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line))
    assert [0, *cuts.places] == starts
    canon = canonicalize(raw(Block(flat)))
    assert canon.text.replace("\n", "") == flat
    assert canon.text.split("\n") == lines


@given(st.lists(st.text(alphabet="第一二三条章、（）1.；。 附件#答：年月日甲乙\u3000", max_size=60), max_size=5))
def test_cuts_rise_and_lie_inside_whatever_the_text(lines: list[str]) -> None:
    for line, cuts in zip(lines, find_breaks(lines), strict=True):
        bounds = [0, *cuts.places, len(line)]
        assert bounds == sorted(bounds)
        assert not cuts.places or len(set(bounds)) == len(bounds)
