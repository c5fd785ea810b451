"""Versions of one document side by side in a library: which answers when, and what is said of one that does not hold."""

from collections.abc import Callable
from datetime import date

import pytest

from app.answering import Answer, Assistant, Refusal, Turn
from app.contract import reply_json
from index import Index

GRAIN = """云川市稻米种植补贴办法
（2021年3月1日）
第一条 对稻米种植大户，每亩补贴120元，由乡镇农业站核实面积后发放。
第二条 对购置谷物烘干机的合作社，按购置价的20%给予补助，最高30万元。
第三条 稻米种植大户的种植面积应当在50亩以上。
第四条 本办法自2021年4月1日起施行。
"""
GRAIN_NEW = """云川市稻米种植补贴办法
（2024年3月1日）
第一条 对稻米种植大户，每亩补贴150元，由乡镇农业站核实面积后发放。
第二条 稻米种植大户的种植面积应当在80亩以上。
第三条 本办法自2024年4月1日起施行，《云川市稻米种植补贴办法》同时废止。
"""
GRAIN_DRAFT = """云川市稻米种植补贴办法（修订征求意见稿）
（2025年9月1日）
第一条 对稻米种植大户，每亩补贴200元，由乡镇农业站核实面积后发放。
第二条 对稻米种植保险，按保费的60%给予补助。
"""
LISTING = """云川市企业上市奖励规定
第一条 对在主板上市的企业，一次性奖励300万元。
第二条 本规定自2020年1月1日起施行。
"""
LISTING_TO_COME = """云川市企业上市奖励规定
第一条 对在主板上市的企业，一次性奖励500万元。
第二条 本规定自2099年1月1日起施行。
"""
OTHER = """云川市河道采砂管理办法
第一条 汛期禁止采砂，违者处5万元罚款。
第二条 采砂许可证有效期2年。
"""
FILES = {
    "grain-old": (GRAIN, ""),
    "grain-new": (GRAIN_NEW, ""),
    "grain-draft": (GRAIN_DRAFT, ""),
    "listing": (LISTING, ""),
    "listing-to-come": (LISTING_TO_COME, 'supersedes = "listing"\n'),
    "river": (OTHER, ""),
}
ASKED = "稻米种植大户每亩补贴多少元？"


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed(FILES)


def answered(index: Index, question: str, **options) -> Answer:
    reply = Assistant(index).ask(question, **options)
    assert isinstance(reply, Answer), reply
    return reply


def cited(answer: Answer) -> set[str]:
    return {c.document.id for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "options", "shown", "source"),
    [
        pytest.param(ASKED, {}, "150元", "grain-new", id="today"),
        pytest.param("《云川市稻米种植补贴办法》规定每亩补贴多少元？", {}, "150元", "grain-new", id="by-the-title-they-share"),
        pytest.param("云川市稻米种植大户每亩补贴多少元？", {}, "150元", "grain-new", id="by-place"),
        pytest.param(ASKED, {"as_of": date(2022, 6, 1)}, "120元", "grain-old", id="as-of-the-first"),
        pytest.param(ASKED, {"as_of": date(2024, 3, 31)}, "120元", "grain-old", id="the-last-day-of-the-first"),
        pytest.param(ASKED, {"as_of": date(2024, 4, 1)}, "150元", "grain-new", id="the-first-day-of-the-second"),
        pytest.param(ASKED, {"as_of": date(2030, 1, 1)}, "150元", "grain-new", id="a-draft-never-comes-into-force"),
        pytest.param(ASKED, {"document": "grain-old"}, "120元", "grain-old", id="by-id"),
        pytest.param("2021年的稻米种植补贴办法规定每亩补贴多少元？", {}, "120元", "grain-old", id="by-year"),
        pytest.param("修订前的稻米种植补贴办法规定每亩补贴多少元？", {}, "120元", "grain-old", id="the-one-before"),
        pytest.param("稻米种植补贴办法征求意见稿里每亩补贴多少元？", {}, "200元", "grain-draft", id="the-draft"),
        pytest.param("征求意见稿里稻米种植大户每亩补贴多少元？", {}, "200元", "grain-draft", id="the-draft-without-its-title"),
        pytest.param("按原来的办法，稻米种植大户每亩补贴多少元？", {}, "120元", "grain-old", id="the-one-before-without-its-title"),
        pytest.param("按原来的办法，主板上市的企业奖励多少？", {}, "300万元", "listing", id="nothing-before-it"),
        pytest.param("按原来的办法，汛期采砂罚款多少？", {}, "5万元", "river", id="another-document"),
        pytest.param("现在不按原来的办法了，稻米种植大户每亩补贴多少元？", {}, "150元", "grain-new", id="now-and-not-before"),
        pytest.param("购置谷物烘干机补助比例是多少？", {}, "20%", "grain-old", id="where-nothing-else-answers"),
        pytest.param("稻米种植保险按保费的多少给予补助？", {}, "60%", "grain-draft", id="draft-where-nothing-else-answers"),
        pytest.param("主板上市的企业奖励多少？", {}, "300万元", "listing", id="not-yet-the-next"),
        pytest.param("主板上市的企业奖励多少？", {"as_of": date(2099, 1, 1)}, "500万元", "listing-to-come", id="then-the-next"),
    ],
)  # fmt: skip
def test_the_version_that_answers(index: Index, question: str, options: dict, shown: str, source: str) -> None:
    answer = answered(index, question, **options)
    others = {"120元", "150元", "200元", "300万元", "500万元"} - {shown}
    assert shown in answer.text
    assert source in cited(answer)
    assert not [o for o in others if o in answer.text]
    assert not answer.conflicts  # two versions differ, and do not contradict each other


