"""Whoever revises a document sees which kept answers it changes."""

from pathlib import Path

import pytest

from app.access import Role, User
from app.access.accounts import Accounts
from app.access.database import Database
from app.answering.answer import Answer
from app.desk import Inquiry
from app.records import Exchange, Records, Verdict
from corpus import Citation
from index.library import open_library

LI = User("李", Role.READER)


@pytest.fixture
def asked(policyqa, quick_home, policy, tmp_path) -> Path:
    """A home with one kept answer, which quotes the clause with 10%."""
    policyqa("sync", policy.parent)
    home = tmp_path / "home"
    with open_library(home) as library:
        parsed = library.parsed(library.documents[0].id)
    clause = next(c for c in parsed.clauses if "10%" in c.span.of(parsed.document.text))
    citation = Citation(parsed.document, clause, clause.span, clause.span.of(parsed.document.text))
    exchange = Exchange(Inquiry("奖励多少？"), Answer("奖励多少？", "[1]", "[1]", (citation,), ()), generation="gen-1")
    records = Records(home, days=90)
    records.keep(LI, exchange, conversation="c")
    records.judge(LI, exchange, Verdict.RIGHT, "", before=())
    records.close()
    return home


def test_nothing_is_kept_yet(policyqa, quick_home):
    assert "没有存下的问答" in policyqa("history").out
    assert policyqa("history", "--changed", "--json").json == {"answers": []}


def test_what_a_revision_changes(policyqa, policy, asked):
    assert policyqa("history", "--changed", "--json").json == {"answers": []}
    assert "都没有变化" in policyqa("history").out
    policy.write_text(policy.read_text(encoding="utf-8").replace("10%", "20%"), encoding="utf-8")
    policyqa("sync", policy.parent)
    (answer,) = policyqa("history", "--changed", "--json").json["answers"]
    assert answer["question"] == "奖励多少？"
    (change,) = answer["changes"]
    assert (change["key"], change["fate"], change["quoted"]) == (1, "changed", False)
    told = policyqa("history", "--changed")
    assert told.code == 0
    assert "已修改" in told.out
    assert "李" not in told.out


def test_a_document_that_was_removed(policyqa, policy, asked):
    policy.unlink()
    policyqa("sync", policy.parent)
    (answer,) = policyqa("history", "--changed", "--json").json["answers"]
    assert answer["changes"][0]["fate"] == "gone"


def test_forgetting_a_user(policyqa, asked):
    assert policyqa("history", "--forget", "王", "--json").json == {"forgotten": "王", "conversations": 0}
    assert policyqa("history", "--json").json["answers"] != []
    assert "1 段对话" in policyqa("history", "--forget", "李").out
    assert policyqa("history", "--json").json == {"answers": []}


def test_an_account_that_is_removed_takes_its_conversations_along(policyqa, asked):
    database = Database(asked)
    for name in ("李", "王"):
        Accounts(database).add(name, role=Role.READER, password="correct horse battery")  # noqa: S106
    database.close()
    assert policyqa("user", "remove", "王").code == 0
    assert policyqa("history", "--json").json["answers"] != []
    assert policyqa("user", "remove", "李").code == 0
    assert policyqa("history", "--json").json == {"answers": []}
