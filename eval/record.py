"""A run as JSON: what ``--json`` prints and ``--save`` keeps. Figures are strings in base units, never floats."""

from dataclasses import asdict

from app.answering import Answer, Number, Reply
from corpus import Citation
from corpus.quantities.quantity import plain
from eval.case import Case
from eval.run import Result, Run
from eval.score import Outcome
from eval.statistics import Share

FORMAT = 1
Json = dict[str, object]


def run_json(run: Run) -> Json:
    """The whole run: totals, counts by tag, every case with what was expected and what came."""
    return {
        "format": FORMAT,
        "provenance": asdict(run.provenance),
        "seconds": round(run.seconds, 3),
        "cases": len(run.results),
        "totals": _totals(run),
        "files": {file.name: _totals(run.of_file(file)) for file in run.files},
        "tags": {
            tag: {"numbers": share_json(run.numbers(tag)), "correct": share_json(_tag_correct(run, tag))}
            for tag in run.tags
        },
        "results": [_result(r) for r in run.results],
    }


def _totals(run: Run) -> Json:
    return {
        "answerable": {str(o): run.count(o, answerable=True) for o in Outcome},
        "unanswerable": {str(o): run.count(o, answerable=False) for o in Outcome},
        "numbers": share_json(run.numbers()),
        "kinds": {str(kind): share_json(run.of_kind(kind)) for kind in run.figure_kinds},
        "refused": {
            "answerable": share_json(run.refused(answerable=True)),
            "unanswerable": share_json(run.refused(answerable=False)),
        },
        "false": share_json(run.false),
        "citation_precision": share_json(run.precision),
        "citation_recall": share_json(run.recall),
        "focused": share_json(run.focused),
        "quotes": share_json(run.quotes),
        "refusal_kinds": share_json(run.kinds),
        "nearest": share_json(run.nearest),
        "false_figures": run.false_figures,
        "withheld": run.withheld,
        "latency_ms": {"p50": _rounded(run.latency(50)), "p95": _rounded(run.latency(95))},
    }


def _tag_correct(run: Run, tag: str) -> Share:
    one, other = run.correct(answerable=True, tag=tag), run.correct(answerable=False, tag=tag)
    return Share(one.hits + other.hits, one.total + other.total)


def share_json(share: Share) -> Json:
    """Hits, trials and the 95 % interval."""
    low, high = share.interval
    return {"hits": share.hits, "total": share.total, "low": round(low, 4), "high": round(high, 4)}


def _rounded(milliseconds: float | None) -> float | None:
    return None if milliseconds is None else round(milliseconds, 1)


def _result(result: Result) -> Json:
    score = result.score
    return {
        "id": result.case.id,
        "file": result.case.path.name,
        "documents": list(dict.fromkeys(place.document for group in result.case.cite for place in group)),
        "questions": list(result.case.questions),
        "tags": list(result.case.tags),
        "outcome": str(score.outcome),
        "correct": score.correct,
        "numbers_exact": score.numbers_exact,
        "kinds": {str(k.kind): k.exact for k in score.by_kind},
        "cited": {
            "wrong": score.precision.total - score.precision.hits,
            "missed": score.recall.total - score.recall.hits,
        },
        "false_figures": list(score.false_figures),
        "reasons": list(score.reasons),
        "expected": _expected(result.case),
        "got": _got(result.reply),
        "milliseconds": round(result.milliseconds, 1),
    }


def _expected(case: Case) -> Json:
    return {
        "refuse": case.refusal,
        "figures": [str(f) for f in case.expect],
        "cite": [[str(place) for place in group] for group in case.cite],
        "quotes": list(case.quotes),
    }


def _got(reply: Reply) -> Json:
    if not isinstance(reply, Answer):
        return {"refused": reply.reason, "text": reply.message, "nearest": [h.clause.id for h in reply.nearest]}
    return {
        "refused": None,
        "text": reply.text,
        "numbers": [_number(n) for n in reply.numbers],
        "citations": [_citation(c) for c in reply.citations],
        "conflicts": len(reply.conflicts),
        "withheld": reply.withheld,
    }


def _number(number: Number) -> Json:
    return {
        "text": number.text,
        "value": plain(number.value),
        "unit": number.unit,
        "status": str(number.origin),
        "citation": number.citation,
        "formula": number.formula,
    }


def _citation(citation: Citation) -> Json:
    return {"clause": citation.clause.id, "label": citation.clause.label, "quote": citation.quote}
