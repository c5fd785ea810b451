"""Web furniture: what is left out of a saved page, and above all what stays."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Block, Metadata, RawDocument, Status
from corpus.parsing import interpret
from corpus.readers import read
from corpus.text.canonical import Canonical, canonicalize
from corpus.text.characters import clean
from corpus.text.web_furniture import strip_web_furniture

_EVERY = 25  # laws: one of so many is read
TITLE = "某市关于支持机器人产业发展的若干措施"
BODY = [
    "各区人民政府：",
    "为支持机器人产业发展，结合本市实际，制定本措施。",
    "一、支持对象",
    "在本市登记的企业，最高补助200万元。",
]
MENU = ["某市某局", "您好，欢迎访问某市某局！", "登录", "首页", "|", "机构职能", "政务公开", "|", "联系我们"]
TRAIL = "当前位置：首页 > 政务公开 > 政策文件"
FOOT = ["版权所有：某科技有限公司", "电话：010-12345678", "地址：某市某路1号", "某ICP备12345678号"]


def canonical(lines: list[str]) -> Canonical:
    return canonicalize(RawDocument(Path("示例.txt"), "text/plain", "0" * 64, tuple(Block(line) for line in lines)))


def signs(*texts: str) -> Counter[str]:
    """How often each character but blanks comes in the texts."""
    return Counter("".join("".join(text.split()) for text in texts))


def page_reports(canon: Canonical) -> list[str]:
    return [anomaly.code for anomaly in canon.anomalies if anomaly.code.startswith("page.")]


# --- what goes -------------------------------------------------------------------------------------------------------

LONG = "本措施所称企业，是指在本市登记的企业，由主管部门按年度组织申报并公布结果。" * 30
SITE_LINE = "个人中心 | 繁体 | 无障碍 首页 政务公开 互动交流 首页/政务公开 /政策文件"


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        pytest.param([*MENU, TRAIL, TITLE, *BODY], [TITLE, *BODY], id="menu-and-breadcrumb-before-the-title"),
        pytest.param(["首页 | 政务公开 | 办事服务 | 登录", TRAIL, TITLE, *BODY], [TITLE, *BODY], id="menu-in-one-line"),
        pytest.param([TRAIL, TITLE, *BODY], [TITLE, *BODY], id="breadcrumb-alone"),
        pytest.param(
            [*MENU, "当前位置：", "首页", ">", "政务公开", ">", "规范性文件", TITLE, *BODY],
            [TITLE, *BODY], id="breadcrumb-a-step-a-line",
        ),
        pytest.param(["首页 > 政务公开 > 政策", TITLE, *BODY], [TITLE, *BODY], id="breadcrumb-without-introduction"),
        pytest.param([f"{TITLE} - 某市人民政府门户网站", "某市政府网", TITLE, *BODY], [TITLE, *BODY], id="title-of-the-page"),
        pytest.param([TITLE, *MENU, TRAIL, TITLE, *BODY], [TITLE, *BODY], id="title-above-its-menu-and-again-below"),
        pytest.param(
            [*MENU, "甲服务", "乙服务", "丙服务", TRAIL, "甲服务", "乙服务", "丙服务", TITLE, *BODY],
            [TITLE, *BODY], id="side-menu-repeats-the-main-one",
        ),
        pytest.param(
            [*MENU, "政府信息公开年度报告", "登录", TITLE, *BODY], [TITLE, *BODY], id="menu-word-called-like-a-document"
        ),
        pytest.param(
            [*MENU, TRAIL, "某市研发补助", "发布时间：2024-05-06", *BODY],
            ["某市研发补助", "发布时间：2024-05-06", *BODY], id="title-known-by-the-day-below-it",
        ),
        pytest.param([TITLE, "【打印】 【关闭】", *BODY], [TITLE, *BODY], id="print-and-close"),
        pytest.param([TITLE, "字体：[大 中 小]", "浏览次数：1545", *BODY], [TITLE, *BODY], id="type-size-and-visitors"),
        pytest.param([TITLE, "分享到：", "微信", "|", "微博", *BODY], [TITLE, *BODY], id="share-buttons-line-by-line"),
        pytest.param([TITLE, *BODY, "上一篇：关于组织申报的通知", "下一篇：没有了"], [TITLE, *BODY], id="neighbours"),
        pytest.param([TITLE, *BODY, "上一篇：甲", "下一篇：乙", *FOOT], [TITLE, *BODY], id="reposter's-address"),
        pytest.param([TITLE, *BODY, "网站地图", "|", "联系我们", *FOOT], [TITLE, *BODY], id="foot-with-its-menu"),
        pytest.param([TITLE, *BODY, "【打印本页】", "返回顶部", "扫一扫在手机打开当前页"], [TITLE, *BODY], id="tools-below"),
        pytest.param(
            [*BODY, "上一条：甲", "下一条：乙", "1.相关新闻的第一句话。"], [*BODY, "1.相关新闻的第一句话。"],
            id="neighbours-with-text-below",
        ),
        pytest.param([TITLE, "<!-- INFO END -->", *BODY, "-->"], [TITLE, *BODY], id="comments-of-the-source"),
        pytest.param([TITLE, "某厅官网 -->", *BODY], [TITLE, *BODY], id="end-of-a-comment"),
        pytest.param([f"{TITLE} {SITE_LINE} {TITLE} {LONG}"], [TITLE, LONG], id="one-line-page"),
        pytest.param(
            [f"{TITLE} {SITE_LINE} {TITLE} 发布时间： 2024-05-06 点击数： 15 查询 {TITLE[:6]} {TITLE[6:]} （征求意见稿） {LONG}"],
            [TITLE, "发布时间：2024-05-06", TITLE, "（征求意见稿）", LONG], id="one-line-page-keeps-its-day-and-the-title's-mark",
        ),
        pytest.param([f"{TITLE} {LONG} 上一篇： 甲通知 下一篇： 乙通知"], [f"{TITLE} {LONG}"], id="one-line-page-with-neighbours"),
    ],
)  # fmt: skip
def test_furniture_goes_and_is_reported(lines: list[str], kept: list[str]) -> None:
    canon = canonical(lines)
    assert canon.text.split("\n") == kept
    assert "page.menu" in page_reports(canon)
    assert signs(canon.text, *canon.beside) == signs(*lines)


def test_report_says_what_went_and_how_much() -> None:
    canon = canonical([*MENU, TRAIL, TITLE, *BODY, "上一篇：甲", "下一篇：乙"])
    head, tail = (anomaly.message for anomaly in canon.anomalies)
    assert head.startswith("文首有网页导航、链接或网站信息10行（共")
    assert all(f"“{words}”" in head for words in ("某市某局", "登录"))
    assert tail.startswith("文末有网页导航、链接或网站信息2行")


# --- what stays ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["某市人民政府", "某政发〔2024〕5号", TITLE, *BODY], id="issuer-and-number-above-the-title"),
        pytest.param(["某区工业经济", "高质量发展的若干政策意见", *BODY], id="broken-title"),
        pytest.param(["总则", "适用范围", "支持方式", "附则", *BODY], id="short-lines-alone"),
        pytest.param(["登录", TITLE, *BODY], id="one-menu-word-is-no-menu"),
        pytest.param(
            ["某市政务服务门户网站", "运行维护管理暂行办法", *BODY], id="title-that-begins-with-a-site's-name"
        ),
        pytest.param(
            ["关于我们", "本中心负责受理补贴申请。", "联系我们", "电话：010-12345678"], id="page-about-an-office"
        ),
        pytest.param([TITLE, *BODY, "联系人：张三", "联系电话：010-12345678"], id="whom-to-ask"),
        pytest.param(
            [TITLE, *BODY, "联系我们", "电话：010-12345678", "地址：某市某路1号"], id="contact-under-a-heading"
        ),
        pytest.param([TITLE, *BODY, "某市科学技术局", "2024年5月6日", "（此件公开发布）"], id="signature"),
        pytest.param([TITLE, *BODY, "附件：1.申请表", "2.承诺书"], id="attachments"),
        pytest.param([TITLE, *BODY, "公开方式：主动公开", "某市办公室秘书处2024年5月6日印发"], id="imprint"),
        pytest.param([TITLE, *BODY, "1.软件著作权版权所有 人身份证明"], id="labelled-line-that-speaks-of-rights"),
        pytest.param([TITLE, *BODY, "下一个年度", "重点支持机器人产业"], id="next-year"),
        pytest.param([TITLE, *BODY, "二、流程", "企业登录平台→选择首页>补贴申办>提交。"], id="way-through-a-platform"),
        pytest.param([TITLE, *BODY, "申请 --> 审核 --> 发证"], id="arrows"),
        pytest.param(["企业申请 -->", "部门审核 -->", TITLE, *BODY], id="arrows-at-line-ends"),
        pytest.param([TITLE, *BODY, "打印", "三、附则"], id="print-between-clauses"),
        pytest.param([TITLE, "所在位置：", "项目名称：", *BODY], id="fields-of-a-form"),
        pytest.param([TITLE, "发布时间：2024-05-06 来源：某局 字体：大 中 小", *BODY], id="day-and-tools-in-one-line"),
        pytest.param(["首页设计补贴办法", *BODY], id="menu-word-inside-a-title"),
        pytest.param([f"{TITLE} {LONG}"], id="one-line-document"),
        pytest.param([f"{TITLE} 首页 {TITLE} {LONG}"], id="one-line-document-that-repeats-its-title"),
    ],
)
def test_document_stays(lines: list[str]) -> None:
    stripped = strip_web_furniture([Block(line) for line in lines])
    assert [block.text for block in stripped.blocks] == lines
    assert stripped.anomalies == ()


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        pytest.param([*MENU, "某市研发补助", TRAIL, *BODY], "某市研发补助", id="title-between-menu-and-breadcrumb"),
        pytest.param(["某市研发补助", *MENU, TRAIL, *BODY], "某市研发补助", id="title-only-above-the-menu"),
        pytest.param(
            ["某市研发补助", *MENU, "面向单位的扶持政策", *BODY], "某市研发补助", id="title-above-the-menu-and-a-heading-below"
        ),
        pytest.param([TITLE, *MENU, TRAIL, *BODY], TITLE, id="title-above-the-menu-and-not-below"),
        pytest.param([*MENU, "某政发〔2024〕5号", TRAIL, TITLE, *BODY], "某政发〔2024〕5号", id="number-in-a-menu"),
        pytest.param([*MENU, "2024年5月6日", TRAIL, TITLE, *BODY], "2024年5月6日", id="date-in-a-menu"),
        pytest.param([*MENU, TRAIL, "某区工业经济", TITLE[3:], *BODY], "某区工业经济", id="first-line-of-a-broken-title"),
        pytest.param([*MENU, TRAIL, ">", "某区工业经济", TITLE[3:], *BODY], TITLE[3:], id="title-below-a-step"),
        pytest.param(
            [TRAIL, "某市政务服务门户网站", "运行维护管理暂行办法", *BODY],
            "某市政务服务门户网站", id="title-that-begins-with-a-site's-name-below-a-breadcrumb",
        ),
        pytest.param([*MENU, "某市某省", TITLE, *BODY], "某市某省", id="issuer-below-the-menu"),
        pytest.param([TITLE, *BODY, *FOOT[:1], "某市科学技术局", "2024年5月6日"], "某市科学技术局", id="signature-below-a-foot"),
        pytest.param([TITLE, *BODY, "上一篇：甲", "附件：申请表", "下一篇：乙"], "附件：申请表", id="attachment-among-links"),
        pytest.param([TITLE, *BODY, "联系人：张三", "上一篇：甲", "下一篇：乙"], "联系人：张三", id="whom-to-ask-above-the-links"),
        pytest.param([TITLE, *BODY, "某市局", "2024年5月6日", "打印", "关闭"], "2024年5月6日", id="date-above-the-tools"),
    ],
)  # fmt: skip
def test_line_of_the_document_stays_among_furniture(lines: list[str], kept: str) -> None:
    canon = canonical(lines)
    assert kept in canon.text.split("\n")
    assert all(line in canon.text.split("\n") for line in BODY)
    assert "page.menu" in page_reports(canon)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["某市研发补助", *MENU, TRAIL, *BODY], id="lines-without-a-certain-title"),
        pytest.param([f"某市研发补助 {SITE_LINE} 登录 {LONG}"], id="one-line-page-whose-title-does-not-come-again"),
        pytest.param(
            [f"{TITLE} {LONG} 上一篇： 甲 下一篇： 乙 这一句属于谁不清楚。"], id="links-with-a-sentence-behind"
        ),
    ],
)
def test_doubt_is_reported_and_nothing_uncertain_goes(lines: list[str]) -> None:
    canon = canonical(lines)
    assert "page.menu_kept" in page_reports(canon)
    assert lines[0].split()[0] in canon.text


# --- what holds of any document --------------------------------------------------------------------------------------

_LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [*MENU, TRAIL, TITLE, *BODY, *FOOT, "上一篇：甲", "下一篇：乙", "打印", "-->", "<!-- 甲 -->", LONG]
        ),
        st.text("首页登录某市办法一、。：；|>（）-2024年5月6日 ", max_size=40),
    ),
    max_size=30,
)


@settings(max_examples=300, deadline=None)
@given(_LINES)
def test_every_character_is_in_the_text_or_among_what_went(lines: list[str]) -> None:
    blocks = [Block(clean(line)) for line in lines]
    stripped = strip_web_furniture(blocks)
    after = signs(*(block.text for block in stripped.blocks), *stripped.removed)
    assert after == signs(*(block.text for block in blocks))
    assert bool(stripped.removed) == any(anomaly.code == "page.menu" for anomaly in stripped.anomalies)


@settings(max_examples=300, deadline=None)
@given(_LINES)
def test_no_sentence_goes(lines: list[str]) -> None:
    stripped = strip_web_furniture([Block(clean(line)) for line in lines])
    assert not [words for words in stripped.removed if "。" in words and len(words) > 25]


@settings(max_examples=300, deadline=None)
@given(_LINES)
def test_order_stays(lines: list[str]) -> None:
    blocks = [Block(clean(line)) for line in lines if len(line) < 1000]
    rest = iter(blocks)
    assert all(any(block == other for other in rest) for block in strip_web_furniture(blocks).blocks)


def test_laws_have_no_web_furniture(shared: Path) -> None:
    laws = sorted(path for path in (shared / "public/laws").rglob("*.md") if path.name != "README.md")[::_EVERY]
    assert len(laws) > 20
    for path in laws:
        blocks = read(path).blocks
        assert strip_web_furniture(blocks).blocks == blocks, path.name


def test_state_council_documents_have_no_web_furniture(shared: Path) -> None:
    documents = (shared / "public/gov_html/docs.jsonl").read_text("utf-8").splitlines()
    assert len(documents) >= 60
    for document in map(json.loads, documents):
        blocks = tuple(Block(paragraph["text"]) for paragraph in document["paras"])
        assert strip_web_furniture(blocks).blocks == blocks, document["title"]


def test_printed_pages_are_left_to_their_own_rules() -> None:
    blocks = tuple(Block(line, page=1, line=True) for line in [*MENU, TRAIL, TITLE, *BODY])
    assert strip_web_furniture(blocks).blocks == blocks


def test_lines_within_a_block_go_alone() -> None:
    stripped = strip_web_furniture([Block(f"{TITLE}\n打印\n关闭"), *(Block(line) for line in BODY)])
    assert stripped.blocks[0].text == TITLE
    assert stripped.removed == ("打印", "关闭")


def test_fields_of_the_page_that_went_still_tell_of_the_document() -> None:
    line = f"{TITLE} {SITE_LINE} 发布机构 : 某市商务局 发文字号 : 某商〔2024〕3号 {TITLE} （征求意见稿） {LONG}"
    raw = RawDocument(Path("示例.txt"), "text/plain", "0" * 64, (Block(line),))
    document = interpret(raw, Metadata(), today=date(2026, 11, 22)).document
    assert (document.issuer, document.number, document.status) == ("某市商务局", "某商〔2024〕3号", Status.DRAFT)
    assert "某市商务局" not in document.text
