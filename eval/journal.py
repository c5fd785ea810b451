"""The journal of a run under way: every reply on a line of its own, so that a run that was broken off can go on.

A reply is kept by reference: which span of which clause it cites. Whoever reads it back has the same documents, since
a journal belongs to one ``Provenance``.
"""

import json
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from app.answering import Answer, Number, Refusal, Reply
from app.answering.answer import Conflict, Timings
from corpus import Citation, ParsedDocument, Span
from eval.case import Case
from eval.provenance import Provenance
from eval.run import Result
from eval.score import score
from index import Hit

_FOLDER = "eval"
_KEPT_DAYS = 7  # after that, what was broken off is taken for abandoned


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class _Cited(_Kept):
    document: str
    clause: str
    start: int
    end: int


class _Near(_Kept):
    document: str
    clause: str
    score: float


class _Answer(_Kept):
    question: str
    text: str
    direct: str
    cited: tuple[_Cited, ...]
    numbers: tuple[Number, ...]
    conflicts: tuple[Conflict, ...]
    engine: str
    model: str | None
    withheld: int
    incomplete: str
    timings: Timings
    support: float


class _Refusal(_Kept):
    question: str
    reason: str
    message: str
    near: tuple[_Near, ...]
    timings: Timings
    support: float


class _Line(_Kept):
    case: str
    milliseconds: float
    reply: _Answer | _Refusal


class Journal:
    """The replies of one run so far, in a file below ``home`` that is named after what the run is made of."""

    def __init__(self, home: Path, provenance: Provenance) -> None:
        key = sha256("\0".join(map(str, astuple(provenance))).encode()).hexdigest()[:16]
        self.path = home / _FOLDER / f"{key}.jsonl"

    def results(self, cases: Sequence[Case], documents: Iterable[ParsedDocument]) -> dict[str, Result]:
        """The results that are kept, by id of the case; a line that cannot be read, as the last may be, is none."""
        if not self.path.is_file():
            return {}
        library = {p.document.id: p for p in documents}
        known = {c.id: c for c in cases}
        found: dict[str, Result] = {}
        for text in self.path.read_text(encoding="utf-8", errors="replace").splitlines():
            with suppress(ValidationError, KeyError, ValueError):
                line = _Line.model_validate_json(text)
                case, reply = known[line.case], _restored(line.reply, library)
                found[case.id] = Result(case, reply, score(case, reply), line.milliseconds)
        return found

    def add(self, result: Result) -> None:
        """Keep a result; it is on its way to the disk when this returns."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = _Line(case=result.case.id, milliseconds=result.milliseconds, reply=_kept(result.reply))
        with self.path.open("a", encoding="utf-8") as file:  # a line that was cut off stays a line of its own
            file.write("\n" + json.dumps(line.model_dump(mode="json"), ensure_ascii=False))

    def discard(self) -> None:
        """Forget the run, and others that nobody went on with for a week."""
        self.path.unlink(missing_ok=True)
        before = time.time() - _KEPT_DAYS * 86_400
        for other in self.path.parent.glob("*.jsonl"):
            with suppress(OSError):
                if other.stat().st_mtime < before:
                    other.unlink()


def _kept(reply: Reply) -> _Answer | _Refusal:
    if isinstance(reply, Refusal):
        near = tuple(_Near(document=h.document.id, clause=h.clause.id, score=h.score) for h in reply.nearest)
        return _Refusal(
            question=reply.question, reason=reply.reason, message=reply.message, near=near,
            timings=reply.timings, support=reply.support,
        )  # fmt: skip
    cited = tuple(
        _Cited(document=c.document.id, clause=c.clause.id, start=c.span.start, end=c.span.end) for c in reply.citations
    )
    return _Answer(
        question=reply.question, text=reply.text, direct=reply.direct, cited=cited, numbers=reply.numbers,
        conflicts=reply.conflicts, engine=reply.engine, model=reply.model, withheld=reply.withheld,
        incomplete=reply.incomplete, timings=reply.timings, support=reply.support,
    )  # fmt: skip


def _restored(kept: _Answer | _Refusal, library: dict[str, ParsedDocument]) -> Reply:
    """The reply as it was, but for the sentences that the search found within a nearest clause."""
    if isinstance(kept, _Refusal):
        near = []
        for place in kept.near:
            parsed = library[place.document]
            clause = next(c for c in parsed.clauses if c.id == place.clause)
            near.append(Hit(parsed.document, clause, (), place.score))
        return Refusal(kept.question, kept.reason, kept.message, tuple(near), kept.timings, kept.support)
    return Answer(
        question=kept.question, text=kept.text, direct=kept.direct,
        citations=tuple(_citation(c, library) for c in kept.cited), numbers=kept.numbers,
        conflicts=kept.conflicts, engine=kept.engine, model=kept.model, withheld=kept.withheld,
        incomplete=kept.incomplete, timings=kept.timings, support=kept.support,
    )  # fmt: skip


def _citation(place: _Cited, library: dict[str, ParsedDocument]) -> Citation:
    parsed = library[place.document]
    clause = next(c for c in parsed.clauses if c.id == place.clause)
    span = Span(place.start, place.end)
    return Citation(parsed.document, clause, span, span.of(parsed.document.text))
