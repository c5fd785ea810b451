"""The text of a document as a page: its facts, its contents, its clauses with what is cited highlighted."""

from dataclasses import dataclass
from pathlib import Path

from app.viewing.address import clause_anchor, document_address, page_address
from app.viewing.asked import Asked, Language
from app.viewing.marking import Block, Highlight, blocks, highlight
from app.viewing.parts import entries, part_at, parts
from app.viewing.rendering import render, words_of
from app.viewing.source import SourceState, has_printed_pages, source_state
from corpus import Clause, Document, ParsedDocument, Span, Status

_UP = "../"  # from this page's folder to the page's own
_DEEPEST = 4  # levels that are set in; deeper ones would leave no room
_SHOWN_WARNINGS = 20
_BARE, _WORDS = 6, 14  # characters: a heading that says nothing, and what is shown of the text instead


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    address: str
    label: str
    level: int


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause as it is shown: its heading on a line of its own or at the head of its text, and where it is printed."""

    anchor: str
    level: int
    heading: tuple[Block, ...]
    lead: tuple[Block, ...]
    body: tuple[Block, ...]
    page: int | None
    page_address: str
    cited: bool


def text_page(parsed: ParsedDocument, asked: Asked, *, part: int | None = None) -> str:
    """The HTML of a document's text; ``part`` (from 1) of a long one, by default the one that is asked for."""
    document, words = parsed.document, words_of(asked.language)
    divided = parts(parsed.clauses)
    index = min(part or 1, len(divided)) - 1 if part or asked.at is None else part_at(divided, asked.at)
    marked = highlight(document, parsed.clauses, asked.span) if asked.span is not None else None
    printed = has_printed_pages(document)
    page = document.page_of(asked.at if asked.at is not None else divided[index][0].span.start) if printed else None
    return render(
        "text.html.j2",
        asked.language,
        document=document,
        up=_UP,
        other=_UP + _here(document, asked, "en" if asked.language == "zh" else "zh"),
        facts=_facts(parsed, words),
        note=_note(document, words, asked.language),
        notices=_notices(document, asked, words),
        contents=_contents(parsed, asked.language),
        clauses=[_clause(document, c, asked, marked, printed) for c in divided[index]],
        page=page,
        page_address=_UP + page_address(document.id, page, span=asked.span, language=_lang(asked)) if page else "",
        part=index + 1,
        parts=len(divided),
        part_address=f"{_UP}documents/{document.id}?lang={asked.language}&part=",
        marked=marked,
        warnings=[w.message for w in parsed.warnings[:_SHOWN_WARNINGS]],
    )


def _lang(asked: Asked) -> str:
    return "en" if asked.language == "en" else ""


def _here(document: Document, asked: Asked, language: Language) -> str:
    clause = asked.clause.id if asked.clause is not None else ""
    return document_address(document.id, clause=clause, span=asked.span, language=language)


def _clause(document: Document, clause: Clause, asked: Asked, marked: Highlight | None, printed: bool) -> ClauseView:
    head, body = _halves(document, clause)
    rest = blocks(document.text, body, marked)
    alone = not rest or rest[0].is_table or document.text[body.start] == "\n"
    title, lead = (blocks(document.text, head, marked), ()) if alone else ((), blocks(document.text, head, marked))
    page = document.page_of(clause.span.start) if printed else None
    address = _UP + page_address(document.id, page, span=clause.span, language=_lang(asked)) if page else ""
    return ClauseView(
        anchor=clause_anchor(clause.id),
        level=min(len(clause.path), _DEEPEST),
        heading=title,
        lead=lead,
        body=rest,
        page=page,
        page_address=address,
        cited=clause == asked.clause or (asked.span is not None and clause.span.overlaps(asked.span)),
    )


def _halves(document: Document, clause: Clause) -> tuple[Span, Span]:
    """The heading as it stands at the head of the clause's text, and the rest; an empty heading where it does not."""
    own, heading = clause.span.of(document.text), clause.headings[-1] if clause.headings else ""
    stands = bool(heading) and own.startswith(heading)
    cut = clause.span.start + (len(heading) if stands else 0)
    return Span(clause.span.start, cut), Span(cut, clause.span.end)


def _contents(parsed: ParsedDocument, language: Language) -> list[Entry]:
    several = len(parts(parsed.clauses)) > 1
    return [
        Entry(
            _UP + document_address(parsed.document.id, clause=c.id, language=language)
            if several
            else f"#{clause_anchor(c.id)}",
            _entry(parsed.document, c),
            min(len(c.path), _DEEPEST),
        )
        for c in entries(parsed.clauses)
    ]


def _entry(document: Document, clause: Clause) -> str:
    """The heading; where that is no more than a number, the words that follow it as well."""
    heading = clause.headings[-1] if clause.headings else clause.path[-1]
    if len(heading) > _BARE:
        return heading
    words = clause.span.of(document.text).removeprefix(heading).strip().partition("\n")[0]
    return f"{heading} {words[:_WORDS]}{'…' if len(words) > _WORDS else ''}"


def _facts(parsed: ParsedDocument, words: dict[str, str]) -> list[tuple[str, str]]:
    document = parsed.document
    known = (
        ("number", document.number),
        ("issuer", document.issuer),
        ("issued", document.issued and document.issued.isoformat()),
        ("effective_from", document.effective_from and document.effective_from.isoformat()),
        ("effective_to", document.effective_to and document.effective_to.isoformat()),
        ("version", document.version),
        ("department", document.department),
        ("characters", words["length"].format(clauses=len(parsed.clauses), characters=len(document.text))),
        ("file", Path(document.path).name),
    )
    return [(words[name], value) for name, value in known if value]


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader must know of the document's status; ``link`` and ``address`` name what took its place."""

    text: str
    link: str = ""
    address: str = ""
    after: str = ""


def _note(document: Document, words: dict[str, str], language: Language) -> Note | None:
    later = document.superseded_by
    if later is not None:
        after = words["since"].format(day=later.since.isoformat()) if later.since else ""
        address = _UP + document_address(later.id, language=language)
        return Note(words["superseded_note"], f"《{later.title.strip('《》')}》", address, after)
    if document.status in {Status.DRAFT, Status.EXPIRED}:
        return Note(words[f"{document.status.value}_note"])
    return None


def _notices(document: Document, asked: Asked, words: dict[str, str]) -> list[str]:
    state = source_state(document)
    found = [words["lost"]] if asked.lost else []
    return found if state is SourceState.SAME else [*found, words[state.value]]
