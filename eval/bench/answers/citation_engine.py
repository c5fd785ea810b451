"""LlamaIndex's CitationQueryEngine as its documentation sets it up: the only module outside ``index`` that imports it.

Node size, source size and prompts are the library's own, in English; three nodes are retrieved. Embedder, model and
documents are ours, so that nothing differs but the method.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any

from llama_index.core import Document as Text
from llama_index.core import StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.llms import CompletionResponse, CompletionResponseGen, CustomLLM, LLMMetadata
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.vector_stores import ExactMatchFilter, MetadataFilters
from pydantic import PrivateAttr

from app.engines.model import LanguageModel, Prompt
from app.errors import AnswerIncomplete
from corpus import Document
from eval.bench.answers.cited import Cited, Passage
from index import Embedder

_NODES = 3
_KEY = "document"
_SOURCE = "Source {}:\n"
_SYSTEM = "You are a helpful assistant."  # what the model was trained with where nobody says anything


@dataclass(frozen=True, slots=True)
class Limits:
    """Tokens of the model's context and of one answer."""

    context: int
    max_tokens: int


class _Embedding(BaseEmbedding):  # type: ignore[misc]  # the library is untyped here
    """Our embedder in the library's clothes."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.name)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(x) for x in self._embedder.query(query)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in vector] for vector in self._embedder.passages(texts)]


class _Model(CustomLLM):  # type: ignore[misc]  # as above
    """Our engine in the library's clothes: one prompt in, the text out.

    The engine's grammar lets the model cite only sources that its prompt has, which helps it.
    """

    _model: LanguageModel = PrivateAttr()
    _limits: Limits = PrivateAttr()

    def __init__(self, model: LanguageModel, limits: Limits) -> None:
        super().__init__()
        self._model = model
        self._limits = limits

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(
            context_window=self._limits.context, num_output=self._limits.max_tokens, model_name=self._model.model
        )

    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        del formatted
        return CompletionResponse(text="".join(self._written(prompt)))

    def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponseGen:
        raise NotImplementedError("the engine is asked without streaming")

    def _written(self, prompt: str) -> Iterator[str]:
        keys = next(n for n in range(1_000) if _SOURCE.format(n + 1) not in prompt.partition("Now it's your turn")[2])
        with closing(self._model.stream(Prompt(_SYSTEM, prompt, keys), max_tokens=self._limits.max_tokens)) as stream:
            try:
                yield from stream
            except AnswerIncomplete:  # cut at the limit: what is there is the answer, as the library would show it
                return


class CitationEngine:
    """Answers questions from documents, each from all of them or from one."""

    def __init__(self, nodes: VectorStoreIndex, model: _Model) -> None:
        self._nodes = nodes
        self._model = model

    def ask(self, question: str, *, document: str | None = None) -> Cited:
        """The library's answer with its sources."""
        only = None if document is None else MetadataFilters(filters=[ExactMatchFilter(key=_KEY, value=document)])
        engine = CitationQueryEngine.from_args(
            self._nodes, llm=self._model, similarity_top_k=_NODES, filters=only, embed_model=self._nodes._embed_model
        )
        response = engine.query(question)
        passages = tuple(
            Passage(str(n.node.metadata[_KEY]), _words(n.node.get_content(), number))
            for number, n in enumerate(response.source_nodes, 1)
        )
        return Cited(str(response), passages)


def open_engine(
    documents: Sequence[Document],
    embedder: Embedder,
    model: LanguageModel,
    *,
    limits: Limits,
    cache: Path,
    step: Callable[[int, int], None],
) -> CitationEngine:
    """Over documents, whose vectors are read from ``cache`` or written there, one document after the other."""
    embedding = _Embedding(embedder)
    if (cache / "docstore.json").is_file():
        nodes = load_index_from_storage(
            StorageContext.from_defaults(persist_dir=str(cache)),
            embed_model=embedding,
            transformations=[SentenceSplitter()],
        )
    else:
        nodes = VectorStoreIndex([], embed_model=embedding, transformations=[SentenceSplitter()])
    there = {n.metadata[_KEY] for n in nodes.docstore.docs.values()}
    for done, text in enumerate(_texts(documents)):
        if text.metadata[_KEY] not in there:
            step(done, len(documents))
            nodes.insert(text)
            _persist(nodes, cache)
    return CitationEngine(nodes, _Model(model, limits))


def _persist(nodes: VectorStoreIndex, cache: Path) -> None:
    """Several files, of which a run that breaks off must not leave some old and some new."""
    draft = cache.with_name(f"{cache.name}.tmp")
    nodes.storage_context.persist(str(draft))
    if cache.is_dir():
        rmtree(cache)
    draft.rename(cache)


def _texts(documents: Iterable[Document]) -> Iterator[Text]:
    for document in documents:
        hidden = {"excluded_embed_metadata_keys": [_KEY], "excluded_llm_metadata_keys": [_KEY]}
        yield Text(text=document.text, metadata={_KEY: document.id}, **hidden)


def _words(content: str, number: int) -> str:
    return content.removeprefix(_SOURCE.format(number)).strip()
