"""What a sync did."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.lineage.questions import VersionQuestion

Outcome = Literal["added", "changed", "unchanged", "removed", "failed"]


@dataclass(frozen=True, slots=True)
class SyncedDocument:
    """One file. ``path`` is absolute; ``id`` is empty where a file failed before it had one.

    ``clauses`` is how many the index holds of it now: of a failed file those of its last good state. ``error`` is a
    Chinese sentence, set exactly when the status is ``failed``.
    """

    id: str
    path: str
    status: Outcome
    clauses: int
    error: str | None = None


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """Something in a folder that was not looked into, and why, in Chinese."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """Every file of the call, by path, the generation now in use, and the time in seconds.

    ``questions`` are about the documents that were added or changed and look like versions of others, ``problems``
    Chinese sentences on what metadata files say of versions and cannot be; both are empty where nothing was read.
    """

    documents: tuple[SyncedDocument, ...]
    generation: str
    seconds: float
    skipped: tuple[SkippedFile, ...] = ()
    questions: tuple[VersionQuestion, ...] = ()
    problems: tuple[str, ...] = ()
