"""What a run was made of, as short digests: two runs with the same ones must give the same numbers."""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from app.answering import Assistant
from app.pinned import PINNED
from app.settings import FILE_NAME, Settings
from corpus import Document

_DIGITS = 12
_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Provenance:
    """``commit`` has ``+`` and a digest of the changes where files were changed since. ``index`` digests the documents' canonical texts."""

    commit: str
    settings: str
    engine: str
    model: str
    generation: str
    index: str
    cases: str


def provenance_of(settings: Settings, assistant: Assistant, files: Iterable[Path]) -> Provenance:
    """What a run of the cases of ``files`` by this assistant is made of."""
    model = assistant.model
    return Provenance(
        commit=commit_of(_ROOT),
        settings=digest_settings(settings.home),
        engine=model.engine if model is not None else "extractive",
        model=model_name(model.model if model is not None else None),
        generation=assistant.index.generation,
        index=digest_documents(p.document for p in assistant.index.documents()),
        cases=digest_files(files),
    )


def commit_of(folder: Path) -> str:
    """The commit of the checkout that a folder lies in; outside of one, the installed version."""
    try:
        head = _git(folder, "rev-parse", "--short=12", "HEAD").strip()
        changes = _git(folder, "diff", "HEAD")
    except (OSError, subprocess.SubprocessError):
        return f"policyqa {version('policyqa')}"
    return f"{head}+{sha256(changes.encode()).hexdigest()[:6]}" if changes else head


def digest_files(files: Iterable[Path]) -> str:
    """One digest over files, each with its name; a file that is not there counts as absent."""
    total = sha256()
    for file in files:
        content = file.read_bytes() if file.is_file() else b""
        total.update(f"{file.name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()[:_DIGITS]


def digest_settings(home: Path) -> str:
    """Of the settings file; ``默认`` where there is none."""
    file = home / FILE_NAME
    return digest_files([file]) if file.is_file() else "默认"


def digest_documents(documents: Iterable[Document]) -> str:
    """Of the canonical texts, whatever order the index lists them in."""
    lines = sorted(f"{d.id} {d.text_sha256}" for d in documents)
    return sha256("\n".join(lines).encode()).hexdigest()[:_DIGITS]


def model_name(name: str | None) -> str:
    """The model with the digest that it is pinned to, where it is."""
    if name is None:
        return "无"
    pinned = next((m for m in PINNED if name in {m.name, m.short, m.title}), None)
    return f"{name}@{pinned.sha256[:_DIGITS]}" if pinned else name


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        capture_output=True, encoding="utf-8", errors="replace", timeout=10, check=True,
    )  # fmt: skip
    return done.stdout
