"""Fields: what an enterprise is asked, once for all the benefits that ask the same."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus import Kind


class FieldKind(StrEnum):
    """What kind of answer a field takes."""

    AMOUNT = "amount"  # money; base unit as in ``Field.unit``, 元 where it names none other
    COUNT = "count"
    RATIO = "ratio"  # in %
    PERIOD = "period"
    DATE = "date"
    CHOICE = "choice"  # one or more of ``Field.options``, or none of them
    FACT = "yes-no"


KINDS = {
    Kind.AMOUNT: FieldKind.AMOUNT,
    Kind.COUNT: FieldKind.COUNT,
    Kind.RATE: FieldKind.RATIO,
    Kind.PERIOD: FieldKind.PERIOD,
    Kind.DATE: FieldKind.DATE,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to be known of an enterprise.

    ``key`` is made of the clause's own words and not of a place in a list: it names the same thing in every version of
    a document that words it so. ``label`` is what is asked, ``about`` of what (the deed or the thing that a figure
    belongs to), ``unit`` the base unit of a figure. ``help`` is the statement of the clause that asks first,
    ``clauses`` are the ids of all that ask.
    """

    key: str
    label: str
    kind: FieldKind
    unit: str = ""
    about: str = ""
    options: tuple[str, ...] = ()
    help: str = ""
    clauses: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether its answer is a figure."""
        return self.kind not in {FieldKind.CHOICE, FieldKind.FACT}


def merged(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Each key once, in the order of its first mention, with the options and clauses of all."""
    found: dict[str, Field] = {}
    for field in fields:
        known = found.get(field.key)
        if known is None:
            found[field.key] = field
            continue
        options = dict.fromkeys((*known.options, *field.options))
        clauses = dict.fromkeys((*known.clauses, *field.clauses))
        found[field.key] = replace(known, options=tuple(options), clauses=tuple(clauses))
    return tuple(found.values())
