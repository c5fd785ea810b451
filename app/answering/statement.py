"""A model's text as it arrives, cut into statements with the keys they cite."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.answering.lexicon import lexicon

_KEY = re.compile(r"\s*[\[［【]\s*([0-9０-９]{1,4})\s*[\]］】]")
_ANY_BRACKET = re.compile(r"\s*[\[［【][^\]］】]{0,40}[\]］】]")
_END = re.compile(r"[。！？!?；;\n]+")
_LIST_MARK = re.compile(r"^\s*(?:[-*•]+|\d{1,2}\s*[.、)）](?!\d))\s*")
_MOST_CHARACTERS = 600  # a "sentence" longer than this is a model that has lost its way


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a model: its words without key marks, and the keys in the order they were written."""

    body: str
    keys: tuple[int, ...]

    def shown(self, keys: Iterable[int]) -> str:
        """The words with the marks of ``keys`` before the final punctuation."""
        marks = "".join(f"[{k}]" for k in dict.fromkeys(keys))
        words = self.body.rstrip("。！？!?；;\n ")
        end = self.body[len(words) :].strip()[:1] or "。"
        return f"{words}{marks}{end}"


def read_statement(text: str) -> Statement | None:
    """The statement in ``text``, or ``None`` where there are no words in it."""
    keys = tuple(int(m[1]) for m in _KEY.finditer(text))
    body = _LIST_MARK.sub("", _ANY_BRACKET.sub("", text)).replace("**", "").strip()
    return Statement(body, keys) if re.search(r"\w", body) else None


def statements(pieces: Iterable[str]) -> Iterator[Statement]:
    """Cut the pieces of a stream into statements, each given out as soon as its end is certain.

    A key may follow the full stop, so a sentence ends where something other than a key begins.
    """
    pending = ""
    for piece in pieces:
        pending += piece
        while (cut := _cut(pending)) is not None:
            head, pending = pending[:cut], pending[cut:]
            if (statement := read_statement(head)) is not None:
                yield statement
    if (statement := read_statement(pending)) is not None:
        yield statement


def joined(found: Iterable[Statement]) -> Iterator[Statement]:
    """The statements that say something; the keys of an empty one ("根据条款[1]。") go to the keyless one before it."""
    held: Statement | None = None
    for statement in found:
        if says_something(statement.body):
            if held is not None:
                yield held
            held = None if statement.keys else statement
            if statement.keys:
                yield statement
        elif held is not None:
            yield Statement(held.body, statement.keys)
            held = None
    if held is not None:
        yield held


def says_something(body: str) -> bool:
    """Whether words or figures are left when the empty words are taken out."""
    return len(re.findall(r"\w", lexicon().stop.sub("", body))) > 1


def _cut(text: str) -> int | None:
    """Where the first statement of ``text`` ends, or ``None`` while more may belong to it."""
    end = _END.search(text)
    if end is None:
        return _MOST_CHARACTERS if len(text) > _MOST_CHARACTERS else None
    at = end.end()
    while mark := _ANY_BRACKET.match(text, at):
        at = mark.end()
    tail = text[at:].lstrip(" ")
    if not tail or tail[0] in "[［【。！？!?；;":
        return None
    return at
