"""The schemas of the contract: what the interfaces publish of their JSON, in OpenAPI and to MCP clients.

The contract's functions make the JSON; these types describe it, and a test holds each to the other.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

DecimalString = Annotated[
    str, Field(pattern=r"^-?\d+(\.\d+)?$", description="十进制数，基本单位（元、%、家…）", examples=["5000000"])
]
DocumentStatus = Literal["draft", "in_force", "superseded", "expired", "unknown"]
Path = Annotated[list[str], Field(description="印出的序号，自上而下", examples=[["三", "(二)", "2"]])]
Offset = Annotated[int, Field(ge=0, description="文件正文中的字符位置")]


class Shape(BaseModel):
    """One JSON object; it has the fields that are named here and no others."""

    model_config = ConfigDict(extra="forbid")


class Succession(Shape):
    """What takes the place of a document, and from which day."""

    document: str
    title: str
    since: date | None = Field(alias="from")


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


class Predecessor(Shape):
    """An older version, and how it is known to be one."""

    document: str
    source: Literal["told", "text", "title"]


class LibraryDocument(Shape):
    """A document of the library."""

    id: str
    title: str
    issuer: str | None
    number: str | None = Field(description="文号")
    status: DocumentStatus
    issued: date | None
    effective_from: date | None
    effective_to: date | None
    version: str | None
    path: str
    supersedes: list[Predecessor]
    superseded_by: Succession | None


class VersionQuestion(Shape):
    """Two documents that look like versions of one another while nobody has said whether they are."""

    new: str
    old: str
    path: str
    ordered: bool
    likelihood: str
    reasons: list[str]
    text: str


class Library(Shape):
    """Every document with its versions."""

    documents: list[LibraryDocument]
    questions: list[VersionQuestion]
    problems: list[str]


class ClauseReference(Shape):
    """A clause beside another one."""

    id: str
    label: str


class ClauseDocument(Shape):
    """The document of a clause."""

    id: str
    title: str
    number: str | None
    issuer: str | None
    status: DocumentStatus
    superseded_by: Succession | None


class ClausePage(Shape):
    """A clause in full, where it stands, and what stands around it."""

    id: str
    path: Path
    headings: list[str]
    label: str
    text: str
    start: Offset
    end: Offset
    page: int | None
    document: ClauseDocument
    parent: ClauseReference | None
    previous: ClauseReference | None
    next: ClauseReference | None
    children: list[ClauseReference]


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
