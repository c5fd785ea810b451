"""Small invented documents: a sentence becomes a clause that can be cited, texts become an index."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

import pytest

from app.answering.computation import Computation, Uncomputed
from app.answering.facts import clause_facts
from app.answering.provision import compute_at
from app.answering.question import read_question
from corpus import Citation, Clause, Document, Span, Status
from index import HashingEmbedder, Index, open_index, sync

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


ComputeIn = Callable[..., Computation | Uncomputed | None]


@pytest.fixture
def compute_in(cite: Cite) -> ComputeIn:
    """What a sentence (the first, or the one that has certain words) of an invented clause lets a question compute."""

    def compute(text: str, question: str, words: str = "") -> Computation | Uncomputed | None:
        citation = cite(text)
        facts = clause_facts(citation.document, citation.clause)
        return compute_at(read_question(question), facts, next(s for s in facts.sentences if words in s.text))

    return compute


@pytest.fixture(scope="module")
def indexed(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[Mapping[str, str | tuple[str, str]]], Index]]:
    """An index of documents by name: a text alone, or with what the file beside it says besides the id."""
    opened: list[Index] = []

    def make(documents: Mapping[str, str | tuple[str, str]]) -> Index:
        folder, home = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("home")
        for name, given in documents.items():
            text, told = given if isinstance(given, tuple) else (given, None)
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            if told is not None:
                (folder / f"{name}.txt.toml").write_text(f'id = "{name}"\n{told}', encoding="utf-8")
        assert sync(home, [folder], HashingEmbedder()).questions == ()
        opened.append(open_index(home, HashingEmbedder()))
        return opened[-1]

    yield make
    for index in opened:
        index.close()
