"""The impact of a revision as JSON: what ``policyqa eval impact --json`` prints."""

from app.contract import revision_json
from eval.casewriting import case_yaml
from eval.impact.effect import CaseImpact, Effect, Impact

Json = dict[str, object]


def impact_json(impact: Impact) -> Json:
    """Counts by effect, the revision itself, and every affected case with what it should expect now."""
    return {
        "counts": {str(effect): len(impact.of(effect)) for effect in Effect},
        "revision": revision_json(impact.revision),
        "cases": [_case(c) for c in impact.affected],
        "renumbered": [c.case.id for c in impact.of(Effect.RENUMBERED)],
    }


def _case(found: CaseImpact) -> Json:
    return {
        "id": found.case.id,
        "effect": str(found.effect),
        "notes": list(found.proposal.notes),
        "reasons": list(found.reasons),
        "proposal": case_yaml(found.proposal.case),
    }
