"""What is given, to whom, when and how much: the plan's benefits by hand, then the traps of the grammar."""

import re
from pathlib import Path

import pytest

from corpus import Benefit, Clause, Document, Quantity, Span, find_benefits
from corpus.parsing import parse

SOURCES = Path(__file__).resolve().parents[2] / "corpus" / "sources"


def benefits_of(text: str) -> tuple[Benefit, ...]:
    """The benefits of a text, each of its lines being one clause."""
    document = Document(id="d", title="", text=text, path="", sha256="", text_sha256="")
    found: list[Benefit] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        span = Span(start, start + len(line))
        found += find_benefits(document, Clause(f"d#{number}", "d", (), (), line, span))
        start = span.end + 1
    return tuple(found)


def raw(quantity: Quantity | None) -> str:
    return quantity.raw if quantity else ""


def sums(benefit: Benefit) -> dict[str, str]:
    """The parts of the formula that are there."""
    parts = {
        "fixed": raw(benefit.fixed), "rate": raw(benefit.rate), "base": benefit.base, "limit": raw(benefit.base_limit),
        "cap": raw(benefit.cap), "often": benefit.frequency, "scope": benefit.scope, "variant": benefit.variant,
    }  # fmt: skip
    return {name: part for name, part in parts.items() if part}


PLAN = (
    (
        "承接省级以上具身智能机器人领域科技攻关项目",
        {"rate": "25%", "base": "实际到账补助资金", "cap": "最高500万元"},
        [("承接省级以上具身智能机器人领域科技攻关项目", "")],
        "",
    ),
    ("数据训练场", {"fixed": "100万元"}, [("被评定为国家级", "")], ""),
    (
        "具身智能机器人企业",
        {"rate": "30%", "base": "年度采购金额", "cap": "最高30万元"},
        [("采购符合条件的数据产品及服务", "")],
        "",
    ),
    ("具身智能机器人企业主体", {}, [("新设立", "")], "没有写明数额：给予政策支持"),
    (
        "“链主”企业、国家级制造业“单项冠军”企业、专精特新“小巨人”企业、专精特新中小企业和“独角兽”企业",
        {},
        [("企业上市发展", "")],
        "没有写明数额：按有关政策给予奖励",
    ),
    (
        "整机制造企业",
        {"rate": "10%", "base": "年度采购量", "cap": "500万元", "often": "每年", "scope": "单家企业"},
        [("采购非关联零部件、软件企业产品年度采购量达100万元", "达100万元")],
        "",
    ),
    (
        "具身智能机器人企业",
        {"fixed": "100万元", "often": "一次性"},
        [
            ("产品进入非关联的世界500强、中国500强企业采购目录", ""),
            ("连续2年销售额均超过1000万元", "超过1000万元"),
        ],
        "",
    ),
    (
        "应用软件",
        {"cap": "最高50万元", "often": "一次性"},
        [("年度应用量超过1000台(套)", "超过1000台(套)"), ("产生效益500万元(含)以上", "500万元(含)以上")],
        "",
    ),
    (
        "开发企业",
        {
            "rate": "20%",
            "base": "整机产品购置成本",
            "limit": "不超过10台",
            "cap": "最高30万元",
            "scope": "每家开发企业",
        },
        [("购买符合条件的通用具身智能机器人整机产品进行深度二次开发满足特色场景需要", "")],
        "",
    ),
    (
        "典型应用场景",
        {"rate": "50%", "base": "实际投入", "cap": "最高100万元", "scope": "单个典型应用场景"},
        [("每年评选10个具身智能机器人典型应用场景", "")],
        "",
    ),
    (
        "社区运营单位",
        {"cap": "不超过100万元", "often": "每年"},
        [
            (
                "社区为开发团队提供免费空间、算力补贴、本体及设备共享、测试训练辅助、数据共享、通用大模型接入、政策申报等服务",
                "",
            )
        ],
        "另有没有写明数额的支持：足额算力券支持；数额还取决于：服务绩效",
    ),
    (
        "",
        {"rate": "25%", "base": "活动成本", "cap": "不超过300万元", "often": "每年"},
        [],
        "数额还取决于：赛事、展会投入和影响力；没有读出给予的对象",
    ),
    (
        "获得国家级、省级创新创业大赛奖项项目",
        {"fixed": "50万元", "variant": "国家级"},
        [("获得国家级、省级创新创业大赛奖项项目", "")],
        "",
    ),
    (
        "获得国家级、省级创新创业大赛奖项项目",
        {"fixed": "20万元", "variant": "省级"},
        [("获得国家级、省级创新创业大赛奖项项目", "")],
        "",
    ),
)


