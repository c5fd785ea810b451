from dataclasses import replace
from types import ModuleType

import pytest

from app.records import Fate, changes
from app.records.reading import read_reply
from app.records.writing import write_reply
from corpus import Status

GOAL = "到2027年底，累计建成绿色工厂40家以上。"
FIRST = (("一",), ("一、总体目标",), f"一、总体目标\n{GOAL}")
OTHER = (("二",), ("二、重点任务",), "二、重点任务\n做好工作。")


@pytest.mark.parametrize(
    ("clauses", "fate", "quoted", "at"),
    [
        pytest.param((FIRST, OTHER), Fate.SAME, True, "green#0", id="the-same"),
        pytest.param((OTHER, FIRST), Fate.MOVED, True, "green#1", id="another-place-and-the-same-words"),
        pytest.param(
            (OTHER, (("三",), ("三、总体目标",), f"三、总体目标\n{GOAL}")), Fate.MOVED, True, "green#1", id="renumbered"
        ),
        pytest.param(
            ((("一",), ("一、总体目标",), f"一、总体目标\n前言。{GOAL}"), OTHER),
            Fate.CHANGED, True, "green#0", id="words-put-in-beside-the-quote",
        ),
        pytest.param(
            ((("一",), ("一、总体目标",), "一、总体目标\n累计建成绿色工厂30家以上。"), OTHER),
            Fate.CHANGED, False, "green#0", id="another-figure",
        ),
        pytest.param(
            (OTHER, (("三",), ("三、指标",), f"三、指标\n另有规定。{GOAL}")),
            Fate.MOVED, True, "green#1", id="the-quote-stands-in-another-clause",
        ),
        pytest.param(
            (((("一",), ("一、总体目标",), "一、总体目标\n不再设目标。")), (("二",), ("二、指标",), f"二、指标\n{GOAL}")),
            Fate.MOVED, True, "green#1", id="the-quote-left-a-clause-that-is-there",
        ),
    ],
)  # fmt: skip
def test_what_has_become_of_a_clause(samples: ModuleType, clauses: tuple, fate: Fate, quoted: bool, at: str) -> None:
    was = samples.document(clauses=(FIRST, OTHER))
    answer = replace(samples.goal(), citations=(samples.cite(was, GOAL),))
    today = samples.document(clauses=clauses)
    (change,) = changes(read_reply(write_reply(answer)), {"green": today}.get)
    assert (change.fate, change.at is not None, change.now and change.now.id) == (fate, quoted, at)
    if change.at is not None:
        assert change.at.of(today.document.text) == GOAL


def test_a_clause_or_document_that_has_gone(samples: ModuleType) -> None:
    was = samples.document(clauses=(OTHER, FIRST))
    answer = replace(samples.goal(), citations=(samples.cite(was, GOAL),))
    today = samples.document(clauses=(OTHER,))
    assert changes(answer, {"green": today}.get)[0].fate is Fate.GONE
    assert changes(answer, lambda _: None)[0].fate is Fate.GONE


def test_a_document_that_has_been_superseded_since(samples: ModuleType) -> None:
    today = samples.document(status=Status.SUPERSEDED)
    (change, _) = changes(samples.goal(), {"green": today}.get)
    assert (change.fate, change.replaced) == (Fate.SAME, True)


def test_a_refusal_cites_nothing(samples: ModuleType) -> None:
    assert changes(samples.refusal(), lambda _: None) == ()
