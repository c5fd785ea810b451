"""Comparison: LlamaIndex's CitationQueryEngine beside ours: same questions, documents, embedder, model and scorer."""

import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from time import perf_counter

from app.answering import Answer, Assistant, Turn
from app.engines.choose import choose_engine
from app.engines.model import LanguageModel
from corpus import Document
from eval.bench.answers.accuracy import falsely_refused, made_of
from eval.bench.answers.baseline import Baseline
from eval.bench.answers.generations import KeptModel
from eval.bench.answers.library import Library, generations_of
from eval.bench.answers.part import Bench, Grid, Part, share_measure, share_text
from eval.bench.answers.sampled import library_with, plain_run, sampled_cases, timed_cases, timings, worded_run
from eval.bench.measure import Measure
from eval.case import Case
from eval.figures import shown, shows
from eval.provenance import Provenance, model_name, provenance_of
from eval.run import Result, Run
from eval.score import score
from eval.statistics import Share
from index import make_embedder

_MODEL = "1.5b"
_THEIRS = "CitationQueryEngine"
_CONTEXT = 8192  # tokens: three nodes of 1,024 of another tokenizer's tokens and the answer fit in one call


@dataclass(frozen=True, slots=True)
class Column:
    """One engine's run over the sample, and the seconds that each timed case took with it, taken anew."""

    name: str
    run: Run
    seconds: tuple[float, ...]

    @property
    def median(self) -> float | None:
        """Seconds; ``None`` where none were taken."""
        return statistics.median(self.seconds) if self.seconds else None


def measure_comparison(bench: Bench) -> Part:
    """CitationQueryEngine, and ours with the same model and without one, on one sample."""
    bench.with_model(_MODEL)
    plain, cases = plain_run(bench), sampled_cases(bench)
    theirs = _theirs(bench, cases)
    worded = worded_run(bench, _MODEL)
    timed = {c.id for c in timed_cases(bench)}
    columns = (
        theirs,
        Column(f"PolicyQA，{_MODEL}", worded, tuple(t.whole for t in timings(bench, _MODEL))),
        Column("PolicyQA，不用模型", plain, tuple(r.milliseconds / 1000 for r in plain.results if r.case.id in timed)),
    )
    return Part(
        "baseline",
        f"与 LlamaIndex {_THEIRS} 对照（{len(cases)} 题）",
        tuple(m for column in columns for m in _measures(column)),
        (columns_grid(columns),),
        tuple((c.name, c.run) for c in columns),
        (*made_of(worded), ("模型", worded.provenance.model), ("向量", make_embedder(bench.settings.index).name)),
        {"seconds": {c.name: c.seconds for c in columns}},
        full=bench.suffices,
    )


def ask_last(
    cases: Sequence[Case], baseline: Baseline, *, provenance: Provenance, step: Callable[[int, int], None]
) -> Run:
    """The last question of every case put to the engine and scored; what came before is handed on as questions alone.

    The engine knows no conversation, so nobody needs its answers to the earlier ones.
    """
    begun = perf_counter()
    results: list[Result] = []
    for done, case in enumerate(cases):
        step(done, len(cases))
        history = tuple(Turn(question, "") for question in case.questions[:-1])
        start = perf_counter()
        reply = baseline.ask(case.question, history=history, document=case.only)
        results.append(Result(case, reply, score(case, reply), (perf_counter() - start) * 1000))
    step(len(cases), len(cases))
    return Run(tuple(results), provenance, perf_counter() - begun)


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


def _theirs(bench: Bench, cases: Sequence[Case]) -> Column:
    library = library_with(bench, _MODEL)
    library = Library(replace(library.settings, engine=replace(library.settings.engine, context=_CONTEXT)))
    with library.assistant("extractive") as assistant, _model(library) as model:
        made = provenance_of(bench.settings, assistant, bench.sets.files)
        made = replace(made, engine="citation_query_engine", model=model_name(model.model))
        kept = KeptModel(model, generations_of(bench), context=_CONTEXT)
        run = ask_last(
            cases,
            _baseline(bench, library, assistant, kept),
            provenance=made,
            step=lambda done, total: bench.step(_THEIRS, done, total),
        )
        timed = ask_last(
            timed_cases(bench),
            _baseline(bench, library, assistant, model),
            provenance=made,
            step=lambda done, total: bench.step(f"用时 {_THEIRS}", done, total),
        )
    return Column(f"{_THEIRS}，{_MODEL}", run, tuple(r.milliseconds / 1000 for r in timed.results))


def _baseline(bench: Bench, library: Library, assistant: Assistant, model: LanguageModel) -> Baseline:
    from eval.bench.answers.citation_engine import Limits, open_engine

    settings = library.settings
    parsed = {p.document.id: p for p in assistant.index.documents()}
    documents = [p.document for p in parsed.values()]
    engine = open_engine(
        documents,
        make_embedder(settings.index),
        model,
        limits=Limits(_CONTEXT, settings.engine.max_tokens),
        cache=bench.cache / f"citation-{settings.index.embedder}-{_digest(documents)}",
        step=lambda done, total: bench.step(f"{_THEIRS}：向量化", done, total),
    )
    return Baseline(engine, parsed)


@contextmanager
def _model(library: Library) -> Iterator[LanguageModel]:
    model = choose_engine("embedded", library.settings).model
    if model is None:
        raise RuntimeError("the embedded engine is one with a model")
    with closing(model):
        yield model


def _digest(documents: Sequence[Document]) -> str:
    return sha256("".join(f"{d.id} {d.text_sha256}\n" for d in documents).encode()).hexdigest()[:12]


_ROWS: tuple[tuple[str, Callable[[Column], str]], ...] = (
    ("有答案的题全对", lambda c: share_text(c.run.correct(answerable=True))),
    ("所有数字都在答案里", lambda c: share_text(figures_shown(c.run))),
    ("引用了正确的位置", lambda c: share_text(right_passage(c.run))),
    ("应拒答的题拒答", lambda c: share_text(c.run.correct(answerable=False))),
    ("有答案却拒答", lambda c: share_text(falsely_refused(c.run))),
    ("没有出处的数", lambda c: f"{c.run.false_figures} 个"),
    ("每题用时中位数", lambda c: "未测" if c.median is None else f"{c.median:.2f} 秒（{len(c.seconds)} 题）"),
)


def columns_grid(columns: Sequence[Column]) -> Grid:
    """A row for each figure, a column for each engine."""
    rows = tuple((name, *(cell(c) for c in columns)) for name, cell in _ROWS)
    return Grid("同样的题、文件、向量和模型", ("指标", *(c.name for c in columns)), rows)


def _measures(column: Column) -> tuple[Measure, ...]:
    name, run = column.name, column.run
    return (
        share_measure(f"所有数字都在答案里（{name}）", figures_shown(run)),
        share_measure(f"引用了正确的位置（{name}）", right_passage(run)),
        share_measure(f"应拒答的题拒答（{name}）", run.correct(answerable=False)),
        Measure(f"每题用时中位数（{name}）", column.median, "秒", samples=len(column.seconds)),
    )
