"""Questions: documents that look like versions of one another while nobody has said whether they are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.document import Document
from corpus.lineage.tracing import Lineage
from corpus.revisions.versions import Likelihood, Profile, find_kin


@dataclass(frozen=True, slots=True)
class VersionQuestion:
    """Whether ``new`` takes the place of ``old``. ``reasons`` are Chinese phrases, ``shared`` a share in [0, 1].

    Where no date tells which is later, ``ordered`` is false, and it may as well be the other way round.
    """

    new: Document
    old: Document
    likelihood: Likelihood
    reasons: tuple[str, ...]
    shared: float
    ordered: bool = True

    @property
    def text(self) -> str:
        """The question as one Chinese sentence with its reasons."""
        how = "很可能" if self.likelihood is Likelihood.LIKELY else "可能"
        new, old = (f"《{d.title}》（{d.id}）" for d in (self.new, self.old))
        said = f"{new}{how}是{old}的新版" if self.ordered else f"{new}和{old}{how}是同一份文件的两个版本，看不出先后"
        return f"{said}：{'，'.join(self.reasons)}。"


def open_questions(
    documents: Sequence[Document], lineage: Lineage, among: Collection[str] | None = None
) -> tuple[VersionQuestion, ...]:
    """What is to be asked about a library, or about the documents ``among`` it (ids), each pair once.

    Pairs of one lineage are not asked about, nor those that a person has told apart. Of several versions that a
    document may follow only the last ones are asked about.
    """
    known = [Profile(d) for d in documents]
    new = known if among is None else [p for p in known if p.document.id in among]
    found: list[VersionQuestion] = []
    for one, other, kin in find_kin(new, known):
        if not kin.is_version or _is_settled(one.document, other.document, lineage):
            continue
        pair = (one.document, other.document) if kin.newer is not False else (other.document, one.document)
        found.append(VersionQuestion(*pair, kin.likelihood, kin.reasons, kin.shared, kin.newer is not None))
    asked = {(q.new.id, q.old.id) for q in found}
    return tuple(q for q in found if not any((q.new.id, i) in asked for i in lineage.later(q.old.id)))


def _is_settled(one: Document, other: Document, lineage: Lineage) -> bool:
    apart = other.id in one.not_a_version_of or one.id in other.not_a_version_of
    return apart or other.id in lineage.later(one.id) or one.id in lineage.later(other.id)
