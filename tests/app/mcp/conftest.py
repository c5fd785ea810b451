"""A desk over a scripted assistant and two small documents."""

from pathlib import Path
from types import ModuleType

import pytest

from app.answering.answer import Direct, Finished, Wording
from app.desk import Desk, Loader, Opened
from app.desk.scripted import ScriptedAssistant
from app.mcp.tools import Tool, make_tools


@pytest.fixture
def assistant(samples: ModuleType) -> ScriptedAssistant:
    reward = samples.reward()
    refusal = samples.refusal()
    return ScriptedAssistant(
        {
            samples.ASK_REWARD: [Direct(reward), Finished(reward)],
            "个人买设备有补贴吗？": [Direct(refusal), Finished(refusal)],
            "马上崩溃": [RuntimeError("segmentation fault at /home/secret")],
            "说到一半": [Direct(reward), Wording("年度设备购置额5000万元"), RuntimeError("segmentation fault")],
            "慢慢说": [Direct(reward), *(0.1, Wording("好")) * 100, Finished(reward)],
        }
    )


@pytest.fixture
def desk(samples: ModuleType, assistant: ScriptedAssistant) -> Desk:
    parsed = samples.document()
    hits = samples.refusal(parsed).nearest
    opened = Opened(assistant, lambda: (parsed,), search=lambda _, k: hits[:k], generation=lambda: "gen-7")
    return Desk(Loader(lambda: opened), speakers=2, queue=2, question_limit=200)


@pytest.fixture
def tools(desk: Desk, tmp_path: Path) -> tuple[Tool, ...]:
    return make_tools(desk, tmp_path)
