"""The tier that a figure of the question falls in is the one that is shown. The document is invented."""

from pathlib import Path

import pytest

from app.answering import Answer, Assistant
from index import HashingEmbedder, open_index, sync

RULES = """青禾县融资租赁奖励办法
第一条 对企业高级管理人员给予奖励。
（一）当年新增业务规模达1亿元（含）以上、5亿元以下的融资租赁企业，高级管理人员奖励最高10万元；
（二）5亿元（含）以上、10亿元以下的融资租赁企业，高级管理人员奖励最高30万元；
（三）10亿元（含）以上的融资租赁企业，高级管理人员奖励最高50万元。
"""


@pytest.mark.parametrize(
    ("scale", "most"), [("2亿元", "10万元"), ("6亿元", "30万元"), ("10亿元", "50万元"), ("90亿元", "50万元")]
)
def test_the_tier_of_the_figure_comes_first(tmp_path: Path, scale: str, most: str) -> None:
    (tmp_path / "rules.txt").write_text(RULES, encoding="utf-8")
    sync(tmp_path / "home", [tmp_path], HashingEmbedder())
    opened = open_index(tmp_path / "home", HashingEmbedder())
    reply = Assistant(opened).ask(f"我们融资租赁企业当年新增业务规模{scale}，高级管理人员最高奖多少？")
    opened.close()
    assert isinstance(reply, Answer)
    assert most in reply.text.splitlines()[0]
