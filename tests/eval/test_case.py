from dataclasses import replace

import pytest

from corpus import Clause
from eval.case import Case, Place, counted


@pytest.mark.parametrize(
    ("place", "index", "expected"),
    [
        pytest.param(Place("jn", ("一", "(二)")), 3, True, id="printed-labels"),
        pytest.param(Place("jn", ("一、", "（二）")), 3, True, id="full-width-brackets"),
        pytest.param(Place("jn", ("一", "二")), 3, True, id="however-it-is-set-off"),
        pytest.param(Place("jn", ("一", "(一)")), 3, False, id="neighbour"),
        pytest.param(Place("jn", ("一",)), 3, False, id="parent-is-not-the-clause"),
        pytest.param(Place("other", ("一", "(二)")), 3, False, id="other-document"),
        pytest.param(Place("jn"), 3, True, id="any-clause-of-the-document"),
        pytest.param(Place("jn", ("序",)), 0, True, id="text-before-the-first-label"),
        pytest.param(Place("jn", ("序",)), 1, False, id="a-labelled-clause-is-not-the-opening"),
        pytest.param(Place("jn", ("一", "(二)"), "评选"), 3, True, id="heading-words"),
        pytest.param(Place("jn", ("一", "(二)"), "总则"), 3, False, id="words-of-the-parent-heading-do-not-count"),
    ],
)
def test_place(clauses: tuple[Clause, ...], place: Place, index: int, expected: bool) -> None:
    assert place.is_at(clauses[index]) is expected


def test_heading_tells_same_labels_apart(clauses: tuple[Clause, ...]) -> None:
    twin = replace(clauses[3], path=("一", "(一)"))
    place = Place("jn", ("一", "(一)"), "改造")
    assert [place.is_at(c) for c in (clauses[2], twin)] == [True, False]


@pytest.mark.parametrize(
    ("library", "expected"),
    [
        pytest.param(["plan", "notice"], ["any", "own"], id="its-own-documents"),
        pytest.param(["plan"], ["any", "own"], id="one-of-them"),
        pytest.param(["plan", "notice", "other"], ["any"], id="another-policy-beside"),
        pytest.param([], ["any", "own"], id="nothing"),
    ],
)
def test_cases_that_count_in_a_library(library: list[str], expected: list[str]) -> None:
    cases = [
        Case("any", ("甲？",), refusal="no_match"),
        Case("own", ("乙？",), refusal="no_match", among=frozenset({"plan", "notice"})),
        Case("draft", ("丙？",), refusal="no_match", draft=True),
    ]
    assert [c.id for c in counted(cases, library)] == expected
