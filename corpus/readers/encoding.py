"""Encodings: bytes to text, exactly or not at all.

The order is the one that Chinese files need: a byte order mark, UTF-8, what a page declares, GB18030, Big5, UTF-16
without a mark, then a detector. Each is decoded strictly, and what comes out must look like Chinese or English: GBK
read as something else gives valid but senseless characters.
"""

import re
from functools import cache
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.readers.source import TEXT_LIMIT, SourceFile

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,30})", re.I)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030"}
_SAMPLE = 200_000  # characters that are judged
_PLAUSIBLE = 0.9
_ORDINARY = re.compile(
    r"[\t\n\r\x0c\x20-\x7e\u2000-\u206f\u2190-\u22ff\u2460-\u25ff\u3000-\u303f\uff00-\uffe6·§°±×÷\ue010]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_GB_FIRST, _GB_ALL, _BIG5_FIRST = ("gb2312", 0xB0, 0xD8), ("gb2312", 0xB0, 0xF8), ("big5", 0xA4, 0xC7)


def decode(source: SourceFile, *, markup: bool = False) -> str:
    """The text of a TXT, MD or (``markup``) HTML file, without its byte order mark.

    Raises:
        UnreadableFile: above the limit, binary, cut within a character, or of mixed or unknown encoding.
    """
    data, path = source.data, source.path
    if len(data) > TEXT_LIMIT:
        reason = f"文本有{len(data) / 2**20:.0f}MB，超过{TEXT_LIMIT // 2**20}MB的上限"
        raise UnreadableFile(path, reason=reason, remedy="请确认是政策文件，或拆分后分别导入")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, path)
    text = _first_plausible(data, markup=markup) or _detected(data)
    if text is not None:
        return text
    raise _undecodable(data, path)


def is_plausible(text: str, encoding: str = "") -> bool:
    """Whether nine of ten characters are such as Chinese documents are written with; blank text is.

    For a Chinese ``encoding`` only the characters of its first level count: read with another one's table, a text is
    full of rare ones.
    """
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) * 1000 > len(sample):
        return False
    common = _ideographs(*{"gb18030": (_GB_FIRST,), "big5hkscs": (_BIG5_FIRST,)}.get(encoding, (_GB_ALL, _BIG5_FIRST)))
    ordinary = sum(character in common or _ORDINARY.match(character) is not None for character in sample)
    return ordinary >= _PLAUSIBLE * len(sample)


def _marked(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        raise UnreadableFile(
            path,
            reason=f"标明是{encoding.upper()}编码，但在第{exc.start}字节处损坏",
            remedy="请重新下载或另存为UTF-8编码",
        ) from exc


def _first_plausible(data: bytes, *, markup: bool) -> str | None:
    """The text in the first encoding that fits, or ``None``; valid UTF-8 is never anything else by chance."""
    declared = _DECLARED.search(data[:4096]) if markup else None
    names = ["utf-8"]
    if declared:
        name = declared[1].decode("ascii").lower()
        names.append(_ALIASES.get(name, name))
    names += ["utf-16-le", "utf-16-be"] if b"\x00" in data else ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be"]
    for name in names:
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):  # LookupError: a page may declare anything
            continue
        if is_plausible(text, name):
            return text
    return None


def _detected(data: bytes) -> str | None:
    """What the detector proposes, if it is plausible."""
    from charset_normalizer import from_bytes

    if b"\x00" in data:
        return None
    best = from_bytes(data[:TEXT_LIMIT]).best()
    if best is None:
        return None
    try:
        text = data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return text if is_plausible(text) else None


def _undecodable(data: bytes, path: Path) -> UnreadableFile:
    """Why a text cannot be decoded: binary, cut off, mixed, or unknown."""
    if len(re.findall(rb"[\x00-\x08\x0e-\x1f\x7f]", data[:_SAMPLE])) * 100 > len(data[:_SAMPLE]):
        remedy = "请确认选择了政策文件，支持TXT、MD、HTML、DOCX、PDF"
        return UnreadableFile(path, reason="内容不是文字，也不是可识别的文档格式", remedy=remedy)
    remedy = "请用记事本打开核对内容，另存为UTF-8编码后重新导入"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as exc:
        if exc.start >= len(data) - 3 and exc.reason == "unexpected end of data":
            return UnreadableFile(path, reason="文件不完整（在一个字的中间截断）", remedy="请重新下载该文件")
        line = data.count(b"\n", 0, exc.start) + 1
        if is_plausible(data[: exc.start].decode("utf-8")) and exc.start > 200:
            return UnreadableFile(path, reason=f"从第{line}行起混有另一种编码", remedy=remedy)
    return UnreadableFile(path, reason="无法判断文字编码", remedy=remedy)


@cache
def _ideographs(*levels: tuple[str, int, int]) -> frozenset[str]:
    """The ideographs of levels of GB 2312 and Big5, from Python's own codecs: codec, first lead byte, last + 1."""
    found = set[str]()
    for codec, first, end in levels:
        trails = range(0xA1, 0xFF) if codec == "gb2312" else (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        found.update(bytes((lead, trail)).decode(codec, "ignore") for lead in range(first, end) for trail in trails)
    return frozenset(found - {""})
