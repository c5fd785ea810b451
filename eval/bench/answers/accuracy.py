"""Accuracy: right, wrong and refused, with our documents alone in the index and with other policies beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from eval.bench.answers.library import Library, alone, beside, generations_of, resting_on_expired
from eval.bench.answers.part import Bench, Grid, Part, share_measure, share_text
from eval.bench.answers.sets import KINDS, CaseKind, count_measures, sample, tagged
from eval.bench.measure import Measure
from eval.case import Case, counted
from eval.provenance import provenance_of
from eval.run import Result, Run, evaluate
from eval.score import Outcome
from eval.statistics import Share
from index import RetrievalSettings

_WORDS = {Outcome.RIGHT: "对", Outcome.WRONG: "错", Outcome.REFUSED: "拒答"}


@dataclass(frozen=True, slots=True)
class Goals:
    """Per cent of answerable cases right, unanswerable ones refused, answerable ones refused at most; false figures."""

    right: float | None = None
    refused: float | None = None
    falsely: float | None = None
    false_figures: float | None = None


_ALONE_GOALS = Goals(97.0, 92.0, 3.0, 0.0)
_BESIDE_GOALS = Goals(94.0, 90.0, None, 0.0)


def measure_counts(bench: Bench) -> Part:
    """How many cases of each kind there are. Nothing is asked."""
    return Part("cases", "题库", count_measures(bench.sets))


def measure_alone(bench: Bench) -> Part:
    """Our cases with nothing but our documents in the index."""
    runs = [(engine, run_own(bench, engine, among=False)) for engine in bench.engines]
    return Part(
        "alone",
        "只有方案与通知",
        tuple(chain.from_iterable(outcome_measures(run, engine, _ALONE_GOALS) for engine, run in runs)),
        tuple(kinds_grid(run, f"方案与通知，{engine}") for engine, run in runs)
        + tuple(tags_grid(run, f"方案与通知，{engine}") for engine, run in runs),
        tuple((f"方案与通知，{engine}", run) for engine, run in runs),
        made_of(runs[0][1]),
        full=_is_full(bench),
    )


def measure_beside(bench: Bench) -> Part:
    """All cases with the policies in the index, and what the larger index changes for ours."""
    measures: list[Measure] = []
    grids: list[Grid] = []
    runs: list[tuple[str, Run]] = []
    for engine in bench.engines:
        own, policies = run_own(bench, engine, among=True), run_policies(bench, engine)
        both = joined(own, policies)
        measures += outcome_measures(both, engine, _BESIDE_GOALS)
        measures += outcome_measures(own, f"{engine}，方案与通知", Goals())
        measures += outcome_measures(policies, f"{engine}，其他政策", Goals())
        grids += [
            kinds_grid(both, f"全部题目，{engine}"),
            changes_grid(run_own(bench, engine, among=False), own, engine),
            tags_grid(both, f"全部题目，{engine}"),
        ]
        runs += [(f"方案与通知，{engine}", own), (f"其他政策，{engine}", policies)]
    with beside(bench).index(RetrievalSettings()) as index:
        measures.append(resting_on_expired(index.documents(), bench.sets.all))
    return Part(
        "beside",
        "与其他政策在一起",
        tuple(measures),
        tuple(grids),
        tuple(runs),
        made_of(runs[0][1]),
        full=_is_full(bench),
    )


def _is_full(bench: Bench) -> bool:
    return bench.engines == ("extractive",) or not bench.sample


def run_own(bench: Bench, engine: str, *, among: bool) -> Run:
    """Our own cases with our documents alone, or ``among`` the policies; asked once for all parts."""
    key = f"own {engine} {'beside' if among else 'alone'}"
    if key not in bench.runs:
        library = beside(bench) if among else alone(bench)
        bench.runs[key] = put(bench, library, engine, chosen(bench, bench.sets.own, engine))
    return bench.runs[key]


def run_policies(bench: Bench, engine: str) -> Run:
    """The policies' cases with everything in the index; asked once for all parts."""
    key = f"policies {engine}"
    if key not in bench.runs:
        bench.runs[key] = put(bench, beside(bench), engine, chosen(bench, bench.sets.policies, engine))
    return bench.runs[key]


