"""user, token and audit from end to end."""

import io
import sqlite3
from contextlib import closing

import pytest

from app.access.accounts import Accounts
from app.access.backoff import FREE, Backoff
from app.access.database import Database
from app.access.tokens import Tokens

PASSWORD = "correct horse battery"  # noqa: S105


@pytest.fixture
def typed(monkeypatch):
    """Put text on standard input."""

    def put(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return put


@pytest.fixture
def wang(policyqa, typed):
    typed(PASSWORD + "\n")
    assert policyqa("user", "add", "Wang", "--role", "editor", "--password-stdin").code == 0


def test_an_account_from_its_making_to_its_end(policyqa, typed, wang) -> None:
    assert "已有" not in policyqa("user", "list").out
    (row,) = policyqa("user", "list", "--json").json["users"]
    assert (row["name"], row["role"]) == ("wang", "editor")
    assert policyqa("user", "role", "wang", "reader").code == 0
    typed("another good one\r\n")
    assert policyqa("user", "password", "wang", "--password-stdin", "--json").json == {
        "user": {"name": "wang", "role": "reader"}
    }
    removed = policyqa("user", "remove", "wang")
    assert "已删账号" in removed.out
    assert "最后一个账号" in removed.err
    assert policyqa("user", "list", "--json").json == {"users": []}
    assert [e["action"] for e in policyqa("audit", "--json").json["entries"]] == [
        "user.add", "user.role", "user.password", "user.remove",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "stdin", "named"),
    [
        pytest.param(["user", "add", "wang", "--password-stdin"], PASSWORD, "已经有了", id="taken"),
        pytest.param(["user", "add", "li", "--password-stdin"], "short\n", "至少要 10 个", id="short-password"),
        pytest.param(["user", "add", "li", "--password-stdin"], "", "标准输入里没有口令", id="no-password"),
        pytest.param(["user", "add", "li"], PASSWORD, "--password-stdin", id="no-terminal"),
        pytest.param(["user", "add", "a b", "--password-stdin"], PASSWORD, "账号名", id="bad-name"),
        pytest.param(["user", "add", "li", "--role", "root"], "", "reader", id="unknown-role"),
        pytest.param(["user", "role", "wang", "root"], "", "reader", id="unknown-new-role"),
        pytest.param(["user", "remove", "li"], "", "现有：wang", id="remove-unknown"),
        pytest.param(["user", "password", "li", "--password-stdin"], PASSWORD, "现有：wang", id="password-of-unknown"),
        pytest.param(["user", "add", "li", "--password", PASSWORD], "", "--password", id="password-in-argv"),
        pytest.param(["token", "add", "crm", "--expires", "2020-01-01"], "", "已经过去", id="expired-token"),
        pytest.param(["token", "add", "crm", "--expires", "soon"], "", "YYYY-MM-DD", id="no-date"),
        pytest.param(["token", "revoke", "crm"], "", "还没有令牌", id="revoke-unknown"),
        pytest.param(["audit", "--last", "0"], "", "--last", id="none-of-the-log"),
    ],
)
def test_wrong_use_is_one_sentence(policyqa, typed, wang, arguments, stdin, named) -> None:
    typed(stdin)
    ended = policyqa(*arguments)
    assert ended.code == 2
    assert named in ended.err
    assert len(ended.err.splitlines()) == 1
    assert PASSWORD not in ended.err


def test_a_password_typed_twice(policyqa, monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or PASSWORD)
    ended = policyqa("user", "add", "li")
    assert ended.code == 0
    assert asked == ["口令：", "再输一遍："]
    assert PASSWORD not in ended.out + ended.err


def test_a_password_typed_twice_differently(policyqa, monkeypatch) -> None:
    answers = iter([PASSWORD, PASSWORD + "x"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    ended = policyqa("user", "add", "li")
    assert ended.code == 2
    assert "两遍输入的口令不同" in ended.err


def test_a_token_is_shown_once_and_kept_as_a_digest(policyqa, tmp_path) -> None:
    made = policyqa("token", "add", "crm", "--role", "editor", "--expires", "2999-12-31")
    secret = made.out.strip()
    assert "只显示这一次" in made.err
    assert secret not in policyqa("token", "list").out
    (row,) = policyqa("token", "list", "--json").json["tokens"]
    assert row["name"] == "crm"
    assert row["expires"].startswith("3000-01-01T00:00")
    database = Database(tmp_path / "home")
    assert str(Tokens(database).user(secret).role) == "editor"
    assert policyqa("token", "revoke", "crm").code == 0
    assert Tokens(database).user(secret) is None
    database.close()
    assert secret not in policyqa("audit").out


def test_a_new_password_ends_the_wait(policyqa, typed, wang, tmp_path) -> None:
    database = Database(tmp_path / "home")
    backoff = Backoff(database)
    for number in range(FREE):
        backoff.charge("wang", f"192.0.2.{number}")
    typed("another good one\n")
    policyqa("user", "password", "wang", "--password-stdin")
    backoff.charge("wang", "192.0.2.99")
    assert Accounts(database).check("wang", "another good one") is not None
    database.close()


def test_the_log_is_filtered_and_cut(policyqa, typed, wang) -> None:
    for name in ("a", "b", "c"):
        policyqa("token", "add", name)
    shown = policyqa("audit", "--action", "token.add", "--last", "2", "--json").json["entries"]
    assert [e["object"] for e in shown] == ["b reader", "c reader"]
    assert policyqa("audit", "--user", "nobody", "--json").json == {"entries": []}
    assert "没有审计记录" in policyqa("audit", "--user", "nobody").out


def test_a_torn_line_is_told(policyqa, wang, tmp_path) -> None:
    (log,) = (tmp_path / "home" / "audit").iterdir()
    log.write_bytes(log.read_bytes() + b"{torn\n")
    ended = policyqa("audit")
    assert "第 2 行" in ended.err
    assert "wang editor" in ended.out


def test_a_damaged_file_is_one_sentence(policyqa, tmp_path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "access.sqlite3").write_bytes(b"x" * 9000)
    ended = policyqa("user", "list")
    assert ended.code == 2
    assert "access.sqlite3" in ended.err


def test_the_password_reaches_no_file(policyqa, wang, tmp_path) -> None:
    with closing(sqlite3.connect(tmp_path / "home" / "access.sqlite3")) as file:
        assert PASSWORD not in "".join(str(row) for row in file.execute("SELECT * FROM accounts"))
    assert [p for p in (tmp_path / "home").rglob("*") if p.is_file() and PASSWORD.encode() in p.read_bytes()] == []


def test_what_a_sync_does_to_the_library_is_kept(policyqa, quick_home, policy) -> None:
    def synced() -> list[str]:
        policyqa("sync", policy.parent)
        return [e["object"] for e in policyqa("audit", "--action", "library.sync", "--json").json["entries"]]

    assert synced() == ["added 1: policy.txt"]
    assert synced() == ["added 1: policy.txt"]  # nothing to do, nothing to tell
    policy.write_text(policy.read_text(encoding="utf-8").replace("10%", "20%"), encoding="utf-8")
    assert synced()[1:] == ["changed 1: policy.txt"]
    policy.unlink()
    assert synced()[2:] == ["removed 1: policy.txt"]


def test_what_is_added_is_kept(policyqa, quick_home, policy) -> None:
    policyqa("add", policy)
    (entry,) = policyqa("audit", "--json").json["entries"]
    assert entry["object"] == "added 1: policy.txt"
    assert entry["user"].startswith("cli:")
