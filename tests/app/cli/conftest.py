"""Small pieces of a library, made by hand, and a way to run a command in this process."""

import json
from collections.abc import Callable
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
