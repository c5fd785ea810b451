"""What the schemas are made of."""

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
