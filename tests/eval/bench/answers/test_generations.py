"""What a model wrote is written once: the key is the prompt, the limits and the model."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.engines.model import Prompt
from app.engines.scripted import ScriptedModel
from app.errors import AnswerCut, AnswerIncomplete, EngineFault, EngineUnavailable
from eval.bench.answers.generations import KeptModel

PROMPT = Prompt("你是助手。", "[1] 补助15%。\n比例是多少？", 1)


def written(model: ScriptedModel, folder: Path, prompt: Prompt = PROMPT, *, context: int = 4096, most: int = 64) -> str:
    return "".join(KeptModel(model, folder, context=context).stream(prompt, max_tokens=most))


class Breaking(ScriptedModel):
    """Breaks off after its first piece, at the first time that it is asked."""

    def __init__(self, fault: EngineFault) -> None:
        super().__init__(["比例为15%[1]。"])
        self._fault = fault

    def stream(self, prompt: Prompt, *, max_tokens: int):
        pieces = super().stream(prompt, max_tokens=max_tokens)
        if len(self.prompts) > 0:
            yield from pieces
            return
        yield next(pieces)
        raise self._fault


def test_the_same_prompt_is_answered_once(tmp_path: Path) -> None:
    model = ScriptedModel(["比例为15%[1]。", "另一个回答。"])
    assert [written(model, tmp_path) for _ in range(3)] == ["比例为15%[1]。"] * 3
    assert len(model.prompts) == 1


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(lambda m, f: written(m, f, Prompt("你是助手。", "[1] 补助20%。\n比例是多少？", 1)), id="sources"),
        pytest.param(lambda m, f: written(m, f, Prompt("你是专家。", PROMPT.user, 1)), id="system"),
        pytest.param(lambda m, f: written(m, f, Prompt(PROMPT.system, PROMPT.user, 2)), id="keys"),
        pytest.param(lambda m, f: written(m, f, context=8192), id="context"),
        pytest.param(lambda m, f: written(m, f, most=65), id="limit"),
        pytest.param(lambda m, f: written(m, f.with_name("other")), id="folder"),
    ],
)
def test_whatever_could_change_the_text_has_it_written_anew(
    tmp_path: Path, again: Callable[[ScriptedModel, Path], str]
) -> None:
    model = ScriptedModel(["一", "二"])
    assert (written(model, tmp_path), again(model, tmp_path)) == ("一", "二")


def test_another_model_writes_its_own(tmp_path: Path) -> None:
    one, other = ScriptedModel(["一"], model="a"), ScriptedModel(["二"], model="b")
    assert (written(one, tmp_path), written(other, tmp_path)) == ("一", "二")


def test_a_text_that_was_cut_is_cut_there_again(tmp_path: Path) -> None:
    model = Breaking(AnswerCut("达到上限"))
    for _ in range(2):
        stream = KeptModel(model, tmp_path, context=4096).stream(PROMPT, max_tokens=64)
        assert next(stream) == "比例为"
        with pytest.raises(AnswerCut, match="达到上限"):
            next(stream)
    assert len(model.prompts) == 1


@pytest.mark.parametrize(
    "fault", [AnswerIncomplete("进程意外退出"), EngineUnavailable("没有动静")], ids=["died", "gone"]
)
def test_what_broke_off_is_written_anew(tmp_path: Path, fault: EngineFault) -> None:
    model = Breaking(fault)
    with pytest.raises(EngineFault):
        written(model, tmp_path)
    assert written(model, tmp_path) == "比例为15%[1]。"


def test_what_nobody_heard_to_the_end_is_not_kept(tmp_path: Path) -> None:
    model = ScriptedModel(["比例为15%[1]。", "比例为15%[1]，上限400万元。"])
    stream = KeptModel(model, tmp_path, context=4096).stream(PROMPT, max_tokens=64)
    next(stream)
    stream.close()
    assert written(model, tmp_path) == "比例为15%[1]，上限400万元。"


def test_closing_reaches_the_model(tmp_path: Path) -> None:
    model = ScriptedModel(["一"])
    KeptModel(model, tmp_path, context=4096).close()
    assert model.closed
