"""Which browsers are known, and for how long."""

import pytest

from app.access.accounts import Accounts
from app.access.devices import LIFETIME, Devices
from app.access.user import Role

PASSWORD = "correct horse battery"  # noqa: S105


@pytest.fixture
def accounts(database, clock):
    made = Accounts(database, clock=clock)
    for name in ("wang", "li"):
        made.add(name, role=Role.READER, password=PASSWORD)
    return made


@pytest.fixture
def devices(accounts, database, clock):
    return Devices(database, clock=clock)


def test_a_browser_is_known_to_those_who_logged_in_with_it(devices) -> None:
    secret = devices.remember("", "wang")
    assert len(secret) >= 43
    assert devices.knows(secret, "wang")
    assert not devices.knows(secret, "li")
    assert devices.remember(secret, "li") == secret
    assert devices.knows(secret, "wang")
    assert devices.knows(secret, "li")


@pytest.mark.parametrize("secret", ["", "x", "' OR 1=1 --", "\ud800"])
def test_made_up_devices(devices, secret) -> None:
    devices.remember("", "wang")
    assert not devices.knows(secret, "wang")


def test_half_a_year_unused_is_forgotten(devices, clock) -> None:
    secret = devices.remember("", "wang")
    clock.now += LIFETIME + 1
    assert not devices.knows(secret, "wang")


def test_the_oldest_of_many_is_forgotten(devices, clock) -> None:
    held = []
    for _ in range(25):
        clock.now += 1
        held.append(devices.remember("", "wang"))
    assert [devices.knows(secret, "wang") for secret in held] == [False] * 5 + [True] * 20


def test_a_new_password_and_a_removed_account_forget_them(accounts, devices) -> None:
    first, second = devices.remember("", "wang"), devices.remember("", "li")
    accounts.set_password("wang", "another horse battery")
    accounts.remove("li")
    assert not devices.knows(first, "wang")
    assert not devices.knows(second, "li")
