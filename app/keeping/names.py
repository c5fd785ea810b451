"""Names of uploaded files: what a person called a file, made safe to store and to show."""

import re
import unicodedata

from app.desk.cleaning import clean
from app.errors import InvalidUpload
from index.sources import is_document_name

_LONGEST = 150  # bytes of the name before its suffix; with the suffix and those of files beside it below 255
_SPECIAL = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')  # mean something to some file system or shell
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # open a device on Windows
_UNNAMED = "未命名"


def file_name(said: str) -> str:
    """The name under which an upload is stored: one component, no control or steering characters, never a device's.

    ``../../会议/关于奖励的通知.pdf`` → ``关于奖励的通知.pdf``. Raises InvalidUpload where the suffix is no document's.
    """
    name = unicodedata.normalize("NFC", clean(said)).replace("\\", "/").rpartition("/")[2]
    name = _SPECIAL.sub("_", " ".join(name.split())).strip(". ").removeprefix("~$")  # ~$: skipped in a folder
    stem, dot, suffix = name.rpartition(".")
    if not dot or not is_document_name(name):
        shown = f"“{_cut(name or _UNNAMED, 60)}”"
        raise InvalidUpload(f"{shown}的文件类型不能收入；支持 PDF、DOCX、HTML、TXT、MD，请转换后再上传。")
    stem = _cut(stem.strip(". ") or _UNNAMED, _LONGEST)
    return f"_{stem}.{suffix}" if _DEVICES.fullmatch(stem) else f"{stem}.{suffix}"


def _cut(text: str, bytes_: int) -> str:
    return text.encode()[:bytes_].decode("utf-8", "ignore").rstrip(". ")
