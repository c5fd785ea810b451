"""Speed: how long the model-free answer takes from the question on, in a process that is warm."""

from collections.abc import Sequence

from app.answering import Assistant
from eval.bench.answers.articles import load_questions
from eval.bench.answers.library import beside
from eval.bench.answers.part import Bench, Part
from eval.bench.answers.stard import is_indexed, laws, questions_file
from eval.bench.measure import Measure, quantiles
from eval.case import Case
from eval.run import ask_case

_WARM_UP = 10  # questions before the clock counts
_LAW_QUESTIONS = 300  # enough for a 95th percentile


def measure_speed(bench: Bench) -> Part:
    """Median and 95th percentile over the cases, and over lay questions on the laws where these are indexed."""
    measures: list[Measure] = []
    with beside(bench).assistant("extractive") as assistant:
        times = _times(assistant, bench.sets.all, bench)
        name = f"首个直接答案，{_clauses(assistant)} 个条款"
        measures += quantiles(name, times, p50=80.0, p95=150.0)
        made = [("索引", assistant.index.generation)]
    if is_indexed(bench):
        texts = [q.text for q in load_questions(questions_file(bench.material)) if q.is_reported][:_LAW_QUESTIONS]
        cases = [Case(str(number), (text,)) for number, text in enumerate(texts)]
        with laws(bench)[0].assistant("extractive") as assistant:
            times = _times(assistant, cases, bench)
            measures += quantiles(f"首个直接答案，法律 {_clauses(assistant)} 个条款", times, p50=None, p95=250.0)
            made.append(("法律索引", assistant.index.generation))
    return Part("speed", "首个直接答案的用时", tuple(measures), made_of=tuple(made))


def _times(assistant: Assistant, cases: Sequence[Case], bench: Bench) -> list[float]:
    """Milliseconds until the direct reply, as the assistant itself takes them."""
    for case in cases[:_WARM_UP]:
        ask_case(case, assistant)
    times: list[float] = []
    for done, case in enumerate(cases):
        bench.step("用时", done, len(cases))
        times.append(ask_case(case, assistant).reply.timings.direct)
    bench.step("用时", len(cases), len(cases))
    return times


def _clauses(assistant: Assistant) -> int:
    return sum(len(p.clauses) for p in assistant.index.documents())
