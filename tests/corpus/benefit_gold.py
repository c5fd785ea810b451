"""Judges what ``find_benefits`` reads of a document by a hand-made list of its benefits.

A gold file ``tests/corpus/gold/benefits/<file stem>.yaml`` is written from reading the document, never from a reading
of the program. It names **every benefit with a figure**, one entry for each member of a pair or a tier::

    document: 01_ganjingzi_jingji_jiangli.txt
    benefits:
      - clause: 三/(二)/2              # path of the clause, labels joined by "/"; half- and full-width brackets are alike
        who: [整机制造企业]             # words that the recipient must contain, all of them; [] where nobody is named
        conditions:                    # one word list for each condition: some condition must contain all of its words
          - [年度采购量, 100万元]
        also: [评选]                   # words of what may be read as a condition as well, or not
        fixed: "1000000"               # sums and rates in base units: 元, %, (‰ as %); "100 元/亩" where the unit matters,
        rate: "10"                     #   "20-30" for a range
        base: 年度采购量                # words of what the rate is applied to
        base_limit: "10"
        cap: "5000000"
        frequency: 每年                 # as printed: 每年, 一次性 …
        scope: 单家企业                 # per whom the cap counts, as printed: 单家企业, 每人 …
        variant: 国家级                 # the word of a 分别-pair; of ranks (前三名, 分别…) 第一名, 第二名 …
        review: true                   # a person has to look, whatever was read: something is not in these fields

Left-out fields must be empty in what was read; a benefit that matches all of them is right. Words of a recipient,
base, scope and variant must be contained in what was read. A condition that contains no word of any list is one too
many. Deeds that name the recipient (对获得国家级奖项的项目) are conditions and its noun (项目) is ``who``; aims before it
(鼓励…, 加快…) are no conditions unless nothing else says what must be done; what a sentence says of another (以上
奖励须…) and brackets that limit may be left out of ``conditions``.
``review: true`` stands where the fields do not hold it all: sums per piece (每亩100元), step rates, ranges, sums that
depend on a judgement, formulae, further caps, recipients named elsewhere, alternatives that are not all one condition.

A found benefit is compared with the entry of its clause that shares most with it and at least one figure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import yaml

from corpus import Benefit, Quantity, find_benefits
from corpus.clause import ParsedDocument
from corpus.quantities.quantity import Bound, plain

_NARROW = str.maketrans("（），；：", "(),;:")


class Verdict(StrEnum):
    """What became of a benefit of the gold file, or of one that was read and stands in none."""

    RIGHT = "right"  # complete, and its review is empty
    FLAGGED = "right but flagged"
    CAUGHT = "wrong and flagged"
    SILENT = "WRONG AND SILENT"
    MISSING = "missing"
    SURPLUS = "surplus, flagged"  # read where the gold file has nothing; a person is asked to look


@dataclass(frozen=True, slots=True)
class Expected:
    """An entry of a gold file."""

    clause: str
    who: tuple[str, ...] = ()
    conditions: tuple[tuple[str, ...], ...] = ()
    fixed: str = ""
    rate: str = ""
    base: str = ""
    base_limit: str = ""
    cap: str = ""
    frequency: str = ""
    scope: str = ""
    variant: str = ""
    also: tuple[str, ...] = ()
    review: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict with its reasons."""

    verdict: Verdict
    clause: str
    expected: Expected | None
    found: Benefit | None
    faults: tuple[str, ...] = ()

    def __str__(self) -> str:
        seen = f" — {_shown(self.found)}" if self.found else ""
        wanted = "" if self.found or not self.expected else f" — {self.expected}"
        return f"{self.verdict}: {self.clause}: {'; '.join(self.faults)}{seen}{wanted}"


@dataclass(slots=True)
class _Clause:
    wanted: list[Expected] = field(default_factory=list)
    found: list[Benefit] = field(default_factory=list)


