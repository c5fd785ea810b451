"""STARD: lay questions over hundreds of laws, through the product's own retrieval."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.bench.answers.articles import Recall, law_names, load_questions, ranked_articles, recall
from eval.bench.answers.kept_vectors import KeptVectors
from eval.bench.answers.library import Library, Source, home_of, make_library, write_sources
from eval.bench.answers.part import Bench, Part
from eval.bench.answers.words_alone import rank_by_words
from eval.bench.material import Material
from eval.bench.measure import Measure
from eval.errors import PartUnavailable
from index import RetrievalSettings, make_embedder
from index.generation import current

_HOME = "laws"
_ARTICLES = 100  # that recall is taken of
_CANDIDATES = 4 * _ARTICLES  # of each kind, where answers look at a few
_CLAUSES = 10 * _ARTICLES  # paragraphs and items fold into their article, so more clauses are asked for
_GOALS = (0.56, 0.80, 0.48)


def measure_stard(bench: Bench) -> Part:
    """Recall and mean reciprocal rank on the reporting split, on articles as documents, beside those of words alone."""
    bench = _chosen(bench)
    questions = [q for q in load_questions(questions_file(bench.material)) if q.is_reported]
    library, names = laws(bench)
    settings = RetrievalSettings()
    # What answers look at is a few clauses. A hundred articles need more candidates, weighed alike.
    wide = replace(settings, candidates=_CANDIDATES, passages=_CANDIDATES)
    with library.index(wide) as index, TemporaryDirectory() as folder:
        snapshot = index.snapshot()
        words = rank_by_words(snapshot.documents(), names, Path(folder), _ARTICLES)
        baseline = recall(questions, words, lambda done, total: bench.step("STARD：BM25", done, total))
        found = recall(
            questions,
            lambda text: ranked_articles(snapshot.search(text, k=_CLAUSES), names, _ARTICLES),
            lambda done, total: bench.step("STARD", done, total),
        )
        generation = snapshot.generation
    note = "散列向量，只供快速查看" if bench.lexical_only else ""
    measures = (*_measures("", found, _GOALS, note), *_measures("，只用词（BM25）", baseline, (None, None, None), ""))
    return Part(
        "stard",
        "法律条文检索（STARD，报告部分）",
        measures,
        made_of=(("索引", generation), ("向量", bench.settings.index.embedder), ("候选句", str(wide.candidates))),
        record={**asdict(found), "words_alone": asdict(baseline)},
        full=not bench.lexical_only,
    )


def _measures(kind: str, found: Recall, goals: Sequence[float | None], note: str) -> tuple[Measure, ...]:
    values = (found.at_10, found.at_100, found.reciprocal_rank)
    return tuple(
        Measure(f"STARD {name}{kind}", value, "", goal, found.questions, note, more_is_better=True)
        for name, value, goal in zip(("recall@10", "recall@100", "MRR"), values, goals, strict=True)
    )


def laws(bench: Bench) -> tuple[Library, Mapping[str, frozenset[str]]]:
    """The laws, indexed, and by id the names of each; the first time takes an hour on two cores and can be resumed.

    Raises:
        PartUnavailable: they are not indexed yet, and nobody asked for that.
    """
    if not bench.build and not is_indexed(bench):
        raise PartUnavailable(
            "法律尚未建索引（约需一小时，中断后可继续）；请用 --part stard 建立，或加 --lexical-only。"
        )
    folder = bench.cache / "law-texts"
    sources, names = law_sources(bench.material)
    write_sources(folder, sources)
    kept = KeptVectors(
        make_embedder(bench.settings.index), bench.cache / f"{_HOME}-{bench.settings.index.embedder}.vectors"
    )
    return make_library(bench, _HOME, [folder], kept), names


def is_indexed(bench: Bench) -> bool:
    """Whether the cache has an index of the laws."""
    return current(home_of(bench, _HOME)) is not None


def law_sources(shared: Material) -> tuple[tuple[Source, ...], Mapping[str, frozenset[str]]]:
    """The laws with ids of their own, since several files can be parts of one law, and by id the names of each."""
    sources: list[Source] = []
    names: dict[str, frozenset[str]] = {}
    for number, path in enumerate(shared.laws(), 1):
        text = path.read_text(encoding="utf-8")
        sources.append(Source(f"law-{number:04}", f"{number:04}.md", text))
        names[f"law-{number:04}"] = law_names(path, text)
    return tuple(sources), names


def _chosen(bench: Bench) -> Bench:
    """With ``lexical_only``, the embedder that costs nothing."""
    if not bench.lexical_only:
        return bench
    settings = replace(bench.settings, index=replace(bench.settings.index, embedder="hashing"))
    return replace(bench, settings=settings, build=True)


def questions_file(shared: Material) -> Path:
    """The questions with their gold articles.

    Raises:
        PartUnavailable: the folder has none.
    """
    path = shared.root / "public" / "stard" / "stard_qrels_by_name.jsonl"
    if not path.is_file():
        raise PartUnavailable(f"找不到“{path}”；请用 --shared 指出放有 public/stard 的目录。")
    return path
