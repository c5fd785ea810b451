"""Asking in parallel: every case once, whoever is free, and no case lost with a worker."""

from collections.abc import Callable
from threading import Event

import pytest

from app.answering import Refusal
from corpus import PolicyQAError
from eval.case import Case
from eval.run import Result
from eval.score import score
from eval.workers import Asker, WorkerGone, ask_all


@pytest.fixture
def cases(case: Callable[..., Case]) -> tuple[Case, ...]:
    return tuple(case(id=str(n)) for n in range(20))


@pytest.fixture
def asker(refusal: Callable[..., Refusal]) -> Asker:
    def ask(case: Case) -> Result:
        reply = refusal()
        return Result(case, reply, score(case, reply), 1.0)

    return ask


def test_each_case_is_asked_once(cases: tuple[Case, ...], asker: Asker) -> None:
    found = [r.case.id for r in ask_all(cases, [asker, asker, asker])]
    assert sorted(found, key=int) == [c.id for c in cases]


def test_two_askers_work_at_the_same_time(cases: tuple[Case, ...], asker: Asker) -> None:
    one, other = Event(), Event()

    def waiting(mine: Event, yours: Event) -> Asker:
        def ask(case: Case) -> Result:
            mine.set()
            assert yours.wait(10), "the other asker was given nothing meanwhile"
            return asker(case)

        return ask

    assert len([*ask_all(cases, [waiting(one, other), waiting(other, one)])]) == len(cases)


def test_what_a_worker_leaves_is_asked_here(cases: tuple[Case, ...], asker: Asker) -> None:
    taken: list[str] = []

    def dying(case: Case) -> Result:
        if len(taken) == 2:
            raise WorkerGone
        taken.append(case.id)
        return asker(case)

    found = [r.case.id for r in ask_all(cases, [asker, dying])]
    assert sorted(found, key=int) == [c.id for c in cases]


def test_an_error_ends_the_run(cases: tuple[Case, ...]) -> None:
    def failing(case: Case) -> Result:
        raise PolicyQAError(case.id)

    with pytest.raises(PolicyQAError):
        list(ask_all(cases, [failing]))


def test_no_cases_no_results(asker: Asker) -> None:
    assert [*ask_all((), [asker])] == []
