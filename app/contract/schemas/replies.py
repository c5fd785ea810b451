"""Answers, refusals and search hits."""

from typing import Literal

from pydantic import Field

from app.contract.schemas.shape import DecimalString, DocumentStatus, Offset, Path, Shape, Succession


class Citation(Shape):
    """The place that ``[key]`` in the answer points to."""

    key: int = Field(ge=1)
    document: str
    title: str
    status: DocumentStatus
    clause: str
    path: Path
    label: str = Field(description="标题路径，可以照着念")
    quote: str = Field(description="原文，与正文 start 到 end 一字不差")
    start: Offset
    end: Offset
    page: int | None
    superseded_by: Succession | None = Field(default=None, description="只有已有后续版本的文件才有")


class Number(Shape):
    """A figure of the answer and where it comes from; there is no fourth place."""

    text: str = Field(examples=["500万元"])
    value: DecimalString
    unit: str
    status: Literal["quoted", "asked", "computed"]
    citation: int | None = Field(description="所在或据以计算的依据的 key")
    formula: str | None


class Conflict(Shape):
    """Two places that give different figures for what looks like the same thing."""

    citations: list[int]
    message: str


class Nearest(Shape):
    """A clause that comes close and is no answer."""

    document: str
    clause: str
    path: Path
    label: str
    text: str


class Timings(Shape):
    """Milliseconds since the question arrived; ``null`` where the step did not happen."""

    retrieve: float
    direct: float
    first_token: float | None
    total: float


class Reply(Shape):
    """An answer, or a refusal (``refused``) with the clauses that come nearest."""

    question: str
    refused: bool
    reason: str | None = Field(description="拒答的代码：no_match、near_miss、empty_index…")
    answer: str = Field(description="要显示的回答；[1] 指向 key 为 1 的依据")
    direct: str = Field(description="不用模型的回答")
    citations: list[Citation]
    numbers: list[Number]
    conflicts: list[Conflict]
    nearest: list[Nearest] | None = Field(default=None, description="只有拒答才有")
    engine: str
    model: str | None
    withheld: int = Field(ge=0, description="未通过核对、没有显示的模型表述句数")
    incomplete: str | None = Field(default=None, description="模型中断或未能表述时的一句说明")
    timings_ms: Timings


class Hit(Shape):
    """A clause that was found."""

    rank: int = Field(ge=1)
    clause: str
    document: str
    path: Path
    text: str
    score: float = Field(description="只在同一次检索内可比")


class Hits(Shape):
    """What retrieval found, best first."""

    hits: list[Hit]
