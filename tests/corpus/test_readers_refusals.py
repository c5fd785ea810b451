"""Files that must not become a document: each refused with its name, a reason and a way out, in one sentence."""

import os
import random
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from corpus import UnreadableFile
from corpus.readers import read
from corpus.readers.source import MEBI, load

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
PLAN_PDF = (ROOT / "corpus/sources/plan.pdf").read_bytes()
PLAN_DOCX = (FIXTURES / "plan.docx").read_bytes()
PLAN_TXT = (FIXTURES / "plan.txt").read_bytes().strip()


def noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 - noise, no secret


OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(path)
    message = str(caught.value)
    assert path.name in message
    assert caught.value.reason in message
    assert caught.value.remedy in message
    assert "\n" not in message
    return caught.value.reason


def archive(**members: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def docx_with(body: bytes) -> bytes:
    """The plan as DOCX with another main part."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(PLAN_DOCX)) as plan, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for member in plan.infolist():
            package.writestr(member, body if member.filename == "word/document.xml" else plan.read(member))
    return target.getvalue()


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "docx", "pdf"])
def test_empty_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"空.{suffix}"
    path.touch()
    assert "文件为空" in refusal(path)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("办法.pdf", noise(1, 4000), "内容不是文字", id="random-bytes.pdf"),
        pytest.param("办法.docx", noise(2, 4000), "内容不是文字", id="random-bytes.docx"),
        pytest.param("办法.txt", noise(3, 4000), "内容不是文字", id="random-bytes.txt"),
        pytest.param("办法.pdf", b"MZ\x90\x00\x03\x00\x00\x00" + bytes(600), "Windows程序", id="exe.pdf"),
        pytest.param("办法.doc", OLE2 + "WordDocument".encode("utf-16-le"), "旧版Word文档（.doc）", id="doc"),
        pytest.param("办法.wps", OLE2 + "WordDocument".encode("utf-16-le"), "WPS文字（.wps）", id="wps"),
        pytest.param("清单.xls", OLE2 + "Workbook".encode("utf-16-le"), "旧版Excel表格（.xls）", id="xls"),
        pytest.param("讲稿.ppt", OLE2 + "PowerPoint Document".encode("utf-16-le"), "旧版PowerPoint", id="ppt"),
        pytest.param("办法.rtf", "{\\rtf1\\ansi 给予奖励}".encode("gbk"), "RTF", id="rtf-by-name"),
        pytest.param("办法.docx", OLE2 + "EncryptedPackage".encode("utf-16-le"), "加密的Office", id="encrypted-docx"),
        pytest.param("办法.doc", OLE2, "旧版Office或WPS", id="ole2-of-unknown-kind"),
        pytest.param("办法.doc", b"{\\rtf1\\ansi " + bytes(10), "RTF", id="rtf"),
        pytest.param("办法.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG图片", id="png"),
        pytest.param("办法.pdf", b"\xff\xd8\xff\xe0" + bytes(100), "JPEG图片", id="jpeg"),
        pytest.param("办法.docx", archive(a=b"1"), "ZIP压缩包", id="zip"),
        pytest.param("办法.docx", archive(xl__workbook_xml=b"1", **{"xl__workbook.xml": b"1"}), "Excel", id="xlsx"),
        pytest.param("办法.ofd", archive(**{"OFD.xml": b"1"}), "OFD", id="ofd"),
        pytest.param("办法.odt", archive(**{"content.xml": b"1"}), "OpenDocument", id="odt"),
        pytest.param("办法.txt", " \n\t\n　".encode(), "没有文字", id="blanks-only"),
        pytest.param("办法.html", b"<!doctype html><script>a</script>", "没有文字", id="html-without-text"),
        pytest.param("办法.txt", PLAN_TXT + "措".encode()[:2], "不完整", id="utf-8-cut-within-a-character"),
        pytest.param("办法.txt", PLAN_TXT + "财政局".encode("gbk"), "另一种编码", id="two-encodings"),
        pytest.param("办法.txt", "政策文件".encode("utf-16")[:-1], "损坏", id="utf-16-cut"),
        pytest.param("办法.html", b"<!doctype html>" + b"<div>" * 20000, "嵌套过深", id="deep-html"),
        pytest.param("办法.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\n", "MHT", id="mht"),
    ],
)  # fmt: skip
def test_foreign_and_damaged(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert reason in refusal(path)


@pytest.mark.parametrize("tenth", range(10))
@pytest.mark.parametrize("name", ["plan.pdf", "plan.docx"])
def test_truncated_files_are_never_read_in_part(tmp_path: Path, name: str, tenth: int) -> None:
    data = PLAN_PDF if name == "plan.pdf" else PLAN_DOCX
    path = tmp_path / name
    path.write_bytes(data[: max(8, len(data) * tenth // 10 + tenth)])
    assert any(word in refusal(path) for word in ("不完整", "损坏", "不是文字"))


def test_linearized_pdf_cut_after_its_first_end_mark(tmp_path: Path) -> None:
    path = tmp_path / "线性.pdf"
    path.write_bytes(
        b"%PDF-1.5\n1 0 obj\n<</Linearized 1/L 90000/H[1 2]/O 3/E 4/N 8/T 5>>\nendobj\nstartxref\n0\n%%EOF\n"
    )
    assert "不完整" in refusal(path)


@pytest.mark.parametrize("name", ["locked.pdf", "rc4.pdf"])
def test_pdf_behind_a_password(tmp_path: Path, name: str) -> None:
    path = FIXTURES / name
    if name == "rc4.pdf":
        path = tmp_path / name
        writer = pypdf.PdfWriter(clone_from=FIXTURES / "headed.pdf")
        writer.encrypt("user", "owner", algorithm="RC4-128")
        writer.write(path)
    assert "已加密" in refusal(path)


def test_damaged_page_is_named(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(BytesIO(PLAN_PDF))
    contents = reader.pages[2]["/Contents"].get_object()
    packed = contents._data
    damaged = PLAN_PDF.replace(packed, packed[:200] + bytes([packed[200] ^ 0xFF]) + packed[201:])
    assert damaged != PLAN_PDF
    path = tmp_path / "plan.pdf"
    path.write_bytes(damaged)
    assert refusal(path) == "第3页的内容已损坏"


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        pytest.param(lambda: docx_with(b"<w:document " + W + b"><w:body>" + b"<w:p/>" * 3_300_000), "压缩比", id="empty-paragraphs"),
        pytest.param(lambda: docx_with(noise(4, 31 * MEBI)), "30MB", id="large-part"),
        pytest.param(lambda: archive(**{"word__document.xml": b"", **{f"a{n}": b"" for n in range(5001)}}), "5000个", id="many-parts"),
        pytest.param(lambda: archive(**{"word__document.xml": b"", "word__media__1.png": bytes(300 * MEBI)}), "上限", id="zeros"),
        pytest.param(lambda: docx_with(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), "外部实体", id="entity"),
        pytest.param(lambda: docx_with(b"<w:document"), "已损坏", id="broken-xml"),
    ],
)  # fmt: skip
def test_docx_bombs(tmp_path: Path, build: Callable[[], bytes], reason: str) -> None:
    path = tmp_path / "办法.docx"
    path.write_bytes(build())
    assert reason in refusal(path)


def test_docx_with_overlapping_parts(tmp_path: Path) -> None:
    data = bytearray(PLAN_DOCX)
    entries = [at for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02"]
    first = struct.unpack_from("<I", data, entries[0] + 42)[0]
    struct.pack_into("<I", data, entries[1] + 42, first)
    path = tmp_path / "办法.docx"
    path.write_bytes(data)
    assert any(word in refusal(path) for word in ("重叠", "损坏"))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda path: path.symlink_to(FIXTURES / "plan.txt"), "符号链接", id="symlink"),
        pytest.param(lambda path: path.symlink_to("nowhere"), "符号链接", id="dangling-symlink"),
        pytest.param(os.mkfifo, "不是普通文件", id="fifo"),
        pytest.param(lambda path: path.mkdir(), "文件夹", id="folder"),
        pytest.param(Path.absolute, "不存在", id="missing"),
        pytest.param(lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_RDWR), 201 * MEBI), "200MB", id="201-MB"),
    ],
)  # fmt: skip
def test_what_is_no_ordinary_file(tmp_path: Path, make: Callable[[Path], object], reason: str) -> None:
    path = tmp_path / "文件.txt"
    make(path)
    assert reason in refusal(path)


def test_text_above_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_bytes("政策\n".encode() * 3 * MEBI)
    assert "20MB" in refusal(path)


def test_size_is_told_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    with pytest.raises(UnreadableFile, match="上限"):
        load(path, limit=4)
    assert load(path, limit=5).data == b"12345"
