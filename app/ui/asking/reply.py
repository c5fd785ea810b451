"""A reply as HTML: the model-free answer, the model's wording, the evidence; or a refusal.

Pure functions of a reply and a language. Every text of a document, a question or a model goes through
``app.ui.escaping``.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from app.answering.answer import Answer, Conflict, Number, Origin, Refusal, Reply
from app.records import Change
from app.ui.asking.copying import markdown, plain, spoken
from app.ui.asking.evidence import render_evidence, render_nearest, short_name, status_label, titled
from app.ui.asking.hints import render_hints
from app.ui.asking.lines import is_cited, is_computation, lines_of
from app.ui.asking.marks import chip, render_marked
from app.ui.asking.words import WORDS, Words
from app.ui.escaping import escape
from app.ui.words import Language
from corpus import Document

_LIST = 4  # lines from which on they are numbered


def render_reply(
    reply: Reply,
    language: Language,
    *,
    anchor: str = "t0",
    said: str = "",
    stopped: bool = False,
    as_of: date | None = None,
    changes: Sequence[Change] = (),
) -> str:
    """The whole reply: what the page's three parts show, one under the other."""
    return (
        render_direct(reply, language, anchor=anchor, as_of=as_of)
        + render_wording(reply, language, anchor=anchor, said=said, stopped=stopped)
        + render_support(reply, language, anchor=anchor, changes=changes)
    )


def render_direct(reply: Reply, language: Language, *, anchor: str = "t0", as_of: date | None = None) -> str:
    """The model-free answer with its status, conflicts and computations; or the refusal. ``as_of``: the day asked about."""
    words = WORDS[language]
    if isinstance(reply, Refusal):
        return _refusal(reply, words)
    return (
        f'<article class="pq-answer"><header>{_sources(reply, words)}</header>'
        f"{_lines(reply, anchor, words)}{_formulas(reply, anchor, words)}"
        f"{_conflicts(reply, anchor, words)}{_spoken(reply, as_of, words)}"
        f"<footer>{_legend(reply.numbers, words)}{_timings(reply, words)}</footer></article>"
    )


def render_wording(
    reply: Reply,
    language: Language,
    *,
    anchor: str = "t0",
    said: str = "",
    speaking: bool = False,
    stopped: bool = False,
) -> str:
    """The model's part. ``said`` is what has come of it so far; ``speaking``: more may come; ``stopped``: by the user."""
    words = WORDS[language]
    if isinstance(reply, Refusal):
        return ""
    if not (speaking or stopped or _has_model(reply)):
        return f'<p class="pq-note pq-no-model">{words.no_model}</p>'
    said = said or (reply.text if reply.text != reply.direct else "")
    body = ""
    if said:
        marked = render_marked(said, numbers=reply.numbers, citations=reply.citations, anchor=anchor, words=words)
        body = f'<div class="pq-text"><p class="pq-line">{marked}</p></div>'
    waiting = f'<p class="pq-note pq-wait">{words.wording_wait}</p>'
    notes = waiting if speaking else _notes(reply, words, said, stopped)
    return f'<article class="pq-wording" aria-live="polite"><h2>{words.wording}</h2>{body}{notes}</article>'


def render_support(reply: Reply, language: Language, *, anchor: str = "t0", changes: Sequence[Change] = ()) -> str:
    """The evidence of an answer, ``changes`` marked on its cards; or what comes nearest to one."""
    if isinstance(reply, Refusal):
        return render_nearest(reply.nearest, anchor=anchor, language=language)
    return render_evidence(reply, anchor=anchor, language=language, changes=changes)


def _has_model(answer: Answer) -> bool:
    return answer.model is not None or answer.text != answer.direct or bool(answer.incomplete) or answer.withheld > 0


def _sources(answer: Answer, words: Words) -> str:
    documents: dict[str, Document] = {c.document.id: c.document for c in answer.citations}
    return "".join(
        f'<span class="pq-source"><span class="pq-document">{escape(titled(d))}</span>{status_label(d.status, words)}'
        "</span>"
        for d in documents.values()
    )


def _lines(answer: Answer, anchor: str, words: Words) -> str:
    """One paragraph a line, a computation marked as one; what is merely related is folded up."""
    lines = lines_of(answer)
    warnings = {c.message for c in answer.conflicts}
    main, related, notes = (
        _listed([line for line in part if line not in warnings], answer, anchor, words)
        for part in (lines.main, lines.related, lines.notes)
    )
    if related:
        title = words.related.format(count=len(lines.related))
        related = f'<details class="pq-related"><summary>{title}</summary>{related}</details>'
    return f'<div class="pq-text">{main}{related}{notes}</div>'


