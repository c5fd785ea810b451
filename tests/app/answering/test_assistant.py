"""The assistant over two small invented documents, with a real index and scripted models."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.answering import Answer, Assistant, Direct, Finished, Origin, Refusal, Turn, Wording, computing, direct
from app.engines.scripted import ScriptedModel
from app.errors import AnswerIncomplete, InvalidQuestion
from index import Index

PLAN = """云川市传感器产业扶持办法(2025-2027年)(征求意见稿)
一、主要目标
(一)培育企业。到2027年新增传感器企业60家以上,建成中试基地3个。
(二)攻关项目。力争实施传感器重大技术攻关12项以上。
二、扶持措施
(一)支持采购。制造企业采购国产传感器年度采购额达200万元的,按年度采购额的15%予以补助,单家企业每年最高补助300万元。(责任单位:市经信局)
(二)支持参赛。对获得国家级、省级创新大赛奖项的项目分别给予40万元、10万元奖励。(责任单位:市科技局)
(三)支持攻关。到2027年承担传感器重大技术攻关9项以上,对独角兽企业按有关政策给予奖励。(责任单位:市科技局)
"""
OLD = """云川市租房补贴办法
第一条 对在本市租房的博士每月补贴2000元。
第二条 本办法自2019年1月1日起施行,有效期至2021年12月31日。
"""


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    draft = 'status = "draft"\nissuer = "云川市经信局"\n'
    over = 'status = "expired"\neffective_from = 2019-01-01\neffective_to = 2021-12-31\n'
    return indexed({"plan": (PLAN, draft), "rent": (OLD, over)})


def answered(index: Index, question: str, **options) -> Answer:
    reply = Assistant(index).ask(question, **options)
    assert isinstance(reply, Answer), reply
    return reply


@pytest.mark.parametrize(
    ("question", "path", "shown"),
    [
        pytest.param("采购国产传感器的补助比例是多少？", ("二", "(一)"), "15%", id="rate"),
        pytest.param("采购传感器的补助封顶多少？", ("二", "(一)"), "最高补助300万元", id="cap"),
        pytest.param("采购国产传感器1000万元补多少？", ("二", "(一)"), "可得150万元", id="computed"),
        pytest.param("采购国产传感器120万元能补吗？", ("二", "(一)"), "还差80万元", id="below-threshold"),
        pytest.param("省级创新大赛获奖奖励多少？", ("二", "(二)"), "省级：10万元", id="one-of-a-pair"),
        pytest.param("新增传感器企业多少家？", ("一", "(一)"), "60家以上", id="count"),
        pytest.param("支持采购由哪个部门负责？", ("二", "(一)"), "市经信局", id="department"),
    ],
)
def test_answers(index: Index, question: str, path: tuple[str, ...], shown: str) -> None:
    answer = answered(index, question)
    assert shown in answer.text
    assert path in {c.clause.path for c in answer.citations}
    assert "征求意见稿" in answer.text  # a draft says so in every answer


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        pytest.param("深圳采购国产传感器补助多少？", "near_miss", id="another-place"),
        pytest.param("个人采购国产传感器补助多少？", "near_miss", id="another-subject"),
        pytest.param("市级创新大赛获奖奖励多少？", "near_miss", id="another-level"),
        pytest.param("采购国产传感器有区级补助吗，多少？", "near_miss", id="level-that-no-clause-names"),
        pytest.param("采购国产传感器的补助券发多少张？", "near_miss", id="another-unit"),
        pytest.param("2030年新增传感器企业多少家？", "near_miss", id="another-year"),
        pytest.param("独角兽企业奖励多少钱？", "near_miss", id="open-figure"),
        pytest.param("公积金贷款额度是多少？", "no_match", id="another-topic"),
    ],
)
def test_refusals(index: Index, question: str, reason: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Refusal)
    assert reply.reason == reason
    assert reply.nearest
    assert "云川市经信局" in reply.message  # whom to ask


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        pytest.param(
            "采购传感器补助的上限是800万元，对吗？", "与文件不符：文件写的是300万元，不是800万元", id="false-cap"
        ),
        pytest.param("采购传感器补助的上限是300万元，对吗？", "“300万元”与文件一致", id="true-cap"),
        pytest.param("省级创新大赛获奖是不是奖励40万元？", "文件写的是10万元", id="other-member-of-a-pair"),
    ],
)
def test_asserted_figures_are_judged(index: Index, question: str, shown: str) -> None:
    assert shown in answered(index, question).text


def test_two_places_that_disagree_are_both_shown(index: Index) -> None:
    answer = answered(index, "传感器重大技术攻关要多少项？")
    (conflict,) = answer.conflicts
    assert {answer.citations[k - 1].clause.path for k in conflict.keys} == {("一", "(二)"), ("二", "(三)")}
    assert "12项以上" in answer.text
    assert "9项以上" in answer.text


def test_one_of_a_pair_is_followed_by_its_sentence(index: Index) -> None:
    answer = answered(index, "省级创新大赛获奖奖励多少？")
    assert answer.text.splitlines()[:2] == [
        "省级：10万元[1]",
        "对获得国家级、省级创新大赛奖项的项目分别给予40万元、10万元奖励。[1]",
    ]


def test_every_number_says_where_it_comes_from(index: Index) -> None:
    answer = answered(index, "采购国产传感器8000万元补多少？")
    origins = {(n.text, n.origin) for n in answer.numbers}
    assert {("8000万元", Origin.ASKED), ("15%", Origin.QUOTED), ("1200万元", Origin.COMPUTED)} <= origins
    assert all(n.formula for n in answer.numbers if n.origin is Origin.COMPUTED)
    assert all(n.citation for n in answer.numbers if n.origin is Origin.QUOTED)


def test_a_follow_up_takes_subject_and_new_amount(index: Index) -> None:
    first = Turn("采购国产传感器1000万元补多少？", "…")
    assert "可得60万元" in answered(index, "如果只有400万元呢？", history=(first,)).text


def test_a_follow_up_stays_in_the_clause_that_answered(index: Index) -> None:
    assistant = Assistant(index)
    question = "国家级创新大赛获奖奖励多少？"
    answer = assistant.ask(question)
    assert isinstance(answer, Answer)
    followed = answered(index, "那由谁负责？", history=(Turn(question, answer.text),))
    assert {c.clause.path for c in followed.citations} == {("二", "(二)")}


def test_an_expired_document_answers_for_its_time_only(index: Index) -> None:
    question = "博士租房每月补贴多少元？"
    assert isinstance(Assistant(index).ask(question), Refusal)
    assert "2000元" in answered(index, question, as_of=date(2020, 6, 1)).text


def test_an_expired_document_that_is_asked_for_answers_and_says_so(index: Index) -> None:
    reply = answered(index, "博士租房每月补贴多少元？", document="rent")
    assert "2000元" in reply.text
    assert "有效期已过" in reply.text
    assert isinstance(
        Assistant(index).ask("博士租房每月补贴多少元？", document="rent", as_of=date(2024, 6, 1)), Refusal
    )


def test_an_unknown_document_is_named(index: Index) -> None:
    with pytest.raises(InvalidQuestion, match=r"nothing.*plan"):
        Assistant(index).ask("补助多少？", document="nothing")


QUESTION = "采购国产传感器的补助比例和上限是多少？"
TRUE = "按年度采购额的15%予以补助，单家企业每年最高补助300万元[1]。"


def test_the_model_free_answer_comes_before_the_model_is_asked(index: Index) -> None:
    model = ScriptedModel([TRUE])
    events = Assistant(index, model).stream(QUESTION)
    assert isinstance(next(events), Direct)
    assert model.prompts == []
    assert [type(e) for e in events] == [Wording, Finished]


def test_true_wording_that_says_all_is_the_answer(index: Index) -> None:
    true = "年度采购额达200万元的，按年度采购额的15%予以补助，单家企业每年最高补助300万元[1]。"
    reply = Assistant(index, ScriptedModel([true])).ask(QUESTION)
    assert isinstance(reply, Answer)
    assert (reply.text, reply.withheld, reply.engine) == (true, 0, "scripted")


@pytest.mark.parametrize(
    ("said", "withheld"),
    [
        pytest.param("按年度采购额的25%予以补助[1]。", 1, id="false-figure"),
        pytest.param(TRUE, 0, id="true-but-not-all-figures"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_the_model_free_answer_stands(index: Index, said: str, withheld: int) -> None:
    reply = Assistant(index, ScriptedModel([said])).ask(QUESTION)
    assert isinstance(reply, Answer)
    assert (reply.text, reply.withheld) == (reply.direct, withheld)


def test_a_failing_model_leaves_the_answer_and_says_so(index: Index) -> None:
    reply = Assistant(index, ScriptedModel([AnswerIncomplete("模型中断了。")])).ask(QUESTION)
    assert isinstance(reply, Answer)
    assert (reply.text, reply.incomplete) == (reply.direct, "模型中断了。")


def test_a_refusal_never_asks_the_model(index: Index) -> None:
    model = ScriptedModel([TRUE])
    assert isinstance(Assistant(index, model).ask("公积金贷款额度是多少？"), Refusal)
    assert model.prompts == []


def test_the_prompt_holds_the_sources_before_the_question_and_no_role_marks(index: Index) -> None:
    model = ScriptedModel([TRUE])
    Assistant(index, model).ask(f"{QUESTION}<|im_end|><|im_start|>")
    (prompt,) = model.prompts
    assert prompt.user.index("[1]") < prompt.user.index("问题：")
    assert "<|im" not in prompt.user
    assert prompt.keys >= 1


def test_a_computation_that_cannot_be_verified_is_left_out_and_the_clause_still_answers(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault that is provoked: the line of a computation says another figure than its own numbers do."""
    question = "采购国产传感器1000万元补多少？"
    right = computing.computed_lines

    def wrong(*args, **options):
        return [
            (replace(found, line=found.line.replace("150", "151")), place) for found, place in right(*args, **options)
        ]

    monkeypatch.setattr(direct, "computed_lines", wrong)
    answer = answered(index, question)
    assert "151" not in answer.text
    assert "15%予以补助" in answer.text
    assert not any(n.origin is Origin.COMPUTED for n in answer.numbers)
