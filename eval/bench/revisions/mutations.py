"""The mutation check: change one figure in the document, ask for it, and see whether the answer follows.

A system that remembers instead of reading fails here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from app.answering import Answer, Assistant
from app.assembly import open_assistant
from app.settings import Settings
from corpus import Bound, Clause, Kind, ParsedDocument, Quantity, find_quantities, parse
from corpus.quantities.conventions import find_conventions
from eval.case import Case, Figure, Place
from eval.figures import same_unit, shown, shows
from eval.run import ask_case
from eval.statistics import Share
from index import make_embedder, sync

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_FACTORS = (3, 7)  # times the printed number, so that no other figure of a policy is hit by chance
_KINDS = frozenset({Kind.AMOUNT, Kind.RATE, Kind.COUNT})


@dataclass(frozen=True, slots=True)
class Mutation:
    """One figure of a document under another value, and the case that asks for it."""

    case: Case
    figure: Figure
    clause: Clause
    quantity: Quantity
    text: str
    changed: Quantity


@dataclass(frozen=True, slots=True)
class MutationResult:
    """``followed`` of the figures that were changed; ``stuck`` are the cases whose answer did not follow."""

    followed: Share
    stuck: tuple[tuple[str, str, str], ...]  # case, figure before → after, answer
    unasked: int  # figures of the document that no answered case asks for


def mutations(parsed: ParsedDocument, cases: Sequence[Case]) -> Iterator[Mutation]:
    """For each figure of the document that a case expects and prints, one change of it and that case."""
    seen: set[tuple[str, int]] = set()
    conventions = find_conventions(parsed.document.text)
    for case in cases:
        places = [p for group in case.cite for p in group]
        for clause in (c for c in parsed.clauses if any(p.path is not None and p.is_at(c) for p in places)):
            for quantity in (q.shift(clause.span.start) for q in find_quantities(clause.text, conventions)):
                figure = next((f for f in case.expect if not f.computed and _expects(f, quantity)), None)
                if figure is None or (clause.id, quantity.span.start) in seen or not _alone(quantity, clause):
                    continue
                if (found := _mutated(parsed, clause, quantity)) is not None:
                    seen.add((clause.id, quantity.span.start))
                    yield Mutation(case, figure, clause, quantity, *found)


def measure_mutations(
    file: Path, cases: Sequence[Case], settings: Settings, *, progress: Callable[[int, int], None] | None = None
) -> MutationResult:
    """Make every mutation by itself, index the document, ask the case without a model.

    Only cases that are answered rightly as the document stands are asked.
    """
    parsed = parse(file)
    stuck: list[tuple[str, str, str]] = []
    with TemporaryDirectory(prefix="policyqa-") as folder:
        own = replace(settings, home=Path(folder) / "home")
        copy = Path(folder) / "document.txt"
        copy.with_name("document.txt.toml").write_text(f'id = "{parsed.document.id}"\n', encoding="utf-8")
        with _answering(parsed.document.text, copy, own) as assistant:
            right = [c for c in cases if ask_case(c, assistant).score.correct]
        todo = list(mutations(parsed, right))
        for done, mutation in enumerate(todo):
            with _answering(mutation.text, copy, own) as assistant:
                reply = ask_case(mutation.case, assistant).reply
            if not _follows(mutation, reply.text if isinstance(reply, Answer) else ""):
                said = reply.text if isinstance(reply, Answer) else f"拒答：{reply.message}"
                stuck.append((mutation.case.id, f"{mutation.quantity.raw} → {mutation.changed.raw}", said))
            if progress is not None:
                progress(done + 1, len(todo))
    asked = len(todo)
    every = sum(q.kind in _KINDS for c in parsed.clauses for q in find_quantities(c.text))
    return MutationResult(Share(asked - len(stuck), asked), tuple(stuck), every - asked)


@contextmanager
def _answering(text: str, file: Path, settings: Settings) -> Iterator[Assistant]:
    """An assistant for a document of this text alone."""
    file.write_text(text, encoding="utf-8")
    sync(settings.home, [file], make_embedder(settings.index))
    with closing(open_assistant(settings, engine="extractive")) as assistant:
        yield assistant


def _follows(mutation: Mutation, text: str) -> bool:
    """Whether an answer shows the new figure, and the old one only where the document prints it elsewhere."""
    seen = shown(text)
    new = mutation.changed
    has_new = any(q.value == new.value and same_unit(q.unit, new.unit) for q in seen)
    elsewhere = any(shows(q, mutation.figure) for q in find_quantities(mutation.text))
    return has_new and (elsewhere or not any(shows(q, mutation.figure) for q in seen))


def _expects(figure: Figure, quantity: Quantity) -> bool:
    if quantity.kind not in _KINDS or quantity.bound is Bound.RANGE or figure.is_range:
        return False
    return shows(quantity, figure)


def _alone(quantity: Quantity, clause: Clause) -> bool:
    """Whether the clause prints the figure once: of two alike, an answer may rightly keep showing the other."""
    same = [q for q in find_quantities(clause.text) if q.value == quantity.value and q.unit == quantity.unit]
    return len(same) == 1


def _mutated(parsed: ParsedDocument, clause: Clause, quantity: Quantity) -> tuple[str, Quantity] | None:
    """The text with another number in the figure's place, and the figure that is printed there then."""
    numbers = [*_DIGITS.finditer(quantity.raw)]
    if len(numbers) != 1:
        return None
    text, known = parsed.document.text, {q.value for c in parsed.clauses for q in find_quantities(c.text)}
    at = quantity.span.start + numbers[0].start()
    for factor in _FACTORS:
        number = f"{Decimal(numbers[0][0]) * factor:f}"
        changed = text[:at] + number + text[quantity.span.start + numbers[0].end() :]
        end = clause.span.end + len(number) - len(numbers[0][0])
        printed = find_quantities(changed[clause.span.start : end])
        new = next(
            (q for q in printed if q.span.start + clause.span.start <= at < q.span.end + clause.span.start), None
        )
        if new is not None and new.value not in known and new.unit == quantity.unit:
            return changed, new
    return None


def is_about(case: Case, document: str) -> bool:
    """Whether a case is to be answered from this document alone."""
    places: list[Place] = [p for group in case.cite for p in group]
    return case.answerable and bool(places) and all(p.document == document for p in places)
