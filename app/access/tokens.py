"""API tokens: for programs that log in with every call. Shown once, kept as a digest."""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from app.access.accounts import normal_name
from app.access.database import Database
from app.access.user import Role, User
from app.errors import InvalidAccount

PREFIX = "pqa_"  # so that a token found in a log or a repository is known for what it is
_BYTES = 32
_NOTED = 300.0  # seconds; a token's last use is written down no more often than that


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token. Times in seconds since 1970; ``expires`` is ``None`` for never."""

    name: str
    role: Role
    created: float
    expires: float | None
    used: float | None


class Tokens:
    """The tokens in a database."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def add(self, name: str, *, role: Role, expires: float | None = None) -> str:
        """Make a token and return its secret, which cannot be shown again.

        Raises:
            InvalidAccount: the name cannot be one or is taken, or the time has passed.
        """
        name, now = normal_name(name), self._clock()
        if expires is not None and expires <= now:
            raise InvalidAccount("令牌的到期日已经过去；请用 --expires 写一个以后的日子。")
        secret = PREFIX + secrets.token_urlsafe(_BYTES)
        with self._database.writing() as connection:
            row = (name, str(role), _digest(secret), now, expires, None)
            added = connection.execute("INSERT OR IGNORE INTO tokens VALUES (?, ?, ?, ?, ?, ?)", row).rowcount
        if not added:
            raise InvalidAccount(f"令牌“{name}”已经有了；请换一个名字，或先用 policyqa token revoke 收回它。")
        return secret

    def user(self, secret: str) -> User | None:
        """The user that a token stands for, named ``token:NAME``, or ``None`` where it is not valid."""
        digest, now = _digest(secret), self._clock()
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT name, role, used FROM tokens WHERE digest = ? AND (expires IS NULL OR expires > ?)",
                (digest, now),
            ).fetchone()
        if row is None:
            return None
        if row[2] is None or now - row[2] > _NOTED:
            with self._database.writing() as connection:
                connection.execute("UPDATE tokens SET used = ? WHERE digest = ?", (now, digest))
        return User(f"token:{row[0]}", Role(row[1]))

    def all(self) -> tuple[Token, ...]:
        """Every token, by name."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT name, role, created, expires, used FROM tokens ORDER BY name").fetchall()
        return tuple(Token(row[0], Role(row[1]), *row[2:]) for row in rows)

    def revoke(self, name: str) -> None:
        """Take a token away; the next call with it is refused.

        Raises:
            InvalidAccount: there is no such token.
        """
        with self._database.writing() as connection:
            gone = connection.execute("DELETE FROM tokens WHERE name = ?", (normal_name(name),)).rowcount
        if not gone:
            listed = "、".join(t.name for t in self.all()) or "还没有令牌"
            raise InvalidAccount(f"没有令牌“{name}”；现有：{listed}。")


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
