"""Noting: what a person says of two documents, written into the metadata file beside one of them."""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from corpus.errors import InvalidMetadata
from corpus.facts.metadata import load_metadata

_VALUE = r'(?:"[^"\n]*"|\[[^\]]*\])'


def note_supersedes(path: Path, ids: Iterable[str], *, own_id: str | None = None) -> Path:
    """Write down that the document at ``path`` takes the place of others; ``own_id`` fixes its own id as well.

    Returns the metadata file. Raises InvalidMetadata where that file is wrong or says the opposite, OSError where it
    cannot be written.
    """
    return _note(path, "supersedes", ids, own_id)


def note_apart(path: Path, ids: Iterable[str], *, own_id: str | None = None) -> Path:
    """Write down that the document at ``path`` is no version of others. See ``note_supersedes``."""
    return _note(path, "not_a_version_of", ids, own_id)


def _note(path: Path, key: str, ids: Iterable[str], own_id: str | None) -> Path:
    told = load_metadata(path)
    opposite = told.not_a_version_of if key == "supersedes" else told.supersedes
    beside = path.with_name(path.name + ".toml")
    if both := set(ids := tuple(ids)) & set(opposite or ()):
        raise InvalidMetadata(f"“{beside.name}”里已写了与“{min(both)}”的相反关系；请先改正那个文件。")
    before = beside.read_text(encoding="utf-8-sig") if beside.is_file() else ""
    noted = told.supersedes if key == "supersedes" else told.not_a_version_of
    text = _with(before, key, tuple(dict.fromkeys((*(noted or ()), *ids))))
    if own_id is not None and told.id is None:
        text = f'id = "{own_id}"\n{text}'
    unfinished = beside.with_name(f".{beside.name}.part")
    unfinished.write_text(text, encoding="utf-8")
    os.replace(unfinished, beside)  # noqa: PTH105 - atomic: never half a metadata file
    load_metadata(path)
    return beside


def _with(text: str, key: str, ids: tuple[str, ...]) -> str:
    """The text with one line for ``key``; all else stays as the person wrote it."""
    line = f"{key} = {json.dumps(ids[0] if len(ids) == 1 else list(ids))}"
    written = re.compile(rf"^{key}[ \t]*=[ \t]*{_VALUE}", re.MULTILINE)
    if written.search(text):
        return written.sub(line, text, count=1)
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{line}\n"
