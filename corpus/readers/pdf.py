"""PDF: text pages line by line with their places, pages without text through OCR."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from corpus.document import Anomaly, Block, RawDocument
from corpus.errors import UnreadableFile
from corpus.readers.encoding import is_plausible
from corpus.readers.printed import PrintedLine, line_blocks, printed_lines
from corpus.readers.printed_columns import by_column
from corpus.readers.printed_tables import PrintedTables
from corpus.readers.rendering import (
    PageFault,
    PasswordNeeded,
    opened,
    page_at,
    picture_share,
    printed_text,
    shapes,
    without_security,
)
from corpus.readers.ruled import ruled_tables
from corpus.readers.sniff import PDF
from corpus.readers.soundness import Damage, Inspection, repairs
from corpus.readers.source import SourceFile, refuse_long_text
from corpus.text.characters import clean

if TYPE_CHECKING:
    import pypdf
    import pypdfium2

_PAGES = 6000  # 5,000 pages of text take 205 MB and two minutes
_KEPT = 25  # pages whose objects the libraries may keep
_SCANS = 300  # pages read by OCR: about half an hour
_NO_TEXT = 10  # visible characters: less is a page number, not a page
_LITTLE_TEXT = 100  # less beside a picture that fills the page is its caption or a running head
_FULL_PICTURE = 0.4  # of the page
_PICTURE = 0.15
_GLYPH_NAME = re.compile(r"(?<![!-~])/(?:[gG]|glyph|cid|index)[0-9A-F]{1,5}(?![0-9A-Za-z])")
_AGAIN = "请重新下载或重新导出该文件"


@dataclass(slots=True)
class _Reading:
    """A document while it is read."""

    blocks: dict[int, list[Block]] = field(default_factory=dict)
    scans: list[int] = field(default_factory=list)
    warnings: list[Anomaly] = field(default_factory=list)
    inspection: Inspection = field(default_factory=Inspection)
    tables: PrintedTables = field(default_factory=PrintedTables)
    length: int = 0


def read_pdf(source: SourceFile) -> RawDocument:
    """A PDF's printed lines with page and place; scanned pages are read by OCR.

    Raises:
        UnreadableFile: incomplete, damaged, behind a password, or above a limit.
    """
    import pypdf

    _refuse_incomplete(source)
    with repairs() as repaired, pypdf.apply_configuration(jbig2dec_binary=None):
        try:
            reader = _opened(source)
            pages = len(reader.pages)
            _refuse_many(source, pages, _PAGES, "页")
            reading = _read_pages(source, reader)
            information = reader.metadata
            title = str(information.title) if information and information.title else None
        except UnreadableFile:
            raise
        except Exception as exc:  # a damaged file makes pypdf raise anything, its own documentation says
            raise UnreadableFile(source.path, reason="PDF已损坏，无法解析", remedy=_AGAIN) from exc
    if reading.scans:
        _add_scans(source, reading)
    if repaired:
        reading.warnings.insert(0, Anomaly("pdf.repaired", f"PDF有{len(repaired)}处不合规范，已尽力读取，请核对原文"))
    return RawDocument(
        source.path,
        PDF,
        source.sha256,
        tuple(block for number in sorted(reading.blocks) for block in reading.blocks[number]),
        pages=pages,
        title=title,
        warnings=tuple(reading.warnings),
    )


def _refuse_incomplete(source: SourceFile) -> None:
    """A PDF that does not end is part of one: pypdf would rebuild what is left and say nothing."""
    data = source.data
    end = data.rfind(b"%%EOF")
    declared = re.search(rb"/Linearized\b.{0,200}?/L\s+([0-9]{1,12})", data[:2048], re.S)
    cut = end < 0 or b" obj" in data[end:] or (declared is not None and int(declared[1]) > len(data))
    if cut:
        raise UnreadableFile(source.path, reason="文件不完整（PDF没有结尾，可能下载中断）", remedy=_AGAIN)


def _opened(source: SourceFile) -> "pypdf.PdfReader":
    """The reader; PDFium takes off an owner's password, since pypdf needs a further library for AES."""
    import pypdf

    data = source.data
    if b"/Encrypt" in data:  # an encrypted file's trailer is in plain text
        try:
            data = without_security(data)
        except PasswordNeeded as exc:
            raise UnreadableFile(source.path, reason="文件已加密，打开需要密码", remedy="请提供无密码版本") from exc
    return pypdf.PdfReader(BytesIO(data))


