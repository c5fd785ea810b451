"""The words that the answering layer knows, read once from ``lexicon.toml``, ``everyday.toml`` and ``places.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists; ``generic`` holds the first words of the synonym groups that distinguish
    least, ``equivalents`` the groups whose words mean exactly the same; ``stop_words`` are those of ``stop`` with two characters or more; ``provinces`` has the province of a city,
    ``everyday`` the words by which policies write what a caller's word says."""

    stop: re.Pattern[str]
    stop_words: re.Pattern[str]
    synonyms: tuple[tuple[str, ...], ...]
    equivalents: tuple[tuple[str, ...], ...]
    generic: frozenset[str]
    contrasts: tuple[tuple[str, ...], ...]
    alternatives: tuple[tuple[re.Pattern[str], ...], ...]
    subjects: tuple[str, ...]
    places: re.Pattern[str]
    provinces: dict[str, str]
    everyday: dict[str, tuple[str, ...]]


def _alternation(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))))


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    here = files("app.answering")
    words = tomllib.loads((here / "lexicon.toml").read_text(encoding="utf-8"))
    provinces = tomllib.loads((here / "places.toml").read_text(encoding="utf-8"))["provinces"]
    fields = tomllib.loads((here / "everyday.toml").read_text(encoding="utf-8")).values()
    return Lexicon(
        stop=_alternation(words["stop"]),
        stop_words=_alternation([w for w in words["stop"] if len(w) > 1]),
        synonyms=tuple(tuple(group) for group in words["synonyms"]),
        equivalents=tuple(tuple(group) for group in words["equivalents"]),
        generic=frozenset(words["generic"]),
        contrasts=tuple(tuple(group) for group in words["contrasts"]),
        alternatives=tuple(tuple(map(re.compile, group)) for group in words["alternatives"]),
        subjects=tuple(sorted(words["subjects"], key=len, reverse=True)),
        places=_alternation([*provinces, *(city for cities in provinces.values() for city in cities)]),
        provinces={city: province for province, cities in provinces.items() for city in cities},
        everyday={word: tuple(written.split()) for pairs in fields for written, said in pairs.items() for word in said},
    )
