"""Errors, and the state of the service."""

from typing import Literal

from pydantic import Field

from app.contract.schemas.shape import Shape


class ErrorDetail(Shape):
    """What went wrong."""

    code: str = Field(examples=["invalid_question"])
    message: str = Field(description="一句话：什么不对、为什么、下一步")


class Failure(Shape):
    """Every error has this shape."""

    error: ErrorDetail


class Health(Shape):
    """Whether questions can be answered, and by what."""

    status: Literal["ok", "loading", "failed"]
    message: str | None = Field(description="不能回答时的原因和下一步")
    version: str
    generation: str | None = Field(description="正在使用的索引版本")
    documents: int | None
    clauses: int | None
    engine: str | None
    model: str | None
    questions_under_way: int
    questions_waiting: int = Field(description="在等模型空闲的问题数")