@pytest.mark.shared
def test_the_benefits_of_the_plan(shared: Path) -> None:
    found = benefits_of((shared / "corpus" / "plan.txt").read_text(encoding="utf-8"))
    read = [(b.who, sums(b), [(c.text, raw(c.quantity)) for c in b.conditions], b.review) for b in found]
    assert read == list(PLAN)


def test_the_benefits_of_the_plan_as_it_comes_with_the_program() -> None:
    parsed = parse(SOURCES / "plan.pdf")
    found = [b for clause in parsed.clauses for b in find_benefits(parsed.document, clause)]
    assert [sums(b) for b in found] == [formula for _, formula, _, _ in PLAN]
    assert {b.title for b in found if b.base == "年度采购量"} == {"强化整零协同发展"}


@pytest.mark.parametrize(
    ("text", "who", "expected"),
    [
        pytest.param(
            "企业购置工业软件的，按实际支付金额的15%给予补助，单个企业每年最高不超过80万元。",
            "企业",
            [{"rate": "15%", "base": "实际支付金额", "cap": "最高不超过80万元", "often": "每年", "scope": "单个企业"}],
            id="cap-in-its-own-piece",
        ),
        pytest.param(
            "对购置检测设备的单位，按设备价款的20%给予补助。补助金额最高不超过40万元。",
            "单位",
            [{"rate": "20%", "base": "设备价款", "cap": "最高不超过40万元"}],
            id="cap-in-its-own-sentence",
        ),
        pytest.param(
            "租用标准厂房的企业，可按不超过年租金30%的比例，给予每年最高60万元的补贴。",
            "企业",
            [{"rate": "30%", "base": "年租金", "cap": "最高60万元", "often": "每年"}],
            id="rate-without-a-verb",
        ),
        pytest.param(
            "对新认定的国家级、省级重点实验室，分别给予依托单位300万元、100万元一次性奖励。",
            "依托单位",
            [
                {"fixed": "300万元", "often": "一次性", "variant": "国家级"},
                {"fixed": "100万元", "often": "一次性", "variant": "省级"},
            ],
            id="pair-by-level",
        ),
        pytest.param(
            "对通过国家标准、行业标准、地方标准评审的，分别给予起草单位50万元、20万元和10万元奖励。",
            "起草单位",
            [
                {"fixed": "50万元", "variant": "国家标准"},
                {"fixed": "20万元", "variant": "行业标准"},
                {"fixed": "10万元", "variant": "地方标准"},
            ],
            id="three-joined-by-和",
        ),
        pytest.param(
            "年度产值首次超过1亿元、5亿元的企业，分别奖励10万元、30万元。",
            "企业",
            [{"fixed": "10万元", "variant": "超过1亿元"}, {"fixed": "30万元", "variant": "5亿元"}],
            id="pair-by-threshold",
        ),
        pytest.param(
            "营业额1亿元以上、5亿元以上的商贸企业，分别按新增纳税额的5%、8%给予奖励，最高90万元。",
            "商贸企业",
            [
                {"rate": "5%", "base": "新增纳税额", "cap": "最高90万元", "variant": "1亿元以上"},
                {"rate": "8%", "base": "新增纳税额", "cap": "最高90万元", "variant": "5亿元以上"},
            ],
            id="pair-of-rates",
        ),
        pytest.param(
            "对产值同比增长超过2000万元的规上企业，给予增量部分1%的奖励，最高30万元。",
            "规上企业",
            [{"rate": "1%", "base": "增量部分", "cap": "最高30万元"}],
            id="base-after-给予",
        ),
        pytest.param(
            "对首次获评示范园区的运营单位奖励30万，对通过复评的运营单位奖励10万。",
            "运营单位",
            [{"fixed": "30万"}, {"fixed": "10万"}],
            id="two-in-one-sentence-without-元",
        ),
        pytest.param(
            "对年度纳税额排名前三名的商贸企业，分别奖励9万元、6万元、3万元。",
            "商贸企业",
            [
                {"fixed": "9万元", "variant": "第一名"},
                {"fixed": "6万元", "variant": "第二名"},
                {"fixed": "3万元", "variant": "第三名"},
            ],
            id="places-of-a-ranking",
        ),
        pytest.param(
            "拟上市的企业，按照完成股改、辅导备案、申报受理三个阶段分别给予20万元、30万元、50万元补助。",
            "企业",
            [
                {"fixed": "20万元", "variant": "股改"},
                {"fixed": "30万元", "variant": "辅导备案"},
                {"fixed": "50万元", "variant": "申报受理"},
            ],
            id="stages-between-按照-and-分别",
        ),
        pytest.param(
            "对取得省级示范认定的园区，一次性奖励运营公司20万元。",
            "运营公司",
            [{"fixed": "20万元", "often": "一次性"}],
            id="receiver-named-with-the-sum",
        ),
        pytest.param(
            "对纳税额超过200万元的制造业企业，给予企业10万元奖励。",
            "制造业企业",
            [{"fixed": "10万元"}],
            id="receiver-in-one-word-is-the-one-described",
        ),
        pytest.param(
            "对年度营业收入超过1亿元的企业，其高级管理人员按照个人所得税的10%予以奖励，每人每年最高8万元。",
            "高级管理人员",
            [{"rate": "10%", "base": "个人所得税", "cap": "最高8万元", "often": "每年", "scope": "每人"}],
            id="people-of-the-company",
        ),
        pytest.param(
            "按照街道本年度新增财力的2%对街道予以奖励。",
            "街道",
            [{"rate": "2%", "base": "街道本年度新增财力"}],
            id="all-words-of-the-base",
        ),
        pytest.param(
            "对企业实施改造的，分别按设备、软件投入总额的7%给予补助。",
            "企业",
            [{"rate": "7%", "base": "设备、软件投入总额"}],
            id="base-that-is-a-list",
        ),
        pytest.param(
            "对我市经济发展贡献最大的5家服务企业，分别奖励20万元。",
            "服务企业",
            [{"fixed": "20万元"}],
            id="number-of-winners-is-no-name",
        ),
        pytest.param(
            "对其缴纳的软件服务费，给予50%的补贴。",
            "",
            [{"rate": "50%", "base": "其缴纳的软件服务费"}],
            id="对-names-the-base-and-nobody",
        ),
    ],
)
def test_a_benefit_is_read(text: str, who: str, expected: list[dict[str, str]]) -> None:
    found = benefits_of(text)
    assert [sums(b) for b in found] == expected
    assert {b.who for b in found} == {who}


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        pytest.param(
            "对研发投入不低于500万元且占营业收入比例达到5%以上的企业，给予20万元奖励。",
            [("研发投入不低于500万元", "不低于500万元"), ("占营业收入比例达到5%以上", "达到5%以上")],
            id="two-thresholds",
        ),
        pytest.param(
            "对营业额超过10亿元且纳税额保持增长的企业，一次性奖励5万元。",
            [("营业额超过10亿元", "超过10亿元"), ("纳税额保持增长", "")],
            id="what-follows-the-threshold-is-kept",
        ),
        pytest.param(
            "加快发展会展业，对新引进的展会，展览面积达到1万平方米的，给予主办单位30万元补助。",
            [("新引进的展会", ""), ("展览面积达到1万平方米", "达到1万平方米")],
            id="aims-are-no-conditions",
        ),
        pytest.param(
            "对年产值首次超过5亿元、2亿元的企业，分别奖励30万元、10万元。",
            [("年产值首次超过5亿元、2亿元", "超过5亿元")],
            id="list-of-thresholds-stays-whole",
        ),
        pytest.param(
            "安置就业（签订一年以上合同，且给予正常待遇）50人以上的企业，给予5万元奖励。",
            [("安置就业（签订一年以上合同，且给予正常待遇）50人以上", "50人以上")],
            id="long-bracket-stays-whole",
        ),
        pytest.param(
            "除前述奖励外，对评定为省级示范工作站的，区政府再给予10万元奖励。",
            [("评定为省级示范工作站", "")],
            id="besides-and-giver-are-no-conditions",
        ),
        pytest.param("并购境外企业的项目，按并购金额的5%给予补助。", [("并购境外企业", "")], id="并购-is-a-word"),
        pytest.param(
            "连续3年亩均税收均超过20万元的企业，给予10万元奖励。",
            [("连续3年亩均税收均超过20万元", "超过20万元")],
            id="period-belongs-to-the-threshold",
        ),
    ],
)
def test_the_conditions_are_read_with_their_thresholds(text: str, conditions: list[tuple[str, str]]) -> None:
    assert [(c.text, raw(c.quantity)) for c in benefits_of(text)[0].conditions] == conditions


