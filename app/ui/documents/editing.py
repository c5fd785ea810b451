"""What editors see above the list: the upload, what is under way, what became of the files, what is asked."""

from collections.abc import Collection, Sequence

from app.jobs import Step
from app.keeping.removal import is_uploaded
from app.keeping.work import Fate
from app.settings import Settings
from app.ui.documents.catalogue import Row
from app.ui.documents.listing import act
from app.ui.documents.words import WORDS
from app.ui.escaping import escape
from app.ui.uploading import render_drop
from app.ui.words import Language
from corpus.lineage.questions import VersionQuestion

_LISTED = 40  # files of a report that are listed one by one


def render_upload(settings: Settings, language: Language) -> str:
    """The place where files are chosen or dropped; its script sends them."""
    words, server = WORDS[language], settings.server
    hint = words.upload_hint.format(megabytes=server.upload_megabytes, count=server.upload_count)
    return render_drop(settings, language, label=words.upload, hint=hint, count=server.upload_count)


def render_step(title: str, step: Step | None, language: Language) -> str:
    """How far a work has come."""
    words = WORDS[language]
    stage = escape(step.stage) if step else words.starting
    bar = (
        f'<progress max="{step.total}" value="{step.done}"></progress>'
        if step and step.total
        else "<progress></progress>"
    )
    counted = f" {step.done}/{step.total}" if step and step.total else ""
    return f'<div class="pq-work" role="status"><span>{escape(title)}：{stage}{counted}</span>{bar}</div>'


def render_fates(fates: Sequence[Fate], language: Language) -> str:
    """What became of each file: those that failed first, with the reason; unchanged ones are counted."""
    words = WORDS[language]
    told = sorted((f for f in fates if f.status != "unchanged"), key=lambda f: f.status != "failed")
    rest = len(fates) - len(told)
    if len(fates) == rest == 1:
        told, rest = list(fates), 0
    rows = "".join(_fate(f, language) for f in told[:_LISTED])
    more = f'<li class="pq-note">{words.more.format(count=rest)}</li>' if rest else ""
    return f'<section class="pq-fates" role="status"><h2>{words.report}</h2><ul>{rows}{more}</ul></section>'


def render_questions(questions: Sequence[VersionQuestion], language: Language, *, later: Collection[str] = ()) -> str:
    """The open questions with their reasons; those put off are left out."""
    asked = [q for q in questions if key_of(q) not in later]
    if not asked:
        return ""
    words = WORDS[language]
    return (
        f'<section class="pq-questions"><h2>{words.ask}</h2>{"".join(_question(q, language) for q in asked)}</section>'
    )


def render_confirm(row: Row, settings: Settings, language: Language) -> str:
    """Whether a document is really to go, and what goes with it."""
    words, document = WORDS[language], row.document
    ask = words.remove_ask_file if is_uploaded(settings.home, document) else words.remove_ask_index
    said = ask.format(title=escape(document.title), path=escape(document.path))
    yes = act("remove-yes", document.id, words.remove, kind="pq-act-danger")
    return (
        f'<section class="pq-questions" role="alertdialog" aria-label="{words.remove}"><p>{said}</p>'
        f'<div class="pq-acts">{yes}{act("keep", "", words.keep)}</div></section>'
    )


def key_of(question: VersionQuestion) -> str:
    """A name for a question that a button can carry."""
    return f"{question.new.id}/{question.old.id}"


def _fate(fate: Fate, language: Language) -> str:
    words = WORDS[language]
    said = words.outcomes.get(fate.status, fate.status)
    count = f" · {words.clauses.format(count=fate.clauses)}" if fate.clauses else ""
    error = f'<span class="pq-fate-error">{escape(fate.error)}</span>' if fate.error else ""
    return f'<li class="pq-fate-{escape(fate.status)}"><b>{said}</b> {escape(fate.name)}{count}{error}</li>'


def _question(question: VersionQuestion, language: Language) -> str:
    words, key = WORDS[language], key_of(question)
    if question.ordered:
        answers = act("version-new", key, words.is_version, kind="pq-act-main")
    else:
        answers = act("version-new", key, words.is_new.format(title=question.new.title)) + act(
            "version-old", key, words.is_new.format(title=question.old.title)
        )
    answers += act("version-apart", key, words.no_version) + act("version-later", key, words.later)
    return f'<article><p>{escape(question.text)}</p><div class="pq-acts">{answers}</div></article>'
