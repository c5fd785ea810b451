"""A comparison as JSON: what ``policyqa eval compare --json`` prints."""

from eval.comparison import Comparison, Delta, Pair
from eval.record import share_json

Json = dict[str, object]


def comparison_json(comparison: Comparison) -> Json:
    """Measures old and new with their intervals, the ids of cases that differ, and what cannot be told."""
    return {
        "pairs": len(comparison.pairs),
        "measures": [_delta(d) for d in comparison.measures],
        "further": [_delta(d) for d in comparison.further],
        "kinds": [_delta(d) for d in comparison.by_kind],
        "tags": [_delta(d) for d in comparison.by_tag],
        "documents": [_delta(d) for d in comparison.by_document],
        "newly_false": _ids(comparison.newly_false),
        "broken": _ids(comparison.broken),
        "fixed": _ids(comparison.fixed),
        "changed_gold": list(comparison.changed_gold),
        "only_old": list(comparison.only_old),
        "only_new": list(comparison.only_new),
        "latency_ms": {f"p{n}": list(comparison.latency(n)) for n in (50, 95)},
        "limits": list(comparison.limits),
    }


def _ids(pairs: tuple[Pair, ...]) -> list[str]:
    return [p.old.id for p in pairs]


def _delta(delta: Delta) -> Json:
    return {
        "name": delta.name,
        "old": share_json(delta.old),
        "new": share_json(delta.new),
        "fixed": delta.fixed,
        "broken": delta.broken,
        "p": delta.p,
        "change_interval": [round(end, 4) for end in delta.interval],
    }
