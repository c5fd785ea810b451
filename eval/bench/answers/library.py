"""Libraries: the indexes that the parts ask, each in a home of its own that is kept, so that a second run only syncs."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from filecmp import cmp
from pathlib import Path
from shutil import copyfile, rmtree

from app.answering import Assistant
from app.assembly import open_assistant
from app.cli.library import default_sources
from app.engines.embedded import EmbeddedModel
from app.settings import Settings
from corpus import ParsedDocument, Status
from eval.bench.answers.generations import KeptModel
from eval.bench.answers.part import Bench
from eval.bench.material import source_text
from eval.bench.measure import Measure
from eval.case import Case, documents_of
from eval.errors import BenchmarkFault, EvalError
from index import (
    Embedder,
    Index,
    IndexDamaged,
    IndexMismatch,
    RetrievalSettings,
    SyncReport,
    make_embedder,
    open_index,
    sync,
)

_NUMBER = re.compile(r"(\d+)_")
_NAME = re.compile(r"([^/\n]+?)(?:\(\d{4}-\d\d-\d\d\))?\.(?:docx|md)\b")  # what the source note calls the document
_TITLES = {  # stored without a title: what an office would write into the metadata file
    "policy-18": "柳河县关于支持重点产业发展的意见（旧）",
    "policy-19": "柳河县支持旅游业发展若干政策",
    "policy-31": "广州市创业担保贷款政策问答",
    "policy-37": "广州市长期护理保险试行办法",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A text that becomes a document: its id, the name of its file, its text, and its title if that is not in it."""

    id: str
    file: str
    text: str
    title: str = ""

    @property
    def metadata(self) -> str:
        """What stands in the file beside it."""
        title = f'title = "{self.title}"\n' if self.title else ""
        return f'id = "{self.id}"\n{title}'


@dataclass(frozen=True, slots=True)
class Library:
    """A home with an index that is up to date, and the settings to open it with."""

    settings: Settings

    @contextmanager
    def assistant(self, engine: str, *, kept: Path | None = None) -> Iterator[Assistant]:
        """An assistant over it, closed at the end. With ``kept``, what the embedded model writes is kept there."""
        with closing(open_assistant(self.settings, engine=engine)) as opened:
            if kept is None or not isinstance(opened.model, EmbeddedModel):
                yield opened
                return
            limits = self.settings.engine
            model = KeptModel(opened.model, kept, context=limits.context)
            yield Assistant(opened.index, model, max_tokens=limits.max_tokens)

    @contextmanager
    def index(self, retrieval: RetrievalSettings) -> Iterator[Index]:
        """The index alone, closed at the end."""
        embedder = make_embedder(self.settings.index)
        with closing(open_index(self.settings.home, embedder, settings=retrieval)) as opened:
            yield opened


def alone(bench: Bench) -> Library:
    """Our own documents."""
    return make_library(bench, "alone", [_ours(bench)])


def beside(bench: Bench) -> Library:
    """Our own documents and the policies of the shared folder."""
    folder = bench.cache / "policies"
    write_sources(folder, policies(bench.material.root / "policies"))
    return make_library(bench, "beside", [_ours(bench), folder])


def _ours(bench: Bench) -> Path:
    """A copy of our own documents: an index knows a document by its path, and several checkouts may share a cache."""
    folder = bench.cache / "ours"
    mirror(default_sources(), folder)
    return folder


def mirror(source: Path, folder: Path) -> None:
    """Make a folder hold the files of another one, and nothing else; what is the same already is left alone."""
    wanted = {p.relative_to(source) for p in source.rglob("*") if p.is_file()}
    for path in [p for p in folder.rglob("*") if p.is_file() and p.relative_to(folder) not in wanted]:
        path.unlink()
    for name in wanted:
        copy = folder / name
        if not copy.is_file() or not cmp(source / name, copy, shallow=False):
            copy.parent.mkdir(parents=True, exist_ok=True)
            copyfile(source / name, copy)


