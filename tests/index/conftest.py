"""A small library of line-by-line documents, an embedder that counts, and a home."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from corpus import Anomaly, Clause, Document, PageSpan, ParsedDocument, Span, Status, UnreadableFile
from index import HashingEmbedder, Index, SyncReport, open_index, sync
from index.embedding import Vectors


def parse_lines(path: Path) -> ParsedDocument:
    """A document whose title is its first line and whose every line is a clause; ``id:`` there names its id."""
    data = path.read_bytes()
    if not data:
        raise UnreadableFile(path, reason="文件为空", remedy="请换一个文件")
    if data.startswith(b"crash"):
        raise RuntimeError("the reading library fell over")
    text = data.decode()
    first = text.split("\n")[0]
    name = first.partition("id:")[2].strip() or path.stem
    document = Document(
        id=name,
        title=first,
        text=text,
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        status=Status.DRAFT,
        page_spans=(PageSpan(1, Span(0, len(text))),),
    )
    clauses, start = [], 0
    for number, line in enumerate(text.split("\n")):
        span = Span(start, start + len(line))
        clauses.append(Clause(f"{name}#{number}", name, (str(number),), (line[:6],), line, span, pages=(1,)))
        start = span.end + 1
    return ParsedDocument(document, tuple(clauses), (Anomaly("test.note", "一处说明", Span(0, 1)),))


def parse_articles(path: Path) -> ParsedDocument:
    """The same, but the second line is an article and what follows are its paragraphs."""
    parsed = parse_lines(path)
    first, article, *paragraphs = parsed.clauses
    below = (replace(c, path=("第一条", *c.path), parent=article.id) for c in paragraphs)
    return replace(parsed, clauses=(first, replace(article, path=("第一条",)), *below))


@dataclass
class CountingEmbedder:
    """The hashing embedder under any name, remembering what it embedded."""

    name: str = "counting"
    dimensions: int = HashingEmbedder.dimensions
    scale: tuple[float, float] | None = None
    embedded: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return self._cut(HashingEmbedder().passages(texts))

    def query(self, text: str) -> Vectors:
        self.asked.append(text)
        return self._cut(HashingEmbedder().query(text))

    def _cut(self, vectors: Vectors) -> Vectors:
        short = vectors[..., : self.dimensions] + np.float32(1e-6)
        return short / np.linalg.norm(short, axis=-1, keepdims=True)


@dataclass
class Library:
    """A folder of documents and a home beside it."""

    folder: Path
    home: Path
    embedder: CountingEmbedder

    def write(self, name: str, *lines: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    def sync(self, *paths: Path, rebuild: bool = False, articles: bool = False) -> SyncReport:
        parse = parse_articles if articles else parse_lines
        return sync(self.home, paths or [self.folder], self.embedder, rebuild=rebuild, parse=parse)

    def statuses(self, *paths: Path) -> dict[str, str]:
        return {Path(d.path).name: d.status for d in self.sync(*paths).documents}

    def open(self) -> Index:
        return open_index(self.home, self.embedder)

    def found(self, question: str) -> str:
        """The text of the best clause."""
        index = self.open()
        hits = index.search(question, k=1)
        index.close()
        return hits[0].clause.text


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


@pytest.fixture
def library(tmp_path: Path, embedder: CountingEmbedder) -> Library:
    """Empty; ``filled`` has three documents synced."""
    (tmp_path / "文件").mkdir()
    return Library(tmp_path / "文件", tmp_path / "home", embedder)


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three documents synced once for all tests. The database knows files by their full path, so the tests take
    turns at one place, into which the pristine state is copied.
    """
    root = tmp_path_factory.mktemp("synced")
    library = Library(root / "place" / "文件", root / "place" / "home", CountingEmbedder())
    library.write(
        "plan.txt", "机器人行动方案", "采购零部件最高奖励500万元。", "购买保险按保费的50%补贴。单家最高30万元。"
    )
    library.write("notice.txt", "关于征求意见的通知", "请于2025年12月1日前反馈意见。")
    library.write("深处/rules.txt", "id: rules", "展会费用补助20%。", "赛事每年最高500万元。")
    library.sync()
    shutil.copytree(root / "place", root / "pristine")
    return root


@pytest.fixture
def filled(synced: Path, embedder: CountingEmbedder) -> Library:
    place = synced / "place"
    shutil.rmtree(place)
    shutil.copytree(synced / "pristine", place)
    return Library(place / "文件", place / "home", embedder)
