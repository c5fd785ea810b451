"""Every quantity of the action plan, written down by hand from its text, in order."""

from pathlib import Path

import pytest

from corpus import Bound, Kind, find_quantities
from corpus.parsing import parse
from corpus.quantities.quantity import plain

SOURCES = Path(__file__).resolve().parents[2] / "corpus" / "sources"

AMOUNT, RATE, COUNT, PERIOD, DATE = Kind.AMOUNT, Kind.RATE, Kind.COUNT, Kind.PERIOD, Kind.DATE
EQ, GE, GT, LE, RANGE = Bound.EQ, Bound.GE, Bound.GT, Bound.LE, Bound.RANGE

GOLD = (
    # 一、主要目标; the years in the title are part of a name
    ("2025-2027年", DATE, RANGE, "2025..2027", "年", ""),
    ("至2027年底", DATE, LE, "2027", "年", ""),
    ("3个以上", COUNT, GE, "3", "个", "量产人形机器人产品"),
    ("5个以上", COUNT, GE, "5", "个", "量产仿生机器人产品"),
    ("3-4家", COUNT, RANGE, "3..4", "家", "头部整机企业"),
    ("100家以上", COUNT, GE, "100", "家", "新增领域内企业主体"),
    ("超300家", COUNT, GT, "300", "家", "总量"),
    ("10家以上", COUNT, GE, "10", "家", "省级专精特新企业"),
    ("3家以上", COUNT, GE, "3", "家", "国家级专精特新“小巨人”企业"),
    ("1家以上", COUNT, GE, "1", "家", "国家级制造业单项冠军企业"),
    ("20项以上", COUNT, GE, "20", "项", "具身智能机器人重大科技攻关"),
    ("20家次以上", COUNT, GE, "20", "家次", "企业"),
    ("2-3项", COUNT, RANGE, "2..3", "项", "国家标准"),
    ("30个以上", COUNT, GE, "30", "个", "行业应用示范场景"),
    ("15个以上", COUNT, GE, "15", "个", "省级及以上应用示范场景"),
    ("2027年", DATE, EQ, "2027", "年", ""),
    ("超200亿元", AMOUNT, GT, "20000000000", "元", "具身智能机器人整机企业工业总产值"),
    ("超300亿元", AMOUNT, GT, "30000000000", "元", "产业链工业总产值"),
    # 三(一)
    ("到2027年", DATE, LE, "2027", "年", ""),
    ("10个以上", COUNT, GE, "10", "个", "产学研合作项目"),
    ("不少于10个", COUNT, GE, "10", "个", "科技成果转化落地"),
    ("25%", RATE, EQ, "25", "%", "实际到账补助资金"),
    ("最高500万元", AMOUNT, LE, "5000000", "元", "补助"),
    ("到2027年底", DATE, LE, "2027", "年", "承担部、省重大科技攻关"),
    ("15项以上", COUNT, GE, "15", "项", "省重大科技攻关"),
    ("2-3项", COUNT, RANGE, "2..3", "项", "国家标准"),
    ("100万元", AMOUNT, EQ, "1000000", "元", "被评定为国家级的数据训练场奖励"),
    ("30%", RATE, EQ, "30", "%", "年度采购金额"),
    ("最高30万元", AMOUNT, LE, "300000", "元", "补助"),
    ("2027年底前", DATE, LE, "2027", "年", "建成省级中试平台"),
    ("2027年底前", DATE, LE, "2027", "年", "建成省级制造业创新中心"),
    # 三(二)
    ("不少于2场", COUNT, GE, "2", "场", "产业链对接会"),
    ("达100万元", AMOUNT, GE, "1000000", "元", "年度采购量"),
    ("10%", RATE, EQ, "10", "%", "年度采购量"),
    ("500万元", AMOUNT, LE, "5000000", "元", "单家企业每年最高奖励"),
    ("2年", PERIOD, EQ, "2", "年", "销售额"),
    ("超过1000万元", AMOUNT, GT, "10000000", "元", "销售额"),
    ("100万元", AMOUNT, EQ, "1000000", "元", "企业一次性奖励"),
    ("超过1000台(套)", COUNT, GT, "1000", "台(套)", "年度应用量"),
    ("500万元(含)以上", AMOUNT, GE, "5000000", "元", "产生效益"),
    ("最高50万元", AMOUNT, LE, "500000", "元", "应用软件奖励"),
    ("不超过10台", COUNT, LE, "10", "台", "整机产品购置成本"),
    ("20%", RATE, EQ, "20", "%", "整机产品购置成本"),
    ("最高30万元", AMOUNT, LE, "300000", "元", "补贴"),
    # 三(三)
    ("不少于1场", COUNT, GE, "1", "场", "应用场景建设需求征集及对接活动"),
    ("至2027年", DATE, LE, "2027", "年", "建成具身智能机器人应用场景"),
    ("100个以上", COUNT, GE, "100", "个", "具身智能机器人应用场景"),
    ("30个", COUNT, EQ, "30", "个", "“机器人+”典型应用场景"),
    ("15个以上", COUNT, GE, "15", "个", "省级及以上应用示范场景"),
    ("10个", COUNT, EQ, "10", "个", "具身智能机器人典型应用场景"),
    ("50%", RATE, EQ, "50", "%", "实际投入"),
    ("最高100万元", AMOUNT, LE, "1000000", "元", "奖励"),
    ("不超过100万元", AMOUNT, LE, "1000000", "元", "社区运营单位财政补贴"),
    ("至2027年", DATE, LE, "2027", "年", "建成开发者社区"),
    ("3个以上", COUNT, GE, "3", "个", "开发者社区"),
    ("不少于1次", COUNT, GE, "1", "次", "具身智能机器人赛事或展会活动"),
    ("1个", COUNT, EQ, "1", "个", "国家级具身智能机器人赛事或展会"),
    ("25%", RATE, LE, "25", "%", "活动成本"),
    ("不超过300万元", AMOUNT, LE, "3000000", "元", "每年支持"),
    ("2个以上", COUNT, GE, "2", "个", "项目"),
    ("1个以上", COUNT, GE, "1", "个", "项目"),
    ("50万元", AMOUNT, EQ, "500000", "元", "省级创新创业大赛奖项项目奖励"),
    ("20万元", AMOUNT, EQ, "200000", "元", "省级创新创业大赛奖项项目奖励"),
)


