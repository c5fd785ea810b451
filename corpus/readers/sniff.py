"""What a file is, told from its content; its name is only compared with it."""

import re
import zipfile
from io import BytesIO

from corpus.document import Anomaly
from corpus.errors import UnreadableFile
from corpus.readers.source import SourceFile

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

_NAMES = {PDF: "PDF", DOCX: "DOCX", HTML: "网页（HTML）", MARKDOWN: "Markdown文本", PLAIN: "纯文本"}
_SUFFIXES = {
    PDF: (".pdf",),
    DOCX: (".docx",),
    HTML: (".html", ".htm", ".xhtml", ".shtml"),
    MARKDOWN: (".md", ".markdown"),
    PLAIN: (".txt", ".text"),
}

_SAVE_AS = "请用WPS或Word打开，另存为.docx或PDF后重新导入"
_EXPORT_PDF = "请用原软件打开，导出为PDF后重新导入"
_NO_DOCUMENT = "请确认选择了政策文件，支持TXT、MD、HTML、DOCX、PDF"

# First bytes, what they tell, and the way out.
_FOREIGN = (
    (b"{\\rtf", "是RTF文档", _SAVE_AS),
    (b"MZ", "是Windows程序，不是文档", _NO_DOCUMENT),
    (b"\x7fELF", "是程序，不是文档", _NO_DOCUMENT),
    (b"\x89PNG", "是PNG图片", "请把图片插入文档并导出为PDF，再导入（可自动识别文字）"),
    (b"\xff\xd8\xff", "是JPEG图片", "请把图片插入文档并导出为PDF，再导入（可自动识别文字）"),
    (b"GIF8", "是GIF图片", "请把图片插入文档并导出为PDF，再导入（可自动识别文字）"),
    (b"II*\x00", "是TIFF图片", "请转换为PDF，再导入（可自动识别文字）"),
    (b"MM\x00*", "是TIFF图片", "请转换为PDF，再导入（可自动识别文字）"),
    (b"Rar!", "是RAR压缩包", "请先解压，再导入其中的文件"),
    (b"7z\xbc\xaf", "是7z压缩包", "请先解压，再导入其中的文件"),
    (b"\x1f\x8b", "是GZIP压缩文件", "请先解压，再导入其中的文件"),
    (b"BM", "是BMP图片", "请转换为PDF，再导入（可自动识别文字）"),
    (b"%!PS", "是PostScript文件", "请转换为PDF后重新导入"),
    (b"SQLite format 3", "是数据库文件，不是文档", _NO_DOCUMENT),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

# A member of a ZIP container, and what its presence tells.
_CONTAINERS = (
    ("OFD.xml", "是OFD版式文件", "请用OFD阅读器打开，导出为PDF后重新导入"),
    ("xl/workbook.xml", "是Excel表格", "请把需要的内容另存为.docx或PDF后重新导入"),
    ("ppt/presentation.xml", "是PowerPoint演示文稿", "请导出为PDF后重新导入"),
    ("META-INF/container.xml", "是EPUB电子书", "请转换为PDF后重新导入"),
    ("content.xml", "是OpenDocument文档", _SAVE_AS),
)
_OLE2_STREAMS = (
    ("EncryptedPackage", "是加密的Office文档", "请用原软件打开并取消密码，另存后重新导入"),
    ("WordDocument", "是旧版Word文档（.doc）或WPS文字（.wps）", _SAVE_AS),
    ("Workbook", "是旧版Excel表格（.xls）", "请把需要的内容另存为.docx或PDF后重新导入"),
    ("PowerPoint Document", "是旧版PowerPoint演示文稿（.ppt）", "请导出为PDF后重新导入"),
)
_HTML_START = re.compile(
    r"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|h[1-6])\b", re.I | re.S
)
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def media_type(source: SourceFile) -> str:
    """The type of a file that can be read, one of this module's constants.

    Raises:
        UnreadableFile: another type; the reason names it and the remedy says the way out.
    """
    data = source.data
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(_OLE2):
        raise _foreign_ole2(source)
    if data.startswith(_ZIP):
        return _container(source)
    for magic, reason, remedy in _FOREIGN:
        if data.startswith(magic) and not _is_text(data):
            raise UnreadableFile(source.path, reason=reason, remedy=remedy)
    return _text_type(source)


def renamed(source: SourceFile, found: str) -> Anomaly | None:
    """A warning where the file's name promises another type than its content is."""
    suffix = source.path.suffix.lower()
    promised = next((kind for kind, suffixes in _SUFFIXES.items() if suffix in suffixes), None)
    if suffix in (".doc", ".wps") or (promised not in (None, found) and {promised, found} != {MARKDOWN, PLAIN}):
        return Anomaly("file.renamed", f"扩展名是{suffix}，内容是{_NAMES[found]}，已按内容读取")
    return None


def _text_type(source: SourceFile) -> str:
    head = _head(source.data)
    if head.lstrip().startswith("{\\rtf"):
        raise UnreadableFile(source.path, reason="是RTF文档", remedy=_SAVE_AS)
    if re.match(r"\s*<\?xml", head) and re.search(r"progid=.Word|<pkg:package|wordDocument", head):
        raise UnreadableFile(source.path, reason="是Word的XML文档", remedy=_SAVE_AS)
    if re.match(r"(?:From:|MIME-Version:)", head, re.I) and "multipart/related" in head:
        raise UnreadableFile(source.path, reason="是单文件网页（MHT）", remedy=_SAVE_AS)
    suffix = source.path.suffix.lower()
    if _HTML_START.match(head) or (suffix in _SUFFIXES[HTML] and "<" in head):
        return HTML
    return MARKDOWN if suffix in _SUFFIXES[MARKDOWN] else PLAIN


def _head(data: bytes) -> str:
    """The beginning of a text, well enough decoded to see its markup."""
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return data[len(mark) : len(mark) + 4096].decode(encoding.replace("-sig", ""), "replace")
    return data[:4096].replace(b"\x00", b"").decode("latin-1")  # UTF-16 without a mark keeps its ASCII


def _is_text(data: bytes) -> bool:
    """Whether the beginning holds no control characters: ``MZ`` and ``BM`` may also begin a sentence."""
    return not any(byte < 0x20 and byte not in b"\t\n\r\x0c" for byte in data[:1024])


def _container(source: SourceFile) -> str:
    """The type of a ZIP file, from the names in its central directory."""
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as exc:
        raise UnreadableFile(
            source.path, reason="文件不完整或已损坏（压缩目录缺失）", remedy="请重新下载或重新导出该文件"
        ) from exc
    if "word/document.xml" in names or "word/document2.xml" in names:
        return DOCX
    for member, reason, remedy in _CONTAINERS:
        if member in names:
            raise UnreadableFile(source.path, reason=reason, remedy=remedy)
    if "[Content_Types].xml" in names:
        raise UnreadableFile(source.path, reason="是Office文件，但不是Word文档", remedy=_EXPORT_PDF)
    raise UnreadableFile(source.path, reason="是ZIP压缩包", remedy="请先解压，再导入其中的文件")


def _foreign_ole2(source: SourceFile) -> UnreadableFile:
    for stream, reason, remedy in _OLE2_STREAMS:
        if stream.encode("utf-16-le") in source.data:
            return UnreadableFile(source.path, reason=reason, remedy=remedy)
    return UnreadableFile(source.path, reason="是旧版Office或WPS文档", remedy=_SAVE_AS)