def test_a_superseded_version_says_by_what_and_since_when_with_the_clause(index: Index) -> None:
    answer = answered(index, ASKED, document="grain-old")
    note = next(line for line in answer.text.splitlines() if "取代" in line)
    key = len(answer.citations)
    assert (
        note
        == f"《云川市稻米种植补贴办法》已被《云川市稻米种植补贴办法》取代（自2024年4月1日起）[{key}]，以上仅供了解，请以现行文件为准。"
    )
    assert answer.citations[-1].document.id == "grain-new"
    assert "2024年4月1日" in answer.citations[-1].quote


def test_for_a_day_in_the_past_it_says_what_came_later(index: Index) -> None:
    assert "后来被" in answered(index, ASKED, as_of=date(2022, 6, 1)).text


def test_one_that_will_end_says_so(index: Index) -> None:
    assert "将被《云川市企业上市奖励规定》取代（自2099年1月1日起）" in answered(index, "主板上市的企业奖励多少？").text


def test_one_to_come_says_what_holds_now(index: Index) -> None:
    answer = answered(index, "主板上市的企业奖励多少？", document="listing-to-come")
    assert "尚未施行，现在仍执行《云川市企业上市奖励规定》" in answer.text


def test_where_only_the_former_version_answers_it_says_so(index: Index) -> None:
    text = answered(index, "购置谷物烘干机补助比例是多少？").text
    assert "现行的《云川市稻米种植补贴办法》中没有找到对应的规定。" in text
    assert "已被" in text


def test_what_no_version_says_is_refused(index: Index) -> None:
    assert isinstance(Assistant(index).ask("购置无人机补助比例是多少？"), Refusal)
    assert isinstance(Assistant(index).ask("购置谷物烘干机补助比例是多少？", as_of=date(2025, 1, 1)), Refusal)


def test_a_term_is_that_of_the_version_in_force(index: Index) -> None:
    answer = answered(index, "稻米种植补贴办法从哪天起施行？")
    assert "2024年4月1日" in answer.text
    assert "2021年4月1日" not in answer.text


def test_a_conversation_stays_in_the_version_that_it_began_with(index: Index) -> None:
    asked = "2021年的稻米种植补贴办法规定每亩补贴多少元？"
    turn = Turn.of(asked, answered(index, asked))
    assert set(turn.documents) == {"grain-old", "grain-new"}  # the later one says since when
    answer = answered(index, "种植面积要求多少亩以上呢？", history=(turn,))
    assert "50亩以上" in answer.text
    assert "80亩" not in answer.text


def test_the_contract_names_what_took_the_place(index: Index) -> None:
    first = reply_json(answered(index, ASKED, document="grain-old"))["citations"][0]  # type: ignore[index]
    assert first["status"] == "superseded"
    assert first["superseded_by"] == {"document": "grain-new", "title": "云川市稻米种植补贴办法", "from": "2024-04-01"}
