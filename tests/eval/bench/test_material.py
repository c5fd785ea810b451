from pathlib import Path

import pytest

from eval.bench.material import Material, material, parse_without_source, source_text
from eval.errors import EvalError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "public" / "laws" / "甲").mkdir(parents=True)
    (tmp_path / "public" / "laws" / "乙").mkdir()
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "a.txt").write_text("# source: 某处\n某办法\n一、甲。\n二、乙。", "utf-8")
    (tmp_path / "public" / "laws" / "甲" / "某法.md").write_text("# 某法\n第一条 甲。", "utf-8")
    (tmp_path / "public" / "laws" / "README.md").write_text("说明", "utf-8")
    return tmp_path


def test_a_missing_folder_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYQA_SHARED", str(tmp_path))
    with pytest.raises(EvalError, match="--shared") as caught:
        material()
    assert str(tmp_path) in str(caught.value)


def test_a_folder_is_named_by_option_or_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYQA_SHARED", str(folder))

    assert material() == material(folder) == Material(folder)


def test_the_read_me_is_no_law(folder: Path) -> None:
    assert [p.name for p in Material(folder).laws()] == ["某法.md"]


def test_documents_are_found_by_name(folder: Path) -> None:
    assert Material(folder).document("a.txt") == folder / "policies" / "a.txt"
    assert Material(folder).document("某法.md").parent.name == "甲"


def test_a_name_must_be_of_one_file(folder: Path) -> None:
    (folder / "public" / "laws" / "乙" / "某法.md").write_text("# 某法", "utf-8")

    with pytest.raises(EvalError, match="有 2 个"):
        Material(folder).document("某法.md")
    with pytest.raises(EvalError, match="有 0 个"):
        Material(folder).document("b.txt")


def test_the_line_that_names_the_source_is_no_text(folder: Path) -> None:
    path = folder / "policies" / "a.txt"

    assert source_text(path) == "某办法\n一、甲。\n二、乙。"
    assert parse_without_source(path).document.text == "某办法\n一、甲。\n二、乙。"
