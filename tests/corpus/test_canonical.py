from pathlib import Path

import pytest

from corpus import Block, Box, RawDocument
from corpus.readers import read
from corpus.text.canonical import Canonical, canonicalize
from corpus.text.characters import clean, ems, glue, tighten
from corpus.text.radicals import IDEOGRAPHS

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).parent / "fixtures"


def canonical(*blocks: Block) -> Canonical:
    return canonicalize(RawDocument(Path("示例.txt"), "text/plain", "0" * 64, blocks))


def lines(canon: Canonical) -> list[str]:
    return canon.text.split("\n")


# --- the plan --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [FIXTURES / "plan.html", FIXTURES / "plan.docx", ROOT / "corpus/sources/plan.pdf"])
def test_plan_is_one_text_in_every_format(path: Path) -> None:
    expected = (FIXTURES / "plan.txt").read_text("utf-8").strip()
    assert canonicalize(read(FIXTURES / "plan.txt")).text == expected
    assert canonicalize(read(path)).text == expected


def test_pages_of_the_plan_cover_its_text_without_gaps() -> None:
    canon = canonicalize(read(ROOT / "corpus/sources/plan.pdf"))
    assert [span.page for span in canon.page_spans] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert canon.page_spans[0].span.start == 0
    assert canon.page_spans[-1].span.end == len(canon.text)
    assert all(a.span.end == b.span.start for a, b in zip(canon.page_spans, canon.page_spans[1:], strict=False))
    assert canon.page_spans[1].span.of(canon.text).startswith("充分发挥滨江区")
    assert canon.page_spans[4].span.of(canon.text).startswith("业“单项冠军”企业")


# --- characters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("⼈⼯智能", "人工智能", id="kangxi-radicals"),
        pytest.param("征求意⻅稿,增⻓,⻋床", "征求意见稿,增长,车床", id="supplement-radicals-that-NFKC-leaves"),
        pytest.param("永久落⼾", "永久落户", id="radical-whose-property-is-the-traditional-form"),
        pytest.param("\uf9dbと", "率と", id="compatibility-ideograph"),
        pytest.param("1\ue01020元", "1.20元", id="private-use-point-between-digits"),
        pytest.param("0 \ue01002元", "0.02元", id="private-use-point-with-a-blank"),
        pytest.param("4\ue010其他条件", "4.其他条件", id="private-use-point-after-a-label"),
        pytest.param("１亿元，２０％", "1亿元，20%", id="full-width-digits-and-percent"),
        pytest.param("１．５亿元", "1.5亿元", id="full-width-point"),
        pytest.param("ＬＰＲ", "LPR", id="full-width-letters"),
        pytest.param("（一）甲，乙：丙；", "（一）甲，乙：丙；", id="full-width-punctuation-stays"),
        pytest.param("(一)甲,乙:丙;", "(一)甲,乙:丙;", id="half-width-punctuation-stays"),
        pytest.param("10〜20万元", "10～20万元", id="wave-dash"),
        pytest.param("ﬁle", "file", id="ligature"),
        pytest.param("奖\u200b励\ufeff50\u00ad万", "奖励50万", id="zero-width"),
        pytest.param("\u202e元05\u202c", "元05", id="bidi-override"),
        pytest.param("a\x00b\x1bc", "abc", id="controls"),
        pytest.param("甲\r\n乙\u2028丙\x0c丁", "甲\n乙\n丙\n丁", id="line-breaks"),
        pytest.param("甲\ud800乙", "甲?乙", id="lone-surrogate"),
        pytest.param("甲\xa0乙", "甲 乙", id="no-break-space"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_every_radical_becomes_one_ideograph_that_is_none() -> None:
    assert len(IDEOGRAPHS) == 214 + 134
    assert all(len(ideograph) == 1 and ideograph not in IDEOGRAPHS for ideograph in IDEOGRAPHS.values())


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("第 1 0 条  给予50 万元", "第10条 给予50万元", id="number-with-blanks-in-it"),
        pytest.param("第1 0条 鼓励", "第10条 鼓励", id="number-half-spaced"),
        pytest.param("全力支持战略新 兴、医药健康", "全力支持战略新兴、医药健康", id="word-broken-in-a-sentence"),
        pytest.param("第一章　总　　则", "第一章 总则", id="spaced-heading"),
        pytest.param("附　则", "附则", id="spaced-word"),
        pytest.param("第三条　为了规范", "第三条 为了规范", id="ideographic-space-after-a-label"),
        pytest.param("（一） 加快", "（一）加快", id="blank-after-a-bracketed-label"),
        pytest.param("1. 市场主体", "1.市场主体", id="blank-after-a-dot"),
        pytest.param("二 、支持范围", "二、支持范围", id="blank-before-the-label's-mark"),
        pytest.param("- 二.做强一个产业集群", "- 二.做强一个产业集群", id="dash-keeps-its-blank"),
        pytest.param("采用 AI 技术，通过 ISO 9001 认证", "采用AI技术，通过ISO 9001认证", id="latin-in-chinese"),
        pytest.param("达到  1000万元，给予", "达到1000万元，给予", id="wide-gap-before-a-figure"),
        pytest.param("中共某县委 某县人民政府", "中共某县委 某县人民政府", id="two-issuers-on-a-line"),
        pytest.param("国发〔2018〕 41号", "国发〔2018〕41号", id="document-number"),
        # what must not be closed
        pytest.param("1. 5G应用", "1. 5G应用", id="never-1.5"),
        pytest.param("5 000元", "5 000元", id="two-numbers-are-not-one"),
        pytest.param("2024 2025", "2024 2025", id="columns-of-a-table"),
        pytest.param("表 1 2 3", "表1 2 3", id="digits-in-a-row-before-nothing"),
        pytest.param("New York", "New York", id="latin-words"),
    ],
)
def test_tighten(raw: str, expected: str) -> None:
    assert tighten(clean(raw)) == expected


