"""ZIP packages: checked from the central directory before anything is unpacked.

A 66 KB file can hold a gigabyte; python-docx has no limits of its own.
"""

import re
import zipfile
from io import BytesIO
from itertools import pairwise

from corpus.errors import UnreadableFile
from corpus.readers.source import MEBI, SourceFile

_ENTRIES = 5000
_TOTAL = 200 * MEBI
_XML_PART = 30 * MEBI
_RATIO = 100  # ordinary document.xml: 10 to 20
_SMALL = MEBI  # below this a high ratio does no harm
_AGAIN = "请重新下载或重新导出该文件"


def check_package(source: SourceFile) -> None:
    """Refuses packages that unpack to too much, or are damaged, incomplete, encrypted or carry a document type.

    Raises:
        UnreadableFile: with the limit that is exceeded, told before unpacking.
    """
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            _check_sizes(source, archive.infolist())
            damaged = archive.testzip()  # reads each member once, at most as many bytes as the directory declares
            if damaged is None:
                _refuse_document_types(source, archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as exc:
        raise UnreadableFile(source.path, reason="文件不完整或已损坏", remedy=_AGAIN) from exc
    except Exception as exc:  # zlib.error and lzma errors share no base with the others
        if isinstance(exc, UnreadableFile):
            raise
        raise UnreadableFile(source.path, reason="文件已损坏，无法解压", remedy=_AGAIN) from exc
    if damaged is not None:
        raise UnreadableFile(source.path, reason="文件已损坏（校验不符）", remedy=_AGAIN)


def _check_sizes(source: SourceFile, members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    too_much = (
        (len(members) > _ENTRIES, f"内含{len(members)}个部件，超过{_ENTRIES}个的上限"),
        (total > _TOTAL, f"解压后有{total // MEBI}MB，超过{_TOTAL // MEBI}MB的上限"),
        (total > _SMALL and total > _RATIO * packed, f"压缩比超过{_RATIO}倍，疑为压缩炸弹"),
        (
            any(_is_bloated(member) for member in members),
            f"有部件解压后超过{_XML_PART // MEBI}MB或压缩比超过{_RATIO}倍",
        ),
        (_overlap(members), "压缩目录中的部件互相重叠，疑为压缩炸弹"),
    )
    for exceeded, reason in too_much:
        if exceeded:
            raise UnreadableFile(source.path, reason=reason, remedy="请用Word打开核对，另存为新的.docx后重新导入")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(source.path, reason="文件已加密", remedy="请提供无密码版本")


def _is_bloated(member: zipfile.ZipInfo) -> bool:
    if not member.filename.lower().endswith((".xml", ".rels")):
        return False
    ratio = member.file_size > _SMALL and member.file_size > _RATIO * member.compress_size
    return member.file_size > _XML_PART or ratio


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    ordered = sorted(members, key=lambda member: member.header_offset)
    return any(one.header_offset + one.compress_size > other.header_offset for one, other in pairwise(ordered))


def _refuse_document_types(source: SourceFile, archive: zipfile.ZipFile) -> None:
    """No part of a Word document has a document type; entities would be dropped or expanded unseen."""
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels")):
            with archive.open(member) as part:
                head = part.read(4096)
            if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", head):
                reason = "文档内含外部实体声明，不安全"
                raise UnreadableFile(source.path, reason=reason, remedy="请用Word打开核对，另存为新的.docx后重新导入")
