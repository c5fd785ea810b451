"""What documents say of themselves."""

from datetime import date

import pytest

from corpus import Status
from corpus.facts.head import facts
from corpus.facts.title import document_id, find_title

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        pytest.param(["某市行动方案(2025-2027年)", "(征求意见稿)", "为深入…。"], "某市行动方案(2025-2027年)(征求意见稿)", id="bracket-below"),
        pytest.param(["国务院关于印发个人所得税", "专项附加扣除暂行办法的通知", "国发〔2018〕41号"], "国务院关于印发个人所得税专项附加扣除暂行办法的通知", id="broken-line"),
        pytest.param(["某区工业经济", "高质量发展的若干政策意见"], "某区工业经济高质量发展的若干政策意见", id="broken-first-line"),
        pytest.param(["某市政府办公厅", "某市政府办公厅关于印发细则的通知"], "某市政府办公厅关于印发细则的通知", id="issuer-above-is-in-the-title"),
        pytest.param(["关注 · 某网", "当前位置：首页 > 意见", "某市促进条例"], "某市促进条例", id="site-menu"),
        pytest.param(["某公司", "首页", "企业研究开发补助", "发布时间：2016-04-25", "正文。"], "企业研究开发补助", id="web-page"),
        pytest.param(["《某市管理办法》"], "某市管理办法", id="title-in-marks"),
        pytest.param(["国务院关于2018年度", "科技奖励的决定", "国发〔2018〕44号"], "国务院关于2018年度科技奖励的决定", id="broken-after-a-year"),
        pytest.param(["某市政府关于推行公示制度记录制度", "审核制度的指导意见", "某府〔2018〕1号"], "某市政府关于推行公示制度记录制度审核制度的指导意见", id="first-line-ends-like-a-title"),
        pytest.param(["某厅对某会议", "第4626号提案的答复"], "某厅对某会议第4626号提案的答复", id="broken-before-a-number"),
        pytest.param(["某厅关于节水的复函 某办函〔2005〕21号", "某主席："], "某厅关于节水的复函", id="number-in-the-title-s-line"),
        pytest.param(["关于深化", "人才改革的30条意见"], "关于深化人才改革的30条意见", id="30条意见"),
        pytest.param(["某局就《某方案》公开征求意见。某方案指出，…。"], "某局就《某方案》公开征求意见", id="first-sentence-of-a-page"),
        pytest.param(["本市企业申报须知", "请各企业…。"], "本市企业申报须知", id="first-line"),
        pytest.param(["为贯彻落实党中央决策部署，结合实际，提出以下意见。" * 5], None, id="introduction-is-no-title"),
        pytest.param(["某区促进条例 首页 | 政务公开 发布时间：2024-11-21 某区促进条例 为了…。" + "某" * 60], "某区促进条例", id="page-without-line-breaks"),
        pytest.param(["关于支持某市 创新先导区的若干措施 （征求意见稿） 为全面落实…，制定本措施。" + "某" * 60], "关于支持某市创新先导区的若干措施", id="title-broken-by-a-space"),
        pytest.param(["某公司 首页：某市专项资金管理办法 关于我们。" + "某" * 80], None, id="a-title-further-on-in-a-menu"),
        pytest.param(["根据某省 有关规定，制定本办法 现公布。" + "某" * 80], None, id="a-sentence-that-ends-like-a-title"),
        pytest.param([], None, id="nothing-before-the-first-label"),
    ],
)  # fmt: skip
def test_title(lines: list[str], title: str | None) -> None:
    assert find_title(lines) == title


def test_identity_is_the_same_for_a_draft_and_what_becomes_of_it() -> None:
    draft = document_id("某市行动方案(2025-2027年)(征求意见稿)")

    assert draft == document_id("某市行动方案（2025-2027年）") != document_id("某市行动方案（2028-2030年）")
    assert set(draft) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


