"""What programs send: the requests of the HTTP API and the arguments of the MCP tools are the same shapes."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError
from pydantic_core import ErrorDetails

from app.answering.answer import Turn
from app.desk.inquiry import Inquiry
from app.errors import InvalidRequest

_LONGEST = 100_000  # characters of any text; the settings' limit for a question is far below, and is told by the desk
_EXACT_DIGITS = 15
_R = TypeVar("_R", bound=BaseModel)

_REASONS = {
    "missing": "缺少 {place}",
    "extra_forbidden": "不认识 {place}",
    "string_type": "{place} 应当是文字",
    "bool_type": "{place} 应当是 true 或 false",
    "int_type": "{place} 应当是整数",
    "list_type": "{place} 应当是列表",
    "model_attributes_type": "{place} 应当是 JSON 对象",
    "model_type": "{place} 应当是 JSON 对象",
    "dict_type": "{place} 应当是 JSON 对象",
    "too_long": "{place} 太长，最多 {max_length} 项",
    "string_unicode": "{place} 里有半个字符（不成对的代理码位）",
    "string_too_long": "{place} 太长，最多 {max_length} 个字",
    "greater_than_equal": "{place} 应当不小于 {ge}",
    "less_than_equal": "{place} 应当不大于 {le}",
    "json_invalid": "内容不是正确的 JSON",
    "value_error": "{error}",
    "literal_error": "{place} 应当是 {expected} 之一",
    "too_short": "{place} 不能为空",
    "bool_parsing": "{place} 应当是 true 或 false",
    "float_parsing": "{place} 应当是一个数",
}


class Request(BaseModel):
    """One JSON object, read strictly: an unknown field is a mistake, a number no text."""

    model_config = ConfigDict(extra="forbid", strict=True)


class CitedBefore(BaseModel):
    """A citation as ``ask`` gave it; what is not named here may stay."""

    model_config = ConfigDict(extra="ignore", strict=True)

    document: str | None = None
    clause: str | None = None


class EarlierTurn(Request):
    """An earlier question of the conversation and its answer."""

    question: str = Field(max_length=_LONGEST)
    answer: str = Field(max_length=_LONGEST)
    citations: list[CitedBefore] = Field(default=[], description="那次回答的 citations，追问才知道指哪一条")

    def turn(self) -> Turn:
        """As the assistant takes it."""
        return Turn(
            self.question,
            self.answer,
            tuple(dict.fromkeys(c.document for c in self.citations if c.document)),
            tuple(dict.fromkeys(c.clause for c in self.citations if c.clause)),
        )


class AskRequest(Request):
    """A question."""

    question: str = Field(
        max_length=_LONGEST, description="要问的一句话", examples=["整机企业采购零部件，每年最多奖励多少？"]
    )
    history: list[EarlierTurn] = Field(default=[], max_length=50, description="此前的对话，由旧到新")
    # Text is the only form that JSON has for a day.
    as_of: Annotated[date, Field(strict=False)] | None = Field(
        default=None, description="按这一天的有效文件回答，默认今天"
    )
    document: str | None = Field(default=None, description="只依据这一份文件（它的 id）")
    within: list[str] | None = Field(default=None, max_length=1000, description="只在这些文件（id）里找答案")
    direct: bool = Field(default=False, description="只要不用模型的回答，不等模型表述")

    def inquiry(self) -> Inquiry:
        """As the desk takes it."""
        return Inquiry(
            self.question,
            tuple(t.turn() for t in self.history),
            self.as_of,
            self.document,
            None if self.within is None else frozenset(self.within),
        )


class SearchRequest(Request):
    """A search."""

    question: str = Field(max_length=_LONGEST, description="要找的内容")
    k: int = Field(default=10, ge=1, le=100, description="最多返回多少条")


class ClauseRequest(Request):
    """One clause by its id."""

    clause: str = Field(max_length=1000, description="条款编号，如回答依据里的 clause", examples=["plan#3.2.2"])


class MatchRequest(Request):
    """The situation of an enterprise, as far as it is known."""

    profile: dict[str, JsonValue] = Field(
        default={},
        max_length=1000,
        description="各项的答案：键是 fields 里的 key，或不重复的 label；数写成数字（按 unit）或带单位的文字，"
        "是否写成 true/false，选项写成文字或列表，不知道就不写。不写任何一项时得到要问的全部 fields。",
        examples=[{"属于·整机制造企业": True, "采购非关联零部件、软件企业产品年度采购量": "8000万元"}],
    )
    documents: list[str] = Field(default=[], max_length=1000, description="只看这些文件（id）；默认为全部有效文件")

    def answers(self) -> dict[str, object]:
        """The answers, figures exact. Raises InvalidRequest where a figure has lost digits on its way."""
        return {name: _exact(name, value) for name, value in self.profile.items()}


class NoArguments(Request):
    """Nothing is asked for."""


def read_request(kind: type[_R], value: object) -> _R:
    """A request as its shape.

    Raises InvalidRequest, with the first thing that is wrong in one sentence.
    """
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise InvalidRequest(sentence(error.errors(include_url=False), known=kind.model_fields)) from error


def _exact(name: str, value: JsonValue) -> object:
    """A binary fraction as the decimal that was written: JSON's numbers are exact up to fifteen digits."""
    if not isinstance(value, float):
        return value
    written = Decimal(repr(value))
    if not written.is_finite() or len(written.as_tuple().digits) > _EXACT_DIGITS:
        raise InvalidRequest(f'请求不对：“{name[:80]}”的数字位数太多，不能保证准确；请写成文字，如 "8000.5"。')
    return written


def sentence(errors: Iterable[ErrorDetails], *, known: Iterable[str] = ()) -> str:
    """The first of pydantic's errors as one sentence; ``known`` are the fields that there are."""
    first = next(iter(errors))
    place = ".".join(str(p) for p in first["loc"] if p not in {"body", "query"})[:80] or "请求"
    kind = first["type"]
    if kind.startswith("date"):
        reason = f"{place} 应当是 YYYY-MM-DD 形式的日期"
    else:
        reason = _REASONS.get(kind, "{place} 不对").format(place=place, **first.get("ctx", {}))
    fields = f"；可用的字段：{'、'.join(known)}" if kind == "extra_forbidden" and known else ""
    return f"请求不对：{reason}{fields}。"
