"""What can go wrong in an evaluation.

PolicyQAError (corpus.errors)
└── EvalError
    ├── InvalidCases      a case file has a mistake: which file, which line, what was expected
    ├── InvalidGold       a gold file has a mistake, likewise
    ├── InvalidRun        a saved run cannot be read: which file, which field
    ├── BenchmarkFault    a measured process did not come up or ended early
    └── PartUnavailable   what a part of a benchmark needs (documents, a model file, an index) is not here
"""

from pathlib import Path

from corpus import PolicyQAError


class EvalError(PolicyQAError):
    """Base of the evaluation's errors."""


class InvalidCases(EvalError):
    """A mistake in a case file, with its line (counted from 1)."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"题库“{path.name}”第 {line} 行：{message}。")
        self.path = path
        self.line = line


class InvalidGold(EvalError):
    """A mistake in a gold file, with its line (counted from 1)."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"标准答案“{path.name}”第 {line} 行：{message}。")
        self.path = path
        self.line = line


class InvalidRun(EvalError):
    """A saved run that is missing or not of the form that this version writes."""


class BenchmarkFault(EvalError):
    """A process that was to be measured did not do its work."""


class PartUnavailable(EvalError):
    """A part of a benchmark cannot be measured on this machine as it is; the message says what is missing."""
