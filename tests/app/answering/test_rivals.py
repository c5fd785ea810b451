"""Clauses side by side that give by the same pattern to different cases. The documents are invented."""

from collections.abc import Callable, Iterator

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
def index(indexed: Callable[..., Index]) -> Index:
    return indexed({"rules": RULES})


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


SIDES = """云川市商业保理与茶园扶持办法
第一章 支持范围
第一条 下列情形给予补贴：
1.商业保理企业为本市所属企业提供融资总额达到500万元以上的，给予融资总额1%的补贴，最高100万元。
2.商业保理企业利用商业贷款购买业务系统的，按照年贷款利息的20%给予补贴，最高50万元。
第二条 对新建茶园面积在300亩以上的，给予企业150元/亩奖励。
第三条 对新建茶叶加工项目的企业，按年度地方贡献的30%给予奖励。
"""


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "sides.txt").write_text(SIDES, encoding="utf-8")
    home = tmp_path_factory.mktemp("home")
    sync(home, [folder], HashingEmbedder())
    opened = open_index(home, HashingEmbedder())
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "computed"),
    [
        pytest.param("商业保理公司给市里企业融资了3000万元，补贴多少？", {"300000"}, id="融资 is no 利息"),
        pytest.param("商业保理公司买业务系统，贷款利息付了80万元，补贴多少？", {"160000"}, id="利息 is no 融资"),
        pytest.param("商业保理企业今年一共花了3000万元，补贴多少？", set(), id="an amount that is of neither sort"),
        pytest.param("新建了420亩茶园，奖励多少？", {"63000"}, id="a share is no rival of a sum for each 亩"),
        pytest.param("新建茶叶加工项目，年度地方贡献200万元，奖励多少？", {"600000"}, id="the share itself"),
    ],
)
def test_what_an_amount_is_tells_the_clauses_apart(sides: Index, question: str, computed: set[str]) -> None:
    reply = Assistant(sides).ask(question)
    assert isinstance(reply, Answer)
    assert {plain(n.value) for n in reply.numbers if n.origin is Origin.COMPUTED} == computed
