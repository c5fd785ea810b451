"""A revision as Markdown: the figures that changed, then the clauses, for a mail or a minute."""

from app.reports.revision import Language, figure_rows, place_of, verdict, versions_of, words_of
from corpus.revisions.change import Revision


def revision_markdown(revision: Revision, *, language: Language = "zh") -> str:
    """The same facts as ``app.reports.revision.revision_page``, without the marks inside the clauses."""
    words = words_of(language)
    lines = [f"# {words['title']}", "", verdict(revision, words), ""]
    lines += [f"- {v['side']}：{_cell(v['title'])}（{_cell(v['facts'])}）" for v in versions_of(revision, words)]
    figures = figure_rows(revision)
    lines += ["", f"## {words['quantities']}", ""]
    if figures:
        lines += [f"| {words['subject']} | {words['old']} | {words['new']} | {words['clause']} |", "|---|---|---|---|"]
        lines += [f"| {_cell(f.subject)} | {_cell(f.old)} | {_cell(f.new)} | {_cell(f.place)} |" for f in figures]
    else:
        lines.append(words["no_quantities"])
    lines += ["", f"## {words['clauses']}", ""]
    for change in revision.changed:
        places = " → ".join(p for p in (place_of(change.old), place_of(change.new)) if p)
        lines.append(f"- {words[str(change.kind)]} {_cell(places)}")
        for side, clauses in ((words["old"], change.old), (words["new"], change.new)):
            lines += [f"  - {side}：{_cell(c.text)}" for c in clauses]
    if not revision.changed:
        lines.append(words["no_changes"])
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """A text on one line in which Markdown has nothing to find."""
    escaped = "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in text)
    return " ".join(escaped.split()) or "—"
