"""Mentions: references as they are printed, before anybody has looked for the clause."""

from dataclasses import dataclass
from enum import IntEnum

from corpus.span import Span


class Unit(IntEnum):
    """What a number counts, from the top down."""

    ATTACHMENT = 0  # 附件
    PART = 1  # 编
    SUBPART = 2  # 分编
    DIVISION = 3  # 部分
    CHAPTER = 4  # 章
    SECTION = 5  # 节
    ARTICLE = 6  # 条
    PARAGRAPH = 7  # 款
    ITEM = 8  # 项
    POINT = 9  # 目


@dataclass(frozen=True, slots=True)
class Step:
    """One number of a reference: 第十二条之一 is ``Step(Unit.ARTICLE, 12, "第十二条之一", sub=1)``.

    ``text`` is without blanks; of a number in brackets it is the bracket alone, as labels print it: ``（二）``.
    """

    unit: Unit
    value: int
    text: str
    sub: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """A place relative to the reference's own: 本条 (``back`` 0), 前款 (1), the first of 前两款 (2), 同条 (``None``)."""

    unit: Unit
    back: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Own:
    """The document that the reference stands in, by what it calls itself: 本办法 → ``Own("办法")``."""

    kind: str


@dataclass(frozen=True, slots=True)
class Named:
    """A document by its name. ``names`` are what may be meant, the likeliest first; empty: the one named before (该法)."""

    names: tuple[str, ...]
    words: str


Base = Near | Own | Named | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference in a text: from ``base`` (``None``: from where it stands) down the ``steps``."""

    span: Span
    base: Base
    steps: tuple[Step, ...]

    @property
    def path(self) -> tuple[str, ...]:
        """What is asked for, as printed."""
        near = (self.base.words,) if isinstance(self.base, Near) else ()
        return (*near, *(step.text for step in self.steps))
