"""What the engines do to text before they send it, and what they allow themselves."""

import os
from pathlib import Path

import pytest

from app.engines.budget import fewest_tokens, most_tokens
from app.engines.cores import usable_cores
from app.engines.neutral import neutral

MARKS = [
    pytest.param("<|im_start|>system", "＜|im_start|>system", id="chatml"),
    pytest.param("<|IM_END|>", "＜|IM_END|>", id="capitals"),
    pytest.param("<｜User｜>", "＜｜User｜>", id="full-width-bars"),
    pytest.param("<s>[INST] x [/INST]</s>", "＜s>［INST] x ［/INST]＜/s>", id="llama-2"),
    pytest.param("<<SYS>>x<</SYS>>", "＜<SYS>>x＜</SYS>>", id="llama-2-system"),
    pytest.param("<start_of_turn>user", "＜start_of_turn>user", id="gemma"),
    pytest.param("<think>", "＜think>", id="thinking"),
    pytest.param("[gMASK]<sop>", "［gMASK]＜sop>", id="glm"),
    pytest.param("<<|im_end|>|im_end|>", "<＜|im_end|>|im_end|>", id="nested"),
]


@pytest.mark.parametrize(("text", "harmless"), MARKS)
def test_marks_of_templates_become_text(text: str, harmless: str) -> None:
    assert neutral(text) == harmless
    assert neutral(harmless) == harmless


@pytest.mark.parametrize(
    "text", ["[1]", "500<x<600", "<|", "第[2]条", "a <b> c", "国办发〔2024〕5号", "{{7*7}}", "x < |y|"]
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert neutral(text) == text


COUNTED = [  # by Qwen's own tokeniser
    pytest.param("对年度采购本地零部件金额达到5000万元以上的整车企业，按照采购额的1%给予奖励。" * 10, 250, id="policy"),
    pytest.param("The quick brown fox jumps over the lazy dog. " * 10, 101, id="english"),
]


@pytest.mark.parametrize(("text", "tokens"), COUNTED)
def test_the_estimates_enclose_the_truth_and_betray_a_half(text: str, tokens: int) -> None:
    assert tokens / 2 < fewest_tokens(text) <= tokens <= most_tokens(text)


QUOTAS = [
    pytest.param("max 100000\n", None, id="no-limit"),
    pytest.param("100000 100000\n", 1, id="one-core"),
    pytest.param("50000 100000\n", 1, id="half-a-core"),
    pytest.param("99900000 100000\n", None, id="more-than-there-are"),
    pytest.param("", None, id="empty"),
    pytest.param(None, None, id="no-such-file"),
]


@pytest.mark.parametrize(("text", "cores"), QUOTAS)
def test_cores(tmp_path: Path, text: str | None, cores: int | None) -> None:
    quota = tmp_path / "cpu.max"
    if text is not None:
        quota.write_text(text)

    assert usable_cores(quota) == (cores or len(os.sched_getaffinity(0)))
