"""Comparison: two saved runs of the same cases, pair by pair."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from eval.figure_kind import FigureKind
from eval.saved import SavedResult, SavedRun
from eval.statistics import Share, mcnemar, paired_interval, percentile

_FEW = 6  # pairs that differ: below, even a one-sided split may be chance (2 · 0.5⁵ > .05)


@dataclass(frozen=True, slots=True)
class Pair:
    """One case in both runs."""

    old: SavedResult
    new: SavedResult


@dataclass(frozen=True, slots=True)
class Delta:
    """One measure in both runs, over the same cases. ``fixed`` and ``broken`` count the cases that differ.

    ``p`` is McNemar's exact p-value of ``fixed`` against ``broken``.
    """

    name: str
    old: Share
    new: Share
    fixed: int
    broken: int

    @property
    def change(self) -> float | None:
        """New less old, as a share of the cases; ``None`` of no cases."""
        return None if self.old.value is None or self.new.value is None else self.new.value - self.old.value

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of ``change``."""
        both = self.old.hits - self.broken
        return paired_interval(both, self.broken, self.fixed, self.old.total - both - self.broken - self.fixed)

    @property
    def p(self) -> float:
        """How likely so uneven a split is by chance."""
        return mcnemar(self.broken, self.fixed)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side. ``pairs`` are the cases that both asked and that expect the same in both."""

    old: SavedRun
    new: SavedRun
    pairs: tuple[Pair, ...]
    changed_gold: tuple[str, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]

    @property
    def measures(self) -> tuple[Delta, ...]:
        """The headline measures: answerable cases right, unanswerable ones refused, figures exact."""
        return (
            delta("有答案的题全对", (p for p in self.pairs if p.old.answerable), lambda r: r.correct),
            delta("应拒答的题拒答", (p for p in self.pairs if not p.old.answerable), lambda r: r.correct),
            delta(
                "数字全部准确",
                (p for p in self.pairs if p.old.numbers_exact is not None and p.new.numbers_exact is not None),
                lambda r: bool(r.numbers_exact),
            ),
        )

    @property
    def further(self) -> tuple[Delta, ...]:
        """What the exit code does not look at: false refusals, citations, figures without a source."""
        answerable = [p for p in self.pairs if p.old.answerable]
        cited = [p for p in answerable if p.old.cited is not None and p.new.cited is not None]
        return (
            delta("没有误拒", answerable, lambda r: r.outcome != "refused"),
            delta(
                "引用条款齐全", cited, lambda r: r.cited is not None and not r.cited.missed and r.outcome != "refused"
            ),
            delta("没有引用不相干条款", cited, lambda r: r.cited is not None and not r.cited.wrong),
            delta("没有无出处的数", self.pairs, lambda r: not r.false_figures),
        )

    @property
    def by_kind(self) -> tuple[Delta, ...]:
        """Figures exact, by kind of figure."""
        return tuple(
            delta(kind, pairs, lambda r, kind=kind: r.kinds[kind])  # type: ignore[misc]
            for kind in FigureKind
            if (pairs := [p for p in self.pairs if kind in p.old.kinds and kind in p.new.kinds])
        )

    @property
    def by_tag(self) -> tuple[Delta, ...]:
        """Cases right, by tag."""
        tags = dict.fromkeys(t for p in self.pairs for t in p.old.tags)
        return tuple(delta(t, (p for p in self.pairs if t in p.old.tags), lambda r: r.correct) for t in tags)

    @property
    def by_document(self) -> tuple[Delta, ...]:
        """Cases right, by the documents that they rest on."""
        documents = dict.fromkeys(d for p in self.pairs for d in p.old.documents)
        return tuple(delta(d, (p for p in self.pairs if d in p.old.documents), lambda r: r.correct) for d in documents)

    @property
    def broken(self) -> tuple[Pair, ...]:
        """Cases that were right and are not any more."""
        return tuple(p for p in self.pairs if p.old.correct and not p.new.correct)

    @property
    def fixed(self) -> tuple[Pair, ...]:
        """Cases that are right now and were not."""
        return tuple(p for p in self.pairs if p.new.correct and not p.old.correct)

    @property
    def newly_false(self) -> tuple[Pair, ...]:
        """Cases that show a figure without a source now that they did not show before."""
        return tuple(p for p in self.pairs if {*p.new.false_figures} - {*p.old.false_figures})

    @property
    def drop(self) -> float:
        """The largest loss among the headline measures, as a share in [0, 1]."""
        return max([0.0, *(-d.change for d in self.measures if d.change is not None)])

    def latency(self, percent: float) -> tuple[float | None, float | None]:
        """Milliseconds that ``percent`` % of the paired questions did not exceed, old and new."""
        old, new = ([getattr(p, side).milliseconds for p in self.pairs] for side in ("old", "new"))
        return percentile(old, percent), percentile(new, percent)

    @property
    def limits(self) -> tuple[str, ...]:
        """What the comparison cannot tell, in Chinese."""
        return tuple(_limits(self))


def compare_runs(old: SavedRun, new: SavedRun) -> Comparison:
    """Pair two runs by case; a case whose expectation changed is listed and not compared."""
    before, after = {r.id: r for r in old.results}, {r.id: r for r in new.results}
    both = [Pair(before[i], after[i]) for i in before if i in after]
    same = [p for p in both if p.old.expected == p.new.expected and p.old.questions == p.new.questions]
    return Comparison(
        old=old,
        new=new,
        pairs=tuple(same),
        changed_gold=tuple(p.old.id for p in both if p not in same),
        only_old=tuple(i for i in before if i not in after),
        only_new=tuple(i for i in after if i not in before),
    )


def delta(name: str, pairs: Iterable[Pair], right: Callable[[SavedResult], bool]) -> Delta:
    """One measure over some pairs."""
    judged = [(right(p.old), right(p.new)) for p in pairs]
    return Delta(
        name=name,
        old=Share(sum(o for o, _ in judged), len(judged)),
        new=Share(sum(n for _, n in judged), len(judged)),
        fixed=sum(n and not o for o, n in judged),
        broken=sum(o and not n for o, n in judged),
    )


def _limits(comparison: Comparison) -> Iterable[str]:
    old, new = comparison.old.provenance, comparison.new.provenance
    if not comparison.pairs:
        yield "两次评测没有相同的题目，无法比较。"
    if comparison.changed_gold:
        yield f"{len(comparison.changed_gold)} 题的题面或期望值改过，没有比较：{'、'.join(comparison.changed_gold[:8])}。"
    if comparison.only_old or comparison.only_new:
        yield f"只在旧结果里的有 {len(comparison.only_old)} 题，只在新结果里的有 {len(comparison.only_new)} 题，没有比较。"
    differing = [
        name
        for name, one, other in (
            ("程序", old.commit, new.commit),
            ("设置", old.settings, new.settings),
            ("引擎", old.engine, new.engine),
            ("模型", old.model, new.model),
            ("文件", old.index, new.index),
        )
        if one != other
    ]
    if len(differing) > 1:
        yield f"两次评测的{'、'.join(differing)}都不同，分不清变化来自哪一个。"
    if not differing:
        yield "两次评测的程序、设置、引擎、模型和文件都相同，差别只能来自不确定性。"
    if any("+" in p.commit for p in (old, new)):
        yield "有一次评测的程序含有未提交的改动，不能再现。"
    if 0 < len(comparison.broken) + len(comparison.fixed) < _FEW:
        yield f"只有 {len(comparison.broken) + len(comparison.fixed)} 题前后不同，太少，不能说明总体变好或变差。"
    yield "题目是抽样，不是全部问题：区间之外的题型没有测到。"
