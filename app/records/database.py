"""The file of conversations and feedback."""

from app.database import OwnDatabase
from app.errors import RecordsFault

FILE_NAME = "records.sqlite3"
MIGRATIONS = (
    """
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, updated REAL NOT NULL
) STRICT;
CREATE INDEX conversations_of_owner ON conversations (owner, updated);
CREATE TABLE exchanges (
    id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE, asked REAL NOT NULL,
    question TEXT NOT NULL, as_of TEXT, document TEXT, within TEXT, reply TEXT NOT NULL, said TEXT NOT NULL,
    stopped INTEGER NOT NULL, generation TEXT NOT NULL
) STRICT;
CREATE INDEX exchanges_of_conversation ON exchanges (conversation, asked);
""",
    """
CREATE TABLE feedback (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, exchange TEXT NOT NULL, given REAL NOT NULL, verdict TEXT NOT NULL,
    words TEXT NOT NULL, questions TEXT NOT NULL, reply TEXT NOT NULL, said TEXT NOT NULL, generation TEXT NOT NULL,
    UNIQUE (owner, exchange)
) STRICT;
CREATE INDEX feedback_of_owner ON feedback (owner, given);
""",
)


class Database(OwnDatabase):
    """See ``OwnDatabase``; its fault is RecordsFault."""

    file_name = FILE_NAME
    migrations = MIGRATIONS
    fault = RecordsFault
    called = "对话记录"
    advice = "回答不受影响，请检查权限和磁盘空间，文件损坏时移走它。"
    wait = 2.0  # no answer waits for it
