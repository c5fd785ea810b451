"""What a changed figure limits, in words: of a 分别-pair the member that it belongs to, else what its sentence says."""

from corpus.benefits.finding import find_benefits
from corpus.document import Document
from corpus.revisions.figures import Figure


def subject_of(document: Document, figure: Figure) -> str:
    """``分别给予50万元、20万元`` → 获得…奖项项目（国家级）, 获得…奖项项目（省级）; empty where nothing is said."""
    for benefit in find_benefits(document, figure.clause):
        given = (benefit.fixed, benefit.rate, benefit.cap)
        if benefit.variant and any(q is not None and q.span.overlaps(figure.quantity.span) for q in given):
            return f"{benefit.who or benefit.title}（{benefit.variant}）"
    return figure.quantity.subject
