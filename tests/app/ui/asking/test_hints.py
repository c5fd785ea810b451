"""What a refusal says to add, and whom to ask: tables of questions."""

from dataclasses import replace
from types import ModuleType

import pytest

from app.answering.answer import Refusal
from app.ui.asking.hints import render_hints
from app.ui.asking.words import WORDS
from app.ui.words import Language

ZH = WORDS[Language.CHINESE]


@pytest.mark.parametrize(
    ("question", "added", "left_out"),
    [
        pytest.param("有补贴吗？", ("哪份文件", "哪个省、市、区", "哪一年", "谁来申请"), (), id="nothing-said"),
        pytest.param("2025年企业有补贴吗？", ("哪份文件",), ("哪一年", "谁来申请"), id="year-and-who"),
        pytest.param("《试点办法》里我市去年的个人补贴？", (), ("可以再问一次",), id="everything-said"),
    ],
)
def test_what_to_add(samples: ModuleType, question: str, added: tuple[str, ...], left_out: tuple[str, ...]) -> None:
    shown = render_hints(replace(samples.refusal(), question=question), ZH)
    assert all(part in shown for part in added)
    assert not any(part in shown for part in left_out)


def test_an_empty_index_has_nothing_to_add() -> None:
    assert render_hints(Refusal("有补贴吗？", "empty_index", "索引里没有可用的文件。"), ZH) == ""


def test_a_title_is_escaped(samples: ModuleType) -> None:
    refusal = samples.refusal(samples.document(title="<b>办法"))
    assert "&lt;b&gt;" in render_hints(replace(refusal, question="有补贴吗？"), ZH)