NOTICE = """某市人民政府办公厅关于印发某市扶持办法的通知
某府办规〔2021〕19号
各区人民政府:
现印发给你们。
某市人民政府办公厅
2021年12月1日
第一条 为了扶持。
第二条 本办法由市科技局负责解释。
第三条 本办法自印发之日起施行，有效期3年。"""


def test_facts_of_a_notice() -> None:
    said = facts(NOTICE, today=TODAY)

    assert (said.number, said.issuer, said.department) == ("某府办规〔2021〕19号", "某市人民政府办公厅", "市科技局")
    assert (said.issued, said.effective_from, said.effective_to) == (
        date(2021, 12, 1),
        date(2021, 12, 1),
        date(2024, 11, 30),
    )


@pytest.mark.parametrize(
    ("clause", "start", "end"),
    [
        pytest.param("自印发之日起施行，有效期3年", date(2021, 12, 1), date(2024, 11, 30), id="印发之日"),
        pytest.param("自印发之日起30日后施行，有效期3年", date(2021, 12, 31), date(2024, 12, 30), id="30日后"),
        pytest.param("有效期为发布之日起5年", date(2021, 12, 1), date(2026, 11, 30), id="发布之日起5年"),
    ],
)
def test_a_term_counted_from_the_day_of_issue(clause: str, start: date, end: date) -> None:
    said = facts(NOTICE.replace("自印发之日起施行，有效期3年", clause), today=TODAY)

    assert (said.effective_from, said.effective_to) == (start, end)


def test_an_order_is_called_what_it_announces() -> None:
    text = "中华人民共和国国务院令\n第706号\n现将《某条例》公布，自2019年3月1日起施行。\n总理 李某某\n2018年11月6日\n某条例\n第一条 甲。"
    said = facts(text, today=TODAY)

    assert (said.title, said.issuer, said.number) == ("某条例", "国务院", "中华人民共和国国务院令第706号")
    assert (said.issued, said.effective_from) == (date(2018, 11, 6), date(2019, 3, 1))


def test_fields_of_a_web_page_tell_number_and_issuer() -> None:
    text = "某措施\n发布机构：某区商务局\n发文字号：某商〔2024〕3号\n一、甲。"
    said = facts(text, today=TODAY)

    assert (said.issuer, said.number) == ("某区商务局", "某商〔2024〕3号")


@pytest.mark.parametrize(
    ("text", "department"),
    [
        pytest.param("某措施 首页/政务公开/委办局/某区商务局/政策文件 索引号\n一、甲。", "某区商务局", id="the-part-of-the-site"),
        pytest.param("某措施 首页/委办局/某区商务局/文件\n一、甲。\n二、本措施由区财政局负责解释。", "区财政局", id="who-explains-goes-first"),
        pytest.param("某措施 首页/政务公开/政策文件 索引号\n一、甲。", None, id="no-office"),
        pytest.param("某措施\n一、由市商务局/市财政局/市税务局会同办理。", None, id="offices-of-a-clause"),
    ],
)  # fmt: skip
def test_whom_to_ask(text: str, department: str | None) -> None:
    assert facts(text, today=TODAY).department == department


