"""A run as a page: the shares with their intervals, then every case that failed."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.reports.rendering import page
from app.ui.words import Language

Run = Mapping[str, Any]  # as ``policyqa eval run --json`` gives it

_WORDS = {
    "title": ("评测结果", "Evaluation"),
    "numbers": ("数字全部准确", "All figures exact"),
    "refused": ("应拒答的题已拒答", "Refused where nothing answers"),
    "overrefused": ("有答案却拒答", "Refused although there is an answer"),
    "false": ("出现没有出处的数的题", "Cases with a figure without a clause"),
    "citations": ("引用条款查准", "Citations that were right"),
    "quotes": ("依据原文被引用", "Expected words quoted"),
    "correct": ("答对", "right"),
    "measure": ("指标", "Measure"),
    "share": ("结果", "Result"),
    "interval": ("95% 区间", "95 % interval"),
    "file": ("题库", "Cases"),
    "failures": ("没有全对的题", "Cases that are not fully right"),
    "no_failures": ("没有出错的题。", "No case failed."),
    "question": ("问", "Question"),
    "expected": ("期望", "Expected"),
    "got": ("得到", "Got"),
    "cited": ("引用", "Cited"),
    "reasons": ("原因", "Why"),
    "refuse": ("拒答", "refusal"),
}


def run_page(run: Run, language: Language) -> str:
    """The page of a run: self-contained, no script, nothing from outside."""
    words = {key: both[language is Language.ENGLISH] for key, both in _WORDS.items()}
    totals, made = run["totals"], run["provenance"]
    return page(
        "run.html.j2",
        package="app.ui.evaluation",
        language="en" if language is Language.ENGLISH else "zh-CN",
        title=words["title"],
        words=words,
        made=" · ".join(f"{key} {made[key]}" for key in ("commit", "engine", "generation", "cases") if made.get(key)),
        verdict=_verdict(run, language),
        measures=_measures(totals, words),
        files=[(name, *_share(part["numbers"])) for name, part in run["files"].items()],
        failures=[_failure(r, words) for r in run["results"] if not r["correct"]],
    )


def _verdict(run: Run, language: Language) -> str:
    right, all_, false = sum(r["correct"] for r in run["results"]), run["cases"], run["totals"]["false_figures"]
    if language is Language.ENGLISH:
        return f"{right} of {all_} cases fully right; {false} figures without a clause; {run['seconds']:.0f} s."
    return f"{all_} 题中 {right} 题全对；没有出处的数 {false} 个；用时 {run['seconds']:.0f} 秒。"


def _measures(totals: Mapping[str, Any], words: Mapping[str, str]) -> list[tuple[str, str, str]]:
    shares = {
        "numbers": totals["numbers"],
        "refused": totals["refused"]["unanswerable"],
        "false": totals["false"],
        "overrefused": totals["refused"]["answerable"],
        "citations": totals["citation_precision"],
        "quotes": totals["quotes"],
    }
    return [(words[key], *_share(share)) for key, share in shares.items()]


def _share(share: Mapping[str, Any]) -> tuple[str, str]:
    """``12/13 92.3%`` and ``66.7%–98.6%``; dashes where nothing was counted."""
    if not share["total"]:
        return "—", "—"
    return (
        f"{share['hits']}/{share['total']}  {share['hits'] / share['total']:.1%}",
        f"{share['low']:.1%}–{share['high']:.1%}",
    )


def _failure(result: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, object]:
    expected, got = result["expected"], result["got"]
    gold: Sequence[str] = [*expected["figures"], *expected["quotes"]]
    return {
        "id": f"{result['file']} {result['id']}",
        "question": " → ".join(result["questions"]),
        "expected": f"{words['refuse']}（{expected['refuse']}）" if expected["refuse"] else "；".join(gold),
        "got": got["text"],
        "citations": [f"{c['label']}：{c['quote']}" for c in got.get("citations", ())],
        "reasons": "；".join(result["reasons"]),
    }
