"""Stripped: the blocks of a document after something was taken away."""

from dataclasses import dataclass

from corpus.document import Anomaly, Block


@dataclass(frozen=True, slots=True)
class Stripped:
    """The blocks that stay, the reports of what was taken away, and of a saved web page its lines that were."""

    blocks: tuple[Block, ...]
    anomalies: tuple[Anomaly, ...]
    removed: tuple[str, ...] = ()
