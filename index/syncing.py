"""Sync: files in, a new generation in use; only what changed is read and embedded."""

from collections.abc import Collection, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from time import perf_counter

from corpus.lineage.questions import open_questions
from corpus.lineage.tracing import trace
from index import generation, manifest
from index.embedding import Embedder
from index.entry import make_entry
from index.errors import IndexDamaged, IndexMismatch, missing
from index.isolation import ParserProcess
from index.lock import WriterLock
from index.reading import Parse, Reading, Readings, Step, read_files
from index.report import Outcome, SyncedDocument, SyncReport
from index.sources import scan
from index.storage import require_space, storage
from index.truth import FILE_NAME, Change, KnownFile, Truth, vector_key

_BATCH = 64  # sentences embedded between two commits: what a crash may cost


def sync(
    home: Path,
    paths: Sequence[Path],
    embedder: Embedder,
    *,
    rebuild: bool = False,
    progress: Step | None = None,
    parse: Parse | None = None,
) -> SyncReport:
    """Bring the index of ``home`` up to date with files and folders, and say what became of each file.

    Documents of a named folder whose file is gone leave the index; documents from elsewhere stay. ``rebuild`` reads
    and embeds everything again, with whatever embedder is given. ``progress`` gets a Chinese word for the stage, how
    much of it is done, and how much there is. Interrupted at any point, the index in use is the old one or the new
    one, and the next sync goes on from what was embedded.

    Raises:
        WriterBusy: another process is syncing this home.
        IndexMismatch: the index was made with another embedder or format version, and ``rebuild`` is not set.
        IndexDamaged: the database cannot be read, or the new generation failed its check.
        StorageFault: the home cannot be written.
        EmbedderFault: the embedder cannot be loaded or reached.
    """
    started, step = perf_counter(), progress or _silent
    with storage(home):
        home.mkdir(parents=True, exist_ok=True)
        with (
            WriterLock(home),
            closing(_open(home, embedder, rebuild=rebuild)) as truth,
            closing(ParserProcess()) as parser,
        ):
            known = truth.files()
            found = scan(paths, (f.path for f in known))
            readings = read_files(found, known, parse or parser, step, held=truth.parsed, again=rebuild)
            _settle(truth, readings, embedder, step, rebuild=rebuild)
            name = publish(truth, step)
            new = {r.entry.document.id for r in readings.read}
            outlines = truth.outlines() if new else ()
            lineage = trace(outlines)
            questions = open_questions(outlines, lineage, new)
    documents = _outcomes(readings, {f.path: f for f in known})
    return SyncReport(documents, name, perf_counter() - started, tuple(found.skipped), questions, lineage.problems)


def forget(home: Path, ids: Collection[str]) -> str:
    """Take documents out of the index and leave their files alone; returns the generation then in use.

    A sync that is given the files again, or their folder, brings them back.

    Raises:
        IndexMissing: nothing has been synced yet.
        WriterBusy, IndexDamaged, StorageFault: see ``sync``.
    """
    with storage(home), WriterLock(home), closing(Truth(home)) as truth:
        if not truth.revision or truth.embedder is None:
            raise missing(home)
        truth.apply((), ids, embedder=truth.embedder, dimensions=truth.dimensions)
        return publish(truth, _silent)


def publish(truth: Truth, step: Step) -> str:
    """See to it that the generation in use was built from this state of the truth and is whole; returns its name."""
    home = truth.home
    used, names = generation.current(home), generation.names(home)
    candidates = ([used] if used else []) + [n for n in names if n != used]
    name = next((n for n in candidates if _fits(truth, n)), None)
    if name is None:
        from index.build import build

        name = build(truth, step)
    if name != used:
        generation.point(home, name)
    if len(generation.names(home)) > 2:
        previous = next((n for n in generation.names(home) if n != name and _is_whole(home, n)), name)
        generation.keep_only(home, {name, previous})
    return name


def repair(home: Path) -> str:
    """Build a generation from the truth alone, embedding nothing, and put it in use; returns its name.

    Raises:
        IndexMissing: the first sync has not come to its end.
        IndexDamaged, StorageFault, WriterBusy: see ``sync``.
    """
    with storage(home), WriterLock(home), closing(Truth(home)) as truth:
        if not truth.revision:
            raise missing(home)
        return publish(truth, _silent)


def _open(home: Path, embedder: Embedder, *, rebuild: bool) -> Truth:
    try:
        with storage(home):
            truth = Truth(home)
            if rebuild:
                truth.check()
    except (IndexDamaged, IndexMismatch):
        if not rebuild:
            raise
        _set_aside(home)
        return Truth(home)
    made_with = truth.embedder
    if made_with not in {None, embedder.name} and not rebuild and truth.files():
        dimensions = truth.dimensions
        truth.close()
        raise IndexMismatch(
            f"“{home}”的索引是用 {made_with}（{dimensions} 维）建的，而设置里的向量模型是 {embedder.name}；"
            f"请运行 policyqa sync --rebuild 重建，或把设置改回 {made_with}。"
        )
    return truth


