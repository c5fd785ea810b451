"""Eligibility: what an enterprise qualifies for, condition by condition, from the benefits of the documents."""

from app.eligibility.amounts import Amount
from app.eligibility.catalogue import Catalogue, Outcome, UnknownDocument, catalogue_of, choose
from app.eligibility.field import Field, FieldKind
from app.eligibility.matching import Checked, Match, Status, match
from app.eligibility.offer import Offer
from app.eligibility.profile import InvalidAnswer, Profile, parse_profile, read_profile
from app.eligibility.reading import form_of, read_offers
from app.eligibility.totals import NoTotal, Total, totals

__all__ = [
    "Amount",
    "Catalogue",
    "Checked",
    "Field",
    "FieldKind",
    "InvalidAnswer",
    "Match",
    "NoTotal",
    "Offer",
    "Outcome",
    "Profile",
    "Status",
    "Total",
    "UnknownDocument",
    "catalogue_of",
    "choose",
    "form_of",
    "match",
    "parse_profile",
    "read_offers",
    "read_profile",
    "totals",
]
