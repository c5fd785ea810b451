"""References: the words with which a clause names another one, and the clause that they name."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.span import Span


class Unresolved(StrEnum):
    """Why a reference has no clause."""

    AMBIGUOUS = "ambiguous"  # more than one clause bears the number, or it is not certain of which document it is
    NOT_FOUND = "not_found"  # no clause where it points to bears the number
    OTHER_DOCUMENT = "other_document"  # the document that it names is not among those given


@dataclass(frozen=True, slots=True)
class Reference:
    """``text`` is the reference as printed, ``span`` where it stands in the canonical text.

    The members of a list (第三条、第五条) are references of their own; those of a range or of one number list
    (第五条至第八条, 第一、二款) share their text and span. ``document`` is the title of the document that is named,
    ``None`` for the reference's own. ``path`` is what is asked for, as printed: ``("第十二条", "（二）")``,
    ``("前款",)``. Either ``clause_id`` or ``reason`` is set: a reference is resolved to exactly one clause or to none.
    """

    text: str
    span: Span
    document: str | None
    path: tuple[str, ...]
    clause_id: str | None = None
    reason: Unresolved | None = None

    def __post_init__(self) -> None:
        if (self.clause_id is None) == (self.reason is None):
            raise ValueError(f"a reference is either resolved or says why not: {self.text}")
