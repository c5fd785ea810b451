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
    ],
)
def test_what_gives_nothing_is_no_benefit(text: str) -> None:
    assert benefits_of(text) == ()


def test_the_recipient_of_the_sentence_before_a_semicolon_is_taken_over_and_said() -> None:
    first, second = benefits_of("企业通过辅导验收的，奖励100万元；材料获受理的，奖励50万元。")
    assert (first.who, first.review) == ("企业", "")
    assert (second.who, second.review) == ("企业", "对象沿用上一句的“企业”")


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
