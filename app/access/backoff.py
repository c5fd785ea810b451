"""Login back-off: after ten wrong passwords of an account or from an address each further one costs a longer wait."""

import hashlib
import ipaddress
import math
import time
import unicodedata
from collections.abc import Callable

from app.access.database import Database
from app.errors import TooManyAttempts

FREE = 10  # wrong passwords before the first wait
_FIRST, _LONGEST = 30.0, 900.0  # seconds; the wait doubles from one to the other
_FORGOTTEN = 3600.0  # seconds after the last wrong password; longer than the longest wait


class Backoff:
    """Counts in the database, so that neither a restart nor a second process forgets them.

    An attempt is charged before the password is looked at: a hundred at once are not a hundred free ones.
    """

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def charge(self, name: str, address: str, *, device: str = "") -> None:
        """Count an attempt as failed until ``succeeded`` says otherwise. ``device`` is the secret of a known one, whose
        attempts are counted by themselves.

        Raises:
            TooManyAttempts: the account or the address has to wait; the attempt is not counted.
        """
        now = self._clock()
        subjects = _subjects(name, address) if not device else (_digest(f"device:{device}"),)
        with self._database.writing() as connection:
            connection.execute("DELETE FROM failures WHERE last < ?", (now - _FORGOTTEN,))
            # A clock that was ahead and is right again must not make anybody wait until the wrong day has come.
            connection.execute("UPDATE failures SET last = ? WHERE last > ?", (now, now))
        with self._database.writing() as connection:
            rows = connection.execute(
                "SELECT failed, last FROM failures WHERE subject IN (?, ?)", (subjects[0], subjects[-1])
            ).fetchall()
            left = max((last + wait_after(failed) - now for failed, last in rows), default=0.0)
            if left > 0:
                raise TooManyAttempts(math.ceil(left))
            connection.executemany(
                "INSERT INTO failures VALUES (?, 1, ?)"
                " ON CONFLICT DO UPDATE SET failed = failed + 1, last = excluded.last",
                [(subject, now) for subject in subjects],
            )

    def succeeded(self, name: str, address: str, *, device: str = "") -> None:
        """Forget the account's failures, or the device's, and take back the charge of the address.

        The address keeps its earlier ones: logging in to an account of one's own buys no guesses at another.
        """
        if device:
            with self._database.writing() as connection:
                connection.execute("DELETE FROM failures WHERE subject = ?", (_digest(f"device:{device}"),))
            return
        self.forgive(name)
        place = _subjects(name, address)[1]
        now = self._clock()
        with self._database.writing() as connection:
            row = connection.execute("SELECT failed FROM failures WHERE subject = ?", (place,)).fetchone()
            if row is not None:  # its wait was over, or this attempt would not have been let through
                earlier = row[0] - 1
                connection.execute(
                    "UPDATE failures SET failed = ?, last = ? WHERE subject = ?",
                    (earlier, now - wait_after(earlier), place),
                )

    def forgive(self, name: str) -> None:
        """Forget an account's failures: its password has been given or set anew."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM failures WHERE subject = ?", _subjects(name, "")[:1])


def wait_after(failed: int) -> float:
    """Seconds to wait after so many wrong passwords: 0 below ten, then 30, 60, 120 … at most 900."""
    return 0.0 if failed < FREE else min(_FIRST * 2.0 ** min(failed - FREE, 10), _LONGEST)


def _subjects(name: str, address: str) -> tuple[bytes, bytes]:
    """Digests, because people type their password into the field of the name."""
    folded = unicodedata.normalize("NFKC", name.strip()).casefold()
    return _digest(f"account:{folded}"), _digest(f"address:{_network(address)}")


def _network(address: str) -> str:
    """The address; of IPv6 the /64 network, which is what one customer has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped or ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _digest(subject: str) -> bytes:
    return hashlib.sha256(subject.encode("utf-8", "surrogatepass")).digest()
