"""Batches: a CSV file of enterprises in, the profile of each out; what cannot be read is named and left out."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.eligibility.field import Field
from app.eligibility.profile import InvalidAnswer, Profile, Value, names_of, read_answer
from corpus.quantities.numerals import fold

MOST_BYTES = 10_000_000
MOST_ROWS = 5_000
_MOST_COLUMNS = 1_000
NAME = "企业"
_NAMES = frozenset(
    {"企业", "企业名称", "单位", "单位名称", "公司", "公司名称", "名称", "name", "enterprise", "company"}
)
_WITH_UNIT = re.compile(r"(?P<name>.+)[(（](?P<unit>[^()（）]{1,8}(?:\(套\))?)[)）]")
_DELIMITERS = ",\t;，；"


@dataclass(frozen=True, slots=True)
class Enterprise:
    """One row that could be read: its number in the file (the heading is row 1), its name, what it answered."""

    row: int
    name: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that could not be read, for which its row was left out; ``column`` is empty where it is the whole row."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        place = f"第{self.row}行" + (f"“{self.column}”列" if self.column else "")
        return f"{place}：{self.reason}"


@dataclass(frozen=True, slots=True)
class Batch:
    """A file of enterprises. ``unused`` are the headings that no field has."""

    enterprises: tuple[Enterprise, ...]
    bad: tuple[BadCell, ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    field: Field | None = None
    unit: str = ""
    is_name: bool = False


def read_batch(data: bytes, form: Sequence[Field]) -> Batch:
    """The enterprises of a CSV file; its headings are keys or labels of fields, with a unit in brackets where wanted.

    ``年度采购量（万元）`` makes 800 of that column 800万元.

    Raises:
        InvalidAnswer: it is no CSV file, too large, or has no heading that a field has.
    """
    rows = _rows(data)
    heading = next(rows, [])
    if len(heading) > _MOST_COLUMNS:
        raise InvalidAnswer(f"表格有{len(heading)}列，最多{_MOST_COLUMNS}列；请先下载批量模板，在模板里填写。")
    columns = [_column(h.strip(), form) for h in heading]
    if not any(c.field for c in columns):
        raise InvalidAnswer("表格第一行里没有一列是表单的问题；请先下载批量模板，在模板里填写。")
    repeated = {c.field.key for c in columns if c.field and [d.field for d in columns].count(c.field) > 1}
    if repeated:
        raise InvalidAnswer(f"有两列问的是同一件事：“{sorted(repeated)[0]}”；请只留一列。")
    enterprises: list[Enterprise] = []
    bad: list[BadCell] = []
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS + 1:
            raise InvalidAnswer(f"表格超过{MOST_ROWS}行；请分成几个文件。")
        if any(cell.strip() for cell in row):
            _read_row(number, row, columns, enterprises, bad)
    unused = tuple(c.heading for c in columns if c.heading and not c.field and not c.is_name)
    return Batch(tuple(enterprises), tuple(bad), unused)


def template(form: Sequence[Field]) -> list[str]:
    """The headings of an empty batch file: the enterprise, then each field with its unit."""
    names = names_of(form)
    return [NAME, *(_heading(f, f.label if f.label in names else f.key) for f in form)]


def _heading(field: Field, name: str) -> str:
    return f"{name}（{field.unit}）" if field.unit else name


def _rows(data: bytes) -> Iterator[list[str]]:
    if len(data) > MOST_BYTES:
        raise InvalidAnswer(f"表格超过{MOST_BYTES // 1_000_000}MB；请分成几个文件。")
    text = _decoded(data)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as exc:
        raise InvalidAnswer(
            f"表格第{reader.line_num}行不合 CSV 的格式（{exc}）；请从电子表格另存为 CSV UTF-8。"
        ) from exc


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):  # the latter is what Chinese spreadsheets save
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InvalidAnswer("文件不是文字表格；请从电子表格另存为 CSV UTF-8 再上传。")


def _column(heading: str, form: Sequence[Field]) -> _Column:
    if fold(heading).lower() in _NAMES:
        return _Column(heading, is_name=True)
    names = {fold(name): field for name, field in names_of(form).items()}
    if field := names.get(fold(heading)):
        return _Column(heading, field)
    match = _WITH_UNIT.fullmatch(heading)
    field = names.get(fold(match["name"])) if match else None
    return _Column(heading, field, match["unit"] if match and field and match["unit"] != field.unit else "")


def _read_row(
    number: int, row: Sequence[str], columns: Sequence[_Column], enterprises: list[Enterprise], bad: list[BadCell]
) -> None:
    if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
        bad.append(BadCell(number, "", f"有{len(row)}个单元格，而表头只有{len(columns)}列；请检查逗号和引号"))
        return
    values: dict[str, Value] = {}
    name, wrong = f"第{number}行", []
    for column, cell in zip(columns, row, strict=False):
        if column.is_name:
            name = cell.strip() or name
        elif column.field is not None:
            try:
                value = read_answer(column.field, _with_unit(cell.strip(), column))
            except InvalidAnswer as exc:
                wrong.append(BadCell(number, column.heading, str(exc)))
            else:
                if value is not None:
                    values[column.field.key] = value
    if wrong:
        bad.extend(wrong)
    else:
        enterprises.append(Enterprise(number, name, Profile(values)))


def _with_unit(cell: str, column: _Column) -> str:
    bare = re.fullmatch(r"[\d,]+(?:\.\d+)?", fold(cell))
    return f"{cell}{column.unit}" if column.unit and bare else cell
