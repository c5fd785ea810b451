"""Reading: from files to entries, one bad file never in the way of the others."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus import ParsedDocument, PolicyQAError
from index.entry import Entry, make_entry
from index.identity import is_copy, is_titled, own_id, renamed
from index.sources import Scan, file_state
from index.truth import FileState, KnownFile

Parse = Callable[[Path], ParsedDocument]
Held = Callable[[str], ParsedDocument]
Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read because it is new or changed."""

    path: Path
    state: FileState
    entry: Entry


@dataclass(slots=True)
class Readings:
    """``failed`` are Chinese sentences by path; ``gone`` are files whose document leaves the index."""

    read: list[Reading] = field(default_factory=list)
    unchanged: list[KnownFile] = field(default_factory=list)
    failed: dict[Path, str] = field(default_factory=dict)
    gone: list[KnownFile] = field(default_factory=list)


def read_files(
    scan: Scan, known: Sequence[KnownFile], parse: Parse, step: Step, *, held: Held, again: bool
) -> Readings:
    """Read what changed; with ``again``, everything. ``held`` gives what is known of a document by its id.

    Two files must not claim one document id: the first keeps it. The other gets an id of its own where it is another
    text under the same title, and is refused where it is a copy, or where a person gave both the same id.
    """
    found = Readings(failed=dict(scan.failed))
    there = {str(p) for p in scan.files}
    found.gone = [f for f in known if scan.covers(f.path) and f.path not in there]
    before = {f.path: f for f in known}
    owners = {f.document_id: Path(f.path) for f in known if f not in found.gone}
    for count, path in enumerate(scan.files):
        step("读取", count, len(scan.files))
        try:
            _read_one(path, before.get(str(path)), parse, owners, found, held=held, again=again)
        except PolicyQAError as exc:
            found.failed[path] = str(exc)
        except OSError as exc:
            found.failed[path] = f"无法读取“{path.name}”：{exc.strerror}；请检查文件和权限。"
        except Exception as exc:  # noqa: BLE001 - a reader's library may raise anything on a broken file
            found.failed[path] = f"无法读取“{path.name}”：读取时出错（{type(exc).__name__}: {exc}）；请换一种格式再试。"
    step("读取", len(scan.files), len(scan.files))
    taken = {r.entry.document.id for r in found.read}
    found.gone = [f for f in found.gone if f.document_id not in taken]  # the file was renamed, the document stays
    return found


def _read_one(
    path: Path,
    before: KnownFile | None,
    parse: Parse,
    owners: dict[str, Path],
    found: Readings,
    *,
    held: Held,
    again: bool,
) -> None:
    state = file_state(path)
    if before is not None and before.state == state and not again:
        found.unchanged.append(before)
        return
    entry = _with_own_id(make_entry(parse(path)), path, before, owners, found, held)
    document_id = entry.document.id
    owner = owners.get(document_id, path)
    if owner != path:
        found.failed[path] = (
            f"“{path.name}”与“{owner}”的文件标识都是 {document_id}，只索引了后者；"
            f"请去掉其中一份，或在 {path.name}.toml 里用 id 另起一个标识。"
        )
        return
    _require_unique(path, (c.id for c in entry.parsed.clauses))
    owners[document_id] = path
    found.read.append(Reading(path, state, entry))


def _with_own_id(
    entry: Entry, path: Path, before: KnownFile | None, owners: dict[str, Path], found: Readings, held: Held
) -> Entry:
    """The entry, under another id where its title's is taken by another text, or was when it was first read."""
    document, had = entry.document, before.document_id if before else None
    if not is_titled(document):
        return entry
    is_own = owners.get(document.id, path) == path
    if is_own and (had is None or not had.startswith(f"{document.id}-")):
        return entry
    if not is_own:
        other = next((r.entry for r in found.read if r.entry.document.id == document.id), None)
        if is_copy(entry, other or make_entry(held(document.id))):
            return entry
    return make_entry(renamed(entry.parsed, own_id(document, owners, had)))


def _require_unique(path: Path, ids: Iterable[str]) -> None:
    twice = [i for i, times in Counter(ids).items() if times > 1]
    if twice:
        raise ValueError(f"clause ids are not unique in {path.name}: {twice[:3]}")
