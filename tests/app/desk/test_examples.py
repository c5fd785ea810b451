from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import pytest

from app.answering.answer import Answer, Direct, Finished, Refusal, Wording
from app.desk.examples import example_questions
from app.desk.interrupt import Interruptible, gone
from app.desk.loading import Opened
from app.desk.opening import warm_model
from app.desk.scripted import ScriptedAssistant
from app.engines.model import Prompt
from app.engines.scripted import ScriptedModel


@dataclass
class Agreeing:
    """Answers every question from the clause that says what it asks for, unless it is told not to."""

    answers: dict[str, Any]
    asked: list[str]

    def stream(self, question: str, *, history: Any = ()) -> Any:
        assert not history
        self.asked.append(question)
        reply = next((a for word, a in self.answers.items() if word in question), Refusal(question, "no_match", "没有"))
        yield Direct(reply)
        raise AssertionError("the model was asked")


def test_examples_are_made_of_the_documents_words_and_tried(samples: ModuleType) -> None:
    parsed = samples.document()
    answering = Agreeing({"年度": samples.reward(parsed)}, [])
    examples = example_questions([parsed], answering)
    assert len(examples) == 1
    assert examples[0].endswith("4000万元，能得到多少奖励？")  # 300万元 ÷ 12% × 1.6, rounded
    assert answering.asked[0] == examples[0]
    assert all("”有哪些" in q or "能得到多少" in q for q in answering.asked)


@pytest.mark.parametrize("reply", ["refusal", "goal"])
def test_a_question_that_is_not_answered_from_its_clause_is_not_offered(samples: ModuleType, reply: str) -> None:
    parsed = samples.document()
    wrong = getattr(samples, reply)(parsed)
    assert example_questions([parsed], Agreeing({"": wrong}, [])) == ()


def test_a_computation_is_not_offered_where_nothing_was_computed(samples: ModuleType) -> None:
    parsed = samples.document()
    plain: Answer = replace(samples.reward(parsed), numbers=())
    assert example_questions([parsed], Agreeing({"": plain}, [])) == ()


def test_no_documents() -> None:
    assert example_questions([], ScriptedAssistant({})) == ()


PROMPT = Prompt("系统", "问", 1)


def test_a_model_ends_when_nobody_wants_it() -> None:
    scripted = ScriptedModel(["每家企业每年最高奖励。"], piece=1)
    model = Interruptible(scripted)
    left = 3

    def leave() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    token = gone.set(leave)
    try:
        assert "".join(model.stream(PROMPT, max_tokens=99)) == "每家企"
    finally:
        gone.reset(token)
    assert "".join(model.stream(PROMPT, max_tokens=99)) == "每家企业每年最高奖励。"
    assert (model.engine, model.model) == ("scripted", "scripted")
    model.close()
    assert scripted.closed


def test_warming_asks_the_first_example_up_to_its_first_sentence(samples: ModuleType) -> None:
    answer = samples.reward()
    assistant = ScriptedAssistant({"一": [Direct(answer), Wording("好。"), Wording("坏。"), Finished(answer)]})
    opened = Opened(assistant, lambda: (), model="qwen")
    warm_model(opened, ("一", "二"), needed=lambda: True)
    assert assistant.asked == ["一"]
    assert assistant.closed == 1


@pytest.mark.parametrize(("model", "examples"), [("", ("一",)), ("qwen", ())])
def test_nothing_to_warm(model: str, examples: tuple[str, ...]) -> None:
    assistant = ScriptedAssistant({})
    warm_model(Opened(assistant, lambda: (), model=model), examples, needed=lambda: True)
    assert assistant.asked == []
