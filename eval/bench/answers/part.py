"""Parts: what one part of the benchmark found, ready for a table and for JSON, and what each part is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.settings import Settings
from eval.bench.answers.sets import CaseSets
from eval.bench.answers.timed import Timed
from eval.bench.material import Material, material
from eval.bench.measure import Measure
from eval.errors import EvalError, PartUnavailable
from eval.run import Run
from eval.statistics import Share

Step = Callable[[str, int, int], None]  # a Chinese word for the stage, how much of it is done, how much there is
Json = Mapping[str, object]
SAMPLE = 50  # cases that the slow engines are asked: of fewer, no goal counts
TIMED = 8  # cases whose time is taken with a model


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of texts. ``is_detail``: shown only to who asks for more."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_detail: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one part.

    ``full`` is false where only a sample was asked or a substitute measured: then no goal counts as missed.
    ``made_of`` names what the figures depend on (index, models); ``runs`` are scored runs with a Chinese name;
    ``record`` goes into the JSON alone. ``skipped`` says why there is nothing, ``failed`` what went wrong meanwhile.
    """

    name: str
    title: str
    measures: tuple[Measure, ...] = ()
    grids: tuple[Grid, ...] = ()
    runs: tuple[tuple[str, Run], ...] = ()
    made_of: tuple[tuple[str, str], ...] = ()
    record: Json = field(default_factory=dict)
    full: bool = True
    skipped: str = ""
    failed: str = ""

    @property
    def missed(self) -> tuple[Measure, ...]:
        """What does not reach its goal, in a full run."""
        return tuple(m for m in self.measures if m.met is False) if self.full else ()


@dataclass(frozen=True, slots=True)
class Bench:
    """What every part is given.

    ``cache`` is the folder that keeps the indexes and what models wrote; ``sample`` how many cases the slow engines are
    asked, 0 for all; ``timed`` of how many the time is taken with a model; ``lexical_only`` that the laws are indexed
    without one. ``runs`` and ``timings`` keep what several parts need, by name.
    """

    settings: Settings
    cache: Path
    sets: CaseSets
    step: Step
    engines: tuple[str, ...] = ("extractive",)
    sample: int = 0
    timed: int = TIMED
    shared: Path | None = None
    build: bool = False
    lexical_only: bool = False
    runs: dict[str, Run] = field(default_factory=dict)
    timings: dict[str, tuple[Timed, ...]] = field(default_factory=dict)

    @property
    def suffices(self) -> bool:
        """Whether the slow engines are asked enough cases for their goals to count."""
        return not self.sample or self.sample >= min(SAMPLE, len(self.sets.all))

    @property
    def material(self) -> Material:
        """The folder of other people's documents.

        Raises:
            PartUnavailable: it is not there.
        """
        try:
            return material(self.shared)
        except EvalError as exc:
            raise PartUnavailable(str(exc)) from exc

    def with_model(self, model: str) -> Settings:
        """The settings with the embedded engine and one model.

        Raises:
            PartUnavailable: there is no such model file.
        """
        from app.errors import ModelMissing
        from app.models import resolve

        try:
            resolve(model, self.settings.models)
        except ModelMissing as exc:
            raise PartUnavailable(str(exc)) from exc
        return replace(self.settings, engine=replace(self.settings.engine, engine="embedded", model=model))


def share_measure(name: str, share: Share, goal: float | None = None, *, more_is_better: bool = True) -> Measure:
    """A share in per cent with its 95 % interval; ``goal`` in per cent."""
    value = None if share.value is None else 100 * share.value
    return Measure(name, value, "%", goal, share.total, _interval(share), more_is_better)


def share_text(share: Share) -> str:
    """``12/15  80.0%（54.8%–93.0%）``; ``—`` of no trials."""
    return "—" if share.value is None else f"{share.hits}/{share.total}  {share.value:.1%}（{_ends(share)}）"


def _interval(share: Share) -> str:
    return "没有这样的题" if share.value is None else f"{share.hits}/{share.total}，95% 区间 {_ends(share)}"


def _ends(share: Share) -> str:
    low, high = share.interval
    return f"{low:.1%}–{high:.1%}"
