"""The gate: which user makes a request, and what it takes to log in."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from starlette.requests import cookie_parser
from starlette.types import Scope

from app.access import LOCAL, User
from app.access.accounts import Accounts
from app.access.audit import Action, Audit
from app.access.backoff import Backoff
from app.access.database import FILE_NAME, Database
from app.access.devices import Devices
from app.access.place import address_of, prefix_of
from app.access.sessions import Sessions
from app.access.tokens import Tokens
from app.access.user import Role
from app.settings import ServerSettings

_T = TypeVar("_T")
SESSION, DEVICE = "policyqa", "policyqa-device"  # the cookies
_STRANGER = User("?", Role.READER)  # in the log, for a name that is no account's: it may be a password


@dataclass(frozen=True, slots=True)
class Stranger:
    """A caller who is nobody yet. ``wrong_token`` where one was shown that is not valid."""

    wrong_token: bool = False


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """What the browser is to hold: the secret of its session, and that by which it is known later."""

    session: str
    device: str


class Gate:
    """Accounts, sessions and tokens of one home, used from the server's event loop.

    The file is read for each request, so that what the command line changes holds at once. It is read in threads of
    our own: another process may be writing it, and passwords are slow on purpose.
    """

    def __init__(self, home: Path, settings: ServerSettings, *, required: bool) -> None:
        """Raises AccessDamaged where the file of the accounts cannot be opened. Where none are asked for, none is made."""
        self.required = required
        self.lifetime = settings.session_hours * 3600
        self._home = home
        self._idle = settings.idle_minutes * 60
        self._audit = Audit(home)
        self._looking = ThreadPoolExecutor(4, thread_name_prefix="policyqa-gate")
        self._hashing = ThreadPoolExecutor(2, thread_name_prefix="policyqa-login")  # 32 MiB each
        self._opening = threading.Lock()
        self._database = Database(home) if required else None

    def close(self) -> None:
        """Wait for what is under way, then close the file."""
        self._hashing.shutdown(cancel_futures=True)
        self._looking.shutdown(cancel_futures=True)
        if self._database is not None:
            self._database.close()

    async def identify(self, scope: Scope) -> User | Stranger:
        """The user of a request: by its token, else by its session, else whoever sits at this machine."""
        headers = dict(scope["headers"])
        scheme, _, token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        if scheme.lower() == "bearer":
            return await self._looked(lambda: self._tokens_user(token.strip()))
        if not self.required:
            return LOCAL
        secret = session_secret(scope)
        return await self._looked(lambda: self._session_user(secret)) if secret else Stranger()

    async def log_in(self, scope: Scope, name: str, password: str) -> LoggedIn | None:
        """A new session, or ``None`` where the password is wrong. An old session of the browser ends.

        Raises:
            TooManyAttempts: the account or the address has to wait first.
        """
        address, earlier, device = address_of(scope), session_secret(scope), cookie(scope, DEVICE)
        return await asyncio.get_running_loop().run_in_executor(
            self._hashing, lambda: self._log_in(name, password, address, earlier, device)
        )

    async def log_out(self, scope: Scope, user: User) -> None:
        """End the session of the browser."""
        secret = session_secret(scope)
        if secret:
            await self._looked(lambda: self._sessions.end(secret))
        await self.record(scope, user, Action.LOGOUT)

    async def record(self, scope: Scope, user: User, action: Action, object_: str = "") -> None:
        """Write a line of the audit log."""
        await self._looked(lambda: self._audit.record(user, action, object_, address=address_of(scope)))

    def _log_in(self, name: str, password: str, address: str, earlier: str, device: str) -> LoggedIn | None:
        accounts, backoff, devices = Accounts(self._opened), Backoff(self._opened), Devices(self._opened)
        named = accounts.get(name)
        known = device if named and device and devices.knows(device, named.name) else ""
        backoff.charge(name, address, device=known)
        account = accounts.check(name, password)
        if account is None:
            self._audit.record(
                User(named.name, named.role) if named else _STRANGER, Action.LOGIN_FAILED, address=address
            )
            return None
        backoff.succeeded(name, address, device=known)
        if earlier:
            self._sessions.end(earlier)
        secret = self._sessions.begin(account)
        self._audit.record(User(account.name, account.role), Action.LOGIN, address=address)
        return LoggedIn(secret, devices.remember(device, account.name))

    def _tokens_user(self, token: str) -> User | Stranger:
        if self._database is None and not (self._home / FILE_NAME).exists():  # nobody has ever made a token
            return Stranger(wrong_token=True)
        return Tokens(self._opened).user(token) or Stranger(wrong_token=True)

    def _session_user(self, secret: str) -> User | Stranger:
        return self._sessions.user(secret) or Stranger()

    @property
    def _sessions(self) -> Sessions:
        return Sessions(self._opened, lifetime=self.lifetime, idle=self._idle)

    @property
    def _opened(self) -> Database:
        with self._opening:
            if self._database is None:
                self._database = Database(self._home)
            return self._database

    async def _looked(self, look: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._looking, look)


def cookie_name(scope: Scope, name: str = SESSION) -> str:
    """The name of a cookie of ours. Under TLS with a prefix by which browsers let no neighbour set it."""
    if scope.get("scheme") != "https":
        return name
    return f"__Secure-{name}" if prefix_of(scope) else f"__Host-{name}"


def session_secret(scope: Scope) -> str:
    """The secret of the request's session, or nothing."""
    return cookie(scope, SESSION)


def cookie(scope: Scope, name: str) -> str:
    """What a cookie of ours says, or nothing."""
    lines = [v.decode("latin-1") for k, v in scope["headers"] if k == b"cookie"]
    return cookie_parser("; ".join(lines)).get(cookie_name(scope, name), "")
