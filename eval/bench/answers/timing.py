"""Timing: how long questions take with a model, and the bare model with the same prompts. Always taken anew."""

from collections.abc import Generator, Iterator, Sequence
from time import perf_counter

from app.answering import Assistant
from app.engines.embedded import EmbeddedModel, Usage
from app.engines.model import LanguageModel, Prompt
from app.errors import AnswerIncomplete
from eval.bench.answers.library import Library
from eval.bench.answers.part import Step
from eval.bench.answers.timed import Timed
from eval.case import Case
from eval.errors import PartUnavailable
from eval.run import Result, ask_case

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


def time_cases(library: Library, cases: Sequence[Case], step: Step) -> tuple[Timed, ...]:
    """Each case with the library's embedded model, then the bare model with the prompt that it was asked.

    Raises:
        PartUnavailable: there is no embedded model.
    """
    with library.assistant("embedded") as assistant:
        model = assistant.model
        if not isinstance(model, EmbeddedModel):
            raise PartUnavailable("内置模型无法使用；请运行 policyqa doctor 查看原因。")
        listener = Listener(model)
        listened = Assistant(assistant.index, listener, max_tokens=library.settings.engine.max_tokens)
        _drain(model.stream(_WARM_UP, max_tokens=16))
        name = f"用时 {library.settings.engine.model}"
        timed: list[Timed] = []
        for done, case in enumerate(cases):
            step(name, done, len(cases))
            timed.append(_time_case(case, listened, model, listener))
        step(name, len(cases), len(cases))
        return tuple(timed)


def _time_case(case: Case, assistant: Assistant, model: EmbeddedModel, listener: Listener) -> Timed:
    """One case with the model, then the bare model with the same prompt, each from the same state of the engine."""
    listener.asked.clear()
    _drain(model.stream(_NOTHING, max_tokens=0))
    result = ask_case(case, assistant)
    whole = result.milliseconds / 1000
    if not listener.asked:
        return Timed(case.id, whole, 0.0, 0, 0, _first_token(result))
    _drain(model.stream(_NOTHING, max_tokens=0))
    started = perf_counter()
    prompt, most = listener.asked[-1]
    _drain(model.stream(prompt, max_tokens=most))
    bare = perf_counter() - started
    usage = model.usage or Usage(0, 0, 0)
    return Timed(case.id, whole, bare, usage.prompt, usage.written, _first_token(result))


def _first_token(result: Result) -> float | None:
    return result.reply.timings.first_token


def _drain(stream: Iterator[str]) -> None:
    try:
        for _ in stream:
            pass
    except AnswerIncomplete:  # cut at the limit of tokens: it took as long as it took
        return
