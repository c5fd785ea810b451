import pytest

from app.engines.model import Prompt
from app.engines.scripted import ScriptedModel
from eval.bench.answers.wording import Listener, lost_points
from eval.statistics import Share


@pytest.mark.parametrize(
    ("plain", "worded", "points"),
    [
        pytest.param(Share(40, 40), Share(38, 40), 5.0, id="fewer"),
        pytest.param(Share(38, 40), Share(40, 40), -5.0, id="more"),
        pytest.param(Share(0, 0), Share(0, 0), None, id="nothing-with-figures"),
    ],
)
def test_lost_points(plain: Share, worded: Share, points: float | None) -> None:
    assert lost_points(plain, worded) == (None if points is None else pytest.approx(points))


def test_a_listener_hands_on_and_remembers() -> None:
    model = ScriptedModel(["一二三四五"])
    listener = Listener(model)
    prompt = Prompt("s", "u", 1)
    assert "".join(listener.stream(prompt, max_tokens=9)) == "一二三四五"
    assert listener.asked == [(prompt, 9)]
    assert (listener.engine, listener.model) == (model.engine, model.model)
    listener.close()
    assert not model.closed