def _read_pages(source: SourceFile, reader: "pypdf.PdfReader") -> _Reading:
    """All pages, a few at a time: both libraries would keep what they unpacked of a page until the end."""
    reading, pages = _Reading(), len(reader.pages)
    for first in range(1, pages + 1, _KEPT):
        with opened(source.data) as document:
            for number in range(first, min(first + _KEPT, pages + 1)):
                with page_at(document, number) as sheet:
                    _read_page(source, reader.pages[number - 1], sheet, number, reading)
        reader.resolved_objects.clear()
    reading.warnings.extend(reading.tables.warnings)
    return reading


def _read_page(
    source: SourceFile, page: "pypdf.PageObject", sheet: "pypdfium2.PdfPage | None", number: int, reading: _Reading
) -> None:
    """One page as both libraries see it."""
    _judge(reading.inspection.damage(page), source, number, reading)
    lines = _page_lines(source, page, number)
    visible = clean("".join(line.text for line in lines))
    reading.length += len(visible)
    refuse_long_text(source.path, reading.length)
    picture = picture_share(sheet)
    if needs_ocr(visible, picture=picture):
        reading.scans.append(number)
        return
    printed, media = printed_text(sheet), page.mediabox
    reading.blocks[number] = reading.tables.placed(
        by_column(line_blocks(lines, page, number=number, printed=printed)),
        ruled_tables(shapes(sheet), printed),
        number=number,
        left=float(media.left),
        top=float(media.top),
    )
    if picture >= _PICTURE:
        reading.warnings.append(Anomaly("pdf.picture", f"第{number}页有图片，图中的文字未读入正文"))


def _add_scans(source: SourceFile, reading: _Reading) -> None:
    """Reads the pages without text by OCR."""
    from corpus.readers.ocr import read_scans  # brings numpy, which few documents and no --help needs

    _refuse_many(source, len(reading.scans), _SCANS, "页扫描件")
    try:
        with opened(source.data) as document:
            if document is None:
                raise PageFault("PDFium cannot open the file")
            scanned = read_scans(document, reading.scans)
    except PageFault as exc:
        raise UnreadableFile(source.path, reason="有页面没有文字，又无法渲染识别", remedy=_AGAIN) from exc
    reading.blocks.update(scanned.blocks)
    reading.warnings.extend(scanned.warnings)


def _judge(damage: Damage, source: SourceFile, number: int, reading: _Reading) -> None:
    if damage is Damage.BLOATED:
        raise _too_much(source, number)
    if damage is Damage.BROKEN:
        raise UnreadableFile(source.path, reason=f"第{number}页的内容已损坏", remedy=_AGAIN)
    if damage is Damage.UNFINISHED:
        reading.warnings.append(Anomaly("pdf.unfinished", f"第{number}页的数据没有正常结尾，请核对该页是否完整"))


def needs_ocr(visible: str, *, picture: float) -> bool:
    """Whether a page has to be read by OCR: no text, senseless text, or a running head over a picture of the page.

    ``picture`` is the part of the page that pictures cover. Senseless is also text with the names of glyphs in it (``专精/g64A1新``): its font has no table of characters.
    """
    length = len(re.sub(r"\s", "", visible))
    if length < _NO_TEXT or (length < _LITTLE_TEXT and picture >= _FULL_PICTURE):
        return True
    return _GLYPH_NAME.search(visible) is not None or not is_plausible(visible)


def _page_lines(source: SourceFile, page: "pypdf.PageObject", number: int) -> list[PrintedLine]:
    from pypdf.errors import LimitReachedError

    try:
        return printed_lines(page)
    except LimitReachedError as exc:
        raise _too_much(source, number) from exc


def _too_much(source: SourceFile, number: int) -> UnreadableFile:
    reason = f"第{number}页的内容超过处理上限"
    return UnreadableFile(source.path, reason=reason, remedy="请用阅读器打印为新的PDF后重新导入")


def _refuse_many(source: SourceFile, count: int, limit: int, what: str) -> None:
    if count > limit:
        raise UnreadableFile(source.path, reason=f"有{count}{what}，超过{limit}{what}的上限", remedy="请拆分后分别导入")
