"""Catalogues: all that some documents give, the form that asks for it, and what an enterprise gets of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.eligibility.field import Field
from app.eligibility.matching import Match, match
from app.eligibility.offer import Offer
from app.eligibility.profile import Profile, read_profile
from app.eligibility.reading import form_of, read_offers
from app.eligibility.totals import NoTotal, Total, totals
from app.errors import AppError
from corpus import ParsedDocument, Status

_OVER = frozenset({Status.SUPERSEDED, Status.EXPIRED})


class UnknownDocument(AppError):
    """A document was named that the library does not have."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one enterprise gets: its answers, each benefit, and the totals that the documents allow."""

    profile: Profile
    matches: tuple[Match, ...]
    totals: tuple[Total | NoTotal, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The benefits of some documents and the form that decides on them."""

    documents: tuple[ParsedDocument, ...]
    offers: tuple[Offer, ...]
    form: tuple[Field, ...]

    def outcome(self, answers: Mapping[str, object]) -> Outcome:
        """What an enterprise with these answers gets. Raises InvalidAnswer where one cannot be read."""
        return self.of(read_profile(answers, self.form))

    def of(self, profile: Profile) -> Outcome:
        """What an enterprise with this profile gets."""
        matches = match(self.offers, profile.values)
        return Outcome(profile, matches, totals(self.documents, matches))


def catalogue_of(documents: Iterable[ParsedDocument]) -> Catalogue:
    """All that some documents give, in their order."""
    chosen = tuple(documents)
    offers = tuple(offer for parsed in chosen for offer in read_offers(parsed))
    return Catalogue(chosen, offers, form_of(offers))


def choose(library: Sequence[ParsedDocument], ids: Sequence[str]) -> tuple[ParsedDocument, ...]:
    """The named documents; without names all but those that are superseded or over.

    Raises:
        UnknownDocument: one of them is not there; the message names those that are.
    """
    if not ids:
        return tuple(p for p in library if p.document.status not in _OVER and p.document.superseded_by is None)
    known = {p.document.id: p for p in library}
    for wanted in ids:
        if wanted not in known:
            there = "、".join(known) or "没有文件"
            raise UnknownDocument(f"库里没有文件“{wanted}”；现有：{there}。请用 policyqa documents 查看。")
    return tuple(known[wanted] for wanted in dict.fromkeys(ids))
