"""Random revisions of real documents: the comparison must report the edit, all of it and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from corpus import ParsedDocument
from corpus.revisions.change import Revision
from corpus.revisions.comparing import compare
from eval.bench.revisions.edits import Edit, parse_text, random_edit
from eval.statistics import Share


@dataclass(frozen=True, slots=True)
class Missed:
    """An edit that was not reported exactly."""

    document: str
    edit: Edit
    unreported: frozenset[tuple[str, str]]
    made_up: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RandomRevisions:
    """How many edits of each kind were reported exactly."""

    exact: dict[str, Share]
    missed: tuple[Missed, ...]

    @property
    def all(self) -> Share:
        """Over every kind."""
        return Share(sum(s.hits for s in self.exact.values()), sum(s.total for s in self.exact.values()))


def measure_random(
    documents: Sequence[ParsedDocument], *, count: int, seed: int, progress: Callable[[int, int], None] | None = None
) -> RandomRevisions:
    """Make ``count`` single edits, drawn with ``seed``, of ``documents`` and compare each with its original."""
    random = Random(seed)  # noqa: S311 - no secret
    base = [parse_text(p.document, p.document.text) for p in documents]
    tallies: dict[str, list[bool]] = {}
    missed: list[Missed] = []
    done = 0
    while done < count:
        parsed = random.choice(base)
        edit = random_edit(parsed, random)
        if edit is None:
            continue
        fault = _fault(parsed, edit)
        tallies.setdefault(edit.kind, []).append(fault is None)
        missed += [fault] if fault else []
        done += 1
        if progress is not None:
            progress(done, count)
    return RandomRevisions({kind: Share(sum(t), len(t)) for kind, t in sorted(tallies.items())}, tuple(missed))


def _fault(parsed: ParsedDocument, edit: Edit) -> Missed | None:
    revision = compare(parsed, parse_text(parsed.document, edit.text))
    got = reported(revision)
    figures = edit.figures is None or len(revision.quantities) == edit.figures
    if got == edit.expected and figures:
        return None
    return Missed(parsed.document.title, edit, edit.expected - got, got - edit.expected)


def reported(revision: Revision) -> frozenset[tuple[str, str]]:
    """The kinds of change with the words of the clause, as ``Edit.expected``."""
    return frozenset((str(c.kind), (c.old or c.new)[0].text.strip()) for c in revision.changed)
