"""A language model for tests: queued replies, recorded prompts."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from app.engines.model import Prompt
from app.errors import EngineFault


@dataclass(slots=True)
class ScriptedModel:
    """Gives ``replies`` one after another, in pieces of ``piece`` characters; an error in the queue is raised."""

    replies: Sequence[str | EngineFault]
    piece: int = 3
    prompts: list[Prompt] = field(default_factory=list)
    engine: str = "scripted"
    model: str = "scripted"
    closed: bool = False

    def stream(self, prompt: Prompt, *, max_tokens: int) -> Generator[str, None, None]:
        """Yield the next reply."""
        reply = self.replies[len(self.prompts) % len(self.replies)]
        self.prompts.append(prompt)
        if isinstance(reply, EngineFault):
            raise reply
        for start in range(0, min(len(reply), max_tokens * 4), self.piece):
            yield reply[start : start + self.piece]

    def close(self) -> None:
        """Remember that it was called."""
        self.closed = True
