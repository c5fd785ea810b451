"""What became of clauses and figures between two versions. All texts are invented."""

from datetime import date
from pathlib import Path

import pytest

from corpus import ParsedDocument
from corpus.document import Block, Metadata, RawDocument
from corpus.parsing import interpret
from corpus.revisions.change import ChangeKind, Revision
from corpus.revisions.comparing import compare

OLD = """云川市海绵产业扶持办法
一、支持对象
（一）在云川市注册的海绵制造企业。
（二）在云川市注册的海绵检测机构。
二、支持标准
（一）购置国产设备的，按购置金额的10%给予补助，单家企业每年最高补助500万元。
（二）新建检测实验室的，给予一次性补助80万元；实验室面积应当不少于300平方米。
（三）参加境外展会的，每家企业每年补助不超过3次，每次2万元。
（四）通过省级、市级认定的企业，分别奖励50万元、20万元。
三、附则
本办法自2026年1月1日起施行，由云川市工业局负责解释。
"""


def document(text: str) -> ParsedDocument:
    raw = RawDocument(Path("m.txt"), "text/plain", "0" * 64, tuple(Block(line) for line in text.strip().split("\n")))
    return interpret(raw, Metadata(id="measure", title="云川市海绵产业扶持办法"), today=date(2026, 3, 1))


def revised(*edits: tuple[str, str]) -> Revision:
    text = OLD
    for before, after in edits:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return compare(document(OLD), document(text))


def kinds(revision: Revision) -> list[tuple[str, str, str]]:
    """Kind, old and new places of all that is not as it was."""
    return [
        (str(c.kind), "+".join("/".join(x.path) for x in c.old), "+".join("/".join(x.path) for x in c.new))
        for c in revision.changed
    ]


def figures(revision: Revision) -> list[tuple[str | None, str | None]]:
    return [(q.old and q.old.raw, q.new and q.new.raw) for q in revision.quantities]


