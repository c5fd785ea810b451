"""The folder of other people's documents that the corpus benchmark reads; the project itself runs without it."""

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus import ParsedDocument, parse
from eval.errors import EvalError

VARIABLE = "POLICYQA_SHARED"
TODAY = date(2026, 11, 22)  # whether a term is over must not depend on the day of the benchmark
_ROOT = Path(__file__).parents[2]
_SOURCE = "# source:"  # the first line of a stored policy says where it is from and is no part of it


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A printed paragraph and its runs, each with its typeface (``bold``, ``kai``)."""

    text: str
    runs: tuple[tuple[str, str], ...]
    center: bool
    in_table: bool


@dataclass(frozen=True, slots=True)
class Typeset:
    """A State Council document with its typography."""

    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """The folder ``root`` with ``policies/``, ``public/`` and ``corpus/``."""

    root: Path

    def laws(self) -> tuple[Path, ...]:
        """The laws as Markdown, by path."""
        return tuple(sorted(p for p in (self.root / "public" / "laws").rglob("*.md") if p.name != "README.md"))

    def typeset(self) -> tuple[Typeset, ...]:
        """The documents whose typography is known."""
        lines = (self.root / "public" / "gov_html" / "docs.jsonl").read_text(encoding="utf-8").splitlines()
        return tuple(_typeset(json.loads(line)) for line in lines if line.strip())

    def document(self, name: str) -> Path:
        """The file that a gold file names.

        Raises:
            EvalError: no file, or more than one, has this name.
        """
        fixed = [base / name for base in (self.root, self.root / "policies", self.root / "corpus", _ROOT)]
        found = next(([p] for p in fixed if p.is_file()), sorted((self.root / "public").rglob(Path(name).name)))
        if len(found) != 1:
            raise EvalError(
                f"标准答案所指的文件“{name}”在“{self.root}”里有 {len(found)} 个；请写出它在该目录下的路径。"
            )
        return found[0]


def material(root: Path | None = None) -> Material:
    """The folder that is given, that ``POLICYQA_SHARED`` names, or ``shared`` beside the project.

    Raises:
        EvalError: it is not there.
    """
    folder = root or Path(os.environ.get(VARIABLE) or _ROOT.parent / "shared")
    if not (folder / "public" / "laws").is_dir():
        raise EvalError(f"找不到语料目录“{folder}”；请用 --shared 或环境变量 {VARIABLE} 指出放有 public/laws 的目录。")
    return Material(folder)


def source_text(path: Path) -> str:
    """A text file without the line that says where it is from."""
    text = path.read_text(encoding="utf-8")
    return text.partition("\n")[2] if text.startswith(_SOURCE) else text


def parse_without_source(path: Path) -> ParsedDocument:
    """The document in a file, without the line that says where it is from."""
    if path.suffix != ".txt":
        return parse(path, today=TODAY)
    with tempfile.TemporaryDirectory(prefix="policyqa-bench-") as folder:
        copy = Path(folder) / path.name
        copy.write_text(source_text(path), encoding="utf-8")
        return parse(copy, today=TODAY)


def gold_files(folder: Path, only: Sequence[str] = ()) -> Iterator[Path]:
    """The gold files of a folder by name; with ``only``, those whose name begins with one of the words."""
    for path in sorted(folder.glob("*.yaml")):
        if not only or path.name.startswith(tuple(only)):
            yield path


def _typeset(record: dict[str, object]) -> Typeset:
    paragraphs = record["paras"]
    if not isinstance(paragraphs, list):
        raise EvalError("gov_html/docs.jsonl 的 paras 不是列表；请核对语料目录的版本。")
    return Typeset(str(record["title"]), tuple(_paragraph(p) for p in paragraphs))


def _paragraph(record: dict[str, object]) -> Paragraph:
    runs = record["runs"]
    pairs = tuple((str(face), str(words)) for face, words in runs) if isinstance(runs, list) else ()
    return Paragraph(str(record["text"]), pairs, bool(record["center"]), bool(record["in_table"]))
