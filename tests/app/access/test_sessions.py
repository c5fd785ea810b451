"""Sessions and tokens: what ends them, and that nothing usable is stored."""

import pytest

from app.access.accounts import Accounts
from app.access.database import Database
from app.access.sessions import Sessions
from app.access.tokens import PREFIX, Tokens
from app.access.user import Role, User
from app.errors import InvalidAccount

PASSWORD = "correct horse battery"  # noqa: S105
HOUR = 3600.0


@pytest.fixture
def accounts(database, clock):
    made = Accounts(database, clock=clock)
    made.add("wang", role=Role.READER, password=PASSWORD)
    return made


@pytest.fixture
def sessions(database, clock):
    return Sessions(database, lifetime=12 * HOUR, idle=2 * HOUR, clock=clock)


def log_in(accounts, sessions) -> str:
    return sessions.begin(accounts.existing("wang"))


def test_each_login_has_a_secret_of_its_own(accounts, sessions) -> None:
    first, second = log_in(accounts, sessions), log_in(accounts, sessions)
    assert first != second
    assert len(first) >= 43
    assert sessions.user(first) == sessions.user(second) == User("wang", Role.READER)


def test_a_session_survives_a_restart(accounts, sessions, database, clock, tmp_path) -> None:
    secret = log_in(accounts, sessions)
    database.close()
    again = Database(tmp_path)
    assert Sessions(again, lifetime=12 * HOUR, idle=2 * HOUR, clock=clock).user(secret) is not None
    again.close()


@pytest.mark.parametrize(
    ("back", "valid"), [pytest.param(200.0, True, id="a-little"), pytest.param(365 * 24 * HOUR, False, id="a-year")]
)
def test_a_session_of_a_clock_that_was_ahead(accounts, sessions, clock, back, valid) -> None:
    secret = log_in(accounts, sessions)
    clock.now -= back
    assert (sessions.user(secret) is not None) is valid


@pytest.mark.parametrize("secret", ["", "x", "' OR 1=1 --", "\ud800", "a" * 100_000])
def test_made_up_secrets(accounts, sessions, secret) -> None:
    log_in(accounts, sessions)
    assert sessions.user(secret) is None
    sessions.end(secret)


@pytest.mark.parametrize("change", ["remove", "set_password"])
def test_what_is_done_to_an_account_ends_its_sessions(accounts, sessions, change) -> None:
    secret = log_in(accounts, sessions)
    getattr(accounts, change)("wang", *(["another good one"] if change == "set_password" else []))
    assert sessions.user(secret) is None


def test_logging_out_ends_one_session(accounts, sessions) -> None:
    first, second = log_in(accounts, sessions), log_in(accounts, sessions)
    sessions.end(first)
    assert sessions.user(first) is None
    assert sessions.user(second) is not None


def test_a_new_role_is_there_at_once(accounts, sessions) -> None:
    secret = log_in(accounts, sessions)
    accounts.set_role("wang", Role.EDITOR)
    assert sessions.user(secret) == User("wang", Role.EDITOR)


def test_a_session_that_is_used_lasts_its_lifetime_and_no_longer(accounts, sessions, clock) -> None:
    secret = log_in(accounts, sessions)
    for _ in range(11):
        clock.now += HOUR
        assert sessions.user(secret) is not None
    clock.now += HOUR + 1
    assert sessions.user(secret) is None


def test_a_session_that_is_not_used_ends(accounts, sessions, clock) -> None:
    secret = log_in(accounts, sessions)
    clock.now += 2 * HOUR + 1
    assert sessions.user(secret) is None


def test_ended_sessions_are_swept_out(accounts, sessions, database, clock) -> None:
    for _ in range(5):
        log_in(accounts, sessions)
    clock.now += 3 * HOUR
    log_in(accounts, sessions)
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM sessions").fetchone()[0] == 1


def test_no_secret_is_stored(accounts, sessions, database) -> None:
    secrets = [log_in(accounts, sessions), Tokens(database).add("crm", role=Role.READER)]
    stored = b"".join(file.read_bytes() for file in database.path.parent.iterdir())
    assert [s for s in secrets if s.encode() in stored] == []


def test_a_token_from_its_making_to_its_end(database, clock) -> None:
    tokens = Tokens(database, clock=clock)
    secret = tokens.add("CRM", role=Role.READER, expires=clock.now + HOUR)
    assert secret.startswith(PREFIX)
    assert tokens.user(secret) == User("token:crm", Role.READER)
    assert tokens.all()[0].used == clock.now
    for wrong in ("", secret[:-1], secret.lower(), secret + "x", "' OR 1=1 --"):
        assert tokens.user(wrong) is None
    clock.now += HOUR
    assert tokens.user(secret) is None
    tokens.revoke("crm")
    assert tokens.all() == ()


def test_a_revoked_token_is_refused_at_once(database) -> None:
    tokens = Tokens(database)
    secret = tokens.add("crm", role=Role.EDITOR)
    tokens.revoke("ＣＲＭ")
    assert tokens.user(secret) is None


def test_tokens_that_cannot_be(database, clock) -> None:
    tokens = Tokens(database, clock=clock)
    tokens.add("crm", role=Role.READER)
    with pytest.raises(InvalidAccount, match="已经有了"):
        tokens.add("Crm", role=Role.READER)
    with pytest.raises(InvalidAccount, match="到期日已经过去"):
        tokens.add("old", role=Role.READER, expires=clock.now)
    with pytest.raises(InvalidAccount, match="没有令牌“x”；现有：crm"):
        tokens.revoke("x")
