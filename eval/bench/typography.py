"""State Council documents as plain text, judged by their typography: 一、 is printed bold, （一） in 楷体."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import Block, Clause, Metadata, ParsedDocument, RawDocument
from corpus.parsing import interpret
from corpus.references.tree import ClauseTree
from eval.bench.gold_figures import share_measure
from eval.bench.material import TODAY, Material, Paragraph, Typeset
from eval.bench.measure import Measure
from eval.statistics import Share

_FIRST = re.compile(r"(?P<label>[一二三四五六七八九十]+)、")
_SECOND = re.compile(r"(?P<label>[（(][一二三四五六七八九十]+[)）])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the typography shows: its level (1 for 一、, 2 for （一）), its label and its words."""

    level: int
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Levels:
    """How many headings of each level were found, how many stand in the wrong place, and what is wrong in words."""

    first: Share
    second: Share
    misplaced: int
    faults: tuple[str, ...]


def measure_typography(material: Material) -> tuple[tuple[Measure, ...], tuple[str, ...]]:
    """The recall of both levels and the nesting errors over all documents, and each fault in words."""
    levels = [read_levels(document) for document in material.typeset()]
    first = Share(sum(x.first.hits for x in levels), sum(x.first.total for x in levels))
    second = Share(sum(x.second.hits for x in levels), sum(x.second.total for x in levels))
    misplaced = sum(x.misplaced for x in levels)
    return (
        share_measure("国务院文件：“一、”查全率", first, 1.0),
        share_measure("国务院文件：“（一）”查全率", second, 1.0),
        Measure("国务院文件：层级错误", misplaced, "处", 0, samples=first.total + second.total),
    ), tuple(fault for x in levels for fault in x.faults)


def read_levels(document: Typeset) -> Levels:
    """Parse the plain text of a document and look up each heading that its typography shows."""
    parsed = _plain(document)
    tree = ClauseTree(parsed)
    position = 0
    hits, totals, faults = {1: 0, 2: 0}, {1: 0, 2: 0}, list[str]()
    above: Clause | None = None  # the 一、 that is open
    misplaced = 0
    for heading in headings(document):
        totals[heading.level] += 1
        at = _next(heading, parsed, position)
        if at is None:
            faults.append(f"{document.title}：没有找到“{heading.words}”")
            continue
        position, clause = at + 1, parsed.clauses[at]
        hits[heading.level] += 1
        inside = next((c for c in tree.line(clause) if c is not clause and not tree.is_piece(c)), None)
        if inside is not (above if heading.level == 2 else None):
            misplaced += 1
            faults.append(f"{document.title}：“{heading.words}”在“{'/'.join(clause.path)}”")
        above = clause if heading.level == 1 else above
    return Levels(Share(hits[1], totals[1]), Share(hits[2], totals[2]), misplaced, tuple(faults))


def headings(document: Typeset) -> Iterator[Heading]:
    """The headings that the typography shows, of documents that print 一、 bold."""
    found = [heading for paragraph in document.paragraphs if (heading := _heading(paragraph))]
    if any(heading.level == 1 for heading in found):
        yield from found


def _heading(paragraph: Paragraph) -> Heading | None:
    face, words = next(((face, words.strip()) for face, words in paragraph.runs if words.strip()), ("", ""))
    for level, wanted, form in ((1, "bold", _FIRST), (2, "kai", _SECOND)):
        match = form.match(words)
        if match and face == wanted and not paragraph.in_table and paragraph.text.strip().startswith(match[0]):
            return Heading(level, match["label"], words[:20])
    return None


def _next(heading: Heading, parsed: ParsedDocument, position: int) -> int | None:
    """The index of the next clause from ``position`` on that has the heading's label and begins with its words."""
    wanted = _compact(heading.words)
    for at, clause in enumerate(parsed.clauses[position:], position):
        if clause.path[-1] == heading.label and _compact(clause.text).startswith(wanted):
            return at
    return None


def _compact(text: str) -> str:
    return re.sub(r"\s", "", text).translate({ord("("): "（", ord(")"): "）"})


def _plain(document: Typeset) -> ParsedDocument:
    blocks = tuple(Block(p.text) for p in document.paragraphs if p.text.strip())
    raw = RawDocument(Path(f"{document.title}.txt"), "text/plain", "0" * 64, blocks)
    return interpret(raw, Metadata(), today=TODAY)
