"""Since: what has become of the clauses of a kept answer, on the answer and on each card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.records import Change, Fate
from app.ui.escaping import escape
from app.ui.words import STATUSES, Language
from corpus.revisions.marks import Mark, MarkKind, marks

_BESIDE = 24  # characters that stay on either side of what has changed


@dataclass(frozen=True, slots=True)
class _Words:
    """``{…}`` are filled in with already escaped text."""

    answered_on: str
    unchanged: str
    changed: str
    today: str
    fates: dict[Fate, str]
    removed: str
    status: str
    head: str
    no_clause: str
    no_document: str
    moved_to: str
    status_was: str
    later: str
    legend: str


_WORDS = {
    Language.CHINESE: _Words(
        answered_on="这是 {at} 的回答",
        unchanged="，引用的条款至今没有变化。",
        changed="。此后有变化，不要照着念：",
        today="按今天的文件再问一次",
        fates={Fate.CHANGED: "条款文字已改", Fate.MOVED: "条款已移到别处", Fate.GONE: "条款已不在"},
        removed="文件已移除",
        status="文件的状态已变",
        head="回答以后的变化",
        no_clause="今天的文件里没有这一条；这张卡片上是回答当时的原文。",
        no_document="这份文件已从文件库移除；这张卡片上是回答当时的原文。",
        moved_to="现在在“{label}”。",
        status_was="文件当时是“{old}”，现在是“{new}”。",
        later="后续版本：{title}。",
        legend="划线的字已删，加底色的字是新的：",
    ),
    Language.ENGLISH: _Words(
        answered_on="Answered on {at}",
        unchanged="; the cited clauses are unchanged.",
        changed=". Changed since, do not read it out: ",
        today="Ask again as of today",
        fates={
            Fate.CHANGED: "the clause has other words now",
            Fate.MOVED: "the clause has moved",
            Fate.GONE: "the clause is not there any more",
        },
        removed="the document was removed",
        status="the document has another status now",
        head="Since this answer",
        no_clause="Today's document has no such clause; this card shows the words of that day.",
        no_document="The document has been removed from the library; this card shows the words of that day.",
        moved_to="It is now at “{label}”.",
        status_was="The document was “{old}” and is now “{new}”.",
        later="Later version: {title}.",
        legend="Struck out: gone. Underlined: new.",
    ),
}


def render_since(asked: datetime, changes: Sequence[Change], language: Language, *, exchange: str) -> str:
    """When a kept answer was given, what has changed since, and the button that asks again (``exchange``: its id)."""
    words = _WORDS[language]
    given = words.answered_on.format(at=f"{asked:%Y-%m-%d %H:%M}")
    notes = [f"[{c.key}] {note}" for c in changes for note in _notes(c, words)]
    if not notes:
        return f'<p class="pq-note pq-kept">{given}{words.unchanged if changes else ""}</p>'
    button = f'<button type="button" data-act="today" data-of="{escape(exchange)}">{words.today}</button>'
    return f'<p class="pq-note pq-kept pq-changed" role="status">{given}{words.changed}{"；".join(notes)} {button}</p>'


def render_change(change: Change, language: Language) -> str:
    """What stands on the card of a citation that is not as it was, with its old and new words."""
    words, now = _WORDS[language], change.now
    lines = [_status(change, language)] if change.replaced else []
    if change.document is None:
        lines.append(words.no_document)
    elif now is None:
        lines.append(words.no_clause)
    elif change.fate is Fate.MOVED:
        lines.append(words.moved_to.format(label=escape(now.label)))
    told = "".join(f"<p>{line}</p>" for line in lines)
    return f'<section class="pq-since"><h3>{words.head}</h3>{told}{_compared(change, words)}</section>'


def badges(change: Change, language: Language) -> str:
    """The same in a few words, for the head of the card."""
    return "".join(f'<span class="pq-aged">{note}</span>' for note in _notes(change, _WORDS[language]))


def _notes(change: Change, words: _Words) -> list[str]:
    if change.document is None:
        return [words.removed]
    fate = [words.fates[change.fate]] if change.fate in words.fates else []
    return [*fate, words.status] if change.replaced else fate


def _status(change: Change, language: Language) -> str:
    words, names, today = _WORDS[language], STATUSES[language], change.document
    if today is None:
        return ""
    said = words.status_was.format(old=names[change.citation.document.status], new=names[today.status])
    by = today.superseded_by
    return said + (words.later.format(title=f"《{escape(by.title)}》") if by is not None else "")


def _compared(change: Change, words: _Words) -> str:
    """Old and new words of the clause in one text; nothing where they are the same, or there are no new ones."""
    if change.now is None or change.document is None:
        return ""
    old = change.citation.clause.span.of(change.citation.document.text).strip()
    new = change.now.span.of(change.document.text).strip()
    if old == new:
        return ""
    found = marks(old, new)
    shown = "".join(_marked(mark, at, len(found)) for at, mark in enumerate(found))
    return f'<p class="pq-note">{words.legend}</p><p class="pq-marked">{shown}</p>'


def _marked(mark: Mark, at: int, count: int) -> str:
    match mark.kind:
        case MarkKind.REMOVED:
            return f"<del>{escape(mark.text)}</del>"
        case MarkKind.ADDED:
            return f"<ins>{escape(mark.text)}</ins>"
        case MarkKind.SAME:
            return escape(_shortened(mark.text, first=at == 0, last=at == count - 1))


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """What stayed, as far as it stands beside what changed."""
    before, after = ("" if first else text[:_BESIDE]), ("" if last else text[-_BESIDE:])
    return text if len(text) <= len(before) + len(after) + 1 else f"{before}…{after}"
