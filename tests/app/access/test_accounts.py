"""Names, passwords, roles; what is stored of them."""

import sqlite3
import stat
from contextlib import closing

import pytest

from app.access.accounts import Account, Accounts, normal_name
from app.access.database import FILE_NAME, Database
from app.access.passwords import check_password, hash_password, is_password
from app.access.user import Role
from app.errors import AccessDamaged, InvalidAccount

PASSWORD = "correct horse battery"  # noqa: S105


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        pytest.param("wang", "wang", id="plain"),
        pytest.param(" Wang ", "wang", id="capitals-and-blanks-around"),
        pytest.param("ｗａｎｇ", "wang", id="full-width"),
        pytest.param("王芳", "王芳", id="chinese"),
        pytest.param("⽂书", "文书", id="kangxi-radical"),
        pytest.param("wang.fang-2@jxj", "wang.fang-2@jxj", id="punctuation"),
        pytest.param("STRASSE", "strasse", id="upper-case"),
    ],
)
def test_a_name_has_one_spelling(typed: str, stored: str) -> None:
    assert normal_name(typed) == stored
    assert normal_name(stored) == stored


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="empty"),
        pytest.param("  ", id="blanks"),
        pytest.param("a" * 65, id="long"),
        pytest.param("a b", id="blank-inside"),
        pytest.param("a\nb", id="line-end"),
        pytest.param("a\x00b", id="nul"),
        pytest.param("a\u202eb", id="bidi-override"),
        pytest.param("a\u200bb", id="zero-width"),
        pytest.param("<b>", id="markup"),
        pytest.param("token:crm", id="likeness-of-a-token"),
        pytest.param("-rf", id="likeness-of-an-option"),
        pytest.param("\ud800", id="lone-surrogate"),
        pytest.param(" 本机 ", id="who-sits-at-the-machine"),
    ],
)
def test_names_that_cannot_be(name: str) -> None:
    with pytest.raises(InvalidAccount, match="账号名"):
        normal_name(name)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        pytest.param("short", "至少要 10 个", id="short"),
        pytest.param("x" * 257, "最多 256 个", id="long"),
        pytest.param("1111111111", "太简单", id="one-character"),
        pytest.param("ababababab", "太简单", id="two-characters"),
        pytest.param("Wang-2026-x", "含有账号名", id="holds-the-name"),
        pytest.param("ｗａｎｇ-2026-x", "含有账号名", id="holds-the-name-in-full-width"),
    ],
)
def test_passwords_that_are_guessed_first(password: str, reason: str) -> None:
    with pytest.raises(InvalidAccount, match=reason):
        check_password(password, name="wang")


def test_a_password_is_stored_as_a_salted_hash() -> None:
    first, second = hash_password(PASSWORD), hash_password(PASSWORD)
    assert first != second
    assert PASSWORD not in first
    assert first.startswith("scrypt$15$8$3$")
    assert is_password(PASSWORD, first)
    assert is_password("ｃorrect horse battery", first)  # an input method's c
    assert not is_password(PASSWORD + " ", first)
    assert not is_password("", first)
    assert not is_password("x" * 100_000, first)
    assert not is_password(PASSWORD, None)


def test_an_unknown_name_costs_as_much_work(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    import hashlib

    accounts = Accounts(database)
    accounts.add("wang", role=Role.READER, password=PASSWORD)
    work: list[tuple[int, int, int]] = []
    real = hashlib.scrypt

    def counted(password: bytes, **options: int) -> bytes:
        work.append((options["n"], options["r"], options["p"]))
        return real(password, **options)

    monkeypatch.setattr(hashlib, "scrypt", counted)
    assert accounts.check("wang", "wrong password") is None
    assert accounts.check("nobody", "wrong password") is None
    assert accounts.check("\x00<>", "wrong password") is None
    assert work == [(1 << 15, 8, 3)] * 3


def test_an_account_from_its_making_to_its_end(database: Database) -> None:
    accounts = Accounts(database)
    made = accounts.add("Wang", role=Role.READER, password=PASSWORD)
    assert made == Account("wang", Role.READER, made.created)
    with pytest.raises(InvalidAccount, match="已经有了"):
        accounts.add("ｗａｎｇ", role=Role.EDITOR, password=PASSWORD)
    assert accounts.check("WANG", PASSWORD) == made
    accounts.set_role("wang", Role.EDITOR)
    assert [a.role for a in accounts.all()] == [Role.EDITOR]
    accounts.set_password("wang", "another good one")
    assert accounts.check("wang", PASSWORD) is None
    assert accounts.check("wang", "another good one") is not None
    accounts.remove("wang")
    assert accounts.all() == ()
    for change in (accounts.remove, accounts.existing):
        with pytest.raises(InvalidAccount, match="没有账号“wang”；现有：还没有账号"):
            change("wang")


def test_the_file_is_its_owners_alone_and_holds_no_password(database: Database) -> None:
    Accounts(database).add("wang", role=Role.READER, password=PASSWORD)
    for file in database.path.parent.glob(FILE_NAME + "*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert PASSWORD.encode() not in file.read_bytes()


def test_a_file_that_was_open_to_all_is_closed(tmp_path) -> None:
    (tmp_path / FILE_NAME).touch(0o644)
    Database(tmp_path).close()
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"no database at all " * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_is_one_sentence(tmp_path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(AccessDamaged, match=r"access\.sqlite3.*请"):
        Database(tmp_path)


def test_a_file_of_another_version_is_left_alone(tmp_path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as newer:
        newer.execute("PRAGMA user_version=9")
    with pytest.raises(AccessDamaged, match="更新版本的 PolicyQA 写的（9"):
        Database(tmp_path)
