"""Time of an answer and of a search in a process that is warm, over the questions of the cases."""

import time
from collections.abc import Callable, Sequence
from contextlib import closing

from app.settings import Settings
from eval.bench.measure import Measure, quantiles
from eval.case import Case

_WARM_UP = 10  # questions before the clock runs


def measure_answers(settings: Settings, cases: Sequence[Case]) -> tuple[Measure, ...]:
    """Median and 95th percentile of the model-free answer, and of retrieval alone."""
    from app.assembly import open_assistant

    questions = [case.question for case in cases]
    with closing(open_assistant(settings, engine="extractive")) as assistant:
        answered = _milliseconds(assistant.ask, questions)
        searched = _milliseconds(assistant.index.search, questions)
    return (
        *quantiles("不用模型的回答（热进程）", answered, p50=80.0, p95=150.0),
        *quantiles("仅检索（热进程）", searched, p50=None, p95=None),
    )


def _milliseconds(work: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    for question in questions[:_WARM_UP]:
        work(question)
    times: list[float] = []
    for question in questions:
        start = time.perf_counter()
        work(question)
        times.append((time.perf_counter() - start) * 1000)
    return times
