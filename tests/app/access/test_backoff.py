"""How often a password may be guessed."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.access.backoff import FREE, Backoff, wait_after
from app.access.database import Database
from app.errors import TooManyAttempts


@pytest.fixture
def backoff(database, clock):
    return Backoff(database, clock=clock)


def tries(backoff, *, name="wang", address="192.0.2.1", times=1) -> int:
    """How many of so many attempts are let through."""
    through = 0
    for _ in range(times):
        try:
            backoff.charge(name, address)
        except TooManyAttempts:
            continue
        through += 1
    return through


@pytest.mark.parametrize(
    ("failed", "seconds"), [(0, 0), (9, 0), (10, 30), (11, 60), (12, 120), (14, 480), (15, 900), (10_000, 900)]
)
def test_the_wait_grows_to_a_quarter_of_an_hour(failed, seconds) -> None:
    assert wait_after(failed) == seconds


def test_of_three_hundred_wrong_passwords_ten_are_looked_at(backoff) -> None:
    assert tries(backoff, times=300) == FREE


def test_three_hundred_over_an_hour_are_seven_more(backoff, clock) -> None:
    through = 0
    for _ in range(300):
        through += tries(backoff)
        clock.now += 12
    assert through == FREE + 7  # after 30, 60, 120, 240, 480, 900 and 900 seconds


@pytest.mark.parametrize(
    ("other", "free"),
    [
        pytest.param({"address": "198.51.100.7"}, False, id="same-account-from-elsewhere"),
        pytest.param({"name": "li"}, False, id="another-account-from-the-same-address"),
        pytest.param({"name": "ＷＡＮＧ", "address": "198.51.100.7"}, False, id="same-account-in-another-spelling"),
        pytest.param({"name": "li", "address": "198.51.100.7"}, True, id="another-account-from-elsewhere"),
    ],
)
def test_an_account_and_an_address_wait_each_for_themselves(backoff, other, free) -> None:
    tries(backoff, times=FREE)
    assert (tries(backoff, **other) == 1) == free


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        pytest.param("2001:db8::1", "2001:db8::ffff", True, id="one-customers-network"),
        pytest.param("2001:db8::1", "2001:db8:0:1::1", False, id="two-networks"),
        pytest.param("::ffff:192.0.2.1", "192.0.2.1", True, id="mapped-ipv4"),
        pytest.param("::ffff:192.0.2.1", "::ffff:192.0.2.2", False, id="two-mapped-addresses"),
    ],
)
def test_ipv6_addresses_are_cheap(backoff, first, second, one) -> None:
    for number in range(FREE):
        tries(backoff, name=f"n{number}", address=first)
    assert (tries(backoff, name="other", address=second) == 0) == one


def test_attempts_at_the_same_moment_are_counted(backoff) -> None:
    with ThreadPoolExecutor(20) as pool:
        through = sum(pool.map(lambda _: tries(backoff), range(100)))
    assert through == FREE


def test_a_restart_forgets_nothing(backoff, database, clock, tmp_path) -> None:
    tries(backoff, times=FREE)
    database.close()
    again = Database(tmp_path)
    assert tries(Backoff(again, clock=clock)) == 0
    again.close()


def test_a_refused_attempt_does_not_lengthen_the_wait(backoff, clock) -> None:
    tries(backoff, times=FREE)
    clock.now += 29
    tries(backoff, times=50)
    clock.now += 1
    assert tries(backoff) == 1


def test_the_wait_is_told(backoff, clock) -> None:
    tries(backoff, times=FREE)
    clock.now += 12.5
    with pytest.raises(TooManyAttempts, match="18 秒后再试") as caught:
        backoff.charge("wang", "192.0.2.1")
    assert caught.value.seconds == 18


def test_the_right_password_frees_the_account_but_buys_no_guesses_at_others(backoff) -> None:
    for _ in range(FREE - 1):
        tries(backoff, name="boss")
        tries(backoff, name="own", address="192.0.2.1")
        backoff.succeeded("own", "192.0.2.1")
    assert tries(backoff, name="boss") == 1
    assert tries(backoff, name="own") == 0  # the address has used up its ten
    assert tries(backoff, name="own", address="198.51.100.7") == 1


def test_a_known_device_has_attempts_of_its_own(backoff, clock) -> None:
    tries(backoff, times=300)  # by a stranger, from the same address
    backoff.charge("wang", "192.0.2.1", device="known")
    backoff.succeeded("wang", "192.0.2.1", device="known")
    assert tries(backoff) == 0  # which is nothing to the stranger
    for _ in range(FREE):
        backoff.charge("wang", "192.0.2.1", device="known")
    with pytest.raises(TooManyAttempts):
        backoff.charge("wang", "192.0.2.1", device="known")


def test_a_colleague_who_logs_in_makes_nobody_wait_again(backoff, clock) -> None:
    tries(backoff, name="boss", times=FREE)
    clock.now += wait_after(FREE)
    for name in ("wang", "li", "zhao"):
        backoff.charge(name, "192.0.2.1")
        backoff.succeeded(name, "192.0.2.1")
    assert tries(backoff, name="boss", times=5) == 1  # and buys no guess: the next one waits longer


def test_an_hour_of_rest_is_forgiven(backoff, clock) -> None:
    tries(backoff, times=FREE)
    clock.now += 3601
    assert tries(backoff, times=20) == FREE


def test_a_clock_that_was_ahead_locks_nobody_out(backoff, clock) -> None:
    clock.now += 10 * 365 * 86_400
    tries(backoff, times=FREE)
    clock.now -= 10 * 365 * 86_400
    assert tries(backoff) == 0
    clock.now += wait_after(FREE)
    assert tries(backoff) == 1


def test_no_name_is_stored(backoff, database) -> None:
    backoff.charge("my secret password", "192.0.2.1")
    assert b"my secret password" not in b"".join(f.read_bytes() for f in database.path.parent.iterdir())
