"""Accounts: names, roles, passwords."""

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from app.access.backoff import Backoff
from app.access.database import Database
from app.access.passwords import check_password, hash_password, is_password
from app.access.user import LOCAL, Role
from app.errors import InvalidAccount

_LONGEST_NAME = 64  # characters
_PUNCTUATION = frozenset("._-@")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can log in. ``created`` in seconds since 1970."""

    name: str
    role: Role
    created: float


class Accounts:
    """The accounts in a database."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def add(self, name: str, *, role: Role, password: str) -> Account:
        """Make an account.

        Raises:
            InvalidAccount: the name cannot be one or is taken, or the password is too easy.
        """
        account = Account(normal_name(name), role, self._clock())
        check_password(password, name=account.name)
        row = (account.name, str(role), hash_password(password), account.created)
        with self._database.writing() as connection:
            added = connection.execute("INSERT OR IGNORE INTO accounts VALUES (?, ?, ?, ?)", row).rowcount
        if not added:
            raise InvalidAccount(f"账号“{account.name}”已经有了；请换一个名字，或用 policyqa user password 改口令。")
        return account

    def get(self, name: str) -> Account | None:
        """The account of this name, in whichever width and case it is written."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT name, role, created FROM accounts WHERE name = ?", (_folded(name),)
            ).fetchone()
        return Account(row[0], Role(row[1]), row[2]) if row else None

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT name, role, created FROM accounts ORDER BY name").fetchall()
        return tuple(Account(name, Role(role), created) for name, role, created in rows)

    def check(self, name: str, password: str) -> Account | None:
        """The account whose password this is. An unknown name takes as long as a wrong password."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT password FROM accounts WHERE name = ?", (_folded(name),)).fetchone()
        return self.get(name) if is_password(password, row[0] if row else None) else None

    def set_password(self, name: str, password: str) -> Account:
        """Change the password, end the account's sessions and its wait after wrong ones, and forget its devices.

        Raises:
            InvalidAccount: there is no such account, or the password is too easy.
        """
        account = self.existing(name)
        check_password(password, name=account.name)
        stored = hash_password(password)
        with self._database.writing() as connection:
            connection.execute("UPDATE accounts SET password = ? WHERE name = ?", (stored, account.name))
            connection.execute("DELETE FROM sessions WHERE account = ?", (account.name,))
            connection.execute("DELETE FROM devices WHERE account = ?", (account.name,))
        Backoff(self._database).forgive(account.name)
        return account

    def set_role(self, name: str, role: Role) -> Account:
        """Change the role; open sessions have it from their next request on.

        Raises:
            InvalidAccount: there is no such account.
        """
        account = self.existing(name)
        with self._database.writing() as connection:
            connection.execute("UPDATE accounts SET role = ? WHERE name = ?", (str(role), account.name))
        return Account(account.name, role, account.created)

    def remove(self, name: str) -> Account:
        """Take the account away and end its sessions.

        Raises:
            InvalidAccount: there is no such account.
        """
        account = self.existing(name)
        with self._database.writing() as connection:
            connection.execute("DELETE FROM accounts WHERE name = ?", (account.name,))
        return account

    def existing(self, name: str) -> Account:
        """The account of this name.

        Raises:
            InvalidAccount: there is no such account.
        """
        account = self.get(name)
        if account is None:
            listed = "、".join(a.name for a in self.all()) or "还没有账号"
            raise InvalidAccount(f"没有账号“{name}”；现有：{listed}。")
        return account


def normal_name(name: str) -> str:
    """A name as it is stored: NFKC, lower case; letters, digits and ``. _ - @``. ``Ｚｈａｎｇ`` → ``zhang``.

    Raises:
        InvalidAccount: it is empty, too long, has other characters, or stands for whoever sits at the machine.
    """
    folded = _folded(name)
    if not folded or len(folded) > _LONGEST_NAME:
        raise InvalidAccount(f"账号名应有 1 到 {_LONGEST_NAME} 个字符，现在有 {len(folded)} 个；请换一个名字。")
    if not all(c.isalnum() or c in _PUNCTUATION for c in folded) or not folded[0].isalnum():
        raise InvalidAccount(f"账号名“{name}”含有不能用的字符；请只用文字、数字和 . _ - @，并以文字或数字开头。")
    if folded == _folded(LOCAL.name):
        raise InvalidAccount(f"账号名“{name}”指不用登录的本机用户，它的对话不能归某个账号；请换一个名字。")
    return folded


def _folded(name: str) -> str:
    """Ｚｈａｎｇ, Zhang and zhang are one name; lone surrogates, which cannot be stored, become ``?``."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name.strip()).casefold())
    return folded.encode("utf-8", "replace").decode("utf-8")
