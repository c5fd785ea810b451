"""What is taken from an answer to be used elsewhere: a sentence to read out, plain text, Markdown. In Chinese, as the clauses."""

import re
from datetime import date

from app.answering.answer import Answer
from app.ui.asking.day import in_chinese
from app.ui.asking.evidence import titled
from app.ui.asking.lines import is_cited, is_computation, key_at_end, lines_of
from app.ui.asking.marks import without_marks
from app.ui.asking.place import said_place
from app.ui.words import STATUSES, Language
from corpus import Citation, Document, Status

_LONGEST = 160  # characters that are read out before the rest is left to the text
_REST = "其余规定请看原文。"
_REST_OF_LIST = "这里共列了{count}条，其余请看原文。"
_LIST = 4  # lines from which on it is said how many there are
# What a PDF prints in half width, and what nobody says: 2027年,实现… × 10% = 800万元.
_SAID = (
    (re.compile(r"(?<=[^\x00-\x7f]),\s*|,\s*(?=[^\x00-\x7f])"), "，"),
    (re.compile(r"(?<=[^\x00-\x7f]);\s*|;\s*(?=[^\x00-\x7f])"), "；"),
    (re.compile(r"\(([^()]*)\)"), r"（\1）"),
    (re.compile(r"\s*×\s*"), "乘以"),
    (re.compile(r"\s*÷\s*"), "除以"),
    (re.compile(r"\s*=\s*"), "等于"),
)
_MARKDOWN = re.compile(r"([\\`*_{}<>#|~]|\](?=\())")


def spoken(answer: Answer, *, as_of: date | None = None) -> str:
    """What to read out over a telephone: document, status, clause, answer; another clause where it changes.

    No ``[n]``; a computation stands for the sentences that it was made from, what is merely related is left out.
    Conflicts and notes are read out as well.
    """
    lines = lines_of(answer)
    warnings = [c.message for c in answer.conflicts]
    main = [line for line in lines.main if line not in warnings]
    chosen = [line for line in main if is_computation(line, answer)] or _short(main)
    parts = [f"按{in_chinese(as_of)}有效的文件，"] if as_of else []
    place = before = None
    for line in [*chosen, *warnings]:
        place = _place(line, answer) or place
        if place is not None and place != before and line not in warnings:
            parts.append(_named_place(place, before))
            before = place
        parts.append(_sentence(line))
    left = _REST_OF_LIST.format(count=len(main)) if len(main) >= _LIST and all(map(is_cited, main)) else _REST
    rest = [left] if chosen != main and not any(is_computation(line, answer) for line in chosen) else []
    said = "".join([*parts, *rest, *(_sentence(note) for note in lines.notes)])
    for printed, aloud in _SAID:
        said = printed.sub(aloud, said)
    return said


def plain(answer: Answer, *, as_of: date | None = None) -> str:
    """Question, answer and the clauses that it cites, for a letter or a record."""
    cited = "\n".join(f"[{key}] {_source(c)}：“{c.quote}”" for key, c in enumerate(answer.citations, start=1))
    return f"问：{answer.question}\n答：{_dated(as_of)}{answer.direct}\n\n依据：\n{cited}\n"


def markdown(answer: Answer, *, as_of: date | None = None) -> str:
    """The same as Markdown; what the documents print is not taken for markup."""
    said = "\n\n".join(literal(line) for line in f"{_dated(as_of)}{answer.direct}".split("\n"))
    cited = "\n".join(
        f"{key}. {literal(_source(c))}\n   > {literal(c.quote).replace(chr(10), ' ')}"
        for key, c in enumerate(answer.citations, start=1)
    )
    return f"**{literal(answer.question)}**\n\n{said}\n\n**依据**\n\n{cited}\n"


def literal(text: str) -> str:
    """The text for Markdown: what it prints is not taken for markup."""
    return _MARKDOWN.sub(r"\\\1", text)


def _short(lines: list[str]) -> list[str]:
    """The first line, and what follows as long as it can be read out in one breath or two."""
    chosen, length = lines[:1], len(lines[0]) if lines else 0
    for line in lines[1:]:
        length += len(line)
        if length > _LONGEST:
            break
        chosen.append(line)
    return chosen


def _sentence(line: str) -> str:
    text = without_marks(line).strip()
    return text if text.endswith(("。", "；", "：", "！", "？", ";", ".")) else f"{text}。"


def _place(line: str, answer: Answer) -> Citation | None:
    key = key_at_end(line)
    return answer.citations[key - 1] if 0 < key <= len(answer.citations) else None


def _named_place(place: Citation, before: Citation | None) -> str:
    """How a place is said: the document where it is new, then the clause."""
    if before is not None and before.clause.id == place.clause.id:
        return ""
    said = said_place(place.clause)
    if before is not None and before.document.id == place.document.id:
        return f"{said}：" if said else ""
    return f"根据{_document(place.document)}{said}："


def _document(document: Document) -> str:
    """The title with the status, unless that is unknown or stands in the title."""
    label = STATUSES[Language.CHINESE][document.status]
    known = document.status is Status.UNKNOWN or label in document.title
    return f"{titled(document)}{'' if known else f'（{label}）'}"


def _source(citation: Citation) -> str:
    document, page = citation.document, citation.page
    number = f"（{document.number}）" if document.number else ""
    printed = f"，第{page}页" if page is not None else ""
    return f"{_document(document)}{number}{said_place(citation.clause)}{printed}"


def _dated(as_of: date | None) -> str:
    return f"（按{in_chinese(as_of)}有效的文件回答）" if as_of else ""
