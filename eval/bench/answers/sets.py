"""The cases of the benchmark: our own documents' and the policies', their kinds, and samples of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from eval.bench.measure import Measure
from eval.case import Case, documents_of
from eval.casefile import DEFAULT_CASES, case_files, load_cases
from eval.errors import EvalError
from eval.statistics import Share

_POLICIES = "policies"  # the folder whose case files are about other people's documents
_MINIMA = (150, 100, 10)  # cases on our own documents, on the policies, and policies that have some
_UNANSWERABLE, _NEAR = 25.0, 50.0  # per cent of all cases, and of the unanswerable ones


@dataclass(frozen=True, slots=True)
class CaseSets:
    """``own`` cases are about the documents of ``corpus/sources``, ``policies`` about the policies beside them."""

    own: tuple[Case, ...]
    policies: tuple[Case, ...]
    files: tuple[Path, ...]

    @property
    def all(self) -> tuple[Case, ...]:
        """Both."""
        return self.own + self.policies


@dataclass(frozen=True, slots=True)
class CaseKind:
    """Cases that are hard in the same way. ``holds`` tells one; ``required`` is how many there should be at least."""

    name: str
    holds: Callable[[Case], bool]
    required: int | None = None


def tagged(tag: str) -> Callable[[Case], bool]:
    """Whether a case has the tag."""
    return lambda case: tag in case.tags


# What shows in a case itself is read off it; how people talk and that documents disagree only its author can say.
KINDS = (
    CaseKind("计算", lambda case: any(f.computed for f in case.expect), 30),
    CaseKind("多条", lambda case: case.answerable and len(case.cite) > 1, 15),
    CaseKind("冲突", tagged("冲突"), 12),
    CaseKind("追问", lambda case: len(case.questions) > 1, 20),
    CaseKind("口语", tagged("口语"), 20),
    CaseKind("应拒答：近似", lambda case: case.refusal == "near_miss"),
    CaseKind("应拒答：无关", lambda case: case.refusal == "no_match"),
)


def load_sets(paths: Sequence[Path]) -> CaseSets:
    """The cases of files and folders; a folder brings the ones of its ``policies/`` along. Without paths, ours.

    Raises:
        InvalidCases: a mistake in a file.
        EvalError: a path is not there or holds no case file.
    """
    wanted = [p for path in paths or (DEFAULT_CASES,) for p in (path, path / _POLICIES) if p is path or p.is_dir()]
    cases = load_cases(wanted)
    own = tuple(c for c in cases if c.path.parent.name != _POLICIES)
    return CaseSets(own, tuple(c for c in cases if c.path.parent.name == _POLICIES), case_files(wanted))


def sample(cases: Sequence[Case], size: int) -> tuple[Case, ...]:
    """The ``size`` cases whose ids have the lowest digests, in order; of 0, all. A larger sample holds a smaller one."""
    chosen = {c.id for c in sorted(cases, key=_digest)[: _checked(size) or None]}
    return tuple(c for c in cases if c.id in chosen)


def spread(sets: CaseSets, size: int) -> tuple[Case, ...]:
    """``size`` cases with each sort (ours or policies', answerable or not) in its share; of 0, all.

    Which ones is fixed by the digests of their ids, and a larger sample of the same sets holds a smaller one.
    """
    placed: dict[str, tuple[float, bytes]] = {}
    for of in (sets.own, sets.policies):
        for answerable in (True, False):
            ranked = sorted((c for c in of if c.answerable is answerable), key=_digest)
            placed |= {c.id: ((n + 0.5) / len(ranked), _digest(c)) for n, c in enumerate(ranked)}
    chosen = sorted(placed, key=placed.__getitem__)[: _checked(size) or None]
    return tuple(c for c in sets.all if c.id in set(chosen))


def count_measures(sets: CaseSets) -> tuple[Measure, ...]:
    """How many cases there are of each sort, beside how many there should be."""
    unanswerable = [c for c in sets.all if not c.answerable]
    documents = {d for c in sets.policies for d in documents_of(c) if c.answerable}
    own, policies, several = _MINIMA
    return (
        _count("题目：方案与通知", len(sets.own), own),
        _count("题目：其他政策", len(sets.policies), policies),
        _count("有题目的其他政策", len(documents), several, unit="份"),
        _share("应拒答的题", Share(len(unanswerable), len(sets.all)), _UNANSWERABLE),
        _share("其中近似", Share(sum(c.refusal == "near_miss" for c in unanswerable), len(unanswerable)), _NEAR),
        *(_count(f"题目：{k.name}", _number(k, sets.all), k.required) for k in KINDS if k.required is not None),
    )


def _digest(case: Case) -> bytes:
    return sha256(case.id.encode()).digest()


def _checked(size: int) -> int:
    if size < 0:
        raise EvalError("--sample 不能小于 0；0 表示全部题目。")
    return size


def _number(kind: CaseKind, cases: Iterable[Case]) -> int:
    return sum(kind.holds(c) for c in cases)


def _count(name: str, value: int, goal: int, unit: str = "题") -> Measure:
    return Measure(name, float(value), unit, float(goal), more_is_better=True)


def _share(name: str, share: Share, goal: float) -> Measure:
    value = None if share.value is None else 100 * share.value
    return Measure(name, value, "%", goal, share.total, f"{share.hits}/{share.total}", more_is_better=True)
