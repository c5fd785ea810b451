"""Cases written as YAML are read back as they were."""

from dataclasses import replace
from pathlib import Path

import pytest

from eval.case import Case
from eval.casefile import DEFAULT_CASES, load_cases
from eval.casewriting import cases_yaml


def bare(case: Case) -> Case:
    return replace(case, path=Path(), line=0)


@pytest.mark.parametrize("folder", [DEFAULT_CASES, DEFAULT_CASES / "policies"])
def test_every_case_survives_a_round_trip(folder: Path, tmp_path: Path) -> None:
    cases = load_cases([folder])
    written = tmp_path / "cases.yaml"
    written.write_text(cases_yaml([(c, ("一行说明",)) for c in cases], head=("开头",)), encoding="utf-8")
    assert [bare(c) for c in load_cases([written])] == [bare(c) for c in cases]


def test_what_a_draft_notes_survives(tmp_path: Path) -> None:
    (case, *_) = load_cases([DEFAULT_CASES / "notice.yaml"])
    noted = replace(case, draft=True, version="2026 年修订", digest="a" * 64)
    written = tmp_path / "cases.yaml"
    written.write_text(cases_yaml([(noted, ())]), encoding="utf-8")
    assert bare(load_cases([written])[0]) == bare(noted)
