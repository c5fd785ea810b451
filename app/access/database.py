"""The file of accounts, sessions, tokens and failed logins."""

from app.database import OwnDatabase
from app.errors import AccessDamaged

FILE_NAME = "access.sqlite3"
MIGRATIONS = (
    """
CREATE TABLE accounts (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, created REAL NOT NULL
) STRICT;
CREATE TABLE sessions (
    digest BLOB PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
    created REAL NOT NULL, seen REAL NOT NULL
) STRICT;
CREATE INDEX sessions_of_account ON sessions (account);
CREATE TABLE tokens (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, digest BLOB NOT NULL UNIQUE,
    created REAL NOT NULL, expires REAL, used REAL
) STRICT;
CREATE TABLE failures (subject BLOB PRIMARY KEY, failed INTEGER NOT NULL, last REAL NOT NULL) STRICT;
""",
    """
CREATE TABLE devices (
    digest BLOB PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE, seen REAL NOT NULL
) STRICT;
CREATE INDEX devices_of_account ON devices (account, seen);
""",
)


class Database(OwnDatabase):
    """See ``OwnDatabase``; its fault is AccessDamaged."""

    file_name = FILE_NAME
    migrations = MIGRATIONS
    fault = AccessDamaged
    called = "账号文件"
    advice = "请检查权限和磁盘空间，文件损坏时移走它并重新建账号。"
