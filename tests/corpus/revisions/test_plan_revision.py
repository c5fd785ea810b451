"""The plan and a revision of it that we made up: what changed was written down by hand with the fixture."""

from pathlib import Path

import pytest

from app.cli.library import default_sources
from corpus import parse
from corpus.revisions.change import Revision
from corpus.revisions.comparing import compare

FIXTURE = Path(__file__).parent.parent / "fixtures" / "revisions" / "plan-revised-invented.txt"

CLAUSES = [
    ("changed", "序", "序"),  # no longer a draft
    ("renumbered", "一/二", "一/(二)"),
    ("renumbered", "一/(三)", "一/(四)"),
    ("changed", "一/(三)/1", "一/(四)/1"),
    ("renumbered", "三", "二"),
    ("changed", "三/(一)/1", "二/(一)/1"),  # wording only
    ("changed", "三/(一)/2", "二/(一)/2"),  # wording only
    ("changed", "三/(一)/3", "二/(一)/3"),
    ("changed", "三/(二)/1", "二/(二)/1"),  # a sentence came
    ("changed", "三/(二)/2", "二/(二)/2"),  # it went from here
    ("split", "三/(二)/3", "二/(二)/3+二/(二)/4"),
    ("renumbered", "三/(二)/4", "二/(二)/5"),
    ("removed", "三/(三)/2", ""),
    ("changed", "三/(三)/3", "二/(三)/2"),
    ("added", "", "二/(三)/3"),
    ("renumbered", "四", "三"),
]
FIGURES = [
    ("头部整机企业", "3-4家", "4-5家"),
    ("总量", "超300家", "300家以上"),
    ("数据训练场", "100万元", "150万元"),
    ("产业链对接会", "不少于2场", "不少于3场"),
    ("年度采购量", "10%", "8%"),
    ("单家企业每年最高奖励", "500万元", "300万元"),
    ("年度应用量", "超过1000台(套)", "超过500台(套)"),
    ("社区运营单位", "不超过100万元", None),
    ("开发者社区", "至2027年", None),
    ("开发者社区", "3个以上", None),
    ("（国家级）", "50万元", "60万元"),
    ("安家补助", None, "最高5万元"),
    ("同一企业", None, "不超过10人"),
]


@pytest.fixture(scope="module")
def revision() -> Revision:
    return compare(parse(default_sources() / "plan.pdf"), parse(FIXTURE))


def test_every_clause_is_aligned(revision: Revision) -> None:
    found = [
        (str(c.kind), "+".join("/".join(x.path) for x in c.old), "+".join("/".join(x.path) for x in c.new))
        for c in revision.changed
    ]
    assert found == CLAUSES


def test_every_changed_figure_is_found_and_none_invented(revision: Revision) -> None:
    found = [(q.subject, q.old and q.old.raw, q.new and q.new.raw) for q in revision.quantities]
    assert [(old, new) for _, old, new in found] == [(old, new) for _, old, new in FIGURES]
    assert [said for (said, *_), (words, *_) in zip(found, FIGURES, strict=True) if words not in said] == []
