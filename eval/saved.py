"""Saved runs: what ``policyqa eval run --save`` wrote, read back and checked field by field."""

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.errors import InvalidRun
from eval.figure_kind import FigureKind


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class SavedProvenance(_Part):
    """As ``eval.provenance.Provenance``."""

    commit: str
    settings: str
    engine: str
    model: str
    generation: str
    index: str
    cases: str


class SavedExpectation(_Part):
    """What a case expected, as printed in the report."""

    refuse: str | None
    figures: tuple[str, ...]
    cite: tuple[tuple[str, ...], ...]
    quotes: tuple[str, ...]


class SavedCitation(_Part):
    """A clause that was cited, and the words."""

    clause: str
    label: str
    quote: str


class SavedReply(_Part):
    """What came: an answer, or a refusal with its reason."""

    refused: str | None
    text: str
    citations: tuple[SavedCitation, ...] = ()


class SavedCited(_Part):
    """How many clauses an answer cited that it should not have, and how many it should have and did not."""

    wrong: int
    missed: int


class SavedResult(_Part):
    """One case of a saved run. ``numbers_exact`` is ``None`` where no figure was expected.

    ``kinds`` splits it by kind; it and ``cited`` are absent from runs that were saved before they were counted.
    """

    id: str
    file: str
    documents: tuple[str, ...] = ()
    questions: tuple[str, ...]
    tags: tuple[str, ...]
    outcome: Literal["right", "wrong", "refused"]
    correct: bool
    numbers_exact: bool | None
    kinds: dict[FigureKind, bool] = {}
    cited: SavedCited | None = None
    false_figures: tuple[str, ...]
    reasons: tuple[str, ...]
    expected: SavedExpectation
    got: SavedReply
    milliseconds: float

    @property
    def answerable(self) -> bool:
        """Whether an answer was expected."""
        return self.expected.refuse is None


class SavedRun(_Part):
    """A whole saved run."""

    format: Literal[1]
    provenance: SavedProvenance
    seconds: float
    results: tuple[SavedResult, ...]


def load_run(path: Path) -> SavedRun:
    """A saved run.

    Raises:
        InvalidRun: the file is not there, or is no run that this version can read.
    """
    try:
        return SavedRun.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except OSError as exc:
        raise InvalidRun(f"无法读取“{path}”：{exc.strerror}；请给出 policyqa eval run --save 写的文件。") from exc
    except (ValueError, ValidationError) as exc:
        raise InvalidRun(
            f"“{path}”不是本版本能读的评测结果：{_first(exc)}；请用 policyqa eval run --save 重新保存。"
        ) from exc


def _first(exc: ValueError) -> str:
    if isinstance(exc, ValidationError):
        error = exc.errors()[0]
        return f"{'.'.join(map(str, error['loc'])) or '文件'} 处 {error['msg']}"
    return "不是 JSON"
