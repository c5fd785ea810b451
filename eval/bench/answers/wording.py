"""Wording: what a model adds to the model-free answers, what is withheld of it, and what our part of it costs."""

import statistics
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from app.answering import Assistant
from app.engines.embedded import EmbeddedModel, Usage
from app.engines.model import LanguageModel, Prompt
from app.errors import AnswerIncomplete
from eval.bench.answers.accuracy import made_of, put
from eval.bench.answers.library import Library, beside
from eval.bench.answers.part import Bench, Part, share_measure
from eval.bench.answers.sets import sample
from eval.bench.measure import Measure, quantiles
from eval.case import Case
from eval.errors import PartUnavailable
from eval.provenance import provenance_of
from eval.run import Result, Run, ask_case
from eval.statistics import Share

_MODELS = ("0.5b", "1.5b")
_POINTS = 1.0  # percentage points of figures that a model may lose
_COST = 5.0  # per cent over the bare run
_WARM_UP = Prompt("", "请用一句话介绍政策条款的结构。", 0)  # the first run of all reads the weights from the disk
_NOTHING = Prompt("", "", 0)  # leaves the engine nothing of an earlier prompt to reuse


class Listener:
    """A model that hands on to another one and remembers what it was asked."""

    def __init__(self, model: LanguageModel) -> None:
        self.engine = model.engine
        self.model = model.model
        self.asked: list[tuple[Prompt, int]] = []  # each with the limit of tokens
        self._behind = model

    def stream(self, prompt: Prompt, *, max_tokens: int) -> Generator[str, None, None]:
        """What the other model writes."""
        self.asked.append((prompt, max_tokens))
        yield from self._behind.stream(prompt, max_tokens=max_tokens)

    def close(self) -> None:
        """The other model is closed by who opened it."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One question with the model: seconds of the whole answer, and of the bare model with the same prompt.

    ``bare`` is 0 where it was not run. ``prompt`` and ``written`` are tokens. ``first_token`` in milliseconds since
    the question, ``None`` without text.
    """

    result: Result
    whole: float
    bare: float
    prompt: int
    written: int
    first_token: float | None

    @property
    def cost(self) -> float:
        """By how many per cent the whole takes longer than the bare model."""
        return 100 * (self.whole / self.bare - 1)


def measure_wording(bench: Bench) -> Part:
    """The embedded models beside no model, on a sample."""
    cases = sample(bench.sets.all, bench.sample)
    library = beside(bench)
    plain = put(bench, library, "extractive", cases)
    measures: list[Measure] = [share_measure("数字全部准确（不用模型）", plain.numbers())]
    runs: list[tuple[str, Run]] = [("不用模型", plain)]
    found: dict[str, list[dict[str, object]]] = {}
    for model in _MODELS:
        own = Library(replace(library.settings, engine=bench.with_model(model).engine))
        timed, run = _time_cases(bench, own, cases, f"模型 {model}")
        measures += _measures(model, plain, run, timed)
        runs.append((model, run))
        found[model] = [_record(t) for t in timed]
    models = tuple((f"模型 {name}", run.provenance.model) for name, run in runs[1:])
    full = len(cases) == len(bench.sets.all)
    title = f"由模型表述（{len(cases)} 题）"
    return Part("model", title, tuple(measures), (), tuple(runs), (*made_of(plain), *models), found, full)


def _measures(name: str, plain: Run, run: Run, timed: Sequence[Timed]) -> tuple[Measure, ...]:
    reached = [t for t in timed if t.bare]
    first = [t.first_token for t in timed if t.first_token is not None]
    tokens = [float(t.prompt) for t in reached]
    return (
        share_measure(f"数字全部准确（{name}）", run.numbers()),
        Measure(f"比不用模型少（{name}）", lost_points(plain.numbers(), run.numbers()), "个百分点", _POINTS),
        Measure(f"未通过核对而未显示的语句（{name}）", float(run.withheld), "句", samples=len(run.results)),
        *quantiles(f"首个词元（{name}）", first, p50=None, p95=None),
        Measure(f"提示长度中位数（{name}）", statistics.median(tokens) if tokens else None, "词元", 600, len(tokens)),
        Measure(
            f"比只运行模型多用（{name}）",
            statistics.median(t.cost for t in reached) if reached else None,
            "%",
            _COST,
            len(reached),
            "同一提示，中位数",
        ),
    )


def lost_points(plain: Share, worded: Share) -> float | None:
    """By how many percentage points figures are right less often with a model; negative where more often."""
    if plain.value is None or worded.value is None:
        return None
    return 100 * (plain.value - worded.value)


def _time_cases(bench: Bench, library: Library, cases: Sequence[Case], name: str) -> tuple[list[Timed], Run]:
    with library.assistant("embedded") as assistant:
        model = assistant.model
        if not isinstance(model, EmbeddedModel):
            raise PartUnavailable("内置模型无法使用；请运行 policyqa doctor 查看原因。")
        listener = Listener(model)
        listened = Assistant(assistant.index, listener, max_tokens=library.settings.engine.max_tokens)
        _drain(model.stream(_WARM_UP, max_tokens=16))
        started = perf_counter()
        timed = []
        for done, case in enumerate(cases):
            bench.step(name, done, len(cases))
            timed.append(_time_case(case, listened, model, listener))
        bench.step(name, len(cases), len(cases))
        provenance = provenance_of(bench.settings, assistant, bench.sets.files)
        return timed, Run(tuple(t.result for t in timed), provenance, perf_counter() - started)


def _time_case(case: Case, assistant: Assistant, model: EmbeddedModel, listener: Listener) -> Timed:
    """One case with the model, then the bare model with the same prompt, each from the same state of the engine."""
    listener.asked.clear()
    _drain(model.stream(_NOTHING, max_tokens=0))
    result = ask_case(case, assistant)
    whole = result.milliseconds / 1000
    if not listener.asked or len(case.questions) > 1:  # what earlier turns left in the engine helps the last one
        return Timed(result, whole, 0.0, 0, 0, _first_token(result))
    _drain(model.stream(_NOTHING, max_tokens=0))
    started = perf_counter()
    prompt, most = listener.asked[-1]
    _drain(model.stream(prompt, max_tokens=most))
    bare = perf_counter() - started
    usage = model.usage or Usage(0, 0, 0)
    return Timed(result, whole, bare, usage.prompt, usage.written, _first_token(result))


def _first_token(result: Result) -> float | None:
    return result.reply.timings.first_token


def _drain(stream: Iterator[str]) -> None:
    try:
        for _ in stream:
            pass
    except AnswerIncomplete:  # cut at the limit of tokens: it took as long as it took
        return


def _record(timed: Timed) -> dict[str, object]:
    return {
        "id": timed.result.case.id,
        "seconds": round(timed.whole, 3),
        "bare_seconds": round(timed.bare, 3),
        "prompt_tokens": timed.prompt,
        "written_tokens": timed.written,
        "first_token_ms": timed.first_token,
    }
