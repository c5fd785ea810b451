"""Runs: every case of a set asked once, in order, and scored."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from app.answering import Answer, Reply, Turn
from eval.case import Case
from eval.figure_kind import FigureKind
from eval.provenance import Provenance
from eval.score import Outcome, Score, score
from eval.statistics import Share, percentile

Progress = Callable[[int, int, str], None]  # done, total, id of the case


class Asked(Protocol):
    """What is evaluated: anything that replies to a question."""

    def ask(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        as_of: date | None = None,
        document: str | None = None,
    ) -> Reply:
        """The reply to a question after the turns of ``history``."""
        ...


@dataclass(frozen=True, slots=True)
class Result:
    """One case, the reply it got, its score, and how long the scored question took."""

    case: Case
    reply: Reply
    score: Score
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Run:
    """All results of one run, with what they were made of."""

    results: tuple[Result, ...]
    provenance: Provenance
    seconds: float

    @property
    def files(self) -> tuple[Path, ...]:
        """The case files, in the order in which they were asked."""
        return tuple(dict.fromkeys(r.case.path for r in self.results))

    def of_file(self, path: Path) -> "Run":
        """The part of the run that one case file is: sets that were written at different times are told apart."""
        return replace(self, results=tuple(r for r in self.results if r.case.path == path))

    def count(self, outcome: Outcome, *, answerable: bool) -> int:
        """How many of the answerable, or of the other, cases ended so."""
        return sum(r.score.outcome is outcome for r in self.results if r.case.answerable is answerable)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the cases, in the order in which they first appear."""
        return tuple(dict.fromkeys(tag for r in self.results for tag in r.case.tags))

    def correct(self, *, answerable: bool, tag: str | None = None) -> Share:
        """Cases that are fully right, of the answerable or of the others, with one tag or all."""
        of = [r for r in self.results if r.case.answerable is answerable and (tag is None or tag in r.case.tags)]
        return _portion(r.score.correct for r in of)

    def numbers(self, tag: str | None = None) -> Share:
        """Cases in which every expected figure was given exactly, of those that expect one."""
        of = [r for r in self.results if tag is None or tag in r.case.tags]
        return _portion(r.score.numbers_exact for r in of if r.score.numbers_exact is not None)

    def of_kind(self, kind: FigureKind) -> Share:
        """Cases in which every expected figure of one kind was given exactly, of those that expect one."""
        return _portion(k.exact for r in self.results for k in r.score.by_kind if k.kind is kind)

    @property
    def figure_kinds(self) -> tuple[FigureKind, ...]:
        """The kinds of figure that cases expect."""
        return tuple(k for k in FigureKind if self.of_kind(k).total)

    def refused(self, *, answerable: bool) -> Share:
        """Cases that were refused: falsely among the answerable ones, rightly among the others."""
        of = [r for r in self.results if r.case.answerable is answerable]
        return _portion(r.score.outcome is Outcome.REFUSED for r in of)

    @property
    def precision(self) -> Share:
        """Cited clauses that may be cited, of all cited, over the answers to answerable cases."""
        return _total([r.score.precision for r in self.results if r.case.answerable])

    @property
    def recall(self) -> Share:
        """Clauses that must be cited and were, over the answerable cases; a refusal cites none."""
        groups = [(r, len(r.case.cite)) for r in self.results if r.case.answerable]
        return Share(sum(r.score.recall.hits for r, _ in groups), sum(n for _, n in groups))

    @property
    def nearest(self) -> Share:
        """Clauses that a right refusal should name as nearest and did."""
        return _total([r.score.recall for r in self.results if not r.case.answerable])

    @property
    def kinds(self) -> Share:
        """Expected refusals that gave the expected reason: a refusal for a wrong reason is right by luck."""
        return _portion(r.score.kind_right for r in self.results if r.score.kind_right is not None)

    @property
    def focused(self) -> Share:
        """Right answers that cite nothing beside the point: a right clause among many is little help."""
        right = [r.score.precision for r in self.results if r.score.outcome is Outcome.RIGHT]
        return _portion(p.hits == p.total for p in right)

    @property
    def quotes(self) -> Share:
        """Expected quotes that lie in cited spans."""
        return _total([r.score.quotes for r in self.results])

    @property
    def false(self) -> Share:
        """Cases whose reply shows a figure that stands nowhere, of all."""
        return _portion(bool(r.score.false_figures) for r in self.results)

    @property
    def false_figures(self) -> int:
        """Figures that were shown and stand nowhere."""
        return sum(len(r.score.false_figures) for r in self.results)

    @property
    def withheld(self) -> int:
        """Statements of the model that failed verification and were not shown."""
        return sum(r.reply.withheld for r in self.results if isinstance(r.reply, Answer))

    @property
    def failures(self) -> tuple[Result, ...]:
        """What is not fully right."""
        return tuple(r for r in self.results if not r.score.correct)

    def latency(self, percent: float) -> float | None:
        """Milliseconds that ``percent`` % of the scored questions did not exceed."""
        return percentile([r.milliseconds for r in self.results], percent)


def evaluate(
    cases: Sequence[Case], assistant: Asked, *, provenance: Provenance, progress: Progress | None = None
) -> Run:
    """Ask every case once and score the replies."""
    start = time.perf_counter()
    results: list[Result] = []
    for done, case in enumerate(cases):
        if progress is not None:
            progress(done, len(cases), case.id)
        results.append(ask_case(case, assistant))
    if progress is not None:
        progress(len(cases), len(cases), "")
    return Run(tuple(results), provenance, time.perf_counter() - start)


def ask_case(case: Case, assistant: Asked) -> Result:
    """Ask the turns of one case and score the reply to the last."""
    history: list[Turn] = []
    for question in case.questions[:-1]:
        earlier = assistant.ask(question, history=tuple(history), document=case.only)
        history.append(Turn.of(question, earlier))
    start = time.perf_counter()
    reply = assistant.ask(case.question, history=tuple(history), document=case.only)
    milliseconds = (time.perf_counter() - start) * 1000
    return Result(case, reply, score(case, reply), milliseconds)


def _portion(trials: Iterable[bool]) -> Share:
    of = [*trials]
    return Share(sum(of), len(of))


def _total(shares: Sequence[Share]) -> Share:
    return Share(sum(s.hits for s in shares), sum(s.total for s in shares))
