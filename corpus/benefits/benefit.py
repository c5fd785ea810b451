"""Benefits: what a clause gives, to whom, on which conditions, computed how."""

from dataclasses import dataclass

from corpus.quantities.quantity import Quantity
from corpus.span import Span


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold. ``text`` is printed words; ``quantity`` is the threshold where there is one."""

    text: str
    span: Span
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Benefit:
    """One kind of support. All spans and quantities point into the document's canonical text.

    The amount is ``fixed`` (a sum; ``最高50万元`` with nothing to compute it from is ``cap`` alone) or
    ``rate`` × ``base``, limited by ``cap``. ``base`` names in the document's words what the rate is applied to
    (``年度采购量``); ``base_limit`` limits it (``不超过10台``). ``variant`` is the word of a 分别-pair that this benefit
    belongs to (``国家级``), the place in a ranking (``第一名``, not printed) or the years of a stage (``前2年``), else empty. ``frequency`` is printed (``每年``, ``一次性``) or empty, ``scope`` says per whom
    the cap counts (``单家企业``). ``review`` says in Chinese what could not be read completely, empty where all was.
    ``confirmed`` says that a person has compared it with the clause.
    """

    clause_id: str
    span: Span
    title: str
    who: str
    conditions: tuple[Condition, ...]
    fixed: Quantity | None = None
    rate: Quantity | None = None
    base: str = ""
    base_limit: Quantity | None = None
    cap: Quantity | None = None
    frequency: str = ""
    scope: str = ""
    variant: str = ""
    review: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ClauseReview:
    """What a person has written down about a clause: ``benefits`` are all that it gives, ``rejected`` is none.

    ``stale`` says that the clause reads differently now; what was written down no longer holds and is left out.
    """

    clause_id: str
    benefits: tuple[Benefit, ...] = ()
    rejected: tuple[Benefit, ...] = ()
    stale: bool = False
