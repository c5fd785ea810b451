"""Two versions of a document side by side, with the figures that changed, as one HTML page."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.reports.rendering import page
from corpus import Clause, Document, ParsedDocument, Status
from corpus.quantities.quantity import Quantity
from corpus.revisions.change import ChangeKind, ClauseChange, Revision
from corpus.revisions.marks import Mark, marks

Language = Literal["zh", "en"]
_SAME_WORDS = (ChangeKind.RENUMBERED, ChangeKind.UNCHANGED)

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("修订对照", "What the revision changes"),
    "unchanged": ("未变", "unchanged"),
    "changed": ("修改", "changed"),
    "added": ("新增", "added"),
    "removed": ("删除", "removed"),
    "moved": ("移动", "moved"),
    "renumbered": ("改号", "renumbered"),
    "split": ("拆分", "split"),
    "merged": ("合并", "merged"),
    "quantities": ("变化的数字", "Figures that changed"),
    "no_quantities": ("没有数字变化。", "No figure changed."),
    "clauses": ("条款对照", "Clauses side by side"),
    "no_changes": ("条款没有变化。", "No clause changed."),
    "show_unchanged": ("显示未变的条款", "Show unchanged clauses"),
    "show_renumbered": ("只改了编号的条款", "Clauses with another number only"),
    "gone": ("已删除", "gone"),
    "come": ("新增", "new"),
    "has_figures": ("数字", "figures"),
    "no_figures": ("数字没有变化", "no figure changed"),
    "no_words": ("文字没有变化", "no words changed"),
    "count": ("{word} {number} 条", "{number} {word}"),
    "between": ("、", ", "),
    "semicolon": ("；", "; "),
    "stop": ("。", "."),
    "subject": ("内容", "What"),
    "old": ("旧版", "Old"),
    "new": ("新版", "New"),
    "clause": ("条款", "Clause"),
    "figures": ("处数字变化", "figures changed"),
    "nothing": ("两个版本的条款与数字都相同。", "Clauses and figures are the same in both versions."),
    str(Status.DRAFT): ("征求意见稿", "draft for comments"),
    str(Status.IN_FORCE): ("现行有效", "in force"),
    str(Status.SUPERSEDED): ("已被新版本替代", "superseded"),
    str(Status.EXPIRED): ("已失效", "expired"),
    str(Status.UNKNOWN): ("效力未注明", "status not stated"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One change as the page shows it."""

    kind: str
    old_places: str
    new_places: str
    marks: tuple[Mark, ...]
    has_figures: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure that changed; ``old`` or ``new`` is empty where it came or went."""

    subject: str
    old: str
    new: str
    place: str


def words_of(language: Language) -> dict[str, str]:
    """The fixed words of the page."""
    return {key: both[language == "en"] for key, both in _WORDS.items()}


def place_of(clauses: Sequence[Clause]) -> str:
    """Where clauses stand, by their printed labels: ``二/（一）``."""
    return "；".join("/".join(c.path) for c in clauses)


def figure_rows(revision: Revision) -> tuple[FigureRow, ...]:
    """The figures that changed, in words."""
    return tuple(
        FigureRow(
            subject=change.subject or "—",
            old=_raw(change.old),
            new=_raw(change.new),
            place=place_of([c for c in (change.new_clause or change.old_clause,) if c is not None]),
        )
        for change in revision.quantities
    )


def verdict(revision: Revision, words: dict[str, str]) -> str:
    """What the revision changes, in one sentence: ``13 处数字变化；修改 8 条、新增 1 条；改号 5 条、未变 11 条。``"""
    counts = Counter(c.kind for c in revision.clauses)
    changed, same = (
        words["between"].join(
            words["count"].format(number=counts[kind], word=words[str(kind)]) for kind in kinds if counts[kind]
        )
        for kinds in ([k for k in ChangeKind if k not in _SAME_WORDS], _SAME_WORDS)
    )
    number = len(revision.quantities)
    figures = f"{number} {words['figures']}" if number else words["no_figures"]
    return (
        words["semicolon"].join(part for part in (figures, changed or words["no_words"], same) if part) + words["stop"]
    )


def versions_of(revision: Revision, words: dict[str, str]) -> list[dict[str, str]]:
    """Both versions as a report names them: title, number, day, status, file."""
    return [_version(revision.old, words["old"], words), _version(revision.new, words["new"], words)]


def revision_page(revision: Revision, *, language: Language = "zh") -> str:
    """The page for ``revision``: self-contained, no script, nothing from outside."""
    words = words_of(language)
    touched = {c.id for q in revision.quantities for c in (q.old_clause, q.new_clause) if c is not None}
    rows = {kind: [_row(c, touched) for c in revision.clauses if c.kind is kind] for kind in _SAME_WORDS}
    return page(
        "revision.html.j2",
        language="en" if language == "en" else "zh-CN",
        title=f"{words['title']}：{revision.new.document.title}",
        words=words,
        verdict=verdict(revision, words),
        versions=versions_of(revision, words),
        figures=figure_rows(revision),
        changed=[_row(c, touched) for c in revision.changed if c.kind not in _SAME_WORDS],
        renumbered=rows[ChangeKind.RENUMBERED],
        unchanged=rows[ChangeKind.UNCHANGED],
    )


def _raw(quantity: Quantity | None) -> str:
    return quantity.raw if quantity is not None else ""


def _row(change: ClauseChange, touched: Set[str]) -> Row:
    old, new = (("\n".join(c.text.strip() for c in side)) for side in (change.old, change.new))
    has_figures = any(c.id in touched for c in (*change.old, *change.new))
    return Row(str(change.kind), place_of(change.old), place_of(change.new), marks(old, new), has_figures)


def _version(parsed: ParsedDocument, side: str, words: dict[str, str]) -> dict[str, str]:
    document: Document = parsed.document
    facts = [
        document.number,
        document.issued and document.issued.isoformat(),
        words[str(document.status)],
        Path(document.path).name,  # a report is passed on; the folders of whoever made it are not
    ]
    return {"side": side, "title": document.title, "facts": " · ".join(f for f in facts if f)}
