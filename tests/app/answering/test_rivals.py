"""Clauses side by side that give by the same pattern to different cases. The documents are invented."""

from collections.abc import Iterator

import pytest

from app.answering import Answer, Assistant, Origin
from corpus.quantities.quantity import plain
from index import HashingEmbedder, Index, open_index, sync

RULES = """云川市企业并购资金管理办法
第一章 支持范围
第一条 下列项目给予补助：
1.并购海外科技型企业的项目，按并购金额的20%给予补助，单项补助不超过3000万元。
2.并购省外科技型企业的项目，按并购金额的5%给予补助，单项补助不超过1000万元。
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "rules.txt").write_text(RULES, encoding="utf-8")
    home = tmp_path_factory.mktemp("home")
    sync(home, [folder], HashingEmbedder())
    opened = open_index(home, HashingEmbedder())
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "computed"),
    [
        pytest.param("并购海外科技型企业，并购金额1000万元，能补助多少？", {"2000000"}, id="海外"),
        pytest.param("并购省外科技型企业，并购金额1000万元，能补助多少？", {"500000"}, id="省外"),
        pytest.param("并购科技型企业，并购金额1000万元，能补助多少？", set(), id="neither is named"),
    ],
)
def test_nothing_is_computed_until_the_question_tells_the_cases_apart(
    index: Index, question: str, computed: set[str]
) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer)
    assert {plain(n.value) for n in reply.numbers if n.origin is Origin.COMPUTED} == computed
