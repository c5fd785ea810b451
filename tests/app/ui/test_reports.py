"""The three reports as files that somebody opens: nothing is asked for, nothing is complained of, nothing sticks out."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.answering import Answer, Refusal, Reply
from app.reports.revision import revision_page
from corpus import Citation, ParsedDocument
from corpus.document import Block, Metadata, RawDocument
from corpus.parsing import interpret
from corpus.revisions.change import Revision
from corpus.revisions.comparing import compare
from eval.case import Case, Place
from eval.comparison import compare_runs
from eval.comparison_report import html as comparison_page
from eval.impact.judging import judge
from eval.impact.report import html as impact_page
from eval.saved import SavedRun

OLD = """云川市海绵产业扶持办法
一、支持对象
（一）在云川市注册的海绵制造企业。
二、支持标准
（一）购置国产设备的，按购置金额的10%给予补助，单家企业每年最高补助500万元。
（二）新建检测实验室的，给予一次性补助80万元；实验室面积应当不少于300平方米。
（三）参加境外展会的，每家企业每年补助不超过3次，每次2万元。
"""
NEW = OLD.replace("最高补助500万元", "最高补助300万元").replace(
    "（三）参加境外展会的，每家企业每年补助不超过3次，每次2万元。\n", ""
)


class Replies:
    """The same reply whatever is asked."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def ask(self, _: str, **__: object) -> Reply:
        return self._reply


def document(text: str) -> ParsedDocument:
    raw = RawDocument(Path("m.txt"), "text/plain", "0" * 64, tuple(Block(line) for line in text.strip().split("\n")))
    return interpret(raw, Metadata(id="measure", title="云川市海绵产业扶持办法"), today=date(2026, 3, 1))


@pytest.fixture(scope="module")
def revision() -> Revision:
    return compare(document(OLD), document(NEW))


def _impact(revision: Revision) -> str:
    case = Case(
        "拒", ("云川市给海绵企业的租金补贴多少？",), cite=((Place("measure", ("二", "（一）")),),), refusal="near_miss"
    )
    clause = revision.new.clauses[-1]
    cited = Citation(revision.new.document, clause, clause.span, clause.text)
    answer = Answer("？", f"{clause.text}[1]", clause.text, (cited,), ())
    return impact_page(judge([case], revision, Replies(Refusal("？", "near_miss", "没有写明租金。")), Replies(answer)))


def _comparison() -> str:
    def result(name: str, *, right: bool) -> dict[str, Any]:
        return {
            "id": name, "file": "c.yaml", "documents": ["measure"], "questions": [f"{name}最高能补助多少钱？"],
            "tags": ["金额"], "outcome": "right" if right else "wrong", "correct": right, "numbers_exact": right,
            "kinds": {"金额": right}, "cited": {"wrong": 0, "missed": 0}, "false_figures": [],
            "reasons": [] if right else ["缺少 3000000 元（每年最高补助）"],
            "expected": {"refuse": None, "figures": ["<= 3000000 元"], "cite": [["measure 二/（一）"]], "quotes": []},
            "got": {"refused": None, "text": "最高补助300万元[1]。" * 5, "citations": []}, "milliseconds": 20.0,
        }  # fmt: skip

    def run(*right: bool) -> SavedRun:
        made = dict.fromkeys(("commit", "settings", "engine", "model", "generation", "index", "cases"), "x")
        results = [result(name, right=r) for name, r in zip("甲乙丙", right, strict=True)]
        found = {"format": 1, "provenance": made, "seconds": 1.0, "results": results}
        return SavedRun.model_validate_json(json.dumps(found))

    return comparison_page(compare_runs(run(True, True, False), run(False, True, True)))


@pytest.fixture(scope="module")
def pages(revision: Revision, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    made = {"diff": revision_page(revision), "impact": _impact(revision), "compare": _comparison()}
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize(
    ("name", "glance"),
    [
        pytest.param("diff", "3 处数字变化；修改 1 条、删除 1 条；未变 5 条。", id="diff"),
        pytest.param("impact", "1 题答坏了：修订前答对，修订后答不对。", id="impact"),
        pytest.param("compare", "1 题变坏、1 题变好；没有新增无出处的数。", id="compare"),
    ],
)
def test_a_report_opens_by_itself(
    browser: Any, pages: dict[str, Path], name: str, glance: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    tab = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(pages[name].as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert (complaints, requests) == ([], [pages[name].as_uri()])
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert glance in tab.inner_text(".verdict")
    assert tab.locator(".verdict").bounding_box()["y"] < 300, "what a reader must see first is below the fold"
    context.close()