def load(path: Path) -> tuple[str, tuple[Expected, ...]]:
    """The document's file name and the entries of a gold file; an unknown key is a ``TypeError``."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries = []
    for entry in content["benefits"]:
        words = {name: tuple(entry.get(name, ())) for name in ("who", "also")}
        entries.append(Expected(**{**entry, **words, "conditions": tuple(map(tuple, entry["conditions"]))}))
    return content["document"], tuple(entries)


def judge(parsed: ParsedDocument, expected: Iterable[Expected]) -> list[Judged]:
    """Every entry with its verdict, and what was read beyond them."""
    clauses: dict[str, _Clause] = {}
    for entry in expected:
        clauses.setdefault(_plain(entry.clause), _Clause()).wanted.append(entry)
    for clause in parsed.clauses:
        found = find_benefits(parsed.document, clause)
        if found:
            clauses.setdefault(_plain("/".join(clause.path)), _Clause()).found.extend(found)
    return [judged for path, clause in clauses.items() for judged in _judge_clause(path, clause)]


def _judge_clause(path: str, clause: _Clause) -> Iterable[Judged]:
    pairs = [
        (len(_faults(entry, one)), abs(i - j), i, j)
        for i, entry in enumerate(clause.wanted)
        for j, one in enumerate(clause.found)
        if _shares_figure(entry, one)
    ]
    taken: dict[int, int] = {}
    for _, _, i, j in sorted(pairs):
        if i not in taken and j not in taken.values():
            taken[i] = j
    for i, entry in enumerate(clause.wanted):
        if i not in taken:
            yield Judged(Verdict.MISSING, path, entry, None)
            continue
        one = clause.found[taken[i]]
        faults = _faults(entry, one)
        yield Judged(_verdict(faults, one, entry), path, entry, one, faults)
    for j, one in enumerate(clause.found):
        if j not in taken.values():
            yield Judged(Verdict.SURPLUS if one.review else Verdict.SILENT, path, None, one, ("in no gold entry",))


def _verdict(faults: Sequence[str], one: Benefit, entry: Expected) -> Verdict:
    if not one.review:
        return Verdict.SILENT if faults or entry.review else Verdict.RIGHT
    if faults:
        return Verdict.CAUGHT
    return Verdict.RIGHT if entry.review else Verdict.FLAGGED


def _shares_figure(entry: Expected, one: Benefit) -> bool:
    read = [q for q in (one.fixed, one.rate, one.cap) if q]
    return any(_is(q, value) for q in read for value in (entry.fixed, entry.rate, entry.cap) if value)


def _faults(entry: Expected, one: Benefit) -> tuple[str, ...]:
    """What differs, in words; empty where the benefit was read right."""
    faults = [f"who {one.who!r}" for word in entry.who if _plain(word) not in _plain(one.who)][:1]
    conditions = [_plain(c.text) for c in one.conditions]
    for words in entry.conditions:
        if not any(all(_plain(w) in text for w in words) for text in conditions):
            faults.append(f"no condition with {words}")
    for text in conditions:
        if not any(_plain(w) in text for words in (*entry.conditions, entry.also) for w in words):
            faults.append(f"condition {text!r}")
    for name in ("fixed", "rate", "base_limit", "cap"):
        quantity: Quantity | None = getattr(one, name)
        wanted: str = getattr(entry, name)
        if not _is(quantity, wanted):
            faults.append(f"{name} {quantity.raw if quantity else ''!r} for {wanted!r}")
    for name in ("base", "frequency", "scope", "variant"):
        read, wanted = _plain(getattr(one, name)), _plain(getattr(entry, name))
        if wanted not in read or (read and not wanted):
            faults.append(f"{name} {read!r} for {wanted!r}")
    return tuple(faults)


def _is(quantity: Quantity | None, wanted: str) -> bool:
    if quantity is None or not wanted:
        return quantity is None and not wanted
    value, _, unit = wanted.partition(" ")
    if unit and _plain(quantity.unit) != _plain(unit):
        return False
    if quantity.bound is Bound.RANGE and quantity.low is not None and quantity.high is not None:
        return f"{plain(quantity.low)}-{plain(quantity.high)}" == value
    return plain(quantity.value) == value


def _plain(words: str) -> str:
    return "".join(words.translate(_NARROW).split())


def _shown(one: Benefit) -> str:
    figures = [q.raw for q in (one.fixed, one.rate, one.base_limit, one.cap) if q]
    conditions = [c.text for c in one.conditions]
    return (
        f"{one.who} | {conditions} | {figures} | {one.base} | {one.scope}{one.frequency} | {one.variant} | {one.review}"
    )
