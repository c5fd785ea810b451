import importlib.util
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from app.access import Role, User
from app.desk import Inquiry
from app.records import Exchange, Records, Verdict
from eval.casefile import load_cases
from eval.feedback_command import commands

LI = User("李某某", Role.READER)


@pytest.fixture(scope="module")
def samples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("samples", Path(__file__).parents[1] / "app" / "samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    made = Records(tmp_path, days=90)
    yield made
    made.close()


def run(home: Path, *arguments: str) -> None:
    commands([*arguments, "--home", str(home)], standalone_mode=False)


def test_feedback_becomes_draft_cases_that_load(tmp_path: Path, records: Records, samples: ModuleType) -> None:
    reward = Exchange(Inquiry(samples.ASK_REWARD), samples.reward(), generation="gen-3")
    refused = Exchange(Inquiry("个人呢？"), samples.refusal())
    nothing = Exchange(Inquiry("天气？"), replace(samples.refusal(), reason="empty_index", nearest=()))
    records.judge(LI, reward, Verdict.RIGHT, "", before=())
    records.judge(LI, replace(reward, id="2"), Verdict.WRONG, "上限\n# 不对: [", before=("先问的",))
    records.judge(LI, refused, Verdict.MISSING, "应当能答", before=())
    records.judge(LI, replace(refused, id="4"), Verdict.RIGHT, "", before=())
    records.judge(LI, nothing, Verdict.WRONG, "", before=())
    run(tmp_path, "export", "-o", str(tmp_path / "cases.yaml"))
    right, wrong, missing, rightly, empty = load_cases([tmp_path / "cases.yaml"])
    assert all(c.draft for c in (right, wrong, missing, rightly, empty))
    assert {(str(f), f.computed) for f in right.expect} == {
        ("12 %", False), ("6000000 元", True), ("3000000 元", False), ("2000000 元", False),
    }  # fmt: skip
    assert right.quotes == (samples.REWARD,)
    assert right.cite[0][0].path == ("二", "(一)")
    assert right.digest
    assert (wrong.questions, wrong.expect, wrong.quotes) == (("先问的", samples.ASK_REWARD), (), ())
    assert (missing.refusal, len(missing.cite)) == (None, 1)
    assert (rightly.refusal, empty.refusal) == ("near_miss", "no_match")
    text = (tmp_path / "cases.yaml").read_text(encoding="utf-8")
    assert "# 2" in text  # the remark begins with the day
    assert "判为“不对”；用户说：上限 # 不对: [" in text
    assert "索引 gen-3" in text
    assert "李某某" not in text


def test_listing(tmp_path: Path, records: Records, samples: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path)
    assert "还没有反馈" in capsys.readouterr().out
    records.judge(LI, Exchange(Inquiry("问"), samples.reward()), Verdict.WRONG, "少算了", before=())
    run(tmp_path)
    told = capsys.readouterr().out
    assert "不对  问" in told
    assert "少算了" in told
    assert "李某某" not in told


def test_the_command_is_found_where_the_evaluation_is_installed() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["policyqa.commands"]["feedback"] == "eval.feedback_command:commands"
