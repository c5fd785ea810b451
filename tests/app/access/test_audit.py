"""What the log keeps, and that nobody can write into it by a name."""

import json
import stat
from datetime import UTC, datetime

import pytest

from app.access.audit import FOLDER, Action, Audit, Entry, Torn
from app.access.user import LOCAL, Role, User
from app.errors import AuditFault

WHEN = datetime(2026, 11, 22, 21, 30, 0, 123000, UTC)


@pytest.fixture
def audit(tmp_path):
    return Audit(tmp_path, clock=lambda: WHEN)


def test_an_entry_comes_back_as_it_was(audit, tmp_path) -> None:
    audit.record(User("王芳", Role.EDITOR), Action.UPLOAD, "方案.pdf", address="192.0.2.1")
    entry = Entry("2026-11-22T21:30:00.123+00:00", "王芳", "192.0.2.1", "document.upload", "方案.pdf")
    assert list(audit.entries()) == [entry]
    file = tmp_path / FOLDER / "2026-11.jsonl"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "name",
    [
        pytest.param('x\n{"time": "2026", "user": "boss"}', id="line-end"),
        pytest.param("x\r\nboss", id="carriage-return"),
        pytest.param("x\u2028boss", id="line-separator"),
        pytest.param("x\x85boss", id="next-line"),
        pytest.param("x\x0bboss\x0c", id="vertical-tab-and-form-feed"),
        pytest.param("x\x1b[2Kboss", id="terminal-escape"),
        pytest.param("x\u202egnp.exe", id="bidi-override"),
        pytest.param('x", "action": "login', id="quotes"),
        pytest.param("x\x00", id="nul"),
        pytest.param("x\ud800", id="lone-surrogate"),
    ],
)
def test_no_name_forges_a_line(audit, tmp_path, name) -> None:
    audit.record(User(name, Role.READER), Action.REMOVE, name, address=name)
    raw = (tmp_path / FOLDER / "2026-11.jsonl").read_bytes()
    assert raw.isascii()
    assert [c for c in raw[:-1] if c < 0x20] == []
    assert len(raw.decode("ascii").splitlines()) == 1
    assert [(e.user, e.object, e.action) for e in audit.entries()] == [(name, name, "document.remove")]


def test_a_users_address_is_kept_unless_another_is_given(audit) -> None:
    user = User("wang", Role.EDITOR, address="192.0.2.1")
    audit.record(user, Action.SYNC)
    audit.record(user, Action.SYNC, address="198.51.100.1")
    assert [e.address for e in audit.entries()] == ["192.0.2.1", "198.51.100.1"]
    assert user == User("wang", Role.EDITOR)


def test_a_long_name_is_cut(audit) -> None:
    audit.record(LOCAL, Action.UPLOAD, "x" * 100_000)
    (entry,) = audit.entries()
    assert len(entry.object) == 300


@pytest.mark.parametrize(
    "torn", [b'{"time": "2026', b"[1, 2]", b'{"time": "2026"}', b"\xff\xfe", b"null"], ids=lambda t: repr(t[:12])
)
def test_a_torn_line_costs_no_other(audit, tmp_path, torn) -> None:
    audit.record(LOCAL, Action.UPLOAD, "a")
    file = tmp_path / FOLDER / "2026-11.jsonl"
    with file.open("ab") as log:
        log.write(torn)
    audit.record(LOCAL, Action.UPLOAD, "b")
    assert [e if isinstance(e, Torn) else e.object for e in audit.entries()] == ["a", Torn(file, 2), "b"]


def test_a_month_is_a_file_and_they_are_read_in_order(tmp_path) -> None:
    for month in (12, 9, 10):
        Audit(tmp_path, clock=lambda m=month: WHEN.replace(month=m)).record(LOCAL, Action.SYNC, str(month))
    assert [e.object for e in Audit(tmp_path).entries()] == ["9", "10", "12"]


def test_a_log_that_cannot_be_written_is_an_error(audit, tmp_path) -> None:
    (tmp_path / FOLDER).write_text("")
    with pytest.raises(AuditFault, match=r"无法写入审计日志“.*”：.*；请"):
        audit.record(LOCAL, Action.UPLOAD, "a")


def test_lines_are_plain_json(audit, tmp_path) -> None:
    audit.record(LOCAL, Action.LOGIN)
    line = (tmp_path / FOLDER / "2026-11.jsonl").read_text()
    assert list(json.loads(line)) == ["time", "user", "address", "action", "object"]
