import pytest

from eval.bench.material import Paragraph, Typeset
from eval.bench.typography import headings, read_levels
from eval.statistics import Share


def paragraph(text: str, face: str = "", words: str = "") -> Paragraph:
    return Paragraph(text, ((face, words or text),) if face else (), False, False)


FIRST, SECOND = paragraph("一、总体要求", "bold"), paragraph("二、主要任务", "bold")
ITEM = paragraph("（一）建立平台。各地要落实。", "kai", "（一）建立平台。")
OTHER_ITEM = paragraph("（二）完善机制。", "kai")
TEXT = paragraph("各省要认真执行。")


def test_both_levels_are_found_in_their_places() -> None:
    levels = read_levels(Typeset("某意见", (TEXT, FIRST, ITEM, TEXT, OTHER_ITEM, SECOND, ITEM)))

    assert (levels.first, levels.second) == (Share(2, 2), Share(3, 3))
    assert (levels.misplaced, levels.faults) == (0, ())


def test_a_heading_that_is_no_clause_is_not_found() -> None:
    hidden = paragraph("三、甲、乙等", "bold", "三、甲")
    words = Typeset("某意见", (FIRST, paragraph("按照一、二、三、甲执行。", "bold", "三、甲")))

    assert [h.words for h in headings(words)] == ["一、总体要求"]
    assert len(list(headings(Typeset("某意见", (FIRST, hidden))))) == 2


def test_a_lost_heading_and_what_then_stands_in_the_wrong_place_are_faults() -> None:
    lost = Paragraph("二、", (("bold", "二、主要任务"),), False, False)
    levels = read_levels(Typeset("某意见", (FIRST, ITEM, lost, ITEM)))

    assert (levels.first, levels.second, levels.misplaced) == (Share(1, 2), Share(2, 2), 1)
    assert levels.faults == ("某意见：没有找到“二、主要任务”", "某意见：“（一）建立平台。”在“二/（一）”")


@pytest.mark.parametrize(
    ("paragraphs", "count"),
    [
        pytest.param((ITEM,), 0, id="no-bold-level"),
        pytest.param((FIRST, paragraph("（一）不是标题")), 1, id="plain-item"),
        pytest.param((FIRST, Paragraph("一、表", (("bold", "一、表"),), False, True)), 1, id="table"),
    ],
)
def test_what_the_typography_shows(paragraphs: tuple[Paragraph, ...], count: int) -> None:
    assert len(list(headings(Typeset("某意见", paragraphs)))) == count
