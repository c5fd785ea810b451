"""Small pieces of a library, made by hand, and a way to run a command in this process."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli import main
from corpus import Clause, Document, Span, Status

TEXT = "一、支持政策\n1.采购奖励。按年度采购量的10%予以奖励,单家企业每年最高奖励500万元。"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


@pytest.fixture
def policyqa(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ended]:
    """Run a command in an empty home of its own, unless it names another."""
    monkeypatch.setenv("POLICYQA_HOME", str(tmp_path / "home"))

    def run(*arguments: object) -> Ended:
        code = main([str(a) for a in arguments])
        captured = capsys.readouterr()
        return Ended(code, captured.out, captured.err)

    return run


@pytest.fixture
def document() -> Document:
    return Document(
        id="plan",
        title="三年行动方案",
        text=TEXT,
        path="plan.txt",
        sha256="0" * 64,
        text_sha256="1" * 64,
        number="杭经信〔2025〕1号",
        status=Status.DRAFT,
    )


@pytest.fixture
def clause(document: Document) -> Clause:
    start = TEXT.index("1.采购")
    return Clause(
        id="plan#1.1",
        document_id="plan",
        path=("一", "1"),
        headings=("一、支持政策", "1.采购奖励"),
        text=TEXT[start:],
        span=Span(start, len(TEXT)),
        parent="plan#1",
    )


POLICY = (
    "某市促进机器人产业发展若干措施\n(征求意见稿)\n一、支持政策\n"
    "1.采购奖励。整机制造企业采购非关联零部件年度采购量达100万元的,按年度采购量的10%予以奖励,"
    "单家企业每年最高奖励500万元。\n"
    "2.场景奖励。对评选为典型应用场景的,按实际投入的50%予以最高100万元奖励。\n"
)
# The hashing embedder needs no model, so that a sync takes moments.
SETTINGS = '[index]\nembedder = "hashing"\n'


@pytest.fixture
def quick_home(tmp_path: Path) -> Path:
    """The home that ``policyqa`` uses, with a quick embedder."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    return home


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A small policy document in a folder of its own."""
    file = tmp_path / "library" / "policy.txt"
    file.parent.mkdir()
    file.write_text(POLICY, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder with one good document, and a home that has it in its index; made once, because a sync takes seconds."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "policy.txt").write_text(POLICY, encoding="utf-8")
    home = tmp_path_factory.mktemp("indexed")
    (home / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    assert main(["sync", str(folder), "--home", str(home)]) == 0
    return folder, home


@pytest.fixture
def library(indexed: tuple[Path, Path], quick_home: Path) -> Iterator[Path]:
    """The folder, with a copy of the home for this test alone. What the test does to the folder is undone."""
    folder, home = indexed
    shutil.copytree(home, quick_home, dirs_exist_ok=True)
    yield folder
    for extra in folder.iterdir():
        extra.unlink()
    (folder / "policy.txt").write_text(POLICY, encoding="utf-8")
