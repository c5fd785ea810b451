"""The JSON of benefits: what a document gives, to whom, on which conditions."""

from collections.abc import Sequence

from app.contract.values import Json, decimal_json
from corpus import Benefit, Clause, Condition
from corpus.benefits.reviews import clause_hash
from corpus.quantities.quantity import display, plain


def benefits_json(benefits: Sequence[tuple[Clause, Benefit]]) -> Json:
    """What a document gives, to whom, on which conditions; ``hash`` dates each entry to its clause's text."""
    return {"benefits": [benefit_json(c, b) for c, b in benefits]}


def formula(benefit: Benefit) -> str | None:
    """How the amount comes about, in the document's words: ``年度采购量 × 10%``; ``None`` where only a cap is named."""
    if benefit.rate is not None:
        base = benefit.base or "基数"
        if benefit.base_limit is not None:
            base = f"{base}（{benefit.base_limit.raw}）"
        return f"{base} × {plain(benefit.rate.value)}{benefit.rate.unit}"
    if benefit.fixed is not None:
        return display(benefit.fixed.value, benefit.fixed.unit)
    return None


def benefit_json(clause: Clause, benefit: Benefit) -> Json:
    """One benefit of a clause."""
    return {
        "clause": benefit.clause_id,
        "title": f"{benefit.title}（{benefit.variant}）" if benefit.variant else benefit.title,
        "who": benefit.who,
        "conditions": [_condition_json(c) for c in benefit.conditions],
        "formula": formula(benefit),
        "cap": plain(benefit.cap.value) if benefit.cap else None,
        "frequency": benefit.scope + benefit.frequency,
        "review": benefit.review,
        "confirmed": benefit.confirmed,
        "hash": clause_hash(clause),
    }


def _condition_json(condition: Condition) -> Json:
    quantity = condition.quantity
    if quantity is None:
        return {"text": condition.text}
    return {
        "text": condition.text,
        "bound": str(quantity.bound),
        "low": decimal_json(quantity.low),
        "high": decimal_json(quantity.high),
        "unit": quantity.unit,
    }
