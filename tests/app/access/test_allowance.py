import pytest

from app.access import LOCAL, Role, User, with_user
from app.access.allowance import Allowance
from app.errors import Forbidden, Overloaded


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_minutes_calls_at_once_and_then_as_they_come_back() -> None:
    clock = Clock()
    allowance = Allowance(60, clock=clock)
    for _ in range(60):
        allowance.take("a")
    with pytest.raises(Overloaded, match="每分钟最多 60 次；请在 1 秒后再试") as refused:
        allowance.take("a")
    assert refused.value.retry_after == 1
    assert refused.value.personal
    clock.now += 1
    allowance.take("a")
    with pytest.raises(Overloaded):
        allowance.take("a")


def test_asking_again_too_soon_does_not_put_off_the_next_call() -> None:
    clock = Clock()
    allowance = Allowance(1, clock=clock)
    allowance.take("a")
    for _ in range(59):
        clock.now += 1
        with pytest.raises(Overloaded):
            allowance.take("a")
    clock.now += 1
    allowance.take("a")


def test_callers_are_told_apart_and_forgotten() -> None:
    clock = Clock()
    allowance = Allowance(1, clock=clock)
    for number in range(20_000):
        allowance.take(f"caller {number}")
    assert len(allowance._buckets) == 10_000


def test_none_is_any_number() -> None:
    allowance = Allowance(0)
    for _ in range(10_000):
        allowance.take("a")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param((LOCAL, "127.0.0.1"), (LOCAL, "127.0.0.1"), True, id="one-machine"),
        pytest.param((LOCAL, "127.0.0.1"), (LOCAL, "127.0.0.2"), False, id="two-addresses"),
        pytest.param(
            (User("token:a", Role.READER), "10.0.0.1"), (User("token:a", Role.READER), "10.0.0.2"), True, id="one-token"
        ),
        pytest.param(
            (User("token:a", Role.READER), "10.0.0.1"),
            (User("token:b", Role.READER), "10.0.0.1"),
            False,
            id="two-tokens",
        ),
    ],
)
def test_who_a_caller_is(one: tuple[User, str], other: tuple[User, str], same: bool) -> None:
    allowance = Allowance(1, clock=Clock())
    allowance.count(with_user({"client": (one[1], 1)}, one[0]))
    again = with_user({"client": (other[1], 2)}, other[0])
    if same:
        with pytest.raises(Overloaded):
            allowance.count(again)
    else:
        allowance.count(again)


def test_nobody_is_refused() -> None:
    with pytest.raises(Forbidden):
        Allowance(1).count({"client": ("127.0.0.1", 1)})
