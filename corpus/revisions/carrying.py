"""Carries a stretch of an old text over to the new one."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from corpus.span import Span


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of both texts that is the same, or that differs."""

    same: bool
    old: Span
    new: Span


def carried(old: str, new: str, span: Span) -> Span | None:
    """Where the words of ``span`` of ``old`` stand in ``new``, with what took their place; ``None`` if all are gone.

    ``最高500万元`` in ``…最高500万元。`` → ``最高300万元`` in ``…最高300万元。``.
    """
    touched = [b for b in _blocks(old, new) if len(b.old) and b.old.overlaps(span)]
    if not any(b.same for b in touched):
        return None
    first, last = touched[0], touched[-1]
    start = first.new.start + (span.start - first.old.start if first.same and span.start > first.old.start else 0)
    end = last.new.end - (last.old.end - span.end if last.same and span.end < last.old.end else 0)
    return Span(start, end) if start < end else None


def _blocks(old: str, new: str) -> Iterator[_Block]:
    """The texts as alternating blocks; what went and what came in one place are one block."""
    waiting: _Block | None = None
    for op in Indel.opcodes(old, new):
        block = _Block(op.tag == "equal", Span(op.src_start, op.src_end), Span(op.dest_start, op.dest_end))
        if waiting and not block.same and not waiting.same:
            old_span = Span(waiting.old.start, block.old.end)
            waiting = _Block(False, old_span, Span(waiting.new.start, block.new.end))
            continue
        if waiting:
            yield waiting
        waiting = block
    if waiting:
        yield waiting
