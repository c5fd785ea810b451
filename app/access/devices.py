"""Devices: browsers in which somebody has logged in before.

Whoever guesses at an account from anywhere makes everybody wait who is no known device; a known one has attempts of its
own, so that nobody is locked out by a stranger, or by a colleague behind the same address. After OWASP's device cookies.
"""

import hashlib
import secrets
import time
from collections.abc import Callable

from app.access.database import Database

LIFETIME = 180 * 86_400.0  # seconds since the last login with it
_BYTES = 32
_MOST = 20  # of an account; the ones longest unused are forgotten


class Devices:
    """The known devices in a database. The browser holds a secret, the database only its digest."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def knows(self, secret: str, account: str) -> bool:
        """Whether somebody has logged in to this account with this secret's browser."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT 1 FROM devices WHERE digest = ? AND account = ? AND seen >= ?",
                (_digest(secret, account), account, self._clock() - LIFETIME),
            ).fetchone()
        return row is not None

    def remember(self, secret: str, account: str) -> str:
        """Note a login; returns the browser's secret, a new one where it had none."""
        secret = secret or secrets.token_urlsafe(_BYTES)
        with self._database.writing() as connection:
            row = (_digest(secret, account), account, self._clock())
            connection.execute("INSERT OR REPLACE INTO devices VALUES (?, ?, ?)", row)
            connection.execute(
                "DELETE FROM devices WHERE account = ? AND digest NOT IN"
                " (SELECT digest FROM devices WHERE account = ? ORDER BY seen DESC LIMIT ?)",
                (account, account, _MOST),
            )
        return secret


def _digest(secret: str, account: str) -> bytes:
    """One browser may be several accounts' device; each has a row of its own."""
    return hashlib.sha256(f"{account}\n{secret}".encode("utf-8", "surrogatepass")).digest()
