"""Kinds of one thing that a clause sets side by side, and another kind of it that a question asks for.

制定国家、行业和地方标准的 gives nothing for 团体标准, nor do 制定国家标准的… and 制定行业标准的… in sentences of their own.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.answering.evidence import Evidence
from app.answering.lexicon import lexicon
from app.answering.question import Question
from app.answering.speech import read_speech
from app.answering.wordbook import wordbook

_NOUN, _DEED = 1.0, 0.35  # see ``speech``
_HALF = 2  # characters of the kind and of the thing in a word that has both
_JOINS = "、和或与及"
_BEFORE = 2  # characters that stand alike before kinds in sentences of their own: 制定|国家标准, 制定|行业标准


def unlisted_kind(question: Question, evidence: Evidence) -> str | None:
    """The kind that is asked for where a clause gives others of the same thing, as a Chinese clause."""
    facts = evidence.facts
    home = f"{facts.document.title} {facts.context} {facts.norm}"
    for kind, thing in _kinds(question.search):
        if thing not in evidence.sentence.norm or any(word in home for word in _written(kind)):
            continue
        given = _given(facts.norm, thing, len(kind))
        if given and not any(f"{other}{thing}" in question.search for other in given):
            return f"文件写的是{'、'.join(given)}{thing}，没有写明{kind}{thing}"
    return None


@lru_cache(maxsize=64)
def _kinds(text: str) -> tuple[tuple[str, str], ...]:
    """The kinds in a question, each with the thing it is a kind of: 团体|标准, 水稻|种植基地, also one word (国际标准)."""
    speech, known, stop = read_speech(text), wordbook().places, lexicon().stop
    words = [(s, e) for s, e in speech.spans() if e - s > 1 and speech.weights[s] >= _DEED]
    spans = [(s, e) for s, e in words if speech.weights[s] >= _NOUN]
    things = [*spans, *((s, end) for s, e in words for start, end in spans if start == e)]
    pairs = [(text[s:e], text[e:end]) for s, e in spans for start, end in things if start == e]
    whole = [(text[s : s + _HALF], text[s + _HALF : e]) for s, e in spans if e - s == 2 * _HALF]
    pairs += [(kind, thing) for kind, thing in whole if kind in known and thing in known]
    return tuple((k, t) for k, t in pairs if not stop.fullmatch(k) and not stop.fullmatch(t))


def _written(kind: str) -> set[str]:
    """A kind and what it is called as well."""
    return {kind}.union(*(group for group in lexicon().equivalents if kind in group))


@lru_cache(maxsize=256)
def _given(clause: str, thing: str, length: int) -> tuple[str, ...]:
    """The kinds of ``length`` characters that a clause (normalised) sets side by side; empty where it has one or none."""
    nouns = _nouns(clause, thing)
    apart: dict[str, list[str]] = {}
    for match in re.finditer(re.escape(thing), clause):
        listed = list(_listed(clause, match.start(), length, nouns))
        if len(listed) > 1:
            return tuple(reversed(listed))
        if listed:
            begins = match.start() - length
            apart.setdefault(clause[max(0, begins - _BEFORE) : begins], []).append(listed[0])
    found = (tuple(dict.fromkeys(kinds)) for kinds in apart.values())
    return next((kinds for kinds in found if len(kinds) > 1), ())


def _listed(clause: str, end: int, length: int, nouns: set[tuple[int, int]]) -> Iterator[str]:
    """The nouns before ``end`` that are joined into one list, last first; nothing where the first is but part of a longer name."""
    found: list[str] = []
    while (start := end - length) >= 0 and (start, end) in nouns:
        found.append(clause[start:end])
        end = start - 1
        if end < 0 or clause[end] not in _JOINS:
            break
    if len(found) == 1 or not any(until == start for _, until in nouns):
        yield from found


@lru_cache(maxsize=64)
def _nouns(text: str, thing: str) -> set[tuple[int, int]]:
    """Where nouns stand; of one that ends in ``thing`` what stands before it."""
    speech = read_speech(text)
    spans = [(s, e) for s, e in speech.spans() if speech.weights[s] >= _NOUN]
    return {(s, e - len(thing) if e - s > len(thing) and text.endswith(thing, s, e) else e) for s, e in spans}
