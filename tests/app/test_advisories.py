"""Nothing is installed that a reviewed advisory is about."""

import tomllib
from pathlib import Path

import pytest

from app.advisories import Advisory, advisories, installed_versions, release

ROOT = Path(__file__).resolve().parents[2]
REVIEWED = advisories()


@pytest.mark.parametrize("advisory", [pytest.param(a, id=f"{a.package}-{a.id}") for a in REVIEWED])
def test_nothing_installed_is_below_its_fixed_version(advisory):
    installed = installed_versions(frozenset({advisory.package}))[advisory.package]
    if advisory.fixed:
        assert not advisory.concerns(installed), f"{advisory.package} {installed} < {advisory.fixed}: {advisory.why}"
    else:
        assert not advisory.reachable, f"{advisory.id} has no fix and is reachable"


def test_every_advisory_says_why():
    assert [a.id for a in REVIEWED if not a.why] == []
    assert len({a.id for a in REVIEWED}) == len(REVIEWED)


def test_the_floors_of_the_project_are_not_below_the_list():
    lines = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    floors = {name: version for name, _, version in (line.partition(">=") for line in lines) if version}
    lower = [a.id for a in REVIEWED if a.package in floors and release(floors[a.package]) < release(a.fixed)]
    assert lower == []


@pytest.mark.parametrize(
    ("installed", "concerned"),
    [
        pytest.param("1.9", True, id="below"),
        pytest.param("1.10", False, id="the-fix-itself-compared-as-numbers"),
        pytest.param("1.10.0", False, id="trailing-zero"),
        pytest.param("1.11.post1", False, id="post-release"),
        pytest.param("2.0rc1", False, id="pre-release-of-a-later-one"),
        pytest.param(None, False, id="not-installed"),
    ],
)
def test_concerns(installed, concerned):
    assert Advisory("X", "x", "1.10", reachable=True, why="…").concerns(installed) is concerned


def test_an_unpatched_advisory_concerns_every_version():
    assert Advisory("X", "x", "", reachable=False, why="…").concerns("99")