def policies(folder: Path) -> tuple[Source, ...]:
    """The policies of a folder without their source notes; ``07_某办法.txt`` has the id ``policy-07``.

    Raises:
        EvalError: a name does not begin with a number, or two with the same one.
    """
    found: dict[str, Source] = {}
    for path in sorted(folder.glob("*.txt")):
        number = _NUMBER.match(path.name)
        source_id = f"policy-{number[1]}" if number else ""
        if not number or source_id in found:
            raise EvalError(f"“{path}”的文件名应以各不相同的编号和下划线开头，如 07_某办法.txt。")
        note = _NAME.search(path.read_text(encoding="utf-8").partition("\n")[0])
        title = note[1] if note else _TITLES.get(source_id, "")
        found[source_id] = Source(source_id, path.name, source_text(path), title)
    return tuple(found.values())


def write_sources(folder: Path, sources: Sequence[Source]) -> None:
    """Make a folder hold these documents, each with its id beside it, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {s.file: s.text for s in sources} | {f"{s.file}.toml": s.metadata for s in sources}
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())


def resting_on_expired(documents: Sequence[ParsedDocument], cases: Sequence[Case]) -> Measure:
    """How many answerable cases rest on a document that no longer holds today, which answers only where nothing else does.

    A term that ends between two runs changes the figures of the same commit: this one shows it.
    """
    gone = {p.document.id for p in documents if p.document.status in {Status.EXPIRED, Status.SUPERSEDED}}
    over = [documents_of(c) & gone for c in cases if c.answerable]
    named = "、".join(sorted(set().union(*over)))
    return Measure("所据文件今天已失效的题", float(sum(map(bool, over))), "题", note=named)


def make_library(bench: Bench, name: str, paths: Sequence[Path], embedder: Embedder | None = None) -> Library:
    """Sync files and folders into the home that the cache keeps for this name and embedder.

    ``embedder`` stands in for the one that the settings name, whose vectors it must give.

    Raises:
        BenchmarkFault: a document cannot be read.
    """
    settings = replace(bench.settings, home=home_of(bench, name))
    embedder = embedder or make_embedder(settings.index)
    report = _synced(bench, settings, paths, embedder)
    if any(d.error is not None for d in report.documents) and _holds_others(settings, paths):
        rmtree(settings.home)  # documents from where the cache or a checkout used to be: a cache may be made anew
        report = _synced(bench, settings, paths, embedder)
    if failed := [f"{d.path}：{d.error}" for d in report.documents if d.error is not None]:
        raise BenchmarkFault(
            f"基准所用的文件有 {len(failed)} 份读取失败（索引在“{settings.home}”），第一份是 {failed[0]}"
        )
    return Library(settings)


def _synced(bench: Bench, settings: Settings, paths: Sequence[Path], embedder: Embedder) -> SyncReport:
    settings.home.mkdir(parents=True, exist_ok=True)
    models = settings.home / "models"
    if bench.settings.models.is_dir() and not models.exists():
        models.symlink_to(bench.settings.models.resolve(), target_is_directory=True)

    def step(stage: str, done: int, total: int) -> None:
        bench.step(f"{settings.home.name}：{stage}", done, total)

    try:
        return sync(settings.home, paths, embedder, progress=step)
    except (IndexMismatch, IndexDamaged):  # left by another version of the program
        return sync(settings.home, paths, embedder, rebuild=True, progress=step)


def _holds_others(settings: Settings, paths: Sequence[Path]) -> bool:
    """Whether the index has documents that lie in none of the folders."""
    with closing(open_index(settings.home, make_embedder(settings.index))) as index:
        return not all(any(Path(p.document.path).is_relative_to(path) for path in paths) for p in index.documents())


def home_of(bench: Bench, name: str) -> Path:
    """Where the cache keeps an index."""
    return bench.cache / f"{name}-{bench.settings.index.embedder}"


def generations_of(bench: Bench) -> Path:
    """Where the cache keeps what models wrote."""
    return bench.cache / "generations"
