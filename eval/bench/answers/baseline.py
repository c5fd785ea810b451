"""The field's default beside ours: the same questions, documents, embedder and model, and the same scorer."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Protocol

from app.answering import Answer, Number, Origin, Refusal, Reply, Turn
from app.engines.choose import choose_engine
from corpus import Citation, Document, ParsedDocument, Quantity, Span, find_quantities, find_spoken_quantities
from eval.bench.answers.accuracy import falsely_refused, made_of, put
from eval.bench.answers.cited import Cited, Passage
from eval.bench.answers.library import Library, beside
from eval.bench.answers.part import Bench, Grid, Part, share_measure, share_text
from eval.bench.answers.sets import sample
from eval.bench.measure import Measure
from eval.case import Case
from eval.figures import same_unit, shown, shows
from eval.provenance import Provenance, model_name, provenance_of
from eval.run import Run, evaluate
from eval.statistics import Share
from index import make_embedder

_MODEL = "1.5b"
_CONTEXT = 8192  # tokens: three nodes of 1,024 of another tokenizer's tokens and the answer fit in one call
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


def figures_shown(run: Run) -> Share:
    """Cases whose answer shows every expected figure anywhere in its text, of those that expect one.

    Milder than ``Run.numbers``, and fair to an engine that has nothing but text: no formula is asked for.
    """
    of = [r for r in run.results if r.case.expect]
    return Share(sum(isinstance(r.reply, Answer) and _shows_all(r.reply.text, r.case) for r in of), len(of))


def _shows_all(text: str, case: Case) -> bool:
    seen = shown(text)
    return all(any(shows(q, f) for q in seen) for f in case.expect)


def right_passage(run: Run) -> Share:
    """Answerable cases that cite a place of every group that must be cited."""
    of = [r for r in run.results if r.case.answerable]
    return Share(sum(r.score.recall.hits == len(r.case.cite) for r in of), len(of))


def measure_baseline(bench: Bench) -> Part:
    """Both columns: CitationQueryEngine, and ours with the same model and without one, on one sample."""
    settings = bench.with_model(_MODEL)
    library = beside(bench)
    library = Library(replace(library.settings, engine=replace(settings.engine, context=_CONTEXT)))
    cases = sample(bench.sets.all, bench.sample)
    runs = (
        (f"CitationQueryEngine，{_MODEL}", _run(bench, library, cases)),
        (f"PolicyQA，{_MODEL}", put(bench, library, "embedded", cases)),
        ("PolicyQA，不用模型", put(bench, library, "extractive", cases)),
    )
    return Part(
        "baseline",
        f"与 LlamaIndex CitationQueryEngine 对照（{len(cases)} 题）",
        tuple(m for name, run in runs for m in _measures(name, run)),
        (_columns(runs),),
        runs,
        (*made_of(runs[1][1]), ("模型", runs[1][1].provenance.model), ("向量", make_embedder(settings.index).name)),
        full=len(cases) == len(bench.sets.all),
    )


def _run(bench: Bench, library: Library, cases: Sequence[Case]) -> Run:
    from eval.bench.answers.citation_engine import Limits, open_engine

    settings = library.settings
    with library.assistant("extractive") as assistant:
        parsed = {p.document.id: p for p in assistant.index.documents()}
        made = provenance_of(bench.settings, assistant, bench.sets.files)
    model = choose_engine("embedded", settings).model
    if model is None:
        raise RuntimeError("the embedded engine is one with a model")
    with closing(model):
        documents = [p.document for p in parsed.values()]
        engine = open_engine(
            documents,
            make_embedder(settings.index),
            model,
            limits=Limits(_CONTEXT, settings.engine.max_tokens),
            cache=bench.cache / f"citation-{settings.index.embedder}-{_digest(documents)}",
            step=lambda done, total: bench.step("对照：向量", done, total),
        )
        provenance = Provenance(
            made.commit,
            made.settings,
            "citation_query_engine",
            model_name(model.model),
            made.generation,
            made.index,
            made.cases,
        )
        return evaluate(
            cases,
            Baseline(engine, parsed),
            provenance=provenance,
            progress=lambda done, total, _: bench.step("对照：CitationQueryEngine", done, total),
        )


def _digest(documents: Sequence[Document]) -> str:
    return sha256("".join(f"{d.id} {d.text_sha256}\n" for d in documents).encode()).hexdigest()[:12]


_ROWS: tuple[tuple[str, Callable[[Run], str]], ...] = (
    ("有答案的题全对", lambda run: share_text(run.correct(answerable=True))),
    ("所有数字都在答案里", lambda run: share_text(figures_shown(run))),
    ("引用了正确的位置", lambda run: share_text(right_passage(run))),
    ("应拒答的题拒答", lambda run: share_text(run.correct(answerable=False))),
    ("有答案却拒答", lambda run: share_text(falsely_refused(run))),
    ("没有出处的数", lambda run: str(run.false_figures)),
    ("每题用时中位数", lambda run: f"{(run.latency(50) or 0) / 1000:.1f} 秒"),
)


def _columns(runs: Sequence[tuple[str, Run]]) -> Grid:
    rows = tuple((name, *(cell(run) for _, run in runs)) for name, cell in _ROWS)
    return Grid("同样的题、文件、向量和模型", ("指标", *(name for name, _ in runs)), rows)


def _measures(name: str, run: Run) -> tuple[Measure, ...]:
    median = run.latency(50)
    return (
        share_measure(f"所有数字都在答案里（{name}）", figures_shown(run)),
        share_measure(f"引用了正确的位置（{name}）", right_passage(run)),
        share_measure(f"应拒答的题拒答（{name}）", run.correct(answerable=False)),
        Measure(f"每题用时中位数（{name}）", None if median is None else median / 1000, "秒", samples=len(run.results)),
    )
