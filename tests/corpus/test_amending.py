"""One decision on one benefit, written beside the document: what is kept, what is refused."""

from pathlib import Path

import pytest
import yaml

from corpus import InvalidReview, ParsedDocument, parse
from corpus.benefits.amending import Decision, amend, entries
from corpus.benefits.reviews import review_path

TEXT = """关于绿色制造奖励的通知
一、奖励
（一）对首次通过国家级绿色工厂认定的企业，给予一次性奖励50万元。
（二）年度设备购置额达到200万元的企业，按年度设备购置额的12%给予奖励，单家企业每年最高奖励300万元。
"""


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def decide(path: Path, parsed: ParsedDocument, number: int, status: str, **fields: str) -> None:
    benefit, _ = entries(path, parsed)[number]
    amend(path, parsed, [Decision(number, benefit.span.of(parsed.document.text), status, fields)])


def statuses(path: Path, parsed: ParsedDocument) -> list[str]:
    return [status for _, status in entries(path, parsed)]


def test_decisions_add_up_and_the_next_reading_has_them(notice: Path) -> None:
    parsed = parse(notice)
    assert statuses(notice, parsed) == ["draft", "draft"]
    decide(notice, parsed, 1, "confirmed")
    decide(notice, parsed, 0, "rejected")
    assert statuses(notice, parsed) == ["rejected", "confirmed"]
    reviewed = parse(notice).document.reviews
    assert [(len(r.benefits), len(r.rejected)) for r in reviewed] == [(0, 1), (1, 0)]
    decide(notice, parsed, 0, "draft")
    assert statuses(notice, parsed) == ["draft", "confirmed"]


def test_a_correction_is_looked_up_in_the_clause(notice: Path) -> None:
    parsed = parse(notice)
    decide(notice, parsed, 1, "confirmed", title="设备更新奖励", cap="300万元", scope="")
    (review,) = parse(notice).document.reviews
    (benefit,) = review.benefits
    assert (benefit.title, benefit.scope, benefit.cap and benefit.cap.value) == ("设备更新奖励", "", 3_000_000)


def test_a_figure_that_the_clause_does_not_print_is_refused_and_nothing_is_written(notice: Path) -> None:
    parsed = parse(notice)
    decide(notice, parsed, 0, "confirmed")
    before = review_path(notice).read_text(encoding="utf-8")
    with pytest.raises(InvalidReview, match="里没有“500万元”这个数"):
        decide(notice, parsed, 1, "confirmed", cap="500万元")
    assert review_path(notice).read_text(encoding="utf-8") == before


def test_of_several_decisions_all_hold_or_none(notice: Path) -> None:
    parsed = parse(notice)
    said = [benefit.span.of(parsed.document.text) for benefit, _ in entries(notice, parsed)]
    good, bad = Decision(0, said[0], "confirmed", {}), Decision(1, said[1], "confirmed", {"cap": "500万元"})
    with pytest.raises(InvalidReview, match="里没有“500万元”这个数"):
        amend(notice, parsed, [good, bad])
    assert not review_path(notice).exists()
    amend(notice, parsed, [good, Decision(1, said[1], "rejected", {})])
    assert statuses(notice, parsed) == ["confirmed", "rejected"]


@pytest.mark.parametrize(("number", "text"), [(0, "别的话"), (7, "别的话"), (-1, "别的话")])
def test_an_entry_that_is_another_one_meanwhile(notice: Path, number: int, text: str) -> None:
    with pytest.raises(InvalidReview, match="已被别人改动"):
        amend(notice, parse(notice), [Decision(number, text, "confirmed", {})])
    assert not review_path(notice).exists()


def test_a_stale_review_is_a_draft_again(notice: Path) -> None:
    decide(notice, parse(notice), 0, "confirmed")
    notice.write_text(TEXT.replace("50万元", "80万元"), encoding="utf-8")
    parsed = parse(notice)
    assert [r.stale for r in parsed.document.reviews] == [True]
    assert statuses(notice, parsed) == ["draft", "draft"]
    decide(notice, parsed, 0, "confirmed")
    assert [r.stale for r in parse(notice).document.reviews] == [False]
    rows = yaml.safe_load(review_path(notice).read_text(encoding="utf-8"))["benefits"]
    assert rows[0]["fixed"] == "80万元"