@pytest.mark.parametrize("text", ["第十条 给予1.5万元", "- 二.做强", "（一）加快AI应用，奖励50万元"])
def test_tighten_twice_is_tighten_once(text: str) -> None:
    assert tighten(tighten(text)) == tighten(text) == text


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("机器", "人", "", id="chinese"),
        pytest.param("标准2-3", "项", "", id="digit-chinese"),
        pytest.param("2025-", "2027年", "", id="range"),
        pytest.param("artificial", "intelligence", " ", id="latin"),
        pytest.param("企业,", "100家", "", id="half-width-comma-before-a-figure"),
        pytest.param("", "首行", "", id="nothing-before"),
    ],
)
def test_glue(before: str, after: str, expected: str) -> None:
    assert glue(before, after) == expected


def test_ems() -> None:
    assert ems("“具身”AI,") == 5.5


# --- blocks and lines ------------------------------------------------------------------------------------------------


def test_heading_broken_for_layout_is_one_line_and_text_is_not() -> None:
    canon = canonical(Block("关于支持\n产业的通知", "heading", 1), Block("第一段\n第二段"))
    assert lines(canon) == ["关于支持产业的通知", "第一段", "第二段"]


def test_rows_keep_their_cells_apart() -> None:
    assert canonical(Block("类 别\t金额\t50 万元", "row")).text == "类别\t金额\t50万元"


def test_document_in_one_line_is_cut_at_sentences_and_labels() -> None:
    words = "支持人工智能产业发展的政策内容" * 70
    flat = f"若干意见 （征求意见稿） 一、适用对象 本意见适用于企业。 二、支持方式 （一）支持创新。{words}。 （二）支持人才。"
    assert lines(canonical(Block(flat))) == [
        "若干意见（征求意见稿）",
        "一、适用对象 本意见适用于企业。",
        "二、支持方式",
        f"（一）支持创新。{words}。",
        "（二）支持人才。",
    ]


def printed(text: str, left: float, right: float, top: float, *, page: int = 1, size: float = 16.0) -> Block:
    return Block(text, page=page, line=True, box=Box(left, top, right, top + size, size))


