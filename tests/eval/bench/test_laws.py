from datetime import date
from pathlib import Path

import pytest

from corpus import Block, Metadata, ParsedDocument, RawDocument
from corpus.parsing import interpret
from eval.bench.laws import Laws, article_starts, flattened, is_contiguous, measure_flat, measure_growth, measure_laws

LAW = "某法\n第一章 总则\n第一条 为了甲，制定本法。\n第二条 乙依照第九条办理。\n第二章 附则\n第三条 本法自公布之日起施行。"


def parsed(text: str) -> ParsedDocument:
    blocks = tuple(Block(line) for line in text.splitlines())
    raw = RawDocument(Path("a.md"), "text/plain", "0" * 64, blocks)
    return interpret(raw, Metadata(), today=date(2026, 1, 1))


def laws(*texts: str) -> Laws:
    files = tuple(Path(f"{number}.md") for number in range(len(texts)))
    return Laws(files, tuple(parsed(text) for text in texts), 1.0)


@pytest.mark.parametrize(
    ("text", "contiguous"),
    [
        pytest.param(LAW, True, id="runs-on-over-chapters"),
        pytest.param("第三百条 甲。\n第三百零一条 乙。", True, id="part-of-a-code"),
        pytest.param("第一条 甲。\n第一条之一 乙。\n第一条之二 丙。\n第二条 丁。", True, id="之一"),
        pytest.param("第一章 甲\n第一条 乙。\n第二条 丙。\n第二章 丁\n第一条 戊。", True, id="restarts"),
        pytest.param("一、甲。\n二、乙。", True, id="no-articles"),
        pytest.param("第一条 甲。\n第三条 乙。", False, id="gap"),
        pytest.param("第一条 甲。\n第二条 乙。\n第二条 丙。", False, id="twice"),
    ],
)
def test_contiguous(text: str, contiguous: bool) -> None:
    assert is_contiguous(parsed(text)) is contiguous


def test_article_starts_do_not_count_line_breaks() -> None:
    text = LAW.replace("\n", "")

    starts = article_starts(parsed(LAW))

    assert starts == {text.index(words) for words in ("第一条 为", "第二条 乙", "第三条 本")}
    assert article_starts(flattened(parsed(LAW))) == starts


def test_a_gap_is_listed_with_what_the_parser_warned_of() -> None:
    (seconds, contiguous), explained = measure_laws(laws(LAW, "第一条 甲。\n第三条 乙。"))

    assert (seconds.value, contiguous.value, contiguous.samples) == (1.0, 1, 2)
    (line,) = explained
    assert line.startswith("条号不连续：1：")
    assert "第二条" in line


def test_what_moves_without_line_breaks_is_listed() -> None:
    # Nothing tells the second article from a reference once it stands in the middle of a sentence.
    (precision, recall, perfect), explained = measure_flat(laws(LAW, "第一条 依照\n第二条 甲。"), lambda _, __: None)

    assert (precision.samples, recall.samples) != (0, 0)
    assert perfect.value == 2 - len(explained)
    assert all(line.startswith("去掉换行后不同：1：") for line in explained)


def test_growth_is_a_ratio() -> None:
    measure = measure_growth(laws(LAW))

    assert measure.value is not None
    assert measure.value > 0
    assert "16×" in measure.note
