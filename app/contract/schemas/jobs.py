"""Changes of the library, and benefits to review."""

from typing import Annotated, Literal

from pydantic import Field

from app.contract.schemas.library import VersionQuestion
from app.contract.schemas.shape import DecimalString, Shape

ReviewStatus = Literal["draft", "confirmed", "rejected"]


class JobStep(Shape):
    """How far a change is."""

    stage: str
    done: int
    total: int


class JobDocument(Shape):
    """What became of a file."""

    id: str | None
    name: str
    status: Literal["added", "changed", "unchanged", "removed", "failed"]
    clauses: int
    error: str | None


class Job(Shape):
    """A change of the library. ``done`` says that it came to its end; single files may have failed all the same."""

    id: str
    kind: Literal["document.upload", "document.remove", "document.version", "library.sync", "benefit.review"]
    title: str
    user: str
    state: Literal["running", "done", "failed", "cancelled"]
    step: JobStep | None = Field(description="进度；开始前和结束后为 null")
    documents: list[JobDocument]
    questions: list[VersionQuestion] = Field(description="像是同一文件的不同版本、还没有人说是不是的")
    error: str | None = Field(description="没有完成的原因")


class Jobs(Shape):
    """What is under way and what has ended, the newest first."""

    jobs: list[Job]


class ReviewCondition(Shape):
    """A condition; without a figure it has words alone."""

    text: str
    bound: str | None = None
    low: DecimalString | None = None
    high: DecimalString | None = None
    unit: str | None = None


class ReviewedBenefit(Shape):
    """What was read of a clause, and what a person has decided of it."""

    clause: str
    title: str
    who: str
    conditions: list[ReviewCondition]
    formula: str | None
    cap: DecimalString | None
    frequency: str
    review: str = Field(description="需要人工核对的原因")
    confirmed: bool
    hash: str
    number: Annotated[int, Field(ge=0, description="核对时用来指这一项")]
    text: str = Field(description="条款里说这一项的原文；核对时原样送回")
    status: ReviewStatus
    stale: bool = Field(description="核对以后条款有改动")
    fields: dict[str, str] = Field(description="可以改正的内容，都须是条款里有的字")


class Review(Shape):
    """The benefits of a document for review."""

    document: str
    benefits: list[ReviewedBenefit]