@pytest.mark.parametrize(
    ("text", "review"),
    [
        pytest.param("对获评企业按照有关规定给予奖励。", "没有写明数额：按照有关规定给予奖励", id="no-figure"),
        pytest.param("对新建仓库的企业，按每平方米30元给予补助。", "“30元”是单位标准，须乘以数量", id="per-unit"),
        pytest.param("每新增1名员工，给予企业2000元补贴。", "“2000元”是单位标准，须乘以数量", id="per-step"),
        pytest.param("对种植企业给予200元/亩补贴。", "“200元/亩”是单位标准，须乘以数量", id="compound-unit"),
        pytest.param("对购买服务的企业，按合同额的20%～30%给予补贴。", "比例不是定数：20%～30%", id="range-of-rates"),
        pytest.param("对重点企业给予10万元至50万元奖励。", "数额不是定数：10万元至50万元", id="range-of-sums"),
        pytest.param(
            "对首发产品的企业，按销售额的5%给予奖励，单个产品最高20万元，每家企业每年最高60万元。",
            "另有上限：每家企业每年最高60万元",
            id="second-cap",
        ),
        pytest.param("对贷款企业，按利息的50%给予补贴，补贴期限2年。", "另有约定：补贴期限2年", id="duration"),
        pytest.param("补助比例提高5个百分点。", "“5个百分点”是对另一比例的增减，不能单独计算", id="points"),
        pytest.param(
            "对表现突出的企业，分别奖励9万元、6万元、3万元。", "“分别”的各项未能与对象逐一对应", id="no-partners"
        ),
        pytest.param(
            "对营业收入达到3亿元或者税收达到1000万元的企业，给予50万元奖励。",
            "条件之间有“或”，满足其一即可的须人工核对",
            id="alternatives",
        ),
        pytest.param("根据考核结果对运营单位给予每年最高40万元补助。", "数额还取决于：考核结果", id="basis"),
        pytest.param("对满足任一条件的企业，给予5万元奖励。", "条件满足其一即可", id="any-of-them"),
        pytest.param("符合第三条规定的企业，给予5万元奖励。", "引用其他条款：第三条", id="reference"),
        pytest.param("租用仓储的企业，给予租金10%的补贴，享受补贴不超过2年。", "另有期限：不超过2年", id="term"),
        pytest.param(
            "对入库企业给予6万元奖励（第一年3万元，第二年3万元）。", "括号内另有约定：第一年3万元", id="bracket"
        ),
        pytest.param(
            "对入库企业给予6万元奖励。以上奖励须用于研发。", "另有条件：以上奖励须用于研发", id="terms-after-it"
        ),
        pytest.param("对入库企业给予6万元奖励。扶持期限为三年。", "另有条件：扶持期限为三年", id="term-after-it"),
        pytest.param("对参与制定的单位给予5万元奖励。", "条件承接上文：参与制定", id="deed-without-object"),
        pytest.param("对获奖的技能大赛活动，给予5万元奖励。", "给予的对象须核对：技能大赛活动", id="event"),
        pytest.param("前2年给予企业地方贡献80%的奖励。", "分年度给予：前2年", id="years"),
        pytest.param(
            "对引进人才的企业，按投入1:1比例分别给予最高90万元、50万元奖励。",
            "另有数额没有读入：50万元",
            id="unread-sums",
        ),
        pytest.param(
            "单个项目按照不超过投入的80%，给予最高50万元支持。", "本句没有写明条件", id="conditions-elsewhere"
        ),
        pytest.param("按1%给予落户扶持。", "没有读出比例的计算基数", id="no-base"),
    ],
)
def test_what_could_not_be_read_is_said(text: str, review: str) -> None:
    found = benefits_of(text)
    assert found
    assert all(review in b.review for b in found)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("同一项目不得重复享受补助资金100万元。", id="refusal"),
        pytest.param("到2027年，产业规模超过300亿元，培育企业50家以上。", id="target"),
        pytest.param("对骗取补助的企业，三年内不予补助，并追回已拨付的50万元。", id="penalty"),
        pytest.param("企业应提供近3年审计报告，注册资本不低于500万元。", id="requirement-alone"),
        pytest.param("按40%、30%、30%的比例分三年发放。", id="schedule-alone"),
        pytest.param("每个企业获得的年度补助资金总额不超过50万元。", id="limit-over-all"),
    ],
)
def test_what_gives_nothing_is_no_benefit(text: str) -> None:
    assert benefits_of(text) == ()


