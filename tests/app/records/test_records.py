import sqlite3
import stat
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from app.access import LOCAL, Role, User
from app.desk import Inquiry
from app.errors import RecordMissing, RecordsFault
from app.records import Exchange, Keeper, Records, Verdict
from app.records.database import FILE_NAME, MIGRATIONS

LI, WANG = User("李", Role.READER), User("王", Role.EDITOR)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    made = Records(tmp_path, days=90)
    yield made
    made.close()


@pytest.fixture
def exchange(samples: ModuleType) -> Exchange:
    inquiry = Inquiry(samples.ASK_REWARD, as_of=date(2026, 1, 1), document="green", within=frozenset({"green", "b"}))
    return Exchange(inquiry, samples.reward(), said="改写。", stopped=True, generation="gen-7")


def test_a_conversation_is_there_after_a_restart(tmp_path: Path, records: Records, exchange: Exchange) -> None:
    records.keep(LI, exchange, conversation="c")
    records.close()
    again = Records(tmp_path, days=90)
    (found,) = again.exchanges(LI, "c")
    assert (found.inquiry, found.said, found.stopped, found.generation, found.id) == (
        exchange.inquiry, "改写。", True, "gen-7", exchange.id,
    )  # fmt: skip
    assert abs(found.asked - exchange.asked) < timedelta(milliseconds=1)
    assert found.reply.direct == exchange.reply.direct
    (listed,) = again.conversations(LI)
    assert (listed.id, listed.title, listed.exchanges) == ("c", exchange.inquiry.question, 1)
    again.close()


def test_an_exchange_is_written_over_by_its_end(records: Records, exchange: Exchange) -> None:
    records.keep(LI, replace(exchange, said=""), conversation="c")
    records.keep(LI, exchange, conversation="c")
    assert [e.said for e in records.exchanges(LI, "c")] == ["改写。"]


def test_nobody_sees_another_users_conversations(records: Records, exchange: Exchange) -> None:
    records.keep(LI, exchange, conversation="c")
    for stranger in (WANG, LOCAL, User("李 ", Role.EDITOR), User("", Role.READER), User("%", Role.READER)):
        assert records.conversations(stranger) == ()
        for touch in (
            lambda who: records.exchanges(who, "c"),
            lambda who: records.conversation(who, "c"),
            lambda who: records.rename(who, "c", "x"),
            lambda who: records.delete(who, "c"),
            lambda who: records.keep(who, exchange, conversation="c"),
        ):
            with pytest.raises(RecordMissing):
                touch(stranger)
        assert records.delete_all(stranger) == 0
        assert records.clear(stranger) == 0
    assert len(records.exchanges(LI, "c")) == 1


def test_renaming_and_deleting(tmp_path: Path, records: Records, exchange: Exchange) -> None:
    records.keep(LI, exchange, conversation="c")
    records.rename(LI, "c", "  采购\n奖励  ")
    assert records.conversations(LI)[0].title == "采购 奖励"
    with pytest.raises(RecordsFault, match="名称"):
        records.rename(LI, "c", " \n ")
    records.delete(LI, "c")
    assert records.conversations(LI) == ()
    with pytest.raises(RecordMissing):
        records.exchanges(LI, "c")
    kept = b"".join(f.read_bytes() for f in tmp_path.glob(f"{FILE_NAME}*"))
    assert exchange.inquiry.question.encode() not in kept  # overwritten, in the journal as well


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        pytest.param("", ["b", "a"], id="nothing-finds-all"),
        pytest.param("设备", ["a"], id="of-the-title"),
        pytest.param("上限", ["a"], id="of-a-later-question"),
        pytest.param("设备 上限", ["a"], id="words-of-both"),
        pytest.param("设备 人才", [], id="each-word-must-be-there"),
        pytest.param("abc补贴", ["b"], id="letters-of-any-case"),
        pytest.param("%", [], id="no-wildcard"),
        pytest.param("' OR 1=1 --", [], id="no-statement"),
    ],
)
def test_finding_conversations(records: Records, exchange: Exchange, sought: str, found: list[str]) -> None:
    now = exchange.asked
    for at, (conversation, question) in enumerate((("a", "买设备奖多少"), ("a", "那上限呢"), ("b", "ABC补贴有吗"))):
        asked = replace(exchange, id=str(at), inquiry=Inquiry(question), asked=now + timedelta(seconds=at))
        records.keep(LI, asked, conversation=conversation)
    records.keep(WANG, replace(exchange, id="w", inquiry=Inquiry("买设备")), conversation="w")
    assert [c.id for c in records.conversations(LI, sought=sought)] == found


def test_clearing_leaves_feedback_and_others(records: Records, exchange: Exchange) -> None:
    records.keep(LI, exchange, conversation="a")
    records.keep(LI, replace(exchange, id="2"), conversation="b")
    records.keep(WANG, replace(exchange, id="3"), conversation="w")
    records.judge(LI, exchange, Verdict.WRONG, "", before=())
    assert records.clear(LI) == 2
    assert records.conversations(LI) == ()
    assert len(records.conversations(WANG)) == 1
    assert len(records.feedback()) == 1


