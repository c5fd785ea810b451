"""Lineage of a library: what is told, what texts say, drafts; circles, unknown ids, drafts of the next version."""

from datetime import date

import pytest

from corpus import Document, Status
from corpus.lineage.tracing import Lineage, Source, trace

TODAY = date(2026, 6, 1)
TITLE = "某市稻米补贴办法"


def document(name: str, title: str = TITLE, text: str = "略。", **facts: object) -> Document:
    return Document(name, title, text, f"{name}.txt", "0", "0", **facts)  # type: ignore[arg-type]


def steps(lineage: Lineage) -> list[tuple[str, str, str]]:
    return [(s.old, s.new, s.source.value) for s in lineage.steps]


def now(*documents: Document) -> dict[str, Document]:
    lineage = trace(documents)
    return {d.id: lineage.applied(d, today=TODAY) for d in documents}


def test_told_by_a_person() -> None:
    found = now(
        document("old", "某市旧办法", effective_from=date(2020, 1, 1), status=Status.IN_FORCE),
        document("new", effective_from=date(2025, 5, 1), supersedes=("old",), number="某政发〔2025〕1号"),
    )
    old = found["old"]
    assert (old.status, old.effective_to) == (Status.SUPERSEDED, date(2025, 4, 30))
    assert old.superseded_by is not None
    assert (old.superseded_by.id, old.superseded_by.title, old.superseded_by.since) == ("new", TITLE, date(2025, 5, 1))
    assert found["new"].follows == ("old",)
    assert found["new"].status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("text", "old", "found"),
    [
        pytest.param("《某市稻米补贴办法》同时废止。", {"issued": date(2019, 1, 1)}, True, id="same-title-earlier"),
        pytest.param("《某市稻米补贴办法》同时废止。", {"issued": date(2026, 1, 1)}, False, id="same-title-later"),
        pytest.param(
            "《某市稻米补贴办法》（某政发〔2019〕5号）同时废止。", {"number": "某政发[2019]5号"}, True, id="number"
        ),
        pytest.param(
            "《某市稻米补贴办法》（某政发〔2019〕5号）同时废止。", {"number": "某政发〔2021〕6号"}, False, id="another-number"
        ),
        pytest.param("某政发〔2019〕5号文件同时废止。", {"number": "某政发〔2019〕5号"}, True, id="number-alone"),
        pytest.param(
            "《某市稻米补贴办法（试行）》同时废止。", {"title": "某市政府关于印发《某市稻米补贴办法（试行）》的通知"}, True,
            id="carried-by-a-notice",
        ),
        pytest.param("《某市小麦补贴办法》同时废止。", {}, False, id="another-title"),
        pytest.param("《某市稻米补贴办法》第二条同时废止。", {}, False, id="a-part"),
    ],
)  # fmt: skip
def test_said_in_the_text(text: str, old: dict[str, object], found: bool) -> None:
    new = document("new", text=text, effective_from=date(2025, 5, 1))
    lineage = trace([document("old", **old), new])  # type: ignore[arg-type]
    assert steps(lineage) == ([("old", "new", "text")] if found else [])


def test_of_two_with_one_title_the_exact_one_goes() -> None:
    lineage = trace([
        document("v1", "某市稻米补贴办法（试行）"), document("v2"), document("new", "某市稻米补贴条例", "《某市稻米补贴办法（试行）》同时废止。")
    ])  # fmt: skip
    assert steps(lineage) == [("v1", "new", "text")]


def test_a_draft_goes_when_its_final_text_is_there() -> None:
    draft = document("draft", f"{TITLE}（征求意见稿）", status=Status.DRAFT)
    found = now(draft, document("final", issued=date(2026, 1, 1)))
    assert found["draft"].status is Status.SUPERSEDED
    assert now(draft)["draft"].status is Status.DRAFT  # the final text has left: it is a draft again


def test_a_later_draft_is_a_proposal_and_ends_nothing() -> None:
    found = now(
        document("law", issued=date(2020, 1, 1), status=Status.IN_FORCE),
        document("draft", f"{TITLE}（修订征求意见稿）", status=Status.DRAFT, issued=date(2026, 1, 1)),
    )
    assert found["law"].status is Status.IN_FORCE
    assert found["law"].superseded_by is None
    assert found["draft"].follows == ("law",)


def test_through_a_draft_to_the_final_text() -> None:
    lineage = trace(
        [
            document("law", "某市旧办法"),
            document("draft", f"{TITLE}（征求意见稿）", status=Status.DRAFT, supersedes=("law",)),
            document("final", effective_from=date(2026, 2, 1)),
        ]
    )
    assert lineage.successions["law"].id == "final"
    assert lineage.later("law") == ("draft", "final")


def test_of_three_versions_each_ends_when_the_next_begins() -> None:
    found = now(
        document("v1", "一", effective_from=date(2018, 1, 1)),
        document("v2", "二", effective_from=date(2021, 1, 1), supersedes=("v1",)),
        document("v3", "三", effective_from=date(2024, 1, 1), supersedes=("v2",)),
    )
    assert [found[i].effective_to for i in ("v1", "v2", "v3")] == [date(2020, 12, 31), date(2023, 12, 31), None]
    assert found["v1"].superseded_by is not None
    assert found["v1"].superseded_by.id == "v2"


def test_a_version_to_come_leaves_the_present_one_in_force_until_then() -> None:
    found = now(
        document("v1", "一", status=Status.IN_FORCE),
        document("v2", "二", effective_from=date(2027, 1, 1), supersedes=("v1",)),
    )
    assert (found["v1"].status, found["v1"].effective_to) == (Status.IN_FORCE, date(2026, 12, 31))


def test_what_ended_by_itself_before_stays_expired() -> None:
    old = document("v1", "一", status=Status.EXPIRED, effective_to=date(2022, 12, 31))
    found = now(old, document("v2", "二", effective_from=date(2024, 1, 1), supersedes=("v1",)))
    assert (found["v1"].status, found["v1"].effective_to) == (Status.EXPIRED, date(2022, 12, 31))


def test_what_a_person_told_apart_is_apart() -> None:
    new = document("new", text="《某市稻米补贴办法》同时废止。", not_a_version_of=("old",))
    assert trace([document("old"), new]).steps == ()


def test_unknown_ids_and_circles_are_reported_and_left_out() -> None:
    lineage = trace([
        document("a", "甲", supersedes=("b", "missing")), document("b", "乙", supersedes=("a",)),
        document("c", "丙", supersedes=("a",)),
    ])  # fmt: skip
    assert steps(lineage) == [("a", "c", Source.TOLD)]
    assert len(lineage.problems) == 3
    assert "missing" in lineage.problems[0]
    assert all("绕成了圈" in p for p in lineage.problems[1:])
