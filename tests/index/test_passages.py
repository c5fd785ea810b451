"""Which clauses belong together."""

from itertools import pairwise

import pytest

from corpus import Clause, Document, ParsedDocument, Span, Status
from index.passages import LONGEST, passages

LONG = "长" * LONGEST


def document(*rows: tuple[str, str]) -> ParsedDocument:
    """Clauses from ``path`` (labels with / between) and text; the parent is the clause with the path above."""
    clauses, start = [], 0
    for path, text in rows:
        labels = tuple(path.split("/"))
        above = f"d#{'/'.join(labels[:-1])}" if len(labels) > 1 else None
        clauses.append(Clause(f"d#{path}", "d", labels, labels, text, Span(start, start + len(text)), above))
        start += len(text)
    whole = "".join(text for _, text in rows)
    return ParsedDocument(
        Document(id="d", title="办法", text=whole, path="", sha256="", text_sha256="", status=Status.IN_FORCE),
        tuple(clauses),
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [
                ("第一章", "总则"),
                ("第一章/第一条", "目的"),
                ("第一章/第一条/第二款", "原则"),
                ("第一章/第二条", "范围"),
            ],
            [["第一章"], ["第一章/第一条", "第一章/第一条/第二款"], ["第一章/第二条"]],
            id="an-article-with-its-paragraphs-however-short-the-chapter",
        ),
        pytest.param(
            [("第三条之一", LONG), ("第三条之一/(一)", LONG)],
            [["第三条之一", "第三条之一/(一)"]],
            id="an-article-however-long",
        ),
        pytest.param(
            [("三", "重点任务"), ("三/(一)", "培育"), ("三/(一)/1", "奖励"), ("三/(二)", "引进")],
            [["三", "三/(一)", "三/(一)/1", "三/(二)"]],
            id="a-short-section-whole",
        ),
        pytest.param(
            [("三", "重点任务"), ("三/(一)", "培育"), ("三/(一)/1", "奖励"), ("三/(二)", LONG)],
            [["三"], ["三/(一)", "三/(一)/1"], ["三/(二)"]],
            id="a-long-section-by-its-parts",
        ),
        pytest.param(
            [("(一)", "培育"), ("(一)/1", LONG), ("(一)/2", "奖励")],
            [["(一)"], ["(一)/1"], ["(一)/2"]],
            id="a-heading-above-what-is-too-long",
        ),
        pytest.param([("序", "通知"), ("一", "奖励"), ("二", "补贴")], [["序"], ["一"], ["二"]], id="flat"),
        pytest.param([], [], id="empty"),
    ],
)
def test_passages(rows, expected):
    found = passages(document(*rows))
    assert [[c.removeprefix("d#") for c in p.clauses] for p in found] == expected


def test_a_passage_says_what_its_clauses_say():
    (found,) = passages(document(("第五条", "对下列企业\n给予补贴："), ("第五条/(一)", "整机企业；")))
    assert (found.label, found.text) == ("第五条", "对下列企业 给予补贴： 整机企业；")


def test_a_clause_whose_parent_is_missing_is_not_lost():
    parsed = document(("九/(一)", "孤儿"))
    assert [p.clauses for p in passages(parsed)] == [("d#九/(一)",)]


def test_every_clause_of_a_long_document_once_and_in_order():
    rows = [(f"{n}", "章") for n in range(9)]
    rows += [(f"{n}/{m}", LONG if m % 3 == 0 else "条") for n in range(9) for m in range(9)]
    parsed = document(*sorted(rows))
    found = [c for p in passages(parsed) for c in p.clauses]
    assert found == [c.id for c in parsed.clauses]
    assert all(a != b for a, b in pairwise(found))
