"""Small documents made in memory: a sentence becomes a clause that can be cited."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from corpus import Citation, Clause, Document, Span, Status

Cite = Callable[..., Citation]


@pytest.fixture
def cite() -> Cite:
    """A citation of a whole invented sentence, as the only clause of its document."""

    def make(
        text: str, *, title: str = "某市产业扶持办法（虚构）", heading: str = "第三条", document_id: str = "demo"
    ) -> Citation:
        digest = sha256(text.encode()).hexdigest()
        document = Document(document_id, title, text, f"{document_id}.txt", digest, digest, status=Status.DRAFT)
        span = Span(0, len(text))
        clause = Clause(f"{document_id}#3", document_id, (heading,), (heading,), text, span)
        return Citation(document, clause, span, text)

    return make