def test_the_recipient_of_the_sentence_before_a_semicolon_is_taken_over_and_said() -> None:
    first, second = benefits_of("企业通过辅导验收的，奖励100万元；材料获受理的，奖励50万元。")
    assert (first.who, first.review) == ("企业", "")
    assert (second.who, second.review) == ("企业", "对象沿用上一句的“企业”")


def test_the_items_of_a_list_have_the_recipient_of_the_line_above() -> None:
    first, second = benefits_of(
        "对符合下列条件之一的企业给予奖励：\n（一）通过认定的，奖励5万元；\n（二）通过复评的，奖励2万元。"
    )
    assert (first.who, second.who) == ("企业", "企业")
    assert "对象取自上文的“企业”" in second.review
    assert "列举的上文另有规定：对符合下列条件之一的企业给予奖励：" in second.review


def test_what_leads_a_list_after_a_colon_holds_for_all_of_it() -> None:
    first, second = benefits_of(
        "完成改造且通过验收的企业：投资1亿元以上的，奖励50万元；投资5000万元以上的，奖励20万元。"
    )
    assert [c.text for c in second.conditions] == ["完成改造且通过验收", "投资5000万元以上"]
    assert (first.who, second.who) == ("企业", "企业")


@pytest.mark.shared
def test_every_span_is_exact_on_foreign_policies(shared: Path) -> None:
    for path in sorted((shared / "policies").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for benefit in benefits_of(text):
            quantities = [benefit.fixed, benefit.rate, benefit.cap, benefit.base_limit]
            quantities += [c.quantity for c in benefit.conditions]
            assert all(q.span.of(text) == q.raw for q in quantities if q), path.name
            assert all(c.span.of(text) == c.text for c in benefit.conditions), path.name
            words = benefit.span.of(text)
            assert benefit.who in text, path.name
            assert all(part in words for part in (benefit.base, benefit.scope)), path.name
            assert benefit.variant in words or re.fullmatch("第[一二三四五六七八九十]名", benefit.variant), path.name
