"""Scores: one reply against one case. Exact, without a judge, and without the app's own verification."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.answering import Answer, Number, Origin, Refusal, Reply
from corpus import Clause
from eval.case import Case, Figure, Place, plain_text
from eval.figure_kind import FigureKind, kind_of
from eval.figures import false_figures, false_in_refusal, given, same_unit, shown, shows, without_marks
from eval.statistics import Share


class Outcome(StrEnum):
    """What became of a question: three numbers that add up to all cases."""

    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KindScore:
    """Whether all expected figures of one kind were given exactly."""

    kind: FigureKind
    exact: bool


@dataclass(frozen=True, slots=True)
class Score:
    """What a reply got right. ``correct`` counts a refusal where one was expected; ``reasons`` are Chinese.

    ``numbers_exact`` is ``None`` where no figure is expected; ``by_kind`` splits it. ``precision`` is cited clauses that may be cited of all
    cited; ``recall`` the groups of places of which one is cited (of a refusal: named as nearest); ``quotes`` the quotes
    of the case that lie in cited spans. ``kind_right`` says whether a refusal that was expected gave the expected
    reason; it does not decide. A case that expects no figure is right only if its quotes are shown.
    """

    outcome: Outcome
    correct: bool
    numbers_exact: bool | None
    precision: Share
    recall: Share
    quotes: Share
    false_figures: tuple[str, ...]
    reasons: tuple[str, ...]
    kind_right: bool | None = None
    by_kind: tuple[KindScore, ...] = ()


def score(case: Case, reply: Reply) -> Score:
    """Compare a reply with what its case expects."""
    return _score_refusal(case, reply) if isinstance(reply, Refusal) else _score_answer(case, reply)


def _score_refusal(case: Case, refusal: Refusal) -> Score:
    false = false_in_refusal(case, refusal)
    reasons = [f"文件里有答案，却拒答了（{refusal.reason}）"] if case.answerable else []
    reasons += _false_reason(false)
    near = [hit.clause for hit in refusal.nearest]
    return Score(
        outcome=Outcome.REFUSED,
        correct=not reasons,
        numbers_exact=False if case.expect else None,
        precision=Share(0, 0),
        recall=Share(0, 0) if case.answerable else _recall(case, near),
        quotes=Share(0, len(case.quotes)),
        false_figures=false,
        reasons=tuple(reasons),
        kind_right=None if case.answerable else refusal.reason == case.refusal,
        by_kind=_by_kind(case, case.expect),
    )


def _score_answer(case: Case, answer: Answer) -> Score:
    cited = list(dict.fromkeys(c.clause for c in answer.citations))
    false = false_figures(case, answer)
    missing = tuple(f for f in case.expect if not _gives(answer, f))
    uncited = [group for group in case.cite if not any(_is_any(c, group) for c in cited)]
    reasons = [f"缺少 {f}（{f.what or '期望值'}）" for f in missing] if case.answerable else ["应当拒答，却给了答案"]
    if case.answerable and not case.expect:
        reasons += [f"没有给出原文“{quote}”" for quote in case.quotes if not _shows(answer, quote)]
    if case.answerable:
        reasons += [f"没有引用 {' 或 '.join(map(str, group))}" for group in uncited]
        reasons += [f"把 {f} 当作答案" for f in given(case.never, answer)]
    reasons += _false_reason(false)
    right = case.answerable and not reasons
    return Score(
        outcome=Outcome.RIGHT if right else Outcome.WRONG,
        correct=right,
        numbers_exact=not missing if case.expect else None,
        precision=_precision(case, cited) if case.answerable else Share(0, 0),
        recall=_recall(case, cited) if case.answerable else Share(0, 0),
        quotes=_quotes(case, answer),
        false_figures=false,
        reasons=tuple(reasons),
        by_kind=_by_kind(case, missing),
    )


def _by_kind(case: Case, missing: Sequence[Figure]) -> tuple[KindScore, ...]:
    lacking = {kind_of(f) for f in missing}
    return tuple(KindScore(k, k not in lacking) for k in FigureKind if k in {kind_of(f) for f in case.expect})


def _gives(answer: Answer, figure: Figure) -> bool:
    """Whether the text shows the figure and the answer's numbers hold it, with a formula where it is computed."""
    in_text = any(shows(q, figure) for q in shown(answer.text))
    in_numbers = any(_is(n, figure) for n in answer.numbers)
    with_formula = any(n.origin is Origin.COMPUTED and n.formula for n in answer.numbers)
    return in_text and in_numbers and (with_formula or not figure.computed)


def _shows(answer: Answer, quote: str) -> bool:
    """Whether the words stand in the shown text and in a cited span: a heading alone answers nothing."""
    words = plain_text(quote)
    return words in plain_text(without_marks(answer.text)) and any(
        words in plain_text(c.quote) for c in answer.citations
    )


def _is(number: Number, figure: Figure) -> bool:
    return number.value in {figure.low, figure.high} and same_unit(number.unit, figure.unit)


def _is_any(clause: Clause, places: tuple[Place, ...]) -> bool:
    return any(place.is_at(clause) for place in places)


def _precision(case: Case, cited: list[Clause]) -> Share:
    allowed = (*(p for group in case.cite for p in group), *case.may)
    return Share(sum(_is_any(c, allowed) for c in cited), len(cited))


def _recall(case: Case, clauses: list[Clause]) -> Share:
    return Share(sum(any(_is_any(c, group) for c in clauses) for group in case.cite), len(case.cite))


def _quotes(case: Case, answer: Answer) -> Share:
    cited = [plain_text(c.quote) for c in answer.citations]
    return Share(sum(any(plain_text(q) in c for c in cited) for q in case.quotes), len(case.quotes))


def _false_reason(false: tuple[str, ...]) -> list[str]:
    return [f"没有出处的数：{'、'.join(false)}"] if false else []
