"""Manifests: what a generation consists of, so that a damaged one is never opened."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from index.errors import IndexDamaged, IndexMismatch

FILE_NAME = "manifest.json"
FORMAT = 4  # of a generation's layout; one of another number is built anew from the truth by the next sync
# Beside the content and the manifest.
LEXICAL, VECTORS, SENTENCES, PASSAGES = "lexical", "chroma", "sentences.npy", "passages"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of a generation: its path inside, its size in bytes and its digest."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``revision`` names the state of the truth that the generation was built from."""

    format: int
    revision: str
    embedder: str
    dimensions: int
    documents: int
    clauses: int
    sentences: int
    passages: int
    files: tuple[FileEntry, ...]

    def below(self, folder: str) -> tuple[FileEntry, ...]:
        """The files inside one folder of the generation."""
        return tuple(f for f in self.files if f.path.startswith(f"{folder}/"))

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(f.size for f in self.files)


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Write the manifest into the generation it describes."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (directory / FILE_NAME).write_text(text, encoding="utf-8")


def read_manifest(directory: Path) -> Manifest:
    """Read a generation's manifest.

    Raises:
        IndexDamaged: it is missing or not one.
        IndexMismatch: the generation is laid out in another way.
    """
    try:
        table = json.loads((directory / FILE_NAME).read_text(encoding="utf-8"))
        if table["format"] != FORMAT:
            raise IndexMismatch(
                f"索引 {directory.name} 是第 {table['format']} 版格式，而本程序使用第 {FORMAT} 版；"
                "请运行 policyqa sync，已有的向量会沿用。"
            )
        table["files"] = tuple(FileEntry(**f) for f in table["files"])
        return Manifest(**table)
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise IndexDamaged(f"索引 {directory.name} 的清单缺失或已损坏：{exc}；请运行 policyqa sync。") from exc


def list_files(directory: Path) -> tuple[FileEntry, ...]:
    """Every file below ``directory`` with its digest, by path."""
    found = []
    for path in sorted(p for p in directory.rglob("*") if p.is_file()):
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        found.append(FileEntry(path.relative_to(directory).as_posix(), path.stat().st_size, digest))
    return tuple(found)


def check_files(directory: Path, entries: Iterable[FileEntry]) -> None:
    """Compare files of a generation with its manifest's entries.

    Raises:
        IndexDamaged: one is missing or differs in a single bit.
    """
    for entry in entries:
        try:
            with (directory / entry.path).open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
        except OSError as exc:
            raise _damaged(directory, f"{entry.path}：{exc.strerror}") from exc
        if digest != entry.sha256:
            raise _damaged(directory, entry.path)


def copy_checked(directory: Path, entries: Iterable[FileEntry], target: Path) -> None:
    """Copy files out of a generation; what was copied is what was compared with the manifest.

    Raises:
        IndexDamaged: a file is missing or differs.
        OSError: the copy cannot be written.
    """
    for entry in entries:
        copy = target / entry.path
        copy.parent.mkdir(parents=True, exist_ok=True)
        digest = sha256()
        try:
            source = (directory / entry.path).open("rb")
        except OSError as exc:
            raise _damaged(directory, f"{entry.path}：{exc.strerror}") from exc
        with source, copy.open("wb") as file:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                file.write(chunk)
        if digest.hexdigest() != entry.sha256:
            raise _damaged(directory, entry.path)


def _damaged(directory: Path, detail: str) -> IndexDamaged:
    return IndexDamaged(f"索引 {directory.name} 已损坏（{detail}）；请运行 policyqa sync 重建。")
