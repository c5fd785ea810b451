"""The records of a home: conversations of each user for himself, feedback for whoever keeps the documents."""

import json
import time
from collections.abc import Iterable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from sqlite3 import Connection, Row

from app.access import User
from app.desk import Inquiry
from app.errors import RecordMissing, RecordsFault
from app.records.database import Database
from app.records.exchange import Conversation, Exchange, new_id, title_of
from app.records.feedback import PER_HOUR, Feedback, Verdict, checked_words
from app.records.reading import read_reply
from app.records.writing import write_reply

_DAY = 86_400.0  # seconds
_HOUR = 3600.0
_LONGEST_TITLE = 80  # characters
_NO_CONVERSATION = "没有这段对话，它可能已被删除；请在左侧列表里另选一段，或开始新的对话。"


class Records:
    """Every call names the user, and finds what is his alone. Safe for several threads."""

    def __init__(self, home: Path, *, days: int) -> None:
        """``days``: how long a conversation is kept after its last question; 0 keeps none.

        Raises RecordsFault, as all of its methods do.
        """
        self.days = days
        self._database = Database(home)
        self.forget_old()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def conversations(self, user: User, *, sought: str = "", most: int = 200) -> tuple[Conversation, ...]:
        """The user's conversations, the latest first: those that have each word of ``sought`` in title or questions."""
        query = (
            "SELECT c.id, c.title, c.updated, count(e.id) AS exchanges FROM conversations c "
            "JOIN exchanges e ON e.conversation = c.id WHERE c.owner = ? AND NOT EXISTS ("
            "SELECT 1 FROM json_each(?) AS word WHERE NOT instr(lower(c.title), word.value) AND NOT EXISTS ("
            "SELECT 1 FROM exchanges q WHERE q.conversation = c.id AND instr(lower(q.question), word.value))) "
            "GROUP BY c.id ORDER BY c.updated DESC LIMIT ?"
        )
        words = json.dumps(sought.lower().split(), ensure_ascii=False)
        with self._database.reading() as connection:
            rows = connection.execute(query, (user.name, words, most)).fetchall()
        return tuple(map(_conversation, rows))

    def conversation(self, user: User, conversation: str) -> Conversation:
        """A conversation of the user's. Raises RecordMissing where he has none of this name."""
        query = (
            "SELECT c.id, c.title, c.updated, (SELECT count(*) FROM exchanges WHERE conversation = c.id) AS exchanges "
            "FROM conversations c WHERE c.id = ? AND c.owner = ?"
        )
        with self._database.reading() as connection:
            row = connection.execute(query, (conversation, user.name)).fetchone()
        if row is None:
            raise RecordMissing(_NO_CONVERSATION)
        return _conversation(row)

    def exchanges(self, user: User, conversation: str) -> tuple[Exchange, ...]:
        """A conversation of the user's, oldest first. Raises RecordMissing where he has none of this name."""
        with self._database.reading() as connection:
            self._own(connection, user, conversation)
            rows = connection.execute(
                "SELECT * FROM exchanges WHERE conversation = ? ORDER BY asked", (conversation,)
            ).fetchall()
        return tuple(map(_exchange, rows))

    def keep(self, user: User, exchange: Exchange, *, conversation: str) -> None:
        """Write an exchange, or write over it; the conversation is begun where there is none of this name yet."""
        if not self.days:
            return
        row = _row(exchange, conversation)
        with self._database.writing() as connection:
            found = connection.execute("SELECT owner FROM conversations WHERE id = ?", (conversation,)).fetchone()
            if found is None:
                begun = (conversation, user.name, title_of(exchange.inquiry.question), exchange.asked.timestamp())
                connection.execute("INSERT INTO conversations VALUES (?,?,?,?)", begun)
            elif found["owner"] != user.name:
                raise RecordMissing(_NO_CONVERSATION)
            connection.execute("INSERT OR REPLACE INTO exchanges VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)
            connection.execute(
                "UPDATE conversations SET updated = max(updated, ?) WHERE id = ?",
                (exchange.asked.timestamp(), conversation),
            )

    def rename(self, user: User, conversation: str, title: str) -> None:
        """Give a conversation another title, of one line."""
        title = " ".join(title.split())[:_LONGEST_TITLE]
        if not title:
            raise RecordsFault("还没有写名称；请写一个名称再确定。")
        with self._database.writing() as connection:
            self._own(connection, user, conversation)
            connection.execute("UPDATE conversations SET title = ? WHERE id = ?", (title, conversation))

    def delete(self, user: User, conversation: str) -> None:
        """Delete a conversation. Feedback that was given on it stays with whoever keeps the documents."""
        with self._database.writing() as connection:
            self._own(connection, user, conversation)
            connection.execute("DELETE FROM conversations WHERE id = ?", (conversation,))
        self._database.truncate_journal()

    def clear(self, user: User) -> int:
        """Delete all conversations of a user, as ``delete`` does one; returns how many."""
        with self._database.writing() as connection:
            deleted = connection.execute("DELETE FROM conversations WHERE owner = ?", (user.name,)).rowcount
        self._database.truncate_journal()
        return deleted

    def delete_all(self, user: User) -> int:
        """Delete all conversations and all feedback of a user; returns how many conversations."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM feedback WHERE owner = ?", (user.name,))
            deleted = connection.execute("DELETE FROM conversations WHERE owner = ?", (user.name,)).rowcount
        self._database.truncate_journal()
        return deleted

    def forget_old(self, *, now: float | None = None) -> int:
        """Delete the conversations that are older than they are kept; returns how many."""
        before = (time.time() if now is None else now) - self.days * _DAY
        with self._database.writing() as connection:
            return connection.execute("DELETE FROM conversations WHERE updated < ?", (before,)).rowcount

    def judge(self, user: User, exchange: Exchange, verdict: Verdict, words: str, *, before: Iterable[str]) -> None:
        """Keep a user's verdict on an exchange, in place of an earlier one; ``before`` are the questions before it.

        Raises RecordsFault where the words are too long, or the user has given too many within an hour.
        """
        words, now = checked_words(words), time.time()
        questions = json.dumps([*before, exchange.inquiry.question], ensure_ascii=False)
        row = (
            new_id(), user.name, exchange.id, now, verdict.value, words, questions, write_reply(exchange.reply),
            exchange.said, exchange.generation,
        )  # fmt: skip
        recent = "SELECT count(*) FROM feedback WHERE owner = ? AND given > ? AND exchange != ?"
        with self._database.writing() as connection:
            if connection.execute(recent, (user.name, now - _HOUR, exchange.id)).fetchone()[0] >= PER_HOUR:
                raise RecordsFault(f"一小时内最多提交 {PER_HOUR} 条反馈；请过一会儿再提交。")
            connection.execute("INSERT OR REPLACE INTO feedback VALUES (?,?,?,?,?,?,?,?,?,?)", row)

    def feedback(self) -> tuple[Feedback, ...]:
        """All feedback, oldest first: for whoever keeps the documents, not for readers."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM feedback ORDER BY given, id").fetchall()
        return tuple(map(_feedback, rows))

    def everything(self) -> tuple[tuple[Conversation, Exchange], ...]:
        """Every exchange of all users with its conversation, oldest first: for whoever keeps the machine."""
        query = (
            "SELECT e.*, c.title, c.updated FROM exchanges e JOIN conversations c ON c.id = e.conversation "
            "ORDER BY e.asked, e.id"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).fetchall()
        return tuple(
            (Conversation(r["conversation"], r["title"], _moment(r["updated"]), 0), _exchange(r)) for r in rows
        )

    def _own(self, connection: Connection, user: User, conversation: str) -> None:
        owned = "SELECT 1 FROM conversations WHERE id = ? AND owner = ?"
        if connection.execute(owned, (conversation, user.name)).fetchone() is None:
            raise RecordMissing(_NO_CONVERSATION)


