import pytest

from app.engines.model import Prompt
from app.engines.scripted import ScriptedModel
from eval.bench.answers.timed import Timed
from eval.bench.answers.timing import Listener


def test_a_listener_hands_on_and_remembers() -> None:
    model = ScriptedModel(["一二三四五"])
    listener = Listener(model)
    prompt = Prompt("s", "u", 1)
    assert "".join(listener.stream(prompt, max_tokens=9)) == "一二三四五"
    assert listener.asked == [(prompt, 9)]
    assert (listener.engine, listener.model) == (model.engine, model.model)
    listener.close()
    assert not model.closed


def test_the_cost_is_what_comes_on_top_of_the_bare_model() -> None:
    assert Timed("a", whole=4.2, bare=4.0, prompt=500, written=80, first_token=900.0).cost == pytest.approx(5.0)