def chosen(bench: Bench, cases: Sequence[Case], engine: str) -> tuple[Case, ...]:
    """All cases for the engine without a model, a sample for the slow ones."""
    return tuple(cases) if engine == "extractive" else sample(cases, bench.sample)


def put(bench: Bench, library: Library, engine: str, cases: Sequence[Case]) -> Run:
    """The cases put to a library through one engine, and scored."""
    name = f"{library.settings.home.name}：{engine}"
    with library.assistant(engine, kept=generations_of(bench)) as assistant:
        return evaluate(
            counted(cases, (p.document.id for p in assistant.index.documents())),
            assistant,
            provenance=provenance_of(bench.settings, assistant, bench.sets.files),
            progress=lambda done, total, _: bench.step(name, done, total),
        )


def joined(one: Run, other: Run) -> Run:
    """Two runs over the same index as one."""
    return Run(one.results + other.results, one.provenance, one.seconds + other.seconds)


def made_of(run: Run) -> tuple[tuple[str, str], ...]:
    """What a run's figures depend on, for the report."""
    made = run.provenance
    return (("索引", f"{made.generation}（文本 {made.index}）"), ("题库", made.cases), ("设置", made.settings))


def falsely_refused(run: Run) -> Share:
    """Answerable cases that were refused."""
    of = sum(r.case.answerable for r in run.results)
    return Share(run.count(Outcome.REFUSED, answerable=True), of)


def outcome_measures(run: Run, name: str, goals: Goals) -> tuple[Measure, ...]:
    """The shares that decide, each beside its goal."""
    return (
        share_measure(f"有答案的题全对（{name}）", run.correct(answerable=True), goals.right),
        share_measure(f"数字全部准确（{name}）", run.numbers()),
        share_measure(f"应拒答的题拒答（{name}）", run.correct(answerable=False), goals.refused),
        share_measure(f"有答案却拒答（{name}）", falsely_refused(run), goals.falsely, more_is_better=False),
        Measure(f"没有出处的数（{name}）", float(run.false_figures), "个", goals.false_figures, len(run.results)),
    )


def kinds_grid(run: Run, name: str) -> Grid:
    """Right of each kind of case."""
    return _grid(f"按种类（{name}）", run, KINDS)


def tags_grid(run: Run, name: str) -> Grid:
    """Right of each tag."""
    return _grid(f"按标签（{name}）", run, [CaseKind(t, tagged(t)) for t in run.tags], is_detail=True)


def _grid(title: str, run: Run, kinds: Sequence[CaseKind], *, is_detail: bool = False) -> Grid:
    rows = [(k.name, [r for r in run.results if k.holds(r.case)]) for k in kinds]
    columns = ("类别", "题数", "全对（95% 区间）", "错", "误拒")
    return Grid(title, columns, tuple(_row(name, of) for name, of in rows if of), is_detail)


def _row(name: str, results: Sequence[Result]) -> tuple[str, ...]:
    right = Share(sum(r.score.correct for r in results), len(results))
    refused = sum(r.score.outcome is Outcome.REFUSED and r.case.answerable for r in results)
    wrong = len(results) - right.hits - sum(not r.score.correct and r.score.outcome is Outcome.REFUSED for r in results)
    return name, str(right.total), share_text(right), str(wrong), str(refused)


def changes_grid(before: Run, after: Run, name: str) -> Grid:
    """Our cases that the larger index turned from right to not right, or back."""
    earlier = {r.case.id: r for r in before.results}
    rows = [
        (r.case.id, _WORDS[earlier[r.case.id].score.outcome], _WORDS[r.score.outcome], "；".join(r.score.reasons))
        for r in after.results
        if r.case.id in earlier and earlier[r.case.id].score.correct != r.score.correct
    ]
    columns = ("题", "单独", "与其他政策", "原因")
    return Grid(f"索引变大后改变的题（{name}）：{len(rows)}", columns, tuple(rows))
