"""Generations: what a model wrote to a prompt, kept on disk one by one, so that a run that broke off goes on.

A model that always takes the likeliest token writes the same to the same prompt. So model, limits and prompt are the
whole key: documents, embedder and code change what is written only through the prompt. Times are never kept.
"""

import json
import os
from collections.abc import Generator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from app.engines.model import LanguageModel, Prompt
from app.errors import AnswerCut
from eval.provenance import model_name


@dataclass(frozen=True, slots=True)
class Generation:
    """One text, and why it was cut, empty where the model came to its own end."""

    text: str
    cut: str = ""


class KeptModel:
    """A greedy model whose texts are kept in a folder: asked the same again, it gives what it wrote at first."""

    def __init__(self, model: LanguageModel, folder: Path, *, context: int) -> None:
        self.engine = model.engine
        self.model = model.model
        self._behind = model
        self._folder = folder
        self._context = context

    def stream(self, prompt: Prompt, *, max_tokens: int) -> Generator[str, None, None]:
        """The kept text in one piece, or what the model writes; what ended otherwise than by itself is not kept."""
        path = self._path(prompt, max_tokens)
        if (found := _read(path)) is not None:
            yield found.text
        else:
            found = yield from self._written(prompt, max_tokens)
            _write(path, found)
        if found.cut:
            raise AnswerCut(found.cut)

    def close(self) -> None:
        """Close the model."""
        self._behind.close()

    def _written(self, prompt: Prompt, max_tokens: int) -> Generator[str, None, Generation]:
        pieces: list[str] = []
        try:
            for piece in self._behind.stream(prompt, max_tokens=max_tokens):
                pieces.append(piece)
                yield piece
        except AnswerCut as exc:  # it would be cut there again
            return Generation("".join(pieces), str(exc))
        return Generation("".join(pieces))

    def _path(self, prompt: Prompt, max_tokens: int) -> Path:
        made_of = [model_name(self.model), self._context, max_tokens, prompt.keys, prompt.system, prompt.user]
        key = sha256(json.dumps(made_of, ensure_ascii=False).encode()).hexdigest()
        return self._folder / f"{key[:32]}.json"


def _read(path: Path) -> Generation | None:
    return Generation(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def _write(path: Path, generation: Generation) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    draft.write_text(json.dumps(asdict(generation), ensure_ascii=False), encoding="utf-8")
    draft.replace(path)  # whole or not at all
