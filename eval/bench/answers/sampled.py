"""Sampled: the cases that engines with a model are asked, and the same cases without one; asked once for all parts."""

from dataclasses import replace

from app.answering import Answer
from eval.bench.answers.accuracy import put
from eval.bench.answers.library import Library, beside
from eval.bench.answers.part import Bench
from eval.bench.answers.sets import sample, spread
from eval.bench.answers.timed import Timed
from eval.bench.answers.timing import time_cases
from eval.case import Case
from eval.run import Run

PATIENCE = 3600.0  # seconds without a token: a busy machine is slow, and nobody waits


def sampled_cases(bench: Bench) -> tuple[Case, ...]:
    """The cases, of each sort its share."""
    return spread(bench.sets, bench.sample)


def plain_run(bench: Bench) -> Run:
    """The sample without a model."""
    key = "sample extractive"
    if key not in bench.runs:
        bench.runs[key] = put(bench, beside(bench), "extractive", sampled_cases(bench))
    return bench.runs[key]


def worded_run(bench: Bench, model: str) -> Run:
    """The sample in the words of an embedded model.

    Raises:
        PartUnavailable: there is no such model file.
    """
    key = f"sample {model}"
    if key not in bench.runs:
        bench.runs[key] = put(bench, library_with(bench, model), "embedded", sampled_cases(bench))
    return bench.runs[key]


def timings(bench: Bench, model: str) -> tuple[Timed, ...]:
    """What the timed cases took with a model, taken in this run of the program.

    Raises:
        PartUnavailable: there is no such model file.
    """
    if model not in bench.timings:
        bench.timings[model] = time_cases(library_with(bench, model), timed_cases(bench), bench.step)
    return bench.timings[model]


def timed_cases(bench: Bench) -> tuple[Case, ...]:
    """Cases of the sample with one turn that are answered: earlier turns would leave the engine something to reuse."""
    answered = [r.case for r in plain_run(bench).results if isinstance(r.reply, Answer) and len(r.case.questions) == 1]
    return sample(answered, bench.timed) if bench.timed else ()


def library_with(bench: Bench, model: str) -> Library:
    """Everything in the index, and the settings that word its answers with an embedded model.

    Raises:
        PartUnavailable: there is no such model file.
    """
    engine = replace(bench.with_model(model).engine, stall_timeout=PATIENCE)
    return Library(replace(beside(bench).settings, engine=engine))
