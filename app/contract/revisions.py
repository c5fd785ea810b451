"""The JSON document of ``policyqa diff``: a contract that scripts depend on, as in ``contract``."""

from app.contract.values import Json, quantity_json
from corpus import Clause
from corpus.quantities.quantity import Quantity
from corpus.revisions.change import ClauseChange, QuantityChange, Revision


def revision_json(revision: Revision) -> Json:
    """What became of each clause that is not as it was, and of each figure; ``null`` where it came or went.

    ``old`` and ``new`` of a clause are lists, since one may be split into several and several merged into one.
    """
    return {
        "clauses": [_clause_json(c) for c in revision.changed],
        "quantities": [_quantity_change_json(q) for q in revision.quantities],
    }


def _clause_json(change: ClauseChange) -> Json:
    return {
        "kind": str(change.kind),
        "reworded": change.reworded,
        "old": [_place_json(c) for c in change.old],
        "new": [_place_json(c) for c in change.new],
    }


def _place_json(clause: Clause) -> Json:
    return {"clause": clause.id, "path": list(clause.path), "text": clause.text}


def _quantity_change_json(change: QuantityChange) -> Json:
    clause = change.new_clause or change.old_clause
    return {
        "clause": clause.id if clause else None,
        "subject": change.subject,
        "old": _figure_json(change.old),
        "new": _figure_json(change.new),
    }


def _figure_json(quantity: Quantity | None) -> Json | None:
    return None if quantity is None else quantity_json(quantity)
