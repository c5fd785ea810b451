"""The errors of every layer start here.

    PolicyQAError                 the one base that a surface (CLI, UI, API) catches
    ├── CorpusError               a file or a text cannot become clauses
    │   ├── UnreadableFile        empty, truncated, encrypted, of an unknown or refused type, over a limit
    │   ├── InvalidMetadata       the metadata file beside a document is wrong
    │   └── InvalidReview         the reviewed benefits beside a document are wrong
    ├── index.errors.IndexError_  (see index/errors.py)
    └── app.errors.AppError       (see app/errors.py)

A message is one Chinese sentence that names the file or place, the reason and the next step.
"""

from pathlib import Path


class PolicyQAError(Exception):
    """Base of every error that is meant for the user's eyes."""


class CorpusError(PolicyQAError):
    """A document cannot be read or understood."""


class UnreadableFile(CorpusError):
    """A file that cannot become text, with the reason and the way out, both in Chinese."""

    def __init__(self, path: Path, *, reason: str, remedy: str) -> None:
        super().__init__(f"无法读取“{path.name}”：{reason}；{remedy}。")
        self.path = path
        self.reason = reason
        self.remedy = remedy


class InvalidMetadata(CorpusError):
    """The metadata file beside a document has an unknown key or a wrong value."""


class InvalidReview(CorpusError):
    """A mistake in the reviewed benefits beside a document, with its line (counted from 1)."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"核对文件“{path.name}”第 {line} 行：{message}。")
        self.path = path
        self.line = line