def test_indented_lines_begin_paragraphs_and_full_lines_go_on() -> None:
    canon = canonical(
        printed("关于支持机器人产业发展的若", 90, 510, 80, size=22),
        printed("干措施", 270, 330, 114, size=22),
        printed("（征求意见稿）", 240, 360, 148),
        printed("为支持产业发展，根据有关规定，制定", 112, 520, 180),
        printed("本措施。", 80, 144, 209),
        printed("一、总体目标", 112, 208, 238),
        printed("对符合条件的企业，给予最高", 112, 520, 267),
        printed("1.5亿元补助，分三年拨付；到2027年底", 80, 520, 296),
        printed("三、四线城市同样适用。", 80, 256, 325, page=1),
        printed("各区政府参照执行，不得低于本标准的规", 112, 520, 354),
        printed("定。", 80, 112, 60, page=2),
        printed("（一）加快培育龙头企业。", 112, 300, 89, page=2),
        printed("某市人民政府办公室", 400, 520, 118, page=2),
        printed("2025年1月1日", 420, 520, 147, page=2),
    )
    assert lines(canon) == [
        "关于支持机器人产业发展的若干措施",
        "（征求意见稿）",
        "为支持产业发展，根据有关规定，制定本措施。",
        "一、总体目标",
        "对符合条件的企业，给予最高1.5亿元补助，分三年拨付；到2027年底三、四线城市同样适用。",
        "各区政府参照执行，不得低于本标准的规定。",
        "（一）加快培育龙头企业。",
        "某市人民政府办公室",
        "2025年1月1日",
    ]
    assert [(s.page, s.span.of(canon.text)[:3]) for s in canon.page_spans] == [(1, "关于支"), (2, "定。\n")]


def test_rows_and_columns_of_a_page_are_kept_apart() -> None:
    row = printed("省级\t专精特新中小企业\t50万元", 80, 520, 180)
    canon = canonical(
        printed("标准见下表，按照有关规定从高不重复给", 112, 520, 80),
        printed("予奖励。", 80, 144, 109),
        Block(row.text, "row", page=1, line=True, box=row.box),
        printed("左栏的文字在这里写满了一整行而没有写", 80, 520, 209),
        printed("完，另起一栏的文字不接在它的后面，而", 80, 520, 100),
        printed("自成一段。", 80, 160, 129),
    )
    assert lines(canon) == [
        "标准见下表，按照有关规定从高不重复给予奖励。",
        "省级\t专精特新中小企业\t50万元",
        "左栏的文字在这里写满了一整行而没有写",
        "完，另起一栏的文字不接在它的后面，而自成一段。",
    ]


def test_page_of_another_width_keeps_its_own_column() -> None:
    wide = [printed("对符合条件的企业按照规定给予补助支", 112, 520, 80 + 29 * n, page=1) for n in range(8)]
    narrow = [printed("一行只有这么多字的正文继续", 80, 380, 80 + 29 * n, page=2) for n in range(6)]
    assert canonical(*wide, *narrow).text.endswith("一行只有这么多字的正文继续" * 6)


def test_lines_wrapped_at_a_width_are_joined_by_form() -> None:
    texts = [
        "　　为支持机器人产业发展，根据国家有关规",
        "定，结合本市实际，制定本措施，请认真遵照",
        "执行。",
        "　　一、支持对象",
        "　　在本市登记注册的企业，最高给予补助２",
        "00万元。",
    ]
    canon = canonical(*(Block(text, line=True) for text in texts))
    assert lines(canon) == [
        "为支持机器人产业发展，根据国家有关规定，结合本市实际，制定本措施，请认真遵照执行。",
        "一、支持对象",
        "在本市登记注册的企业，最高给予补助200万元。",
    ]


# --- page furniture --------------------------------------------------------------------------------------------------


def page(number: int, *body: str, head: str = "", foot: str = "") -> list[Block]:
    blocks = [printed(text, 80, 520, 100 + 29 * place, page=number) for place, text in enumerate(body)]
    if head:
        blocks.insert(0, printed(head, 200, 400, 40, page=number, size=10))
    if foot:
        blocks.append(printed(foot, 280, 320, 780, page=number, size=10))
    return blocks


