"""Versions among real documents: the shared policies with the plan and its revision, and laws that are hard to tell apart.

Over all 299,925 pairs of both (once, by hand): of 13 pairs found, all are versions of one another; beside them only the
seven books of the civil code, which are files of one title, look like versions.
"""

from itertools import combinations
from pathlib import Path

import pytest

from app.cli.library import default_sources
from corpus import Document, parse
from corpus.lineage.tracing import trace
from corpus.revisions.versions import Likelihood, Profile, find_kin, kinship

FIXTURE = Path(__file__).parent.parent / "fixtures" / "revisions" / "plan-revised-invented.txt"


@pytest.fixture(scope="module")
def policies(shared: Path) -> dict[str, Document]:
    """The shared policies by their numbers, the plan, the notice and the revised plan by their names."""
    files = {p.name[:2]: p for p in sorted((shared / "policies").glob("*.txt"))}
    files |= {p.stem: p for p in default_sources().iterdir() if p.suffix in {".txt", ".pdf"}}
    return {name: parse(path).document for name, path in (files | {"revised": FIXTURE}).items()}


def test_versions_among_all_pairs_of_the_policies(policies: dict[str, Document]) -> None:
    names = {d.id: name for name, d in policies.items()}
    profiles = [Profile(d) for d in policies.values()]
    found = {
        frozenset({names[a.document.id], names[b.document.id]})
        for a, b, k in find_kin(profiles, profiles)
        if k.is_version
    }
    assert found == {frozenset({"17", "18"}), frozenset({"plan", "revised"})}
    assert len(list(combinations(profiles, 2))) == 406


def test_the_revised_plan_takes_the_place_of_the_draft(policies: dict[str, Document]) -> None:
    steps = trace(list(policies.values())).steps
    assert [(s.old, s.new, s.source.value) for s in steps] == [("plan", policies["revised"].id, "title")]


def law(shared: Path, name: str) -> Document:
    (path,) = (p for p in (shared / "public" / "laws").rglob(f"{name}*.md") if p.stem.split("(")[0] == name)
    return parse(path).document


@pytest.mark.parametrize(
    ("one", "other", "likelihood"),
    [
        pytest.param("增值税法", "增值税暂行条例", Likelihood.LIKELY, id="暂行条例-to-法"),
        pytest.param("信访工作条例", "信访条例", Likelihood.LIKELY, id="工作"),
        pytest.param("人体器官捐献和移植条例", "人体器官移植条例", Likelihood.POSSIBLE, id="title-says-more"),
        pytest.param("国务院关于鼓励华侨和香港澳门同胞投资的规定", "国务院关于鼓励台湾同胞投资的规定", Likelihood.NONE, id="82-%-the-same"),
        pytest.param("反倾销条例", "反补贴条例", Likelihood.NONE, id="62-%-the-same"),
        pytest.param("国有企业监事会暂行条例", "国有重点金融机构监事会暂行条例", Likelihood.NONE, id="64-%-the-same"),
        pytest.param("台湾同胞投资保护法", "台湾同胞投资保护法实施细则", Likelihood.NONE, id="细则"),
        pytest.param("密码法", "商用密码管理条例", Likelihood.NONE, id="a-part-of-its-subject"),
        pytest.param("最高人民法院关于审理劳动争议案件适用法律若干问题的解释（三）",
                     "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）", Likelihood.NONE, id="parts"),
    ],
)  # fmt: skip
def test_laws_that_are_hard_to_tell_apart(shared: Path, one: str, other: str, likelihood: Likelihood) -> None:
    assert kinship(Profile(law(shared, one)), Profile(law(shared, other))).likelihood is likelihood


def test_a_law_says_which_regulation_it_ends(shared: Path) -> None:
    new, old = law(shared, "增值税法"), law(shared, "增值税暂行条例")
    lineage = trace([new, old, law(shared, "契税法")])
    assert [(s.old, s.new, s.source.value) for s in lineage.steps] == [(old.id, new.id, "text")]
    since = lineage.successions[old.id].since
    assert since is not None
    assert since.isoformat() == "2026-01-01"
