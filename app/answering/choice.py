"""Which documents may answer a question: chosen by the caller, named in it, and in force on the day."""

from datetime import date

from app.answering.naming import named_documents, of_title
from app.answering.question import Question
from app.answering.versions import OVER, answering, asked_versions, later_versions, meant_versions, other_versions
from app.errors import InvalidQuestion
from index import Snapshot


def allowed_documents(
    snapshot: Snapshot, question: Question, as_of: date | None, document: str | None, within: frozenset[str] | None
) -> frozenset[str] | None:
    """The ids of the documents that may answer, or ``None`` for all of them.

    Raises:
        InvalidQuestion: there is no document with the id ``document``.
    """
    known = {p.document.id: p.document for p in snapshot.documents()}
    if document is not None and document not in known:
        raise InvalidQuestion(f"索引里没有编号为“{document}”的文件；现有：{'、'.join(sorted(known)) or '无'}。")
    among = known.keys() if within is None else known.keys() & within
    if as_of is None and document is not None:
        return frozenset({document}) & among  # whoever names a document means it, whether it still holds or not
    if as_of is None and (titled := of_title(question.search, [known[i] for i in sorted(among)])):
        return meant_versions(titled, known, question.search)
    chosen = answering(known, (i for i in sorted(among) if document in {None, i}), as_of)
    if as_of is None:
        asked = asked_versions({i: known[i] for i in among}, question.search)
        others = other_versions(known, asked)
        chosen = [known[i] for i in sorted(asked)] + [d for d in chosen if d.id not in others]
    named = named_documents(question.search, chosen)
    return None if not named and len(chosen) == len(known) else named or frozenset(d.id for d in chosen)


def lapsed_documents(snapshot: Snapshot, question: Question, within: frozenset[str] | None) -> frozenset[str]:
    """The ids of the documents that no longer hold and are asked for all the same, by their place or kind.

    Neither asks for a former version of another document.
    """
    known = {p.document.id: p.document for p in snapshot.documents() if within is None or p.document.id in within}
    if of_title(question.search, list(known.values())):
        return frozenset()
    over = [d for d in known.values() if d.status in OVER and not later_versions(d, known)]
    return named_documents(question.search, over)
