"""A made-up document of three clauses, and replies about it as the application would give them."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from app.answering import Answer, Number, Origin, Refusal
from corpus import Citation, Clause, Document, Span, Status
from eval.case import Case, Figure, Place
from index import Hit

TITLE = "某市节能改造支持办法(2031-2033年)"
LINES = (
    TITLE,
    "一、总则",
    "(一)改造补助。年度投资达200万元的,按年度投资的15%给予补助,单家企业每年最高补助400万元。",
    "(二)评选奖励。对省级、市级示范项目分别给予60万元、25万元奖励;至2033年建成示范项目8-9个。",
)


@pytest.fixture
def document() -> Document:
    return Document("jn", TITLE, "\n".join(LINES), "jn.txt", "0" * 64, "1" * 64, status=Status.DRAFT)


@pytest.fixture
def clauses(document: Document) -> tuple[Clause, ...]:
    found, start = [], 0
    paths: tuple[tuple[str, ...], ...] = (("序",), ("一",), ("一", "(一)"), ("一", "(二)"))
    for path, line in zip(paths, LINES, strict=True):
        span = Span(start, start + len(line))
        headings = ("序言",) if path == ("序",) else ("一、总则", line[:7])[: len(path)]
        found.append(Clause(f"jn#{'/'.join(path)}", "jn", path, headings, line, span))
        start += len(line) + 1
    return tuple(found)


@pytest.fixture
def cite(document: Document, clauses: tuple[Clause, ...]) -> Callable[[str], Citation]:
    """A citation of the words where they stand."""

    def at(words: str) -> Citation:
        start = document.text.index(words)
        span = Span(start, start + len(words))
        clause = next(c for c in clauses if c.span.contains(span))
        return Citation(document, clause, span, words)

    return at


@pytest.fixture
def answer(cite: Callable[[str], Citation]) -> Callable[..., Answer]:
    """An answer with the given text, quotes, and numbers as ``(text, value, unit, origin, key, formula)``."""

    def make(text: str, *quotes: str, numbers: tuple[tuple[object, ...], ...] = (), withheld: int = 0) -> Answer:
        made = tuple(
            Number(str(n[0]), Decimal(str(n[1])), str(n[2]), Origin(str(n[3])), n[4], n[5])  # type: ignore[arg-type]
            for n in numbers
        )
        return Answer("？", text, text, tuple(cite(q) for q in quotes), made, withheld=withheld)

    return make


@pytest.fixture
def refusal(document: Document, clauses: tuple[Clause, ...]) -> Callable[..., Refusal]:
    def make(message: str = "文件没有写。", reason: str = "near_miss", near: int = 2) -> Refusal:
        return Refusal("？", reason, message, (Hit(document, clauses[near], (), 1.0),))

    return make


def figure(value: str, unit: str, **more: object) -> Figure:
    return Figure(Decimal(value), Decimal(value), unit, **more)  # type: ignore[arg-type]


@pytest.fixture
def case() -> Callable[..., Case]:
    """A case about clause 一/(一) that expects 15 %, changed by keywords."""

    def make(**changes: object) -> Case:
        fields: dict[str, object] = {
            "id": "t",
            "questions": ("比例是多少？",),
            "expect": (figure("15", "%"),),
            "cite": ((Place("jn", ("一", "(一)")),),),
            "path": Path("t.yaml"),
            "line": 1,
        }
        return Case(**{**fields, **changes})  # type: ignore[arg-type]

    return make
