"""What programs send to change the library."""

from typing import Literal

from pydantic import Field, model_validator

from app.contract.requests import Request
from corpus.benefits.amending import CORRECTABLE, Decision


class VersionRequest(Request):
    """What a person says of a document that looks like a version of others: one of the two."""

    document: str = Field(max_length=1000, description="新版文件的 id")
    supersedes: list[str] = Field(default=[], max_length=100, description="它取代的旧版（id）")
    not_a_version: bool = Field(default=False, description="它不是所问文件的新版")

    @model_validator(mode="after")
    def _one_of_both(self) -> "VersionRequest":
        if bool(self.supersedes) == self.not_a_version:
            raise ValueError("supersedes 和 not_a_version 须取一且只取一")
        return self


class ReviewDecision(Request):
    """What is decided of one benefit."""

    number: int = Field(ge=0, description="benefits 里的 number")
    text: str = Field(max_length=100_000, description="benefits 里的 text，原样")
    status: Literal["draft", "confirmed", "rejected"]
    fields: dict[str, str] = Field(
        default={},
        max_length=len(CORRECTABLE),
        description=f"要改正的内容，可用：{'、'.join(CORRECTABLE)}；数须是条款里有的，空文字表示删去",
        examples=[{"cap": "300万元"}],
    )

    def decision(self) -> Decision:
        """As the review file takes it."""
        return Decision(self.number, self.text, self.status, self.fields)


class ReviewRequest(Request):
    """Decisions on benefits of one document; all are written, or none."""

    decisions: list[ReviewDecision] = Field(min_length=1, max_length=1000)