def _set_aside(home: Path) -> None:
    """Move an unreadable truth out of the way, under a name that tells when."""
    mark = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    for suffix in ("", "-wal", "-shm"):
        path = home / (FILE_NAME + suffix)
        if path.exists():
            path.rename(home / f"{FILE_NAME}.damaged-{mark}{suffix}")


def _settle(truth: Truth, readings: Readings, embedder: Embedder, step: Step, *, rebuild: bool) -> None:
    """Move the truth to the state that was read, if it is another one."""
    changes = [_change(r, embedder) for r in readings.read]
    if rebuild:
        changes += [_change(r, embedder) for r in _kept(truth, readings)]
    else:
        changes = _without_same(truth, changes, readings)
    if changes or readings.gone or truth.embedder != embedder.name:
        _embed(truth, changes, embedder, step, again=rebuild)
        gone = [f.document_id for f in readings.gone]
        truth.apply(changes, gone, embedder=embedder.name, dimensions=embedder.dimensions)


def _change(reading: Reading, embedder: Embedder) -> Change:
    keys = tuple(vector_key(embedder.name, t) for t in reading.entry.texts())
    return Change(str(reading.path), reading.state, reading.entry, keys)


def _kept(truth: Truth, readings: Readings) -> list[Reading]:
    """Documents that were not read again, because their files were not named or cannot be read now."""
    handled = {str(r.path) for r in readings.read} | {f.path for f in readings.gone}
    ids = {r.entry.document.id for r in readings.read}
    return [
        Reading(Path(f.path), f.state, make_entry(truth.parsed(f.document_id)))
        for f in truth.files()
        if f.path not in handled and f.document_id not in ids
    ]


def _without_same(truth: Truth, changes: Sequence[Change], readings: Readings) -> list[Change]:
    """The changes that change something: a file may be read again only because the parser is newer."""
    known = {f.path: f for f in truth.files()}
    same = {c.path: c for c in changes if c.path in known and truth.holds(c)}
    if same:
        truth.touch(same.values())
        readings.read = [r for r in readings.read if str(r.path) not in same]
        readings.unchanged += [known[path] for path in same]
    return [c for c in changes if c.path not in same]


def _embed(truth: Truth, changes: Sequence[Change], embedder: Embedder, step: Step, *, again: bool) -> None:
    """Give the truth the vectors that the changes need and it does not have; with ``again``, all of them."""
    from index.build import space_needed

    truth.check()
    require_space(truth.home, space_needed(truth.count_sentences() + sum(len(c.vectors) for c in changes)))
    texts = {key: text for c in changes for key, text in zip(c.vectors, c.entry.texts(), strict=True)}
    missing = sorted(texts.keys() - (set() if again else truth.known(texts)))
    for start in range(0, len(missing), _BATCH):
        step("向量化", start, len(missing))
        keys = missing[start : start + _BATCH]
        vectors = embedder.passages([texts[k] for k in keys])
        truth.store(dict(zip(keys, vectors, strict=True)))
    step("向量化", len(missing), len(missing))


def _fits(truth: Truth, name: str) -> bool:
    try:
        found = manifest.read_manifest(generation.directory(truth.home, name))
    except (IndexDamaged, IndexMismatch):
        return False
    same = (found.revision, found.embedder) == (truth.revision, truth.embedder)
    return same and _is_whole(truth.home, name)


def _is_whole(home: Path, name: str) -> bool:
    directory = generation.directory(home, name)
    try:
        manifest.check_files(directory, manifest.read_manifest(directory).files)
    except (IndexDamaged, IndexMismatch):
        return False
    return True


def _outcomes(readings: Readings, before: dict[str, KnownFile]) -> tuple[SyncedDocument, ...]:
    ids = {f.document_id for f in before.values()}
    found = [SyncedDocument(f.document_id, f.path, "unchanged", f.clauses) for f in readings.unchanged]
    found += [SyncedDocument(f.document_id, f.path, "removed", 0) for f in readings.gone]
    for reading in readings.read:
        document_id, path = reading.entry.document.id, str(reading.path)
        status: Outcome = "changed" if path in before or document_id in ids else "added"
        found.append(SyncedDocument(document_id, path, status, len(reading.entry.parsed.clauses)))
    for failed, error in readings.failed.items():
        old = before.get(str(failed))
        found.append(
            SyncedDocument(old.document_id if old else "", str(failed), "failed", old.clauses if old else 0, error)
        )
    return tuple(sorted(found, key=lambda d: d.path))


def _silent(stage: str, done: int, total: int) -> None:
    del stage, done, total
