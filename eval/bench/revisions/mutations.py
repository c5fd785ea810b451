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
from corpus import Bound, Clause, Kind, ParsedDocument, Quantity, Span, find_quantities, parse
from corpus.quantities.conventions import find_conventions
from eval.case import Case, Figure, plain_text
from eval.figures import same_unit, shown, shows
from eval.run import ask_case
from eval.statistics import Share
from index import make_embedder, sync

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_FACTORS = (3, 7)  # times the printed number, so that no other figure of a policy is hit by chance
_YEARS = (4, 6)  # later than the printed year, which stays one


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
    """For each figure of the document that a case expects, one change of it and the first such case."""
    seen: set[tuple[str, int]] = set()
    conventions = find_conventions(parsed.document.text)
    for case in cases:
        places = [p for group in case.cite for p in group]
        for clause in (c for c in parsed.clauses if any(p.path is not None and p.is_at(c) for p in places)):
            printed = find_quantities(clause.text, conventions)
            for figure in (f for f in case.expect if not f.computed):
                quantity = _asked(case, clause, [q for q in printed if shows(q, figure)])
                if quantity is None or (clause.id, quantity.span.start) in seen:
                    continue
                moved = quantity.shift(clause.span.start)
                if (found := _mutated(parsed, clause, moved)) is not None:
                    seen.add((clause.id, quantity.span.start))
                    yield Mutation(case, figure, clause, moved, *found)


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
    every = sum(len(find_quantities(c.text)) for c in parsed.clauses)
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
    has_new = any(_same_value(q, new) and same_unit(q.unit, new.unit) for q in seen)
    elsewhere = any(shows(q, mutation.figure) for q in find_quantities(mutation.text))
    return has_new and (elsewhere or not any(shows(q, mutation.figure) for q in seen))


def _same_value(one: Quantity, other: Quantity) -> bool:
    is_range = Bound.RANGE in {one.bound, other.bound}
    return (one.low, one.high) == (other.low, other.high) if is_range else one.value == other.value


def _asked(case: Case, clause: Clause, alike: Sequence[Quantity]) -> Quantity | None:
    """Which of a clause's figures that are printed alike a case asks for: the one in its quotes; ``None`` if unclear."""
    quoted = [span for quote in case.quotes if (span := _span_of(quote, clause.text)) is not None]
    within = [q for q in alike if any(span.contains(q.span) for span in quoted)]
    return within[0] if len(within) == 1 else None


def _span_of(quote: str, text: str) -> Span | None:
    """Where a quote stands in a text, whatever blanks and code points either is printed with."""
    plain = [(at, character) for at, printed in enumerate(text) for character in plain_text(printed)]
    words = plain_text(quote)
    start = "".join(character for _, character in plain).find(words)
    return None if start < 0 else Span(plain[start][0], plain[start + len(words) - 1][0] + 1)


def _mutated(parsed: ParsedDocument, clause: Clause, quantity: Quantity) -> tuple[str, Quantity] | None:
    """The text with another figure in the place of this one, and the figure that is printed there then."""
    text, known = parsed.document.text, {q.value for c in parsed.clauses for q in find_quantities(c.text)}
    before, after = text[: quantity.span.start], text[quantity.span.end :]
    raw = text[quantity.span.start : quantity.span.end]
    for step in range(len(_FACTORS)):
        other = _DIGITS.sub(lambda number, step=step: _another(number[0], quantity, step), raw)  # type: ignore[misc]
        changed = before + other + after
        end = clause.span.end + len(other) - len(raw)
        printed = find_quantities(changed[clause.span.start : end])
        start = quantity.span.start - clause.span.start
        new = next((q for q in printed if q.span.start == start), None)
        if new is not None and new.value not in known and new.unit == quantity.unit:
            return changed, new
    return None


def _another(number: str, quantity: Quantity, step: int) -> str:
    is_year = quantity.kind is Kind.DATE and len(number) == 4
    return str(int(number) + _YEARS[step]) if is_year else f"{Decimal(number) * _FACTORS[step]:f}"


def is_about(case: Case, document: str) -> bool:
    """Whether a case can be answered from this document alone."""
    return case.answerable and bool(case.cite) and all(any(p.document == document for p in g) for g in case.cite)
