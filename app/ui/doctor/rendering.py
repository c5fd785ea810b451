"""The doctor's findings as a table."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from app.ui.doctor.words import WORDS, Words
from app.ui.escaping import escape
from app.ui.words import Language

_MARKS = {"ok": "✓", "warn": "!", "fail": "✗"}
_FOLDED = 6  # findings of a topic from which on the ones that are fine are folded away

Finding = Mapping[str, Any]  # as ``policyqa doctor --json`` gives it

_FOR_READERS = {"index": False, "engines": False, "offline": True}  # topics, and whether with the sentence


def for_readers(findings: Sequence[Finding]) -> list[Finding]:
    """What concerns whoever asks questions. Folders, addresses, accounts and the versions of packages do not."""
    shown = [f for f in findings if f["topic"] in _FOR_READERS]
    return [f if _FOR_READERS[f["topic"]] else {**f, "message": ""} for f in shown]


def render_running(language: Language) -> str:
    """What stands there while it is looked at."""
    return f'<p class="pq-status-line pq-wait" role="status">{WORDS[language].running}</p>'


def render_findings(findings: Sequence[Finding], language: Language) -> str:
    """A verdict in one sentence, then the findings by topic; what is wrong comes first in its topic."""
    words = WORDS[language]
    topics = "".join(_topic(name, list(group), words) for name, group in groupby(findings, key=lambda f: f["topic"]))
    return f'{_verdict(findings, words)}<div class="pq-doctor">{topics}</div><p class="pq-note">{words.note}</p>'


def _verdict(findings: Sequence[Finding], words: Words) -> str:
    failed, warned = (sum(f["verdict"] == v for f in findings) for v in ("fail", "warn"))
    kind, text = ("fail", words.unwell) if failed else ("warn", words.warned) if warned else ("ok", words.well)
    said = text.format(count=len(findings), failed=failed, warned=warned)
    return f'<p class="pq-verdict pq-verdict-{kind}" role="status"><b>{_MARKS[kind]}</b> {said}</p>'


def _topic(name: str, findings: list[Finding], words: Words) -> str:
    fine = [f for f in findings if f["verdict"] == "ok"]
    rest = sorted((f for f in findings if f["verdict"] != "ok"), key=lambda f: f["verdict"] != "fail")
    head = f"<h2>{escape(words.topic(name))}</h2>"
    if len(fine) < _FOLDED:
        return f"<section>{head}{_rows([*rest, *fine], words)}</section>"
    folded = (
        f'<details><summary><span class="pq-mark-ok">{_MARKS["ok"]}</span> '
        f"{words.all_fine.format(count=len(fine))}</summary>{_rows(fine, words)}</details>"
    )
    return f"<section>{head}{_rows(rest, words)}{folded}</section>"


def _rows(findings: Sequence[Finding], words: Words) -> str:
    if not findings:
        return ""
    rows = "".join(
        f'<tr class="pq-finding-{f["verdict"]}"><td><span class="pq-mark-{f["verdict"]}">{_MARKS[f["verdict"]]}</span> '
        f'{words.verdicts[f["verdict"]]}</td><th scope="row">{escape(f["name"])}</th><td>{escape(f["message"])}</td></tr>'
        for f in findings
        if f["verdict"] in _MARKS
    )
    return f"<table>{rows}</table>"
