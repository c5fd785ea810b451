"""All parts of the answers benchmark, one after the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus import PolicyQAError
from eval.bench.answers.accuracy import measure_alone, measure_beside, measure_counts
from eval.bench.answers.comparison import measure_comparison
from eval.bench.answers.left_out import measure_left_out
from eval.bench.answers.part import Bench, Part
from eval.bench.answers.speed import measure_speed
from eval.bench.answers.stard import measure_stard
from eval.bench.answers.wording import measure_wording
from eval.bench.machine import Machine, this_machine
from eval.bench.measure import Measure
from eval.errors import PartUnavailable

# In the order in which they run: what is quick comes first, and the laws are indexed before answers from them are timed.
PARTS: Mapping[str, Callable[[Bench], Part]] = {
    "cases": measure_counts,
    "alone": measure_alone,
    "beside": measure_beside,
    "left-out": measure_left_out,
    "stard": measure_stard,
    "speed": measure_speed,
    "model": measure_wording,
    "baseline": measure_comparison,
}


@dataclass(frozen=True, slots=True)
class Goal:
    """A measure that has a goal, and the part that measured it."""

    part: Part
    measure: Measure


@dataclass(frozen=True, slots=True)
class AnswersBenchmark:
    """The parts that ran, on one machine and one commit."""

    machine: Machine
    commit: str
    parts: tuple[Part, ...]

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Every goal, reached or not, in the order of the parts."""
        return tuple(Goal(part, m) for part in self.parts for m in part.measures if m.goal is not None)

    @property
    def missed(self) -> tuple[Measure, ...]:
        """Goals of full runs that are not reached."""
        return tuple(m for part in self.parts for m in part.missed)

    @property
    def unmeasured(self) -> tuple[Part, ...]:
        """Parts of which there is nothing: what they need is not here, or they broke off."""
        return tuple(part for part in self.parts if part.skipped or part.failed)

    @property
    def holds(self) -> bool:
        """Whether every part that could be measured came to its end and reached its goals."""
        return not self.missed and not any(part.failed for part in self.parts)


def benchmark_answers(
    bench: Bench,
    *,
    commit: str,
    only: Sequence[str] = (),
    parts: Mapping[str, Callable[[Bench], Part]] = PARTS,
    finished: Callable[[AnswersBenchmark], None] = lambda _: None,
) -> AnswersBenchmark:
    """Measure the parts, all or only some. A part that lacks something is left out, unless it was named.

    One that breaks off says so in its place, and the others go on. ``finished`` gets what there is after each part.

    Raises:
        PartUnavailable: a part that was named cannot be measured here.
    """
    machine = this_machine()  # before anything runs: its load is other people's
    bench = replace(bench, build=bench.build or not only or "stard" in only)
    result = AnswersBenchmark(machine, commit, ())
    for name in parts:
        if not only or name in only:
            result = replace(result, parts=(*result.parts, _measured(bench, name, parts[name], only)))
            finished(result)
    return result


def _measured(bench: Bench, name: str, measure: Callable[[Bench], Part], only: Sequence[str]) -> Part:
    try:
        return measure(bench)
    except PartUnavailable as exc:
        if name in only:
            raise
        return Part(name, name, skipped=str(exc))
    except PolicyQAError as exc:  # an hour of other parts must not be lost to a model that died in this one
        return Part(name, name, failed=str(exc))
