"""Sessions: who is logged in. The browser holds a secret, the database only its digest."""

import hashlib
import secrets
import time
from collections.abc import Callable

from app.access.accounts import Account
from app.access.database import Database
from app.access.user import Role, User

_BYTES = 32  # of a session's secret
_AHEAD = 300.0  # seconds that a clock may be set back; a session from further ahead would live too long
_NOTED = 60.0  # seconds; a session's last use is written down no more often than that


class Sessions:
    """The sessions in a database. ``lifetime`` and ``idle`` in seconds: since the login, since the last use."""

    def __init__(
        self, database: Database, *, lifetime: float, idle: float, clock: Callable[[], float] = time.time
    ) -> None:
        self._database = database
        self._lifetime = lifetime
        self._idle = idle
        self._clock = clock

    def begin(self, account: Account) -> str:
        """Open a session and return its secret, which is new each time and stored nowhere."""
        secret = secrets.token_urlsafe(_BYTES)
        now = self._clock()
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM sessions WHERE created < ? OR seen < ?", (now - self._lifetime, now - self._idle)
            )
            connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_digest(secret), account.name, now, now))
        return secret

    def user(self, secret: str) -> User | None:
        """The user of a session with the role of now, or ``None`` where it has ended."""
        digest, now = _digest(secret), self._clock()
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT a.name, a.role, s.seen FROM sessions s JOIN accounts a ON a.name = s.account"
                " WHERE s.digest = ? AND s.created BETWEEN ? AND ? AND s.seen >= ?",
                (digest, now - self._lifetime, now + _AHEAD, now - self._idle),
            ).fetchone()
        if row is None:
            return None
        if now - row[2] > _NOTED:
            with self._database.writing() as connection:
                connection.execute("UPDATE sessions SET seen = ? WHERE digest = ?", (now, digest))
        return User(row[0], Role(row[1]))

    def end(self, secret: str) -> None:
        """End a session; one that has ended already is no error."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE digest = ?", (_digest(secret),))


def _digest(secret: str) -> bytes:
    """SHA-256 is enough for 256 random bits: there is nothing to guess."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
