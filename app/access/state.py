"""What there is of accounts and tokens, to be told by the doctor and asked by the server before it listens."""

import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.access.accounts import Accounts
from app.access.database import FILE_NAME, Database
from app.access.tokens import Tokens
from app.access.user import Role


@dataclass(frozen=True, slots=True)
class AccessState:
    """Counts, and whether others on this machine can read the file (its rights are mended whenever it is opened)."""

    accounts: int = 0
    editors: int = 0
    tokens: int = 0
    expired: int = 0  # of the tokens
    readable: bool = False


def access_state(home: Path, *, clock: Callable[[], float] = time.time) -> AccessState:
    """Look; where there is no file, none is made.

    Raises:
        AccessDamaged: the file cannot be read.
    """
    file = home / FILE_NAME
    if not file.exists():
        return AccessState()
    readable = bool(stat.S_IMODE(file.stat().st_mode) & 0o077)
    database = Database(home)
    try:
        accounts, tokens = Accounts(database).all(), Tokens(database).all()
    finally:
        database.close()
    return AccessState(
        accounts=len(accounts),
        editors=sum(a.role is Role.EDITOR for a in accounts),
        tokens=len(tokens),
        expired=sum(t.expires is not None and t.expires <= clock() for t in tokens),
        readable=readable,
    )
