"""The figures over the gold files, and every disagreement."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.agreement import Tally
from eval.bench.gold import load_gold_clauses, load_gold_quantities
from eval.bench.gold_score import ClauseScore, Miss, QuantityScore, score_clauses, score_quantities
from eval.bench.material import Material, gold_files, parse_without_source, source_text
from eval.bench.measure import Measure
from eval.statistics import Share

GOLD = Path(__file__).parents[2] / "tests" / "corpus" / "gold"
HELD_OUT = GOLD / "held-out"
_QUANTITY_GOAL, _SUBJECT_GOAL = 0.98, 0.90


@dataclass(frozen=True, slots=True)
class GoldResult:
    """The scores of one folder of gold files."""

    clauses: tuple[ClauseScore, ...]
    quantities: tuple[QuantityScore, ...]

    @property
    def exact(self) -> Share:
        """The documents whose clauses are all right."""
        return Share(sum(score.exact for score in self.clauses), len(self.clauses))

    @property
    def clause_tally(self) -> Tally:
        """The clauses of all documents."""
        return sum((score.tally for score in self.clauses), Tally())

    @property
    def quantity_tally(self) -> Tally:
        """The quantities of all documents."""
        return sum((score.tally for score in self.quantities), Tally())

    @property
    def subjects(self) -> Share:
        """The matched quantities with a gold subject whose subject is right."""
        return Share(sum(s.subjects.hits for s in self.quantities), sum(s.subjects.total for s in self.quantities))

    @property
    def misses(self) -> tuple[tuple[str, Miss], ...]:
        """Every disagreement with what it is about: 条款, 数量 or 对象."""
        clauses = [("条款", miss) for score in self.clauses for miss in score.misses]
        quantities = [("数量", miss) for score in self.quantities for miss in score.misses]
        subjects = [("对象", miss) for score in self.quantities for miss in score.subject_misses]
        return (*clauses, *quantities, *subjects)


def score_gold(material: Material, folder: Path = GOLD, *, only: Sequence[str] = ()) -> GoldResult:
    """Score the parser on the gold files of a folder (``clauses/`` and ``quantities/``).

    Raises:
        InvalidGold: a mistake in a gold file.
        EvalError: a document that one names is not there.
    """
    clauses, quantities = [], []
    for file in gold_files(folder / "clauses", only):
        gold = load_gold_clauses(file)
        path = material.document(gold.document)
        source = source_text(path) if path.suffix in {".txt", ".md"} else ""
        clauses.append(score_clauses(gold, parse_without_source(path), source))
    for file in gold_files(folder / "quantities", only):
        wanted = load_gold_quantities(file)
        quantities.append(score_quantities(wanted, parse_without_source(material.document(wanted.document))))
    return GoldResult(tuple(clauses), tuple(quantities))


def gold_measures(result: GoldResult, *, name: str, has_goals: bool) -> tuple[Measure, ...]:
    """The figures of a folder beside their goals; without goals where its documents were never worked with."""
    clauses, quantities = result.clause_tally, result.quantity_tally
    rows = (
        ("条款全对的文件", result.exact, 1.0),
        ("条款查准率", clauses.precision, None),
        ("条款查全率", clauses.recall, None),
        ("数量查准率（含界限与单位）", quantities.precision, _QUANTITY_GOAL),
        ("数量查全率（含界限与单位）", quantities.recall, _QUANTITY_GOAL),
        ("数量的对象", result.subjects, _SUBJECT_GOAL),
    )
    return tuple(share_measure(f"{name}：{row}", share, goal if has_goals else None) for row, share, goal in rows)


def share_measure(name: str, share: Share, goal: float | None) -> Measure:
    """A share as a measure of which more is better."""
    value = None if share.value is None else share.value * 100
    percent = None if goal is None else goal * 100
    return Measure(name, value, "%", percent, share.total, f"{share.hits}/{share.total}", more_is_better=True)
