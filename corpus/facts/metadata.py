"""Metadata files: what a person has written down about a document, beside it as ``<name>.toml``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path

from corpus.document import Metadata, Status
from corpus.errors import InvalidMetadata

_KEYS = tuple(field.name for field in fields(Metadata))
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 65_536  # bytes


def load_metadata(path: Path) -> Metadata:
    """What the file beside the document at ``path`` says (``plan.pdf`` → ``plan.pdf.toml``); without one, nothing.

    Raises:
        InvalidMetadata: not TOML, an unknown key, or a value of the wrong kind.
    """
    beside = path.with_name(path.name + ".toml")
    if not beside.is_file():
        return Metadata()
    try:
        data = beside.read_bytes()
        if len(data) > _LONGEST:
            raise _wrong(beside, "文件过大")
        values = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as exc:
        raise _wrong(beside, "不是UTF-8编码") from exc
    except tomllib.TOMLDecodeError as exc:
        raise _wrong(beside, f"不是合法的TOML（{exc}）") from exc
    except OSError as exc:
        raise _wrong(beside, f"无法读取（{exc.strerror or exc}）") from exc
    return _metadata(beside, values)


def _metadata(beside: Path, values: Mapping[str, object]) -> Metadata:
    unknown = [key for key in values if key not in _KEYS]
    if unknown:
        raise _wrong(beside, f"不认识的键“{unknown[0]}”，可用的键是{'、'.join(_KEYS)}")
    found = Metadata(
        id=_text(beside, "id", values),
        title=_text(beside, "title", values),
        issuer=_text(beside, "issuer", values),
        number=_text(beside, "number", values),
        status=_status(beside, values),
        issued=_date(beside, "issued", values),
        effective_from=_date(beside, "effective_from", values),
        effective_to=_date(beside, "effective_to", values),
        version=_text(beside, "version", values),
        department=_text(beside, "department", values),
        supersedes=_ids(beside, "supersedes", values),
        not_a_version_of=_ids(beside, "not_a_version_of", values),
    )
    if found.id is not None and not _ID.fullmatch(found.id):
        raise _wrong(beside, f"id“{found.id}”只能用小写字母、数字和单个连字符")
    if found.effective_from and found.effective_to and found.effective_from > found.effective_to:
        raise _wrong(beside, "effective_from晚于effective_to")
    if found.id in (found.supersedes or ()):
        raise _wrong(beside, f"supersedes写的是它自己的id“{found.id}”")
    if both := set(found.supersedes or ()) & set(found.not_a_version_of or ()):
        raise _wrong(beside, f"supersedes和not_a_version_of都写了“{min(both)}”")
    return found


def _text(beside: Path, key: str, values: Mapping[str, object]) -> str | None:
    value = values.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise _wrong(beside, f'“{key}”应为非空文字，写作 {key} = "…"')
    return value.strip()


def _ids(beside: Path, key: str, values: Mapping[str, object]) -> tuple[str, ...] | None:
    """One id or a list of them."""
    value = values.get(key)
    if value is None:
        return None
    listed = value if isinstance(value, list) else [value]
    ids = tuple(dict.fromkeys(i for i in listed if isinstance(i, str) and _ID.fullmatch(i)))
    if not ids or len(ids) < len(listed):
        raise _wrong(beside, f'“{key}”应为文件的id，写作 {key} = "…"，多个写作 {key} = ["…", "…"]')
    return ids


def _date(beside: Path, key: str, values: Mapping[str, object]) -> date | None:
    value = values.get(key)
    if value is None:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _wrong(beside, f"“{key}”应为日期，写作 {key} = 2025-01-31（不加引号）")
    return value


def _status(beside: Path, values: Mapping[str, object]) -> Status | None:
    value = values.get("status")
    if value is None:
        return None
    if not isinstance(value, str) or value not in tuple(Status):
        raise _wrong(beside, f"“status”只能是{'、'.join(Status)}")
    return Status(value)


def _wrong(beside: Path, reason: str) -> InvalidMetadata:
    return InvalidMetadata(f"元数据文件“{beside.name}”有误：{reason}；请修改后重试。")
