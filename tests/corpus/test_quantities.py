"""Rows for every trap of figures in policy language: first what must be read, then what must not."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Bound, Kind, Quantity, find_quantities, find_spoken_quantities
from corpus.quantities.quantity import display, plain

AMOUNT, RATE, COUNT, PERIOD, DATE = Kind.AMOUNT, Kind.RATE, Kind.COUNT, Kind.PERIOD, Kind.DATE
EQ, GE, GT, LE, LT, RANGE = Bound.EQ, Bound.GE, Bound.GT, Bound.LE, Bound.LT, Bound.RANGE


def row(quantity: Quantity) -> tuple[str, Kind, Bound, str, str]:
    """A quantity as the tables write it: a range as ``low..high``."""
    low, high = (plain(v) if v is not None else "" for v in (quantity.low, quantity.high))
    value = f"{low}..{high}" if quantity.bound is RANGE else low or high
    return quantity.raw, quantity.kind, quantity.bound, value, quantity.unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("给予50万元奖励", ("50万元", AMOUNT, EQ, "500000", "元"), id="plain-amount"),
        pytest.param("给予50 万元奖励", ("50 万元", AMOUNT, EQ, "500000", "元"), id="space-inside"),
        pytest.param("奖励1,000元", ("1,000元", AMOUNT, EQ, "1000", "元"), id="grouped"),
        pytest.param("奖励2 500 万元", ("2 500 万元", AMOUNT, EQ, "25000000", "元"), id="grouped-by-blanks"),
        pytest.param("奖励2千5百万元", ("2千5百万元", AMOUNT, EQ, "25000000", "元"), id="digits-in-a-chinese-numeral"),
        pytest.param("壹佰万元整", ("壹佰万元整", AMOUNT, EQ, "1000000", "元"), id="financial"),
        pytest.param("￥100,000的罚款", ("￥100,000", AMOUNT, EQ, "100000", "元"), id="yuan-sign"),
        pytest.param("产值1.5万亿元", ("1.5万亿元", AMOUNT, EQ, "1500000000000", "元"), id="万亿"),
        pytest.param("打造100亿级产业集群", ("100亿", AMOUNT, EQ, "10000000000", "元"), id="亿级"),
        pytest.param("补助100元/人·天", ("100元/人·天", AMOUNT, EQ, "100", "元/人·天"), id="per-person-and-day"),
        pytest.param("补助300万元/亩", ("300万元/亩", AMOUNT, EQ, "3000000", "元/亩"), id="万元-per-area"),
        pytest.param("每千瓦时加价2分钱", ("2分钱", AMOUNT, EQ, "0.02", "元"), id="分钱"),
        pytest.param("补助50元/学时", ("50元/学时", AMOUNT, EQ, "50", "元/学时"), id="per-lesson"),
        pytest.param("算力1000PFLOPS", ("1000PFLOPS", COUNT, EQ, "1000", "PFLOPS"), id="computing"),
        pytest.param("装机500千瓦", ("500千瓦", COUNT, EQ, "500", "千瓦"), id="power"),
        pytest.param("建筑面积5万平方米", ("5万平方米", COUNT, EQ, "50000", "平方米"), id="万平方米"),
        pytest.param("人口超过100万的城市", ("超过100万", COUNT, GT, "1000000", "人"), id="people-without-人"),
        pytest.param("每3年一评", ("3年", PERIOD, EQ, "3", "年"), id="every-three-years"),
        pytest.param("培训40学时", ("40学时", PERIOD, EQ, "40", "学时"), id="lessons"),
        pytest.param("下浮30个基点", ("30个基点", RATE, EQ, "30", "BP"), id="basis-points"),
        pytest.param("奖励１亿元", ("１亿元", AMOUNT, EQ, "100000000", "元"), id="full-width-digit"),
        pytest.param("人均0\ue01002元", ("0\ue01002元", AMOUNT, EQ, "0.02", "元"), id="private-use-decimal-point"),
        pytest.param("奖励三万五千元", ("三万五千元", AMOUNT, EQ, "35000", "元"), id="chinese-amount"),
        pytest.param("补助3.5万元", ("3.5万元", AMOUNT, EQ, "35000", "元"), id="decimal-万"),
        pytest.param("投入1亿2千万元", ("1亿2千万元", AMOUNT, EQ, "120000000", "元"), id="mixed-groups"),
        pytest.param("30万奖励", ("30万", AMOUNT, EQ, "300000", "元"), id="元-not-printed"),
        pytest.param("奖励100万元人民币", ("100万元人民币", AMOUNT, EQ, "1000000", "元"), id="currency-after"),
        pytest.param("注册外资达到500万美元", ("达到500万美元", AMOUNT, GE, "5000000", "美元"), id="foreign-money"),
        pytest.param("每平米15元/平方米·月", ("15元/平方米·月", AMOUNT, EQ, "15", "元/平方米·月"), id="compound-unit"),
        pytest.param(
            "按2元/月•平方米", ("2元/月•平方米", AMOUNT, EQ, "2", "元/月·平方米"), id="compound-unit-other-dot"
        ),
        pytest.param("奖励200元/亩", ("200元/亩", AMOUNT, EQ, "200", "元/亩"), id="per-area"),
        pytest.param("总投资亿元以上的项目", ("亿元以上", AMOUNT, GE, "100000000", "元"), id="unprinted-one"),
        pytest.param("产值120000000000元", ("120000000000元", AMOUNT, EQ, "120000000000", "元"), id="twelve-digits"),
        pytest.param("按25%补助", ("25%", RATE, EQ, "25", "%"), id="percent"),
        pytest.param("按２５％补助", ("２５％", RATE, EQ, "25", "%"), id="full-width-percent"),
        pytest.param("按工资的百分之百计发", ("百分之百", RATE, EQ, "100", "%"), id="百分之百"),
        pytest.param("按百分之二十五补助", ("百分之二十五", RATE, EQ, "25", "%"), id="百分之"),
        pytest.param("按0.8‰奖励", ("0.8‰", RATE, EQ, "0.08", "%"), id="per-mille"),
        pytest.param("提高25个百分点", ("25个百分点", RATE, EQ, "25", "百分点"), id="points-are-not-percent"),
        pytest.param("下降三成", ("三成", RATE, EQ, "30", "%"), id="成"),
        pytest.param("按1:1配套", ("1:1", RATE, EQ, "100", "%"), id="ratio"),
        pytest.param("承担一半费用", ("一半", RATE, EQ, "50", "%"), id="half"),
        pytest.param("面积5000平方米（含）以上", ("5000平方米（含）以上", COUNT, GE, "5000", "平方米"), id="area"),
        pytest.param("支持20家次以上企业", ("20家次以上", COUNT, GE, "20", "家次"), id="家次"),
        pytest.param("销售超过1000台（套）", ("超过1000台（套）", COUNT, GT, "1000", "台(套)"), id="台-套"),
        pytest.param("不少于两个项目", ("不少于两个", COUNT, GE, "2", "个"), id="chinese-count"),
        pytest.param("至少一项发明", ("至少一项", COUNT, GE, "1", "项"), id="bound-makes-一-a-number"),
        pytest.param("建设1个国家级平台", ("1个", COUNT, EQ, "1", "个"), id="arabic-1"),
        pytest.param("月租金的3倍", ("3倍", RATE, EQ, "3", "倍"), id="times"),
        pytest.param("2～3级的等级", ("2～3级", COUNT, RANGE, "2..3", "级"), id="levels"),
        pytest.param("引进3-4家企业", ("3-4家", COUNT, RANGE, "3..4", "家"), id="range-of-counts"),
        pytest.param("按5%—20%补助", ("5%—20%", RATE, RANGE, "5..20", "%"), id="range-of-rates"),
        pytest.param(
            "20万~100万元之间", ("20万~100万元", AMOUNT, RANGE, "200000..1000000", "元"), id="range-of-amounts"
        ),
        pytest.param("20-100万元", ("20-100万元", AMOUNT, RANGE, "200000..1000000", "元"), id="range-shares-万"),
        pytest.param("500-1万元", ("500-1万元", AMOUNT, RANGE, "500..10000", "元"), id="range-must-rise"),
        pytest.param("百分之五至百分之十", ("百分之五至百分之十", RATE, RANGE, "5..10", "%"), id="range-in-chinese"),
        pytest.param(
            "收入1亿（含）至5亿元的", ("1亿（含）至5亿元", AMOUNT, RANGE, "100000000..500000000", "元"), id="range-含"
        ),
        pytest.param(
            "50万元以上至100万元以下",
            ("50万元以上至100万元以下", AMOUNT, RANGE, "500000..1000000", "元"),
            id="以上至以下",
        ),
        pytest.param(
            "20万以上30万元以下", ("20万以上30万元以下", AMOUNT, RANGE, "200000..300000", "元"), id="以上以下"
        ),
        pytest.param(
            "2000万（含）至1亿美元",
            ("2000万（含）至1亿美元", AMOUNT, RANGE, "20000000..100000000", "美元"),
            id="range-currency",
        ),
        pytest.param("期限不超过三年", ("不超过三年", PERIOD, LE, "3", "年"), id="chinese-period"),
        pytest.param("连续2年增长", ("2年", PERIOD, EQ, "2", "年"), id="period"),
        pytest.param("一年以上合同", ("一年以上", PERIOD, GE, "1", "年"), id="one-year"),
        pytest.param("30日内提出", ("30日内", PERIOD, LE, "30", "日"), id="within-days"),
        pytest.param("30天内提出", ("30天内", PERIOD, LE, "30", "日"), id="天-is-日"),
        pytest.param("5个工作日内办结", ("5个工作日内", PERIOD, LE, "5", "工作日"), id="working-days"),
        pytest.param("正常运营满6个月后", ("满6个月", PERIOD, GE, "6", "个月"), id="months"),
        pytest.param("半年内", ("半年内", PERIOD, LE, "0.5", "年"), id="half-a-year"),
        pytest.param("2027年", ("2027年", DATE, EQ, "2027", "年"), id="year"),
        pytest.param("二〇二五年", ("二〇二五年", DATE, EQ, "2025", "年"), id="chinese-year"),
        pytest.param("2025年3月", ("2025年3月", DATE, EQ, "202503", "月"), id="month"),
        pytest.param("2025年3月1日", ("2025年3月1日", DATE, EQ, "20250301", "日"), id="day"),
        pytest.param("2024-11-21", ("2024-11-21", DATE, EQ, "20241121", "日"), id="iso-day"),
        pytest.param(
            "二〇二五年十二月三十一日", ("二〇二五年十二月三十一日", DATE, EQ, "20251231", "日"), id="chinese-day"
        ),
        pytest.param("2025-2027年", ("2025-2027年", DATE, RANGE, "2025..2027", "年"), id="years"),
        pytest.param("（2006-2020）", ("2006-2020", DATE, RANGE, "2006..2020", "年"), id="years-in-brackets"),
        pytest.param(
            "2016年1月1日至4月30日",
            ("2016年1月1日至4月30日", DATE, RANGE, "20160101..20160430", "日"),
            id="days-of-one-year",
        ),
        pytest.param("至2027年底", ("至2027年底", DATE, LE, "2027", "年"), id="deadline"),
        pytest.param("2027年底前建成", ("2027年底前", DATE, LE, "2027", "年"), id="deadline-before"),
        pytest.param("自2022年11月1日起施行", ("自2022年11月1日起", DATE, GE, "20221101", "日"), id="in-force-from"),
        pytest.param(
            "自2022年1月1日起至2024年12月31日止",
            ("2022年1月1日起至2024年12月31日止", DATE, RANGE, "20220101..20241231", "日"),
            id="from-起-to-止",
        ),
        pytest.param(
            "2016年5月20日（周五）前报送", ("2016年5月20日（周五）前", DATE, LE, "20160520", "日"), id="weekday-between"
        ),
        pytest.param("2025年3月1日17:00前", ("2025年3月1日17:00前", DATE, LE, "20250301", "日"), id="hour-between"),
        pytest.param("每月10日前报送", ("10日前", DATE, LE, "10", "日"), id="day-of-every-month"),
        pytest.param("2025年第三季度", ("2025年第三季度", DATE, EQ, "2025", "年"), id="quarter"),
        pytest.param("每年3月31日前", ("3月31日前", DATE, LE, "331", "月日"), id="day-without-year"),
    ],
)
def test_a_quantity_is_read_exactly(text: str, expected: tuple[str, Kind, Bound, str, str]) -> None:
    assert [row(q) for q in find_quantities(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "raw", "bound"),
    [
        pytest.param("100亩以上", "100亩以上", GE, id="以上-includes"),
        pytest.param("100亩及以上", "100亩及以上", GE, id="及以上"),
        pytest.param("100万元(含)以上", "100万元(含)以上", GE, id="含以上"),
        pytest.param("100万元（不含）以上", "100万元（不含）以上", GT, id="不含-overrides-以上"),
        pytest.param("300万元（含税）以上", "300万元（含税）以上", GE, id="含税-says-nothing-of-the-bound"),
        pytest.param("100万元以下", "100万元以下", LE, id="以下-includes"),
        pytest.param("100万元以下（不含）", "100万元以下（不含）", LT, id="不含-after-以下"),
        pytest.param("100万元以内", "100万元以内", LE, id="以内"),
        pytest.param("100万元封顶", "100万元封顶", LE, id="封顶-after"),
        pytest.param("上限为100万元", "上限为100万元", LE, id="上限"),
        pytest.param("不少于100万元", "不少于100万元", GE, id="不少于"),
        pytest.param("不低于100万元", "不低于100万元", GE, id="不低于"),
        pytest.param("不高于100万元", "不高于100万元", LE, id="不高于-is-not-高于"),
        pytest.param("不得超过100万元", "不得超过100万元", LE, id="不得超过"),
        pytest.param("超过100万元", "超过100万元", GT, id="超过-excludes"),
        pytest.param("超过100万元（含）", "超过100万元（含）", GE, id="含-overrides-超过"),
        pytest.param("产值超100万元", "超100万元", GT, id="超"),
        pytest.param("不足100万元", "不足100万元", LT, id="不足"),
        pytest.param("未满18周岁", "未满18周岁", LT, id="未满"),
        pytest.param("年满60周岁", "满60周岁", GE, id="满"),
        pytest.param("达100万元", "达100万元", GE, id="达"),
        pytest.param("达到100万元及以上", "达到100万元及以上", GE, id="达到-及以上"),
        pytest.param("超过8%以上", "超过8%以上", GT, id="the-word-before-wins"),
        pytest.param("最高100万元", "最高100万元", LE, id="最高"),
        pytest.param("最高不超过100万元", "最高不超过100万元", LE, id="最高不超过"),
        pytest.param("每年最高奖励100万元", "100万元", LE, id="verb-between"),
        pytest.param("最高可给予100万元的奖励", "100万元", LE, id="可给予-between"),
        pytest.param("给予企业高管最高合计100万元", "100万元", LE, id="合计-between"),
        pytest.param("每年最高补助额度不超过100万元", "不超过100万元", LE, id="nearest-word-counts"),
        pytest.param("最高按照活动成本的25%予以支持", "25%", LE, id="base-between-最高-and-rate"),
        pytest.param("可按不超过年度研发投入30%的比例", "30%", LE, id="base-between-不超过-and-rate"),
        pytest.param("给予企业超出额0.5%的奖励", "0.5%", EQ, id="超出额-is-a-base"),
        pytest.param("对超过部分按50%给予奖励", "50%", EQ, id="超过部分-is-a-base"),
        pytest.param("每满1万人奖励", "满1万人", GE, id="step-满"),
        pytest.param("每超过1亿元，给予奖励", "1亿元", EQ, id="step-超过"),
        pytest.param("每增加100户", "100户", EQ, id="step-增加"),
        pytest.param("每人每天不高于35元", "不高于35元", LE, id="cap-per-day"),
        pytest.param("每人分摊的额度不能超过每月1000元", "1000元", LE, id="每月-between"),
        pytest.param("超过已发放贷款利息总额的50%", "50%", GT, id="base-between-超过-and-rate"),
        pytest.param("达到现有职工人数10%", "10%", GE, id="base-between-达到-and-rate"),
        pytest.param("最高不超过额度上限（见附表）之和的110%", "110%", LE, id="bracket-in-the-base"),
        pytest.param("利率上限不超过LPR+50BP", "50BP", LE, id="on-top-of-a-published-rate"),
        pytest.param("在80000元限额内据实扣除", "80000元限额内", LE, id="限额内"),
        pytest.param("每人只能享受两次", "两次", LE, id="只能"),
        pytest.param("至少提前30日", "30日", GE, id="at-least-ahead"),
        pytest.param("提前30日", "30日", EQ, id="ahead"),
        pytest.param("贡献最大的5家企业", "5家", EQ, id="最大的-is-no-bound"),
        pytest.param("计划下达两年内", "两年内", LE, id="下达-is-no-bound"),
        pytest.param("不超过本市2个月标准", "2个月", LE, id="place-between"),
        pytest.param("支付限额为职工每人每月1,000元", "1,000元", LE, id="whom-between-限额-and-figure"),
        pytest.param("累计不超过50万元", "不超过50万元", LE, id="累计不超过"),
        pytest.param("最高可达50万元", "最高可达50万元", LE, id="最高可达"),
        pytest.param("具有三轴及三轴以上", "三轴及三轴以上", GE, id="said-twice"),
        pytest.param("符合两项或两项以上的", "两项或两项以上", GE, id="said-twice-或"),
        pytest.param("约500万元", "500万元", EQ, id="约"),
        pytest.param("近300万元", "300万元", EQ, id="近"),
        pytest.param("500万元左右", "500万元", EQ, id="左右"),
        pytest.param("两百来万元", "两百来万元", EQ, id="来"),
        pytest.param("产值过亿元的企业", "亿元", EQ, id="过亿"),
        pytest.param("现有200余家企业", "200余家", GT, id="余"),
        pytest.param("最高**500万元**", "最高**500万元", LE, id="emphasis-between"),
        pytest.param("至多3次", "至多3次", LE, id="至多"),
        pytest.param("10万元起", "10万元起", GE, id="起"),
    ],
)
def test_the_bound_words_are_read(text: str, raw: str, bound: Bound) -> None:
    assert [(q.raw, q.bound) for q in find_quantities(text)] == [(raw, bound)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("分别给予50万元、20万元奖励", [("50万元", EQ, "500000"), ("20万元", EQ, "200000")], id="pair"),
        pytest.param(
            "每个展位奖励不超过5000元、8000元",
            [("不超过5000元", LE, "5000"), ("8000元", LE, "8000")],
            id="bound-shared-forward",
        ),
        pytest.param(
            "服务500家、1000家以上的", [("500家", GE, "500"), ("1000家以上", GE, "1000")], id="bound-shared-backward"
        ),
        pytest.param(
            "比例分别提高3、2、1个百分点", [("3", EQ, "3"), ("2", EQ, "2"), ("1个百分点", EQ, "1")], id="unit-shared"
        ),
        pytest.param("给予10、20万元", [("10", EQ, "100000"), ("20万元", EQ, "200000")], id="unit-and-power-shared"),
        pytest.param(
            "每项最高50万元，每家每年不超过100万元",
            [("最高50万元", LE, "500000"), ("不超过100万元", LE, "1000000")],
            id="two-caps",
        ),
        pytest.param(
            "按成本的20%、最高30万元补贴", [("20%", EQ, "20"), ("最高30万元", LE, "300000")], id="cap-is-not-the-rate's"
        ),
        pytest.param(
            "不超过10台设备购置成本的20%", [("不超过10台", LE, "10"), ("20%", EQ, "20")], id="不超过-is-the-count's"
        ),
        pytest.param(
            "在100万元至300万元（含300万元）的，扶持12%",
            [("100万元至300万元（含300万元）", RANGE, "3000000"), ("12%", EQ, "12")],
            id="repeated-figure-in-brackets",
        ),
        pytest.param(
            "5亿元（含）以上，10亿以下",
            [("5亿元（含）以上", GE, "500000000"), ("10亿以下", LE, "1000000000")],
            id="two-sides",
        ),
        pytest.param(
            "单个项目最高50万元、每年最高100万元",
            [("最高50万元", LE, "500000"), ("最高100万元", LE, "1000000")],
            id="two-caps-in-one-piece",
        ),
        pytest.param(
            "不超过500万元的部分按10%，超过500万元至1000万元的部分按15%",
            [
                ("不超过500万元", LE, "5000000"),
                ("10%", EQ, "10"),
                ("500万元至1000万元", RANGE, "10000000"),
                ("15%", EQ, "15"),
            ],
            id="progressive-rates",
        ),
        pytest.param("奖励50，80万元", [("50", EQ, "500000"), ("80万元", EQ, "800000")], id="full-width-comma-lists"),
        pytest.param(
            "奖励50，100万元", [("50", EQ, "500000"), ("100万元", EQ, "1000000")], id="nobody-groups-before-万"
        ),
        pytest.param("一式三份（含电子版一份）", [("三份", EQ, "3"), ("一份", EQ, "1")], id="含-another-figure"),
        pytest.param("每人每年享受一次。", [("一次", EQ, "1")], id="一次-behind-its-verb"),
        pytest.param("给予一次性奖励，开展一次培训", [], id="一次-before-a-noun"),
        pytest.param("未超过三年，不满35周岁", [("未超过三年", LE, "3"), ("不满35周岁", LT, "35")], id="未超过-不满"),
        pytest.param("1.2025年实现5亿元", [("2025年", EQ, "2025"), ("5亿元", EQ, "500000000")], id="label-before-year"),
    ],
)
def test_figures_side_by_side_keep_their_own_meaning(text: str, expected: list[tuple[str, Bound, str]]) -> None:
    assert [(q.raw, q.bound, plain(q.value)) for q in find_quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("世界500强、中国500强企业", id="500强"),
        pytest.param("实现“1134”工作目标", id="slogan"),
        pytest.param("第三部分、第十二条、第 1 0 条、第2、3条", id="articles"),
        pytest.param("杭政办〔2023〕12号、国发(2024)3号、国务院令第427号", id="document-numbers"),
        pytest.param("电话0571-88886666、13800138000、400-820-8820", id="telephone-numbers"),
        pytest.param("1.项目申请表\n2、审计报告\n(3)营业执照\n4)合同\n①发票", id="arabic-labels"),
        pytest.param("一、总则\n(三)责任\n- 二.集群", id="chinese-labels"),
        pytest.param("第1名、第一年、第三方、第2类", id="ordinals"),
        pytest.param("前三名、前5名、前10家、前20强", id="ranks"),
        pytest.param(
            "《规划纲要（2011-2015年）》、《目录（2024年版）》、《关于支持创新的30条意见》", id="figures-in-titles"
        ),
        pytest.param("五年规划(2021-2025年)、行动方案（2025—2027年）、2024年版", id="years-of-plans"),
        pytest.param("“2015年研究与试验发展活动经费投入统计”", id="year-in-a-quoted-name"),
        pytest.param("三星级、5星级酒店", id="stars"),
        pytest.param("GB/T 12345-2020、ISO9001、GB 18030-2022年", id="standards"),
        pytest.param("7×24小时、24小时服务热线、12345热线、最多跑一次", id="names-of-services"),
        pytest.param(
            "邮编：310000、电话：88886666、(0571)88886666、统一社会信用代码913301001234567890", id="labelled-numbers"
        ),
        pytest.param("一年期LPR、5年期以上贷款市场报价利率", id="names-of-rates"),
        pytest.param("一个纳税年度内、一个自然年度", id="a-year-by-name"),
        pytest.param("附件1、2，表2，图3，第2条第3款第（一）项", id="references"),
        pytest.param("三年攻坚、三年倍增、百强县、三农、五险一金、双一流、985", id="programmes"),
        pytest.param("打造百亿元级、千亿级产业集群", id="元级-without-a-figure"),
        pytest.param("千人计划、万人计划、“百人计划”", id="plans-by-number"),
        pytest.param("两级联动、三级财政", id="levels-of-government"),
        pytest.param("依照前两款的规定，前3项所列", id="paragraphs-before"),
        pytest.param("十届三次会议、三轮车、七台河市、九台区", id="numbers-in-names"),
        pytest.param("北纬二十度十三分三十秒", id="coordinates"),
        pytest.param("“一对一”服务、一次性、一批、一体化、统一、一事一议", id="一-in-fixed-words"),
        pytest.param("“三五成群”、十四五、双十、五一劳动奖章", id="names-with-digits"),
        pytest.param("三大平台、四大工作指标、两化融合", id="大-is-no-measure-word"),
        pytest.param("三年行动方案、五年规划、九年义务教育", id="names-of-plans"),
        pytest.param("“三名”企业、“两型”企业", id="quoted-names"),
        pytest.param("5G、6G、工业4.0、3D打印、H20、IPv6、PM2.5、4A级、L2级", id="letters"),
        pytest.param("二维码、六维力传感器、深度二次开发、二手车、二类新药、三级医院", id="chinese-names"),
        pytest.param("建设一个平台、培育一家企业、打造一项标准", id="articles-一个"),
        pytest.param("上一年度、同一企业、每一年、每年、每月、每半年", id="frequencies"),
        pytest.param("零件、零部件、零售、千家万户、百家争鸣、万一", id="words-with-numeral-characters"),
        pytest.param("几十万元、数十家、数百万、上百家、若干个", id="vague"),
        pytest.param("附件3、表2、图1、专题1", id="attachments"),
        pytest.param("https://example.org/2024/50万元.html", id="address"),
        pytest.param("身份证号330106199001011234", id="identity-number"),
        pytest.param("1234567890123456789012345678901元", id="more-digits-than-are-exact"),
        pytest.param("三四家、五六个月", id="neighbouring-digits"),
        pytest.param("功率50W的电机、参数规模1000亿的模型", id="power-and-size"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_quantity_is_left_alone(text: str) -> None:
    assert [q.raw for q in find_quantities(text)] == []


@pytest.mark.parametrize(
    ("question", "raw", "value", "unit"),
    [
        pytest.param("我们买了8000万的零件，能拿多少？", "8000万", "80000000", "元", id="万-的"),
        pytest.param("买了八千万零件", "八千万", "80000000", "元", id="chinese"),
        pytest.param("8,000万元", "8,000万元", "80000000", "元", id="alone-with-元"),
        pytest.param("八千万", "八千万", "80000000", "元", id="alone"),
        pytest.param("5百万", "5百万", "5000000", "元", id="alone-mixed"),
        pytest.param("采购量120万", "120万", "1200000", "元", id="at-the-end"),
        pytest.param("年度采购50w能补多少", "50w", "500000", "元", id="w"),
        pytest.param("一百二十万能补吗", "一百二十万", "1200000", "元", id="chinese-before-verb"),
        pytest.param("我们公司投了1亿2千万", "1亿2千万", "120000000", "元", id="two-groups"),
        pytest.param("花了5000块", "5000块", "5000", "元", id="spoken-unit"),
        pytest.param("买了12台机器人", "12台", "12", "台", id="count"),
        pytest.param("补贴20%够吗", "20%", "20", "%", id="rate"),
        pytest.param("能补三成吗", "三成", "30", "%", id="成"),
        pytest.param("销售额连着两年过关", "两年", "2", "年", id="period"),
    ],
)
def test_a_question_is_read_as_people_write_it(question: str, raw: str, value: str, unit: str) -> None:
    assert [(q.raw, plain(q.value), q.unit) for q in find_quantities(question)] == [(raw, value, unit)]


@pytest.mark.parametrize("question", ["50万对不对", "给50万对吧", "是50万对吗"])
def test_a_word_of_doubt_behind_an_amount_counts_no_pairs(question: str) -> None:
    assert [(q.raw, plain(q.value), q.unit) for q in find_spoken_quantities(question)] == [("50万", "500000", "元")]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param("软件企业产品年度采购量达100万元的", "年度采购量", id="before-an-amount"),
        pytest.param("单家企业每年最高奖励500万元", "单家企业每年最高奖励", id="scope-and-verb"),
        pytest.param("支持20项以上科技攻关", "科技攻关", id="after-a-count"),
        pytest.param("举办对接会不少于2场，促进合作", "对接会", id="before-a-count"),
        pytest.param("按实际投入的50%补助", "实际投入", id="base-of-a-rate"),
        pytest.param("对获奖单位给予20万元奖励", "获奖单位奖励", id="whom-and-what"),
        pytest.param("国家级“小巨人”企业3家以上", "国家级“小巨人”企业", id="quoted-word-inside"),
        pytest.param("按地方贡献的70%、80%奖励", "地方贡献", id="first-of-a-list"),
        pytest.param("买了12台机器人", "机器人", id="question"),
        pytest.param("认定的，一次性奖励50万元", "一次性奖励", id="giving-verb-alone"),
        pytest.param("达标的，分别给予企业100万元、50万元的一次性奖励", "企业一次性奖励", id="noun-after-a-list"),
        pytest.param("安置就业（签订合同的）100人以上的任一条件", "安置就业", id="bracket-between"),
        pytest.param("中介服务费用（累计不超过100万元）", "中介服务费用", id="alone-in-brackets"),
        pytest.param("经营满一年的一次性奖励1万元", "经营", id="的-turns-to-what-is-before"),
        pytest.param("减按15%的税率征收企业所得税", "企业所得税", id="减按"),
        pytest.param("每人每月300元标准给予补贴", "每人每月补贴", id="scope-alone-takes-the-noun-of-giving"),
        pytest.param("拘留的期限，为十五日以下。", "拘留的期限", id="为-behind-a-comma"),
        pytest.param("自受理之日起30日内作出行政许可决定", "作出行政许可决定", id="what-must-be-done-within"),
        pytest.param("办理时限由15个工作日缩短至5个工作日", "办理时限", id="changed-period"),
        pytest.param("年满60周岁的老人", "老人", id="age"),
        pytest.param("补贴标准：每人500元", "补贴标准每人", id="label"),
        pytest.param("专利\t2000元", "专利", id="row-of-a-table"),
        pytest.param("项目\t补贴标准\n专利\t2000元", "专利补贴标准", id="column-of-a-table"),
        pytest.param("本办法自2022年1月1日起施行", "施行", id="what-happens-at-a-date"),
        pytest.param("有效期至2025年12月31日。", "有效期", id="what-ends-at-a-date"),
    ],
)
def test_the_subject_is_in_the_words_of_the_text(text: str, subject: str) -> None:
    assert find_quantities(text)[0].subject == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param("公示后，之日起1年内，提出补贴申请", "提出补贴申请", id="what-must-be-done-behind-a-comma"),
        pytest.param("超过500万元不超过1000万元的部分按投资额的2%给予奖励", "投资额", id="tier-of-a-base-said-after"),
        pytest.param("给予补助，单个项目不超过50万元", "单个项目补助", id="cap-of-a-gift-said-before"),
        pytest.param(
            "对其缴纳的所得税区级留成部分，给予50%的奖励", "其缴纳的所得税区级留成部分", id="base-said-before"
        ),
        pytest.param("累计奖励金额不得超过其经济贡献的30%", "累计奖励金额不得超过其经济贡献", id="capped-and-base"),
        pytest.param("根据研发费用，500万元以内的部分按10%", "研发费用", id="部分-of-what-was-said-before"),
    ],
)
def test_what_the_piece_does_not_say_is_taken_from_the_one_before(text: str, subject: str) -> None:
    assert find_quantities(text)[-1].subject.removeprefix("的") == subject


def test_the_members_of_a_list_share_the_subject() -> None:
    assert [q.subject for q in find_quantities("按地方贡献的70%、80%和90%奖励")] == ["地方贡献"] * 3


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        pytest.param("5000000", "元", "500万元", id="万"),
        pytest.param("120000000", "元", "1.2亿元", id="亿"),
        pytest.param("8000", "元", "8000元", id="below-万"),
        pytest.param("12345.6", "元", "12345.60元", id="cents"),
        pytest.param("1234567.8", "元", "1234567.80元", id="too-many-decimals-for-万"),
        pytest.param("0.025", "元", "0.025元", id="more-than-two-decimals-kept"),
        pytest.param("25", "%", "25%", id="percent"),
        pytest.param("0.08", "%", "0.08%", id="small-percent"),
        pytest.param("15", "元/平方米·月", "15元/平方米·月", id="compound"),
        pytest.param("5E+6", "美元", "500万美元", id="foreign"),
        pytest.param("1000", "台(套)", "1000台(套)", id="count"),
        pytest.param("20250601", "日", "2025年6月1日", id="day"),
        pytest.param("202506", "月", "2025年6月", id="month"),
        pytest.param("301", "月日", "3月1日", id="day-without-year"),
        pytest.param("2027", "年", "2027年", id="year"),
        pytest.param("30", "日", "30日", id="period-of-days"),
    ],
)
def test_a_value_is_displayed_exactly(value: str, unit: str, shown: str) -> None:
    assert display(Decimal(value), unit) == shown


def test_a_long_text_without_punctuation_is_read_in_time() -> None:
    text = "采购零部件" * 40_000 + "100万元"
    assert [q.raw for q in find_quantities(text)] == ["100万元"]


_PIECES = [
    *"0123456789.,，、（）()%‰万亿千百十零一二两三五年月日元个家项次至到~—-",
    "以上",
    "不超过",
    "最高",
    "（含）",
    "分之",
    "百分之",
]
_PIECES += [
    "每年",
    "奖励",
    "对企业",
    "给予",
    "的",
    "\n",
    "。",
    " ",
    "台(套)",
    "第",
    "条",
    "平方米",
    "美元",
    "成",
    "半",
    "余",
    "W",
    "1:1",
]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_any_text_is_read_without_failing_and_spans_stay_exact(text: str) -> None:
    found = find_quantities(text)
    assert [q.span.of(text) for q in found] == [q.raw for q in found]
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))
    assert all(set(q.subject) <= set(text) for q in found)
    assert all(q.low is None or q.high is None or q.low <= q.high for q in found)


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        pytest.param(
            "员工人数300人，产值80万", [("300人", "300", "人"), ("80万", "800000", "元")], id="people-and-money"
        ),
        pytest.param("参会人数3万，营收80万", [("3万", "30000", "人"), ("80万", "800000", "元")], id="bare-people"),
        pytest.param("家里俩娃", [("俩", "2", "个")], id="two-in-one-word"),
        pytest.param("我家五口，能领多少", [("五口", "5", "人")], id="family"),
        pytest.param("领了三万二，还剩多少", [("三万二", "32000", "元")], id="the-last-digit-counts-its-tenth"),
        pytest.param("花了一万四千五", [("一万四千五", "14500", "元")], id="the-last-digit-after-thousands"),
        pytest.param("三百万一共能补多少", [("三百万", "3000000", "元")], id="一共-is-no-tail"),
        pytest.param("咱俩合伙", [], id="the-two-of-us"),
        pytest.param("两级加一块是多少", [], id="一块-is-together-and-no-money"),
        pytest.param("这几笔能一块儿领吗", [], id="一块儿-is-together"),
        pytest.param("每本一块钱", [("一块钱", "1", "元")], id="一块钱-is-money"),
        pytest.param("写软件和做展陈，这两块都支持吗", [], id="two-fields-are-no-money"),
        pytest.param("房租和房贷能一块儿扣吗", [], id="together"),
        pytest.param("这两样一块申请", [], id="together-before-its-verb"),
        pytest.param("一斤补三块", [("三块", "3", "元")], id="money-in-块"),
        pytest.param("一块钱也不收", [("一块钱", "1", "元")], id="one-yuan"),
    ],
)
def test_spoken_counts(question: str, figures: list[tuple[str, str, str]]) -> None:
    assert [(q.raw, plain(q.value), q.unit) for q in find_spoken_quantities(question)] == figures
