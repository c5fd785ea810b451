"""The field's default: an engine that answers with numbered passages, read as kindly as its form allows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.answering import Answer, Number, Origin, Refusal, Reply, Turn
from corpus import Citation, ParsedDocument, Quantity, Span, find_quantities, find_spoken_quantities
from eval.bench.answers.cited import Cited, Passage
from eval.figures import same_unit, shown

_MARK = re.compile(r"\[(\d+)\]")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_CANNOT = re.compile(
    r"empty response|(?:没有|未|并未|不曾)(?:明确|具体|直接)?(?:提供|提到|提及|涉及|说明|给出|包含|规定|找到|写明|列出|指出)"
    r"|无法(?:回答|确定|得知|提供|判断|找到|得出|给出)|不能(?:回答|确定)|没有(?:相关|有关|足够|关于)|不(?:清楚|知道)"
    r"|(?:do|does|did) not (?:provide|mention|contain|specify|include|address|give|have|state)"
    r"|(?:not|n't) (?:mentioned|provided|specified|contain|include|provide|mention|specify|available)"
    r"|cannot|can't|unable to|no (?:information|mention|relevant)|none of the sources",
    re.IGNORECASE,
)


class Engine(Protocol):
    """What answers with numbered passages."""

    def ask(self, question: str, *, document: str | None = None) -> Cited:
        """The answer to a question, from all documents or one."""
        ...


@dataclass(frozen=True, slots=True)
class Baseline:
    """Puts questions to such an engine and reads its answers as replies, as kindly as its form allows."""

    engine: Engine
    documents: Mapping[str, ParsedDocument]

    def ask(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        as_of: date | None = None,
        document: str | None = None,
    ) -> Reply:
        """The reply; it knows no conversation, so that earlier questions are put before the last one."""
        del as_of
        asked = "\n".join([*(turn.question for turn in history), question])
        cited = self.engine.ask(asked, document=document)
        if says_it_cannot(cited.text):
            return Refusal(question, "no_match", cited.text)
        citations = tuple(self._citations(cited))
        return Answer(question, cited.text, cited.text, citations, _numbers(cited.text, citations, asked))

    def _citations(self, cited: Cited) -> Iterator[Citation]:
        """The parts of clauses that the marked passages cover."""
        keys = dict.fromkeys(int(m) for m in _MARK.findall(cited.text))
        for passage in (cited.passages[k - 1] for k in keys if 1 <= k <= len(cited.passages)):
            yield from covered(passage, self.documents[passage.document_id])


def covered(passage: Passage, parsed: ParsedDocument) -> Iterator[Citation]:
    """Every clause that a passage overlaps, by the words that both have."""
    text = parsed.document.text
    start = text.find(passage.text)
    end = start + len(passage.text)
    for clause in parsed.clauses if start >= 0 else ():
        first, last = max(start, clause.span.start), min(end, clause.span.end)
        if first < last:
            yield Citation(parsed.document, clause, Span(first, last), text[first:last])


def says_it_cannot(text: str) -> bool:
    """Whether an answer is empty, or says that the sources do not tell and gives no figure besides."""
    sentences = [s for s in _SENTENCE.findall(text) if s.strip()]
    cannot = [s for s in sentences if _CANNOT.search(s)]
    return not sentences or (bool(cannot) and not any(shown(s) for s in sentences if s not in cannot))


def _numbers(text: str, citations: Sequence[Citation], asked: str) -> tuple[Number, ...]:
    """The figures of an answer with the place where they stand; what stands nowhere counts as computed."""
    quoted = [find_quantities(c.quote) for c in citations]
    return tuple(_number(q, quoted, find_spoken_quantities(asked), text) for q in shown(text))


def _number(q: Quantity, quoted: Sequence[tuple[Quantity, ...]], asked: Sequence[Quantity], text: str) -> Number:
    key = next((k for k, found in enumerate(quoted, 1) if any(_same(q, f) for f in found)), None)
    if key is not None:
        return Number(q.raw, q.value, q.unit, Origin.QUOTED, key)
    if any(_same(q, f) for f in asked):
        return Number(q.raw, q.value, q.unit, Origin.ASKED)
    return Number(q.raw, q.value, q.unit, Origin.COMPUTED, formula=text)


def _same(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value and same_unit(one.unit, other.unit)
