"""The marks on the cards of a kept answer: each change on the card of its own clause, with the old and the new words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from app.answering.answer import Answer
from app.records import changes
from app.records.reading import read_reply
from app.records.writing import write_reply
from app.ui.asking.reply import render_support
from app.ui.words import Language
from corpus import ParsedDocument, Status
from corpus.document import Succession

ZH = Language.CHINESE


def cards(answer: Answer, today: ParsedDocument | None) -> list[str]:
    """The cards of a kept answer, opened again when the library is ``today``."""
    kept = read_reply(write_reply(answer))
    html = render_support(kept, ZH, changes=changes(kept, {"green": today}.get))
    return html.split('<div class="pq-card">')[1:]


def edited(samples: ModuleType, *swaps: tuple[str, str]) -> ParsedDocument:
    clauses = samples.CLAUSES
    for old, new in swaps:
        clauses = tuple((path, headings, body.replace(old, new)) for path, headings, body in clauses)
    return samples.document(clauses=clauses)


def test_a_changed_figure_is_marked_on_its_own_card_alone(samples: ModuleType) -> None:
    first, second = cards(samples.goal(), edited(samples, ("30家以上", "36家以上")))
    assert "pq-since" not in first
    assert "pq-aged" not in first
    assert "<del>30</del><ins>36</ins>家以上" in second
    assert "条款文字已改" in second
    assert "评选示范项目20个" in second  # the words of that day are still there, as they were cited
    assert "documents/green?start=" in second


def test_what_stayed_is_shortened_and_what_changed_is_whole(samples: ModuleType) -> None:
    (card,) = cards(samples.reward(), edited(samples, ("按年度购置额的12%给予奖励", "按年度购置额的8%给予补助")))
    marked = card.split('<p class="pq-marked">')[1].split("</p>")[0]
    assert "<del>12</del><ins>8</ins>%给予<del>奖励</del><ins>补助</ins>" in marked
    assert "…" in marked
    assert len(marked) < len(samples.CLAUSES[2][2])


@pytest.mark.parametrize(
    ("edit", "said", "linked"),
    [
        pytest.param(lambda _: None, "已从文件库移除", False, id="document-removed"),
        pytest.param(
            lambda p: replace(p, clauses=p.clauses[:2], document=replace(p.document, text=p.document.text[:30])),
            "没有这一条",
            False,
            id="clause-gone",
        ),
        pytest.param(
            lambda p: replace(
                p,
                document=replace(
                    p.document,
                    status=Status.SUPERSEDED,
                    superseded_by=Succession("new", "新<b>方案", None, date(2026, 1, 1)),
                ),
            ),
            "文件当时是“征求意见稿”，现在是“已被新版替代”。后续版本：《新&lt;b&gt;方案》。",
            True,
            id="superseded",
        ),
    ],
)
def test_what_has_become_of_the_document(
    samples: ModuleType, edit: Callable[[ParsedDocument], ParsedDocument | None], said: str, linked: bool
) -> None:
    parsed = samples.document()
    (card,) = cards(samples.reward(parsed), edit(parsed))
    assert said in card
    assert ('class="pq-open"' in card) is linked  # no link to a place that is not there
    assert samples.REWARD[:8] in card


def test_a_clause_that_has_moved_names_its_place_and_leads_there(samples: ModuleType) -> None:
    first, second, third, fourth = samples.CLAUSES
    before = (("一",), ("一、前言",), "一、前言\n先说几句。")
    today = samples.document(clauses=(before, second, third, fourth, (("三",), ("三、总体目标",), first[2])))
    card, _ = cards(samples.goal(), today)
    assert "现在在“三、总体目标”" in card
    place = today.document.text.index(samples.GOAL)
    assert f"start={place}&amp;end={place + len(samples.GOAL)}" in card


def test_hostile_words_of_a_new_version_stay_words(samples: ModuleType) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    (card,) = cards(samples.reward(), edited(samples, ("12%", hostile)))
    assert hostile not in card
    assert "&lt;img" in card
