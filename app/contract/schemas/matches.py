"""What an enterprise qualifies for."""

from typing import Literal

from pydantic import Field

from app.contract.schemas.replies import Citation
from app.contract.schemas.shape import DecimalString, Shape

MatchStatus = Literal["met", "unmet", "unknown"]


class MatchedCondition(Shape):
    """One condition of a benefit, held against the answers."""

    text: str
    field: str = Field(description="问它的那一项（fields 里的 key）")
    need: str
    have: str | None
    status: MatchStatus


class MatchedBenefit(Shape):
    """What a clause gives, and whether the enterprise gets it."""

    clause: str
    citation: Citation
    title: str
    status: MatchStatus
    conditions: list[MatchedCondition]
    amount: DecimalString | None = Field(description="全部条件都满足才有，单位元")
    formula: str | None
    cap: DecimalString | None
    at_most: bool | None = Field(description="条款只说最高给多少")
    missing: list[str] = Field(description="还要知道的 fields")
    frequency: str
    who: str
    standing: str | None = Field(description="文件尚未施行等说明")
    review: str = Field(description="需要人工核对的原因")
    confirmed: bool = Field(description="已由人工核对")
    remarks: list[str]


class MatchTotal(Shape):
    """What the benefits of a document come to, only where the document lets them be added."""

    document: str
    amount: DecimalString | None
    formula: str | None = None
    at_most: bool | None = None
    reason: str | None = Field(default=None, description="不能合计的原因")
    citation: Citation | None


class MatchField(Shape):
    """One thing to be known of an enterprise."""

    key: str
    label: str
    about: str
    kind: Literal["amount", "count", "ratio", "period", "date", "choice", "yes-no"]
    unit: str
    options: list[str]
    help: str
    clauses: list[str]


class Matches(Shape):
    """What an enterprise qualifies for, and what it is asked."""

    benefits: list[MatchedBenefit]
    totals: list[MatchTotal]
    fields: list[MatchField]
    unused: list[str] = Field(description="没有哪一项问到的答案")
