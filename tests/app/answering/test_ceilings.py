"""What a question has added up against the limit on all that a document gives. Invented."""

import pytest

from app.answering import Assistant, Refusal

RULES = """云川市促进夜间经济扶持办法
第一条 对夜市运营企业，按灯光改造费用的20%给予补贴，最高60万元。
第二条 对夜市运营企业引进首店的，每家奖励10万元。
第三条 对举办夜间演出的企业，按演出场租的30%给予补助，最高50万元。
第四条 单一企业每年享受本办法规定的各类奖励补贴总额不超过150万元。
"""


@pytest.fixture(scope="module")
def assistant(indexed):
    return Assistant(indexed({"rules": RULES}))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "夜市企业的几样奖励补贴，我们今年加起来算出180万，能拿到多少？",
            "180万元超过总额上限150万元，最高可得150万元",
        ),
        ("夜市企业各项奖励补贴合计200万，能领到多少钱？", "200万元超过总额上限150万元，最高可得150万元"),
        ("夜市企业几项补贴加起来是120万，能拿到多少？", "120万元没有超过总额上限150万元"),
    ],
)
def test_what_was_added_up_is_held_against_the_limit_on_all(assistant, question: str, words: str) -> None:
    assert words in assistant.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("夜市灯光改造费用花了200万，能补多少？", id="a-cost"),
        pytest.param("夜市企业几项补贴加起来大概180万，能拿到多少？", id="about"),
        pytest.param("夜市运营企业一年总额最多给多少？", id="nothing-added-up"),
    ],
)
def test_nothing_else_is(assistant, question: str) -> None:
    reply = assistant.ask(question)
    assert isinstance(reply, Refusal) or "总额上限" not in reply.text