@pytest.mark.shared
def test_every_quantity_of_the_plan_is_read(shared: Path) -> None:
    text = (shared / "corpus" / "plan.txt").read_text(encoding="utf-8")
    found = []
    for q in find_quantities(text):
        low, high = (plain(v) if v is not None else "" for v in (q.low, q.high))
        value = f"{low}..{high}" if q.bound is RANGE else low or high
        found.append((q.raw, q.kind, q.bound, value, q.unit, q.subject))
    assert found == list(GOLD)


def test_the_plan_as_it_comes_with_the_program_has_the_same_figures() -> None:
    parsed = parse(SOURCES / "plan.pdf")
    found = [q for clause in parsed.clauses for q in find_quantities(clause.span.of(parsed.document.text))]
    assert [q.raw for q in found] == [row[0] for row in GOLD]


@pytest.mark.shared
def test_every_span_is_exact_on_foreign_policies(shared: Path) -> None:
    for path in sorted((shared / "policies").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        quantities = find_quantities(text)
        assert quantities, path.name
        assert [q.span.of(text) for q in quantities] == [q.raw for q in quantities], path.name
        assert [q.subject for q in quantities if not set(q.subject) <= set(text)] == [], path.name
        ends = [q.span.end for q in quantities]
        assert all(q.span.start >= end for q, end in zip(quantities[1:], ends, strict=False)), path.name
