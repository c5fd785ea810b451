"""Two libraries that differ in one document alone: its old and its new version."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from app.answering import Assistant
from app.assembly import open_assistant
from app.settings import Settings
from corpus import Metadata, ParsedDocument, parse
from corpus.facts.metadata import load_metadata
from corpus.revisions.change import Revision
from corpus.revisions.comparing import compare
from index import make_embedder, sync


@dataclass(frozen=True, slots=True)
class Versions:
    """Both versions compared, and an assistant for each."""

    revision: Revision
    old: Assistant
    new: Assistant


@contextmanager
def both_versions(
    old: Path,
    new: Path,
    beside: Sequence[Path],
    settings: Settings,
    *,
    engine: str | None = None,
    document: str | None = None,
) -> Iterator[Versions]:
    """Index either version by itself, with the documents ``beside`` in both; everything is deleted afterwards.

    Both get the id ``document``, else the old version's own, since cases name their clauses by it.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="policyqa-")))
        shared = document or parse(old).document.id
        copies = [_copied(path, folder / side, shared) for side, path in (("old", old), ("new", new))]
        assistants = []
        for copy in copies:
            own = replace(settings, home=copy.parent / "home")
            sync(own.home, [copy, *(p.absolute() for p in beside)], make_embedder(own.index))
            assistant = open_assistant(own, engine=engine)
            stack.callback(assistant.close)
            assistants.append(assistant)
        before, after = (_named(parse(copy), path) for copy, path in zip(copies, (old, new), strict=True))
        yield Versions(compare(before, after), assistants[0], assistants[1])


def _named(parsed: ParsedDocument, path: Path) -> ParsedDocument:
    """The document under the path that the user knows, not that of our copy."""
    return replace(parsed, document=replace(parsed.document, path=str(path)))


def _copied(path: Path, folder: Path, document: str) -> Path:
    """The file in a folder of its own, with its metadata and the id that both versions share."""
    folder.mkdir()
    copy = folder / path.name
    shutil.copyfile(path, copy)
    lines = [f"{key} = {_toml(value)}" for key, value in _told(replace(load_metadata(path), id=document))]
    copy.with_name(copy.name + ".toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return copy


def _told(metadata: Metadata) -> Iterator[tuple[str, object]]:
    for field in fields(Metadata):
        if (value := getattr(metadata, field.name)) is not None:
            yield field.name, value


def _toml(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
