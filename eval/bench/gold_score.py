"""Scores against gold: what of a document's clauses and quantities was found as a person reads them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Clause, Kind, ParsedDocument, Quantity, find_quantities
from corpus.quantities.numerals import fold
from corpus.quantities.quantity import plain
from corpus.quantities.units import same_unit
from eval.bench.agreement import Pairing, Tally, align, tally
from eval.bench.gold import GoldClauses, GoldQuantities, GoldQuantity
from eval.statistics import Share

_SHOWN = 12  # characters of a clause that a miss shows
_BRACKETS = str.maketrans("【】〔〕[]", "()()()")


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement: what the gold has and what was found, either empty where that side has nothing."""

    document: str
    gold: str
    found: str


@dataclass(frozen=True, slots=True)
class ClauseScore:
    """A document's clauses; ``tally`` counts those whose path and start are right and in order."""

    document: str
    tally: Tally
    misses: tuple[Miss, ...]

    @property
    def exact(self) -> bool:
        """Whether every clause is there, nothing else is, and no furniture stands in one."""
        return not self.misses


@dataclass(frozen=True, slots=True)
class QuantityScore:
    """A document's quantities; ``subjects`` counts the matched ones whose gold names what is limited."""

    document: str
    tally: Tally
    subjects: Share
    misses: tuple[Miss, ...]
    subject_misses: tuple[Miss, ...]


def score_clauses(gold: GoldClauses, parsed: ParsedDocument, source: str) -> ClauseScore:
    """Paths and starts of the clauses against the gold; ``source`` is the file's text, furniture included."""
    wanted = [(_path(c.path), _compact(c.start)) for c in gold.clauses]
    starts: dict[str, list[str]] = {}
    for path, start in wanted:
        starts.setdefault(path, []).append(start)
    got = [_clause_key(c, starts) for c in parsed.clauses]
    pairings = align(wanted, got)
    shown = [f"{c.path}  {c.start}" for c in gold.clauses]
    found = [f"{'/'.join(c.path)}  {_compact(c.text)[:_SHOWN]}" for c in parsed.clauses]
    misses = [_miss(gold.document, p, shown, found) for p in pairings if not p.is_match]
    misses += [Miss(gold.document, f"网页杂项：{words}", "在条款正文里") for words in _left_in(gold, parsed, source)]
    return ClauseScore(gold.document, tally(pairings), tuple(misses))


def score_quantities(gold: GoldQuantities, parsed: ParsedDocument) -> QuantityScore:
    """Kind, bound, low, high and unit of the quantities in order against the gold, and the subjects of those that match."""
    quantities = found_quantities(parsed)
    units = _measure_words(gold.quantities)
    pairings = align([_key(q, units) for q in gold.quantities], [_key(q, units) for q in quantities])
    shown = [_shown(q, " ".join(q.subject)) for q in gold.quantities]
    found = [f"{_shown(q, q.subject)}  …{_around(parsed, q)}…" for q in quantities]
    judged = [
        (p, _names(gold.quantities[p.gold].subject, quantities[p.found].subject))
        for p in pairings
        if p.gold is not None and p.found is not None and gold.quantities[p.gold].subject
    ]
    return QuantityScore(
        gold.document,
        tally(pairings),
        Share(sum(right for _, right in judged), len(judged)),
        tuple(_miss(gold.document, p, shown, found) for p in pairings if not p.is_match),
        tuple(_miss(gold.document, p, shown, found) for p, right in judged if not right),
    )


def found_quantities(parsed: ParsedDocument) -> tuple[Quantity, ...]:
    """Every quantity of a document in order of appearance, as the command line lists them."""
    return tuple(q.shift(c.span.start) for c in parsed.clauses for q in find_quantities(c.text))


def _path(path: str) -> str:
    return fold(re.sub(r"\s", "", path))


def _compact(text: str) -> str:
    """The text without blanks, Markdown marks and bullets, full-width signs as ASCII."""
    return fold(re.sub(r"\s|\*", "", re.sub(r"^(?:\s*(?:#{1,6}|[-–*•])\s*)+", "", text)))


def _clause_key(clause: Clause, starts: dict[str, list[str]]) -> tuple[str, str]:
    """The clause's path, and the gold start that its text begins with, else its own first characters."""
    path, text = _path("/".join(clause.path)), _compact(clause.text)
    alike = [start for start in starts.get(path, ()) if text.startswith(start)]
    start = max(alike, key=len, default=text[:_SHOWN])
    return path, start


def _left_in(gold: GoldClauses, parsed: ParsedDocument, source: str) -> list[str]:
    """The furniture that stands in a clause: a line beginning so comes there more often than the gold allows."""
    wanted = [_compact(words) for words in gold.furniture]
    printed = [_compact(line) for line in source.splitlines()]
    kept = [_compact(line) for clause in parsed.clauses for line in clause.text.splitlines()]
    allowed = {words: sum(line.startswith(words) for line in printed) - wanted.count(words) for words in wanted}
    allowed |= {_compact(words): 1 for words in gold.running_headers}
    return [words for words, most in allowed.items() if sum(line.startswith(words) for line in kept) > max(most, 0)]


def _key(quantity: GoldQuantity | Quantity, units: Sequence[str]) -> tuple[object, ...]:
    """What must agree; of the measure words that count the same things (台, 台(套)) one stands for all."""
    unit = _unit(quantity.unit)
    if quantity.kind is Kind.COUNT and unit not in units:
        unit = next((u for u in units if same_unit(u, unit)), unit)
    return (quantity.kind, quantity.bound, quantity.low, quantity.high, unit)


def _measure_words(quantities: Sequence[GoldQuantity]) -> tuple[str, ...]:
    """The gold's measure words, each that another one already stands for left out."""
    words: list[str] = []
    for quantity in quantities:
        unit = _unit(quantity.unit)
        if quantity.kind is Kind.COUNT and not any(same_unit(word, unit) for word in words):
            words.append(unit)
    return tuple(words)


def _unit(unit: str) -> str:
    return fold(re.sub(r"\s", "", unit)).translate(_BRACKETS)


def _names(words: Sequence[str], subject: str) -> bool:
    return all(_compact(word) in _compact(subject) for word in words)


def _shown(quantity: GoldQuantity | Quantity, subject: str) -> str:
    value = "–".join(dict.fromkeys(plain(v) for v in (quantity.low, quantity.high) if v is not None))
    return f"{quantity.raw}  {quantity.kind} {quantity.bound} {value} {quantity.unit}  [{subject}]"


def _around(parsed: ParsedDocument, quantity: Quantity) -> str:
    start, end = max(quantity.span.start - _SHOWN, 0), quantity.span.end + _SHOWN
    return parsed.document.text[start:end].replace("\n", "⏎")


def _miss(document: str, pairing: Pairing, gold: Sequence[str], found: Sequence[str]) -> Miss:
    return Miss(
        document,
        gold[pairing.gold] if pairing.gold is not None else "",
        found[pairing.found] if pairing.found is not None else "",
    )
