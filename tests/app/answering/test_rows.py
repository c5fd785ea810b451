"""Rows of tables in answers. The document is invented."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from index import Index

RULES = """云川市职业技能培训补贴办法
一、补贴标准
各工种培训补贴标准按下表执行。
工种\t2025年标准\t2026年标准
电工\t800元\t900元
焊工\t1000元\t1200元
养老护理员\t1500元\t1800元
二、申领方式
培训机构向市人社局申领培训补贴。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


@pytest.mark.parametrize(
    ("question", "row", "others"),
    [
        ("焊工培训补贴标准是多少？", "工种：焊工；2025年标准：1000元；2026年标准：1200元", ("电工", "1500元")),
        ("养老护理员的培训补贴多少元？", "工种：养老护理员；2025年标准：1500元；2026年标准：1800元", ("焊工",)),
    ],
)
def test_a_row_is_read_with_its_column_names(index: Index, question: str, row: str, others: tuple[str, ...]) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer), reply
    assert f"{row}[1][2]" in reply.text.splitlines()
    assert [c.quote.split("\t")[0] for c in reply.citations] == [
        row.split("；", maxsplit=1)[0].removeprefix("工种："),
        "工种",
    ]
    assert not any(words in reply.text for words in others), reply.text
    assert {n.citation for n in reply.numbers} == {1}