def test_delete_all_takes_the_feedback_with_it(records: Records, exchange: Exchange) -> None:
    for user in (LI, WANG):
        records.keep(user, replace(exchange, id=user.name), conversation=user.name)
        records.judge(user, exchange, Verdict.WRONG, "不对", before=())
    assert records.delete_all(LI) == 1
    assert [f.owner for f in records.feedback()] == ["王"]
    assert len(records.conversations(WANG)) == 1


@pytest.mark.parametrize(("days", "left"), [pytest.param(0, 0), pytest.param(29, 0), pytest.param(31, 1)])
def test_how_long_conversations_are_kept(tmp_path: Path, exchange: Exchange, days: int, left: int) -> None:
    first = Records(tmp_path, days=90)
    old = replace(exchange, asked=datetime.now().astimezone() - timedelta(days=30))
    first.keep(LI, old, conversation="c")
    first.close()
    later = Records(tmp_path, days=days)
    assert len(later.conversations(LI)) == left
    later.close()


def test_nothing_is_kept_where_nothing_is_to_be_kept(tmp_path: Path, exchange: Exchange) -> None:
    records = Records(tmp_path, days=0)
    records.keep(LI, exchange, conversation="c")
    assert records.conversations(LI) == ()
    records.close()


def test_feedback(records: Records, exchange: Exchange) -> None:
    records.judge(LI, exchange, Verdict.WRONG, " 少算了 ", before=("先问的",))
    records.judge(LI, exchange, Verdict.MISSING, "少了上限", before=("先问的",))
    (found,) = records.feedback()  # the second takes the place of the first
    assert (found.verdict, found.words, found.generation) == (Verdict.MISSING, "少了上限", "gen-7")
    assert found.questions == ("先问的", exchange.inquiry.question)
    with pytest.raises(RecordsFault, match="1001 个字"):
        records.judge(LI, exchange, Verdict.RIGHT, "字" * 1001, before=())
    for n in range(29):
        records.judge(LI, replace(exchange, id=str(n)), Verdict.RIGHT, "", before=())
    with pytest.raises(RecordsFault, match="一小时内最多"):
        records.judge(LI, replace(exchange, id="31"), Verdict.RIGHT, "", before=())
    records.judge(LI, exchange, Verdict.RIGHT, "改主意了", before=())  # an earlier one may still be put right
    records.judge(WANG, exchange, Verdict.RIGHT, "", before=())


def test_the_file_is_its_owners_alone(tmp_path: Path, records: Records, exchange: Exchange) -> None:
    records.keep(LI, exchange, conversation="c")
    for file in tmp_path.glob(f"{FILE_NAME}*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path: Path, exchange: Exchange) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as old:
        old.executescript(MIGRATIONS[0])
        old.execute("PRAGMA user_version=1")
        old.execute("INSERT INTO conversations VALUES ('c', '李', '旧的', ?)", (time.time(),))
    old.close()
    records = Records(tmp_path, days=90)
    records.keep(LI, exchange, conversation="c")
    assert records.conversations(LI)[0].title == "旧的"
    records.judge(LI, exchange, Verdict.RIGHT, "", before=())
    records.close()


def test_a_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as later:
        later.execute("PRAGMA user_version=99")
    later.close()
    with pytest.raises(RecordsFault, match="请升级"):
        Records(tmp_path, days=90)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 100)
    with pytest.raises(RecordsFault, match="移走"):
        Records(tmp_path, days=90)


def test_a_locked_file_is_a_notice_and_no_failure(tmp_path: Path, exchange: Exchange) -> None:
    keeper = Keeper(tmp_path, days=90)
    keeper.keep(LI, exchange, conversation="c").result(10)
    assert keeper.notice == ""
    with sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        started = time.perf_counter()
        kept = keeper.keep(LI, replace(exchange, id="2"), conversation="c")
        assert time.perf_counter() - started < 0.1  # no answer waits
        kept.result(10)
        assert "locked" in keeper.notice
        assert "回答不受影响" in keeper.notice
        other.execute("ROLLBACK")
    other.close()
    keeper.keep(LI, replace(exchange, id="3"), conversation="c").result(10)
    assert keeper.notice == ""
    assert len(keeper.records().exchanges(LI, "c")) == 2
    keeper.close()


def test_a_full_disk_is_a_notice_and_what_was_kept_stays(tmp_path: Path, exchange: Exchange) -> None:
    keeper = Keeper(tmp_path, days=90)
    keeper.keep(LI, exchange, conversation="c").result(10)
    with keeper.records()._database.reading() as connection:  # a disk of a few pages: SQLite says "full"
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")
    keeper.keep(LI, replace(exchange, id="2", said="长" * 100_000), conversation="c").result(10)
    assert "full" in keeper.notice
    assert len(keeper.records().exchanges(LI, "c")) == 1
    keeper.close()


def test_a_home_that_cannot_be_written_is_a_notice(tmp_path: Path, exchange: Exchange) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    keeper = Keeper(tmp_path / "home", days=90)
    keeper.keep(LI, exchange, conversation="c").result(10)
    assert "无法读写对话记录" in keeper.notice
    keeper.close()