@pytest.mark.parametrize(
    ("feet", "code"),
    [
        pytest.param(["1", "2", "3"], "page.number", id="bare-numbers-that-count"),
        pytest.param(["17", "18", "19"], "page.number", id="numbers-from-another-start"),
        pytest.param(["— 1 —", "- 2 -", "－3－"], "page.number", id="dashes"),
        pytest.param(["第1页", "第2页", "第3页"], "page.number", id="words"),
        pytest.param(["第1页 共3页", "第2页 共3页", "第3页 共3页"], "page.number", id="of-how-many"),
        pytest.param(["1/3", "2/3", "3/3"], "page.number", id="slash"),
        pytest.param(["某市人民政府公报"] * 3, "page.foot", id="running-foot"),
        pytest.param(
            ["公报2024年第1期 第5页", "公报2024年第1期 第6页", "公报2024年第1期 第7页"], "page.foot", id="counting-foot"
        ),
    ],
)
def test_running_lines_are_removed_and_reported(feet: list[str], code: str) -> None:
    bodies = ["每个项目三年奖励累计不超过", "300万元，由主管部门审核后", "拨付。"]
    blocks = [b for n in range(3) for b in page(n + 1, bodies[n], head="惠企政策汇编", foot=feet[n])]
    canon = canonical(*blocks)
    assert canon.text == "每个项目三年奖励累计不超过300万元，由主管部门审核后拨付。"
    assert [anomaly.code for anomaly in canon.anomalies] == ["page.head", code]
    assert "惠企政策汇编" in canon.anomalies[0].message
    assert "第1—3页" in canon.anomalies[0].message


@pytest.mark.parametrize(
    "feet",
    [
        pytest.param(["30", "20", "10"], id="figures-of-a-table"),
        pytest.param(["拨付50%。", "拨付30%。", "拨付20%。"], id="last-sentences"),
        pytest.param(["甲方", "乙方", "丙方"], id="different-words"),
    ],
)
def test_what_does_not_repeat_stays(feet: list[str]) -> None:
    canon = canonical(*(b for n in range(3) for b in page(n + 1, "标准如下：", foot=feet[n])))
    assert all(foot in canon.text for foot in feet)
    assert canon.anomalies == ()


def test_row_heads_of_a_table_are_no_running_heads() -> None:
    canon = canonical(*(b for n in range(3) for b in page(n + 1, "序号 项目 金额", f"{n} 甲类 {n}0万元")))
    assert canon.text.count("序号") == 3


def test_head_copied_into_a_text_without_pages_is_removed_and_the_sentence_mended() -> None:
    head = ["某区工业经济", "若干政策意见"]
    texts = [
        *head, "一、支持创新", "1.成功创建企业技术中心的，给予补助，成", *head, "功创建国家级中心的，补助100万元。",
        "2.对获得专利授权的，每件给予资助，重大项", *head, "目由区级财政安排30万元以上。", *head, "3.每年评选一次。",
    ]  # fmt: skip
    canon = canonical(*(Block(text) for text in texts))
    assert lines(canon) == [
        *head,
        "一、支持创新",
        "1.成功创建企业技术中心的，给予补助，成功创建国家级中心的，补助100万元。",
        "2.对获得专利授权的，每件给予资助，重大项目由区级财政安排30万元以上。",
        "3.每年评选一次。",
    ]
    assert [anomaly.code for anomaly in canon.anomalies] == ["page.head", "page.head"]


def test_repeated_subheadings_stay() -> None:
    texts = [t for n in "一二三" for t in (f"{n}、补贴", "申领条件", "符合条件的企业可以申请，按规定发放。")]
    canon = canonical(*(Block(text) for text in texts))
    assert canon.text.count("申领条件") == 3


def test_table_of_contents_is_removed_and_reported() -> None:
    texts = [
        "目　录",
        "第一章 总则……1",
        "第二章 支持....................2",
        "第三章 附则 . . . . . 9",
        "第一章 总则",
        "第二章 支持",
    ]
    canon = canonical(*(Block(text) for text in texts))
    assert canon.text == "第一章 总则\n第二章 支持"
    assert [anomaly.code for anomaly in canon.anomalies] == ["page.contents"]


# --- strange characters ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("给予\ue123万元", "characters.private_use", id="private-use"),
        pytest.param("给予\ufffd万元", "characters.lost", id="replacement"),
        pytest.param("给予\u0378万元", "characters.unassigned", id="unassigned"),
    ],
)
def test_strange_characters_are_reported_with_their_place(text: str, code: str) -> None:
    canon = canonical(Block(text))
    (anomaly,) = canon.anomalies
    assert anomaly.code == code
    assert anomaly.span is not None
    assert anomaly.span.start == 2


def test_nothing_is_lost_of_a_plain_text() -> None:
    assert canonical(Block("甲"), Block("  "), Block("\u200b"), Block("乙")).text == "甲\n乙"
