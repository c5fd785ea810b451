"""Puts every case to both versions and says what the revision does to it."""

from collections.abc import Callable, Sequence

from corpus.revisions.change import Revision
from eval.case import Case
from eval.impact.effect import CaseImpact, Effect, Impact, Proposal
from eval.impact.gold import Replies, propose
from eval.impact.resting import Resting, rests_on
from eval.run import Asked, Result, ask_case
from eval.score import Score, score

Progress = Callable[[int, int], None]


def judge(
    cases: Sequence[Case], revision: Revision, old: Asked, new: Asked, *, progress: Progress | None = None
) -> Impact:
    """The effect of ``revision`` on every case; ``old`` and ``new`` answer from the two versions."""
    found: list[CaseImpact] = []
    for done, case in enumerate(cases):
        if progress is not None:
            progress(done, len(cases))
        found.append(_judged(case, revision, ask_case(case, old), ask_case(case, new)))
    if progress is not None:
        progress(len(cases), len(cases))
    return Impact(revision, tuple(found))


def _judged(case: Case, revision: Revision, before: Result, after: Result) -> CaseImpact:
    resting = rests_on(case, revision)
    proposal = propose(case, revision, resting, Replies(before.reply, after.reply))
    now = score(proposal.case, after.reply)
    return CaseImpact(
        case=case,
        effect=_effect(case, resting, proposal, before.score, now),
        changes=resting.changes,
        figures=resting.figures,
        old_reply=before.reply,
        new_reply=after.reply,
        proposal=proposal,
        reasons=now.reasons,
    )


def _effect(case: Case, resting: Resting, proposal: Proposal, before: Score, now: Score) -> Effect:
    if not now.correct:
        if before.correct:
            return Effect.BROKEN
        return Effect.UNJUDGED if resting.changes or proposal.revised else Effect.UNTOUCHED
    if proposal.withdrawn:
        return Effect.WITHDRAWN
    if proposal.revised:
        return Effect.REVISED
    if resting.changes:
        return Effect.CONFIRMED
    return Effect.RENUMBERED if proposal.case.cite != case.cite else Effect.UNTOUCHED
