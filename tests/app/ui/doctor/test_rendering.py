"""The doctor's table: verdicts as signs and words, trouble first, nothing taken as markup."""

import pytest

from app.ui.doctor.rendering import for_readers, render_findings
from app.ui.words import Language


def finding(verdict: str, topic: str = "index", name: str = "gen-1", message: str = "索引完好。") -> dict[str, str]:
    return {"topic": topic, "name": name, "verdict": verdict, "message": message}


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        pytest.param(["ok", "ok"], "一切正常：检查了 2 项。", id="well"),
        pytest.param(["ok", "warn"], "2 项中有 1 项请留意", id="warned"),
        pytest.param(["warn", "fail", "ok"], "有 1 项需要处理（共检查 3 项）", id="unwell"),
    ],
)
def test_the_verdict_in_a_sentence(verdicts: list[str], said: str) -> None:
    assert said in render_findings([finding(v) for v in verdicts], Language.CHINESE)


def test_signs_have_words_and_trouble_comes_first() -> None:
    html = render_findings([finding("ok"), finding("warn"), finding("fail")], Language.CHINESE)
    table = html[html.index("<table>") :]
    assert table.index("✗</span> 有问题") < table.index("!</span> 注意") < table.index("✓</span> 正常")


def test_many_that_are_fine_are_folded_and_the_rest_is_not() -> None:
    html = render_findings([*[finding("ok", "offline")] * 8, finding("fail", "offline")], Language.ENGLISH)
    assert "8 are fine" in html
    assert html.index("✗") < html.index("<details>")


def test_an_unknown_topic_keeps_its_name_and_markup_is_text() -> None:
    html = render_findings(
        [finding("ok", "<b>new</b>", "<i>", "<img src=x onerror=alert(1)>{{7*7}}")], Language.CHINESE
    )
    assert "&lt;b&gt;new" in html
    assert "<img" not in html
    assert "{{" not in html


def test_readers_learn_nothing_of_the_machine() -> None:
    findings = [
        finding("ok", "home", "/srv/home", "状态目录可写。"),
        finding("ok", "index", "gen-1", "“/srv/home/index”已损坏。"),
        finding("warn", "engines", "embedded", "模型文件“/srv/models/x.gguf”不存在。"),
        finding("ok", "offline", "DO_NOT_TRACK", "DO_NOT_TRACK=1"),
        finding("warn", "ollama", "ollama_url", "指向 10.0.0.5"),
        finding("ok", "access", "accounts", "3 个账号"),
        finding("fail", "packages", "CVE-1", "尚无修复版本"),
        finding("ok", "a topic of tomorrow", "x", "/srv"),
    ]
    shown = for_readers(findings)
    assert [f["name"] for f in shown] == ["gen-1", "embedded", "DO_NOT_TRACK"]
    assert "/srv" not in render_findings(shown, Language.CHINESE)
