"""The JSON of ``policyqa match``: what an enterprise qualifies for, and what it is asked."""

from typing import TYPE_CHECKING

from app.contract.benefits import formula
from app.contract.replies import citation_json
from app.contract.values import Json, decimal_json
from app.eligibility import Catalogue, Checked, Field, Match, NoTotal, Outcome, Total
from app.eligibility.findings import remarks, standing

if TYPE_CHECKING:
    from app.eligibility.batch import BadCell, Batch


def match_json(catalogue: Catalogue, outcome: Outcome) -> Json:
    """Each benefit with its status, the totals, the fields that were asked, and the answers that no field asks for.

    ``amount`` is there only where every condition is met; ``at_most`` says that the clause gives up to so much.
    """
    return {
        "benefits": [_match_json(m) for m in outcome.matches],
        "totals": [_total_json(t) for t in outcome.totals],
        "fields": [_field_json(f) for f in catalogue.form],
        "unused": list(outcome.profile.unused),
    }


def form_json(catalogue: Catalogue) -> Json:
    """The fields that some documents ask, and an empty profile to fill in."""
    return {
        "fields": [_field_json(f) for f in catalogue.form],
        "profile": {field.key: None for field in catalogue.form},
    }


def batch_json(batch: "Batch", outcomes: list[tuple[str, int, Outcome]]) -> Json:
    """The benefits of each enterprise of a file, and the cells for which a row was left out."""
    return {
        "enterprises": [
            {
                "name": name,
                "row": row,
                "benefits": [_match_json(m) for m in outcome.matches],
                "totals": [_total_json(t) for t in outcome.totals],
            }
            for name, row, outcome in outcomes
        ],
        "problems": [_bad_json(b) for b in batch.bad],
        "unused": list(batch.unused),
    }


def _match_json(found: Match) -> Json:
    offer, benefit, amount = found.offer, found.offer.benefit, found.amount
    return {
        "clause": offer.clause.id,
        "citation": citation_json(1, offer.citation),
        "title": offer.title,
        "status": str(found.status),
        "conditions": [_condition_json(c) for c in found.conditions],
        "amount": decimal_json(amount.value) if amount else None,
        "formula": amount.formula if amount else formula(benefit),
        "cap": decimal_json(offer.cap),
        "at_most": amount.at_most if amount else None,
        "missing": list(found.missing),
        "frequency": benefit.scope + benefit.frequency,
        "who": benefit.who,
        "standing": standing(offer.document) or None,
        "review": benefit.review,
        "confirmed": benefit.confirmed,
        "remarks": list(remarks(found)),
    }


def _condition_json(checked: Checked) -> Json:
    requirement = checked.requirement
    return {
        "text": requirement.text,
        "field": requirement.field.key,
        "need": str(requirement.need),
        "have": checked.have or None,
        "status": str(checked.status),
    }


def _total_json(total: Total | NoTotal) -> Json:
    citation = citation_json(1, total.citation) if total.citation else None
    if isinstance(total, NoTotal):
        return {"document": total.document_id, "amount": None, "reason": total.reason, "citation": citation}
    return {
        "document": total.document_id,
        "amount": decimal_json(total.value),
        "formula": total.formula,
        "at_most": total.at_most,
        "citation": citation,
    }


def _field_json(field: Field) -> Json:
    return {
        "key": field.key,
        "label": field.label,
        "about": field.about,
        "kind": str(field.kind),
        "unit": field.unit,
        "options": list(field.options),
        "help": field.help,
        "clauses": list(field.clauses),
    }


def _bad_json(bad: "BadCell") -> Json:
    return {"row": bad.row, "column": bad.column or None, "reason": bad.reason}