def test_the_same_text_has_not_changed() -> None:
    revision = revised()
    assert not revision.changed
    assert not revision.quantities
    assert {c.kind for c in revision.clauses} == {ChangeKind.UNCHANGED}


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param([("10%给予补助，单家", "１０％给予补助,单家")], [], id="typography"),
        pytest.param(
            [("的海绵检测机构", "并经营满一年的海绵检测机构")],
            [("changed", "一/（二）", "一/（二）")],
            id="words",
        ),
        pytest.param(
            [("（三）参加境外展会的，每家企业每年补助不超过3次，每次2万元。\n", ""), ("（四）通过", "（三）通过")],
            [("removed", "二/（三）", ""), ("renumbered", "二/（四）", "二/（三）")],
            id="removed-and-renumbered",
        ),
        pytest.param(
            [("三、附则", "（五）对招用残疾人的企业，每人补助5000元。\n三、附则")],
            [("added", "", "二/（五）")],
            id="added",
        ),
        pytest.param(
            [
                (
                    "（二）新建检测实验室的，给予一次性补助80万元；实验室面积应当不少于300平方米。\n",
                    "（二）新建检测实验室的，给予一次性补助80万元。\n（三）实验室面积应当不少于300平方米。\n",
                ),
                ("（三）参加", "（四）参加"),
                ("（四）通过", "（五）通过"),
            ],
            [
                ("split", "二/（二）", "二/（二）+二/（三）"),
                ("renumbered", "二/（三）", "二/（四）"),
                ("renumbered", "二/（四）", "二/（五）"),
            ],
            id="split",
        ),
        pytest.param(
            [
                (
                    "的海绵制造企业。\n（二）在云川市注册的海绵检测机构。",
                    "的海绵制造企业；在云川市注册的海绵检测机构。",
                ),
            ],
            [("merged", "一/（一）+一/（二）", "一/（一）")],
            id="merged",
        ),
        pytest.param(
            [
                ("（一）购置国产设备的，按购置金额的10%给予补助，单家企业每年最高补助500万元。\n", ""),
                ("（二）新建", "（一）新建"),
                ("（三）参加", "（二）参加"),
                ("（四）通过", "（三）通过"),
                (
                    "20万元。\n",
                    "20万元。\n（四）购置国产设备的，按购置金额的10%给予补助，单家企业每年最高补助500万元。\n",
                ),
            ],
            [
                ("renumbered", "二/（二）", "二/（一）"),
                ("renumbered", "二/（三）", "二/（二）"),
                ("renumbered", "二/（四）", "二/（三）"),
                ("moved", "二/（一）", "二/（四）"),
            ],
            id="moved",
        ),
        pytest.param(
            [
                ("（二）在云川市注册的海绵检测机构。\n", ""),
                ("三、附则\n", "（五）在云川市注册的海绵检测机构。\n三、附则\n"),
            ],
            [("moved", "一/（二）", "二/（五）")],
            id="moved-below-another-heading",
        ),
    ],
)
def test_clauses(edits: list[tuple[str, str]], expected: list[tuple[str, str, str]]) -> None:
    assert kinds(revised(*edits)) == expected


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param([("最高补助500万元", "最高补助300万元")], [("500万元", "300万元")], id="cap"),
        pytest.param([("最高补助500万元", "补助不超过500万元")], [], id="the-same-bound-in-other-words"),
        pytest.param([("不少于300平方米", "不超过300平方米")], [("不少于300平方米", "不超过300平方米")], id="bound"),
        pytest.param([("分别奖励50万元、20万元", "分别奖励20万元、10万元")], [("50万元", "20万元"), ("20万元", "10万元")], id="pair"),
        pytest.param(
            [("每次2万元", "每次按实际费用的50%补助")], [("2万元", "50%")], id="an-amount-becomes-a-rate"
        ),
        pytest.param(
            [("；实验室面积应当不少于300平方米", "")], [("不少于300平方米", None)], id="a-figure-goes"
        ),
        pytest.param(
            [("单家企业每年最高补助500万元。", "单家企业每年最高补助500万元，三年累计最高1000万元。")],
            [(None, "三年"), (None, "最高1000万元")],
            id="a-figure-comes",
        ),
        pytest.param([("给予一次性补助80万元", "给予80万元的一次性资助")], [], id="reworded-around-a-figure"),
        pytest.param(
            [("；实验室面积应当不少于300平方米。", "。"), ("每次2万元。", "每次2万元。实验室面积应当不少于300平方米。")],
            [],
            id="a-sentence-moves-to-another-clause",
        ),
        pytest.param(
            [("2026年1月1日起", "2026年7月1日起")], [("自2026年1月1日起", "自2026年7月1日起")], id="date"
        ),
        pytest.param(
            [("（三）参加境外展会的，每家企业每年补助不超过3次，每次2万元。\n", ""), ("（四）通过", "（三）通过")],
            [("不超过3次", None), ("2万元", None)],
            id="a-clause-goes-with-its-figures",
        ),
    ],
)  # fmt: skip
def test_figures(edits: list[tuple[str, str]], expected: list[tuple[str | None, str | None]]) -> None:
    assert figures(revised(*edits)) == expected


WAYS = "（五）申报方式：\n方式1：线上填报申请表并上传发票；\n方式2：到窗口提交纸质材料一式三份。\n三、附则"


def test_the_last_of_two_labels_goes_and_the_other_is_cut_otherwise() -> None:
    """A single 方式1 makes no list any more; what is printed of it has not changed."""
    old = OLD.replace("三、附则", WAYS)
    revision = compare(document(old), document(old.replace("方式2：到窗口提交纸质材料一式三份。\n", "")))
    assert [kind for kind, *_ in kinds(revision)] == ["removed"]


def test_a_changed_figure_says_what_it_limits() -> None:
    (change,) = revised(("最高补助500万元", "最高补助300万元")).quantities
    assert "单家企业" in change.subject
    assert change.old_clause is not None
    assert change.old is not None
    assert change.old.span.of(document(OLD).document.text) == "500万元"


def test_every_clause_stands_in_one_change() -> None:
    revision = revised(("（二）在云川市注册的海绵检测机构。\n", ""), ("每次2万元", "每次4万元"))
    for version, side in ((revision.old, "old"), (revision.new, "new")):
        found = [c.id for change in revision.clauses for c in getattr(change, side)]
        assert sorted(found) == sorted(c.id for c in version.clauses)
