"""Many questions in one run: a JSON line in, a JSON line out, in order."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.answering.answer import Turn
from app.contract import Json
from app.errors import InvalidQuestion
from corpus import PolicyQAError


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a batch. ``id`` is whatever JSON value the caller gave, to be given back."""

    id: object
    question: str
    history: tuple[Turn, ...] = ()


class BadLine(InvalidQuestion):
    """A line of the batch that is not what it should be; ``id`` where one could still be read."""

    def __init__(self, message: str, *, id: object = None) -> None:  # noqa: A002 - the contract's own word
        super().__init__(message)
        self.id = id


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The batch file, or standard input for ``-``."""
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    with path.open("rb") as stream:
        yield stream


def run(lines: BinaryIO, answer: Callable[[Item], Json]) -> Iterator[Json]:
    """Answer line after line. A line that cannot be answered gives ``{"id", "error"}``, and the run goes on."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        identity: object = None
        try:
            item = read_item(line, number=number)
            identity = item.id
            yield {"id": identity, **answer(item)}
        except BadLine as exc:
            yield {"id": exc.id, "error": str(exc)}
        except PolicyQAError as exc:
            yield {"id": identity, "error": str(exc)}


def read_item(line: bytes, *, number: int) -> Item:
    """One line as an item.

    Raises:
        BadLine: not UTF-8, not a JSON object, or without a question; names the line, counted from 1.
    """
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as exc:
        raise BadLine(f"第{number}行不是 UTF-8 编码的 JSON；请每行写一个 JSON 对象。") from exc
    if not isinstance(value, dict):
        raise BadLine(f'第{number}行不是 JSON 对象；请写成 {{"id": …, "question": …}}。')
    identity = value.get("id")
    question = value.get("question")
    if not isinstance(question, str):
        raise BadLine(f"第{number}行缺少文字字段 question；请补上问题。", id=identity)
    return Item(identity, question, _history(value.get("history"), number=number, identity=identity))


def _history(value: object, *, number: int, identity: object) -> tuple[Turn, ...]:
    if value is None:
        return ()
    wrong = BadLine(
        f'第{number}行的 history 应为 {{"question", "answer"}} 对象的列表（可带上次输出的 citations）；请改正或去掉。',
        id=identity,
    )
    if not isinstance(value, list):
        raise wrong
    turns = []
    for turn in value:
        question, answer = (turn.get("question"), turn.get("answer")) if isinstance(turn, dict) else (None, None)
        if not isinstance(question, str) or not isinstance(answer, str):
            raise wrong
        cited = turn.get("citations", [])
        if not isinstance(cited, list) or not all(isinstance(c, dict) for c in cited):
            raise wrong
        documents, clauses = _ids(cited, "document"), _ids(cited, "clause")
        turns.append(Turn(question, answer, documents, clauses))
    return tuple(turns)


def _ids(citations: list[dict[str, object]], key: str) -> tuple[str, ...]:
    """The ids that earlier citations name, as ``ask`` printed them."""
    return tuple(dict.fromkeys(i for c in citations if isinstance(i := c.get(key), str)))