def _listed(lines: Sequence[str], answer: Answer, anchor: str, words: Words) -> str:
    """The lines one by one; where many of the document's own follow each other, as a numbered list."""
    parts: list[str] = []
    for own, group in groupby(lines, key=lambda line: is_cited(line) and not is_computation(line, answer)):
        run = [_line(line, answer, anchor, words) for line in group]
        if own and len(run) >= _LIST:
            items = "".join(f"<li>{line}</li>" for line in run)
            parts.append(f'<ol class="pq-list">{items}</ol>')
        else:
            parts += run
    return "".join(parts)


def _line(line: str, answer: Answer, anchor: str, words: Words) -> str:
    kind = "" if is_cited(line) else " pq-remark"
    if is_computation(line, answer):
        kind = " pq-reckoned"
    marked = render_marked(line, numbers=answer.numbers, citations=answer.citations, anchor=anchor, words=words)
    return f'<p class="pq-line{kind}">{marked}</p>'


def _formulas(answer: Answer, anchor: str, words: Words) -> str:
    """The formulas of computed figures that the answer's lines do not spell out themselves."""
    lines = "".join(
        f"<li>{escape(n.formula)}{chip(n.citation, words.evidence, anchor=anchor) if n.citation else ''}</li>"
        for n in answer.numbers
        if n.origin is Origin.COMPUTED and n.formula and n.formula not in answer.direct
    )
    return f'<section class="pq-formula"><h2>{words.formula}</h2><ul>{lines}</ul></section>' if lines else ""


def _conflicts(answer: Answer, anchor: str, words: Words) -> str:
    boxes = "".join(
        "<li>"
        + render_marked(_with_keys(c), numbers=answer.numbers, citations=answer.citations, anchor=anchor, words=words)
        + "</li>"
        for c in answer.conflicts
    )
    return (
        f'<section class="pq-conflict" role="alert"><h2>{words.conflict}</h2><ul>{boxes}</ul></section>'
        if boxes
        else ""
    )


def _with_keys(conflict: Conflict) -> str:
    """The message, with the marks of both places where it does not name them itself."""
    return "".join([conflict.message, *(f"[{key}]" for key in conflict.keys if f"[{key}]" not in conflict.message)])


def _spoken(answer: Answer, as_of: date | None, words: Words) -> str:
    """What to read out, visible, and buttons that copy it and the longer forms."""
    said = spoken(answer, as_of=as_of)
    forms = (
        (words.copy, said),
        (words.copy_plain, plain(answer, as_of=as_of)),
        (words.copy_markdown, markdown(answer, as_of=as_of)),
    )
    buttons = "".join(
        f'<button type="button" class="pq-copy" data-text="{escape(text)}" data-done="{words.copied}">{name}</button>'
        for name, text in forms
    )
    return (
        f'<section class="pq-spoken"><h2>{words.spoken}</h2><p class="pq-say">{escape(said)}</p>'
        f'<p class="pq-copies">{buttons}</p></section>'
    )


def _legend(numbers: Sequence[Number], words: Words) -> str:
    names = {Origin.QUOTED: words.quoted, Origin.COMPUTED: words.computed, Origin.ASKED: words.asked}
    used = [o for o in Origin if any(n.origin is o for n in numbers)]
    items = "".join(f'<span class="pq-figure pq-{o.value}">{names[o]}</span>' for o in used)
    return f'<span class="pq-legend">{words.legend}{items}</span>' if items else ""


def _timings(reply: Reply, words: Words) -> str:
    timings = reply.timings
    if not timings.direct:
        return ""
    text = words.timings.format(retrieve=f"{timings.retrieve:.0f}", direct=f"{timings.direct:.0f}")
    return f'<span class="pq-timings">{text}</span>'


def _notes(answer: Answer, words: Words, said: str, stopped: bool) -> str:
    """What is to be said of the model once it has spoken, each in a line of its own."""
    notes: list[str] = []
    if said and answer.model:
        notes.append(
            words.wording_note.format(
                model=escape(short_name(answer.model)), engine=escape(words.engine(answer.engine))
            )
        )
    elif not said and not stopped and not answer.incomplete:
        notes.append(words.wording_none)
    if answer.withheld and said:
        notes.append(words.withheld.format(count=answer.withheld))
    lines = "".join(f'<p class="pq-note">{note}</p>' for note in notes)
    if stopped:
        lines += f'<p class="pq-note pq-stopped">{words.stopped}</p>'
    if answer.incomplete:
        lines += (
            f'<p class="pq-incomplete" role="alert"><b>{words.incomplete}</b> {escape(answer.incomplete)}'
            f"{words.stands}</p>"
        )
    return lines


def _refusal(refusal: Refusal, words: Words) -> str:
    return (
        f'<article class="pq-refusal"><h2>{words.refusal}</h2><p>{escape(refusal.message)}</p>'
        f"{render_hints(refusal, words)}<footer>{_timings(refusal, words)}</footer></article>"
    )
