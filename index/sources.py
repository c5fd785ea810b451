"""Sources: which files a sync is about, and whether they changed."""

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

import corpus
from corpus.benefits.reviews import SUFFIX
from index.report import SkippedFile
from index.truth import FileState

# The readers look at the content, not at the name; the name only says whether somebody means a document by it.
# Those after the break are read by nobody and fail with the reader's reason, which a user should see.
_DOCUMENTS = frozenset({
    ".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf",
    ".doc", ".wps", ".rtf", ".odt", ".ofd", ".docm", ".xhtml", ".mht",
})  # fmt: skip
_BESIDE = (".toml", SUFFIX)  # what is known of a document, and its reviewed benefits


@dataclass(slots=True)
class Scan:
    """``files`` are absolute. ``roots`` are the folders and files that were named and are there or were there:
    what the truth knows below them and ``files`` does not name is gone. ``failed`` says why a named path is no file.
    """

    files: list[Path] = field(default_factory=list)
    roots: list[Path] = field(default_factory=list)
    failed: dict[Path, str] = field(default_factory=dict)
    skipped: list[SkippedFile] = field(default_factory=list)

    def covers(self, path: str) -> bool:
        """Whether the file at ``path``, were it there, would be in ``files``."""
        return any(Path(path).is_relative_to(root) for root in self.roots)


def scan(paths: Iterable[Path], known: Iterable[str]) -> Scan:
    """Look for documents: in folders all the way down, by suffix; a path that names a file is taken at its word.

    ``known`` are the files that the truth has: one of these that was named and is not there is gone, not a mistake.
    """
    found, known = Scan(), set(known)
    for path in paths:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would turn a link into what it points to
        if absolute.is_dir():
            found.roots.append(absolute)
            _walk(absolute, found)
        elif absolute.is_file():
            found.files.append(absolute)
        elif absolute.exists():
            found.failed[absolute] = f"“{path}”不是普通文件；请给出文件或文件夹。"
        elif str(absolute) in known:
            found.roots.append(absolute)
        else:
            found.failed[absolute] = f"找不到“{path}”；请检查路径。"
    found.files = sorted(set(found.files))
    return found


def is_document_name(name: str) -> bool:
    """Whether a file of this name is taken for a document where a folder is synced."""
    return Path(name).suffix.lower() in _DOCUMENTS


def file_state(path: Path) -> FileState:
    """The digests that tell whether a file must be read again.

    Raises:
        OSError: it cannot be read.
    """
    beside = [path.with_name(path.name + suffix) for suffix in _BESIDE]
    digests = " ".join(_digest(file) for file in beside if file.is_file())
    return FileState(_digest(path), digests, parser_version())


@cache
def parser_version() -> str:
    """Changes with every change of the code that turns files into clauses, so that nobody has to remember to."""
    package = Path(corpus.__file__).parent
    documents = package / "sources"
    code = (p for p in package.rglob("*") if p.suffix in {".py", ".toml"} and not p.is_relative_to(documents))
    return sha256(b"\0".join(p.read_bytes() for p in sorted(code))).hexdigest()[:16]


def _walk(root: Path, found: Scan) -> None:
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        for name in sorted([n for n in folders if _odd(here / n)]):
            found.skipped.append(SkippedFile(here / name, _odd(here / name)))
            folders.remove(name)
        for path in (here / n for n in sorted(files)):
            reason = _odd(path) or _foreign(path, files)
            if reason:
                found.skipped.append(SkippedFile(path, reason))
            elif not _document_of(path):
                found.files.append(path)


def _odd(path: Path) -> str:
    """Why a path is not followed; empty if it may be."""
    if path.name.startswith((".", "~$")):
        return "隐藏文件或临时文件"
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return "符号链接，不跟随"
    return "" if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "不是普通文件"


def _foreign(path: Path, beside: Sequence[str]) -> str:
    """Why a plain file is no document; empty for a document and for the files beside one."""
    if path.suffix.lower() in _DOCUMENTS or _document_of(path) in beside:
        return ""
    return "不是支持的文件类型（txt、md、html、docx、pdf）"


def _document_of(path: Path) -> str:
    """The name of the document that a file beside it belongs to; empty where it is none of these files."""
    name = path.name.lower()
    return next((path.name.removesuffix(path.name[-len(s) :]) for s in _BESIDE if name.endswith(s)), "")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