def open_records(home: Path, *, days: int) -> "closing[Records]":
    """The records of a home, closed behind a ``with``."""
    return closing(Records(home, days=days))


def _row(exchange: Exchange, conversation: str) -> tuple[object, ...]:
    inquiry = exchange.inquiry
    within = None if inquiry.within is None else json.dumps(sorted(inquiry.within))
    return (
        exchange.id, conversation, exchange.asked.timestamp(), inquiry.question,
        inquiry.as_of and inquiry.as_of.isoformat(), inquiry.document, within, write_reply(exchange.reply),
        exchange.said, int(exchange.stopped), exchange.generation,
    )  # fmt: skip


def _conversation(row: Row) -> Conversation:
    return Conversation(row["id"], row["title"], _moment(row["updated"]), row["exchanges"])


def _exchange(row: Row) -> Exchange:
    within = None if row["within"] is None else frozenset(json.loads(row["within"]))
    as_of = None if row["as_of"] is None else date.fromisoformat(row["as_of"])
    return Exchange(
        Inquiry(row["question"], as_of=as_of, document=row["document"], within=within),
        read_reply(row["reply"]),
        said=row["said"],
        stopped=bool(row["stopped"]),
        generation=row["generation"],
        asked=_moment(row["asked"]),
        id=row["id"],
    )


def _feedback(row: Row) -> Feedback:
    return Feedback(
        id=row["id"],
        owner=row["owner"],
        given=_moment(row["given"]),
        verdict=Verdict(row["verdict"]),
        words=row["words"],
        questions=tuple(json.loads(row["questions"])),
        reply=read_reply(row["reply"]),
        said=row["said"],
        generation=row["generation"],
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds).astimezone()