def test_the_signature_at_the_end_names_issuer_and_day() -> None:
    said = facts("某措施\n一、甲。\n二、乙。\n某市财政局\n某市商务局\n2024年3月1日\n（此件公开发布）", today=TODAY)

    assert (said.issuer, said.issued) == ("某市财政局 某市商务局", date(2024, 3, 1))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("某市办法(征求意见稿)\n第一条 甲。", Status.DRAFT, id="draft-in-the-title"),
        pytest.param("某市办法\n（草案）\n第一条 甲。", Status.DRAFT, id="draft-below-the-title"),
        pytest.param("某局就《某办法（征求意见稿）》公开征求意见。", Status.DRAFT, id="page-about-a-draft"),
        pytest.param(
            "某市办法 首页 公开 某市 办法 （征求意见稿） 为了发展，制定本办法。\n第一条 甲。",
            Status.DRAFT,
            id="draft-in-a-page-without-line-breaks",
        ),
        pytest.param(
            "某市办法 首页 公开 某市办法 （试行稿） " + "甲" * 120 + "答复（征求意见稿）的来信。\n第一条 甲。",
            None,
            id="another-draft-on-the-page",
        ),
        pytest.param("某市办法\n第一条 对征求意见稿的处理。", None, id="draft-in-a-clause"),
        pytest.param("某市办法\n第一条 本办法有效期至2020年12月31日。", Status.EXPIRED, id="expired"),
        pytest.param("某市办法\n第一条 自2026年1月1日起施行，有效期至2028年12月31日。", Status.IN_FORCE, id="in-force"),
        pytest.param("某市办法\n第一条 自2027年1月1日起施行，有效期至2028年12月31日。", None, id="not-yet"),
        pytest.param("某市办法\n第一条 自2019年1月1日起施行。", None, id="no-end-stated"),
    ],
)
def test_status(text: str, status: Status | None) -> None:
    assert facts(text, today=TODAY).status == status


@pytest.mark.parametrize(
    ("clause", "start", "end"),
    [
        pytest.param("本办法自2017年5月1日起施行。", date(2017, 5, 1), None, id="自…起施行"),
        pytest.param("自二〇二五年三月一日起实施。", date(2025, 3, 1), None, id="chinese-date"),
        pytest.param("自2019年3月1日起施行，有效期四年。", date(2019, 3, 1), date(2023, 2, 28), id="有效期四年"),
        pytest.param("自2024年2月29日起施行，有效期1年。", date(2024, 2, 29), date(2025, 2, 27), id="leap-day"),
        pytest.param("自2024年1月31日起施行，试行期一个月。", date(2024, 1, 31), date(2024, 2, 28), id="试行期一个月"),
        pytest.param("自2019年1月1日起执行，暂定三年。", date(2019, 1, 1), date(2021, 12, 31), id="暂定三年"),
        pytest.param(
            "本办法自2024年6月1日起施行。有效期3年。",
            date(2024, 6, 1),
            date(2027, 5, 31),
            id="有效期-in-the-next-sentence",
        ),
        pytest.param(
            "本办法自2024年1月1日起至2026年12月31日实施。", date(2024, 1, 1), date(2026, 12, 31), id="自…起至…"
        ),
        pytest.param("自2024年1月1日起施行，至2026年12月31日止。", date(2024, 1, 1), date(2026, 12, 31), id="至…止"),
        pytest.param(
            "本意见实施期限为2024年1月1日至12月31日。", date(2024, 1, 1), date(2024, 12, 31), id="end-without-its-year"
        ),
        pytest.param("本文件有效期为三年，自2024年2月1日起算。", date(2024, 2, 1), date(2027, 1, 31), id="起算"),
        pytest.param("政策有效期至2025年12月31日。", None, date(2025, 12, 31), id="有效期至"),
        pytest.param("适用于自2019年1月1日起新设的企业。", None, None, id="no-term"),
        pytest.param("许可证自颁发之日起生效，有效期五年。", None, None, id="a-licence-s-term"),
        pytest.param("通行证有效期五年，按照本办法办理。", None, None, id="a-licence-s-term-under-this-办法"),
        pytest.param("自2008年1月1日起施行的《某法》有效期五年。", None, None, id="another-law-s-term"),
    ],
)
def test_term(clause: str, start: date | None, end: date | None) -> None:
    said = facts(f"某市办法\n第一条 {clause}", today=TODAY)

    assert (said.effective_from, said.effective_to) == (start, end)


def test_a_law_takes_the_last_day_on_which_it_was_passed() -> None:
    text = "某法\n1994年5月12日 某常务委员会通过\n2022年12月30日 某会议修正\n第一条 甲。"

    assert facts(text, today=TODAY).issued == date(2022, 12, 30)
