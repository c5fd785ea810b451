"""Tables: matches as rows for a spreadsheet, and files of them that no spreadsheet takes for formulae."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

import xlsxwriter

from app.eligibility.field import Field
from app.eligibility.findings import UNREVIEWED, gist, remarks, standing
from app.eligibility.matching import Checked, Match, Status

Cell = str | Decimal | None
Row = Sequence[Cell]

COLUMNS = (
    "企业", "文件", "文件效力", "条款", "支持内容", "给多少", "结论", "数额（元）", "数额说明", "计算", "上限（元）", "周期",
    "各项条件", "尚缺", "须留意", "条款原文",
)  # fmt: skip
WORDS = {Status.MET: "符合", Status.UNMET: "不符合", Status.UNKNOWN: "待定"}
MARKS = {Status.MET: "✓", Status.UNMET: "✗", Status.UNKNOWN: "？"}
_WIDTH = 18  # characters
_WIDTHS = {
    "文件": 28, "条款": 28, "支持内容": 24, "给多少": 26, "结论": 8, "数额说明": 10, "计算": 40, "各项条件": 50, "尚缺": 30,
    "须留意": 40, "条款原文": 60,
}  # fmt: skip
_FORMULA = re.compile(r"^[\s\x00-\x1f]*[=+\-@＝＋－＠]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_000  # characters that a spreadsheet's cell holds


def rows_of(matches: Iterable[Match], form: Sequence[Field], *, name: str = "") -> list[Row]:
    """One row for each match, under ``COLUMNS``; ``name`` is the enterprise's."""
    labels = {field.key: field.label for field in form}
    return [_row(found, labels, name) for found in matches]


def _row(found: Match, labels: dict[str, str], name: str) -> Row:
    offer, amount = found.offer, found.amount
    benefit = offer.benefit
    return (
        name, offer.document.title, standing(offer.document), offer.clause.label, offer.title,
        gist(offer), WORDS[found.status], amount.value if amount else None, how_much(found), amount.formula if amount else "",
        offer.cap, benefit.scope + benefit.frequency, "；".join(map(condition_line, found.conditions)),
        "、".join(labels[key] for key in found.missing), "；".join((*remarks(found), *_unreviewed(found))), offer.citation.quote,
    )  # fmt: skip


def _unreviewed(found: Match) -> tuple[str, ...]:
    return () if found.offer.benefit.confirmed else (UNREVIEWED,)


def how_much(found: Match) -> str:
    """What kind of amount it is: exact, an upper limit, the cap alone, or none."""
    if found.amount is not None:
        return "最高" if found.amount.at_most else "确定"
    return "" if found.ceiling is None else "未定，不超过上限"


def condition_line(checked: Checked) -> str:
    """A condition with its mark: ``✓ 年度采购量：不低于100万元，填写8000万元``."""
    requirement = checked.requirement
    have = f"，填写{checked.have}" if checked.have else "，未填写"
    return f"{MARKS[checked.status]} {requirement.field.label}：须{requirement.need}{have}"


def as_csv(rows: Iterable[Row], columns: Sequence[str] = COLUMNS) -> bytes:
    """A CSV file in UTF-8 with a byte-order mark, by which spreadsheets know Chinese."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_safe(c) for c in columns])
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Row], columns: Sequence[str] = COLUMNS) -> bytes:
    """An XLSX file with one sheet; amounts are numbers, everything else is text and never a formula or a link."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        sheet = book.add_worksheet("政策匹配")
        head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "text_wrap": True, "valign": "vcenter"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        money = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _WIDTHS.get(column, _WIDTH))
            sheet.write_string(0, at, column, head)
        for line, row in enumerate(rows, start=1):
            for at, cell in enumerate(row):
                if isinstance(cell, Decimal):
                    sheet.write_number(line, at, cell, money)
                elif cell:
                    sheet.write_string(line, at, _clean(cell), text)
    return out.getvalue()


def _safe(cell: Cell) -> str:
    """The text of a CSV cell; an apostrophe before what a spreadsheet would compute (=1+1, ＝cmd…)."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    text = _clean(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _clean(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)[:_LONGEST]
