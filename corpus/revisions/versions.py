"""Versions: how likely a document is another version of a known one, and why.

Titles decide what is compared, shingles whether the texts are of one origin. Measured on the shared policies, the plan
and its revision, and 746 laws; see ``tests/corpus/revisions/test_versions.py`` for the pairs that it must tell apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from corpus.document import Document, Status
from corpus.facts.title import is_draft
from corpus.revisions.body import folded
from corpus.revisions.names import VersionName, version_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SHINGLE = 5  # characters
_BASE = np.uint64(1_000_003)  # of the polynomial that hashes a shingle
_SAME_TITLE = (
    0.08  # share of the shorter text's shingles that one with the same title has: below, only the name is alike
)
_CLOSE_TITLE = (
    0.3  # the same where one title says more than the other (laws: 信访 .39, 人体器官移植 .55; other pairs ≤ .25)
)
_NO_TITLE = (
    0.08  # Jaccard, where a title is missing: the two of one county have .10, all other pairs of the policies ≤ .06
)
_SHORT = 40  # shingles: a text with fewer says nothing about its origin
_PLACE = re.compile(r"([\u4e00-\u9fff]{2,3}?)(?:省|自治区|市|区|县|旗|州)")
_NUMBER = re.compile(r"^(?P<code>[^\W\d_]+)\s*[〔\[(（【［]\s*(?P<year>(?:19|20)\d\d)")


class Likelihood(StrEnum):
    """How likely two documents are versions of one another."""

    SAME = "same"  # the same text: no other version
    LIKELY = "likely"
    POSSIBLE = "possible"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Kinship:
    """``reasons`` are Chinese phrases; ``newer`` says whether the first document is the later one (``None``: not known).

    ``shared`` is the share of the shorter text's shingles that stand in the other.
    """

    likelihood: Likelihood
    reasons: tuple[str, ...] = ()
    newer: bool | None = None
    shared: float = 0.0

    @property
    def is_version(self) -> bool:
        """Whether it is worth asking."""
        return self.likelihood in {Likelihood.LIKELY, Likelihood.POSSIBLE}


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many shingles two texts have in common, and how many the shorter and the longer one have."""

    common: int
    shorter: int
    longer: int

    @property
    def contained(self) -> float:
        """The share of the shorter text that stands in the longer one."""
        return self.common / self.shorter if self.shorter else 0.0

    @property
    def jaccard(self) -> float:
        """The share of what either has that both have (Jaccard)."""
        either = self.shorter + self.longer - self.common
        return self.common / either if either else 0.0


@dataclass(frozen=True)
class Profile:
    """What of a document is compared with others; make it once for each document."""

    document: Document

    @cached_property
    def name(self) -> VersionName:
        """Its title, taken apart."""
        return version_name(self.document.title)

    @cached_property
    def folded(self) -> str:
        """Its words without typography."""
        return folded(self.document.text)

    @cached_property
    def shingles(self) -> "NDArray[np.uint64]":
        """The hashes of all runs of five characters, each once; the title aside, which is compared by itself."""
        text = self.folded.replace(folded(self.document.title), "\n")
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
        size = max(len(codes) - _SHINGLE + 1, 0)
        runs = np.zeros(size, dtype=np.uint64)
        for at in range(_SHINGLE):
            runs = runs * _BASE + codes[at : at + size]  # modulo 2 to the 64th
        return np.unique(runs)

    def overlap(self, other: "Profile") -> "Overlap":
        """What the two texts have in common."""
        common = np.intersect1d(self.shingles, other.shingles, assume_unique=True).size
        return Overlap(common, *sorted((self.shingles.size, other.shingles.size)))

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that title and issuer name."""
        return frozenset(_PLACE.findall(f"{self.document.title} {self.document.issuer or ''}"))


def kinship(new: Profile, known: Profile) -> Kinship:
    """How likely ``new`` and ``known`` are versions of one document. Symmetric but for ``newer``."""
    same, close = new.name.is_same(known.name), new.name.is_close(known.name)
    nameless = not (new.name.usable and known.name.usable)
    if not (same or close or nameless) or (new.places and known.places and not new.places & known.places):
        return Kinship(Likelihood.NONE)
    both = new.overlap(known)
    if both.shorter < _SHORT:
        return Kinship(Likelihood.NONE)
    shared = both.contained
    if new.folded == known.folded:
        return Kinship(Likelihood.SAME, ("正文相同",), None, shared)
    likelihood = Likelihood.NONE
    if same and shared >= _SAME_TITLE:
        likelihood = Likelihood.LIKELY
    elif (close and shared >= _CLOSE_TITLE) or (nameless and both.jaccard >= _NO_TITLE):
        likelihood = Likelihood.POSSIBLE
    if likelihood is Likelihood.NONE:
        return Kinship(likelihood, shared=shared)
    reasons = (
        *_title_reason(new.name, known.name, same=same, close=close),
        f"正文有{shared:.0%}的文字相同",
        *_number_reason(new, known),
    )
    return Kinship(likelihood, reasons, _is_newer(new.document, known.document), shared)


def _title_reason(new: VersionName, known: VersionName, *, same: bool, close: bool) -> tuple[str, ...]:
    if not same:
        return ("标题相近",) if close else ("没有标题可比",)
    if new.kind != known.kind:
        return (f"标题说的是同一件事（“{known.kind}”和“{new.kind}”）",)
    return ("标题相同（年份和“试行”“征求意见稿”等字样不计）",)


def find_kin(new: Iterable[Profile], known: Sequence[Profile]) -> tuple[tuple[Profile, Profile, Kinship], ...]:
    """Every pair of a new and a known document that may be versions of one another, or are the same; each pair once."""
    nameless = [p for p in known if not p.name.usable]
    opening: dict[str, list[Profile]] = defaultdict(list)  # both ways of being named alike begin with the same words
    for profile in known:
        opening[profile.name.stem[:2]].append(profile)
    found: dict[frozenset[str], tuple[Profile, Profile, Kinship]] = {}
    for one in new:
        near = [*opening[one.name.stem[:2]], *nameless] if one.name.usable else known
        for other in near:
            pair = frozenset({one.document.id, other.document.id})
            if len(pair) == 2 and pair not in found:
                found[pair] = (one, other, kinship(one, other))
    return tuple(f for f in found.values() if f[2].likelihood is not Likelihood.NONE)


def _number_reason(new: Profile, known: Profile) -> tuple[str, ...]:
    """The same family of numbers: 某政办发〔2021〕3号 and 某政办发〔2024〕8号."""
    found = [_NUMBER.match(p.document.number or "") for p in (new, known)]
    codes = [m["code"] for m in found if m]
    return (f"文号同属“{codes[0]}”",) if len(codes) == 2 and codes[0] == codes[1] else ()


def _is_newer(new: Document, known: Document) -> bool | None:
    """By the day on which each takes effect or was issued; where one is not known, a draft comes before its final text."""
    days = [d.effective_from or d.issued for d in (new, known)]
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return days[0] > days[1]
    drafts = [d.status is Status.DRAFT or is_draft(d.title) for d in (new, known)]
    return drafts[1] if drafts[0] != drafts[1] else None
