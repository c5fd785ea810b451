from decimal import Decimal
from pathlib import Path

import pytest

from corpus import Bound
from eval.case import Case, Place
from eval.casefile import load_cases
from eval.errors import EvalError, InvalidCases


def _load(folder: Path, text: str, name: str = "t.yaml") -> tuple[Case, ...]:
    (folder / name).write_text(text, encoding="utf-8")
    return load_cases([folder / name])


FULL = """\
document: plan
cases:
  - id: a
    question: 上限多少？
    expect:
      - {value: "5000000", unit: 元, bound: "<=", what: 上限}
      - {low: "2", high: "3", unit: 项}
    steps: [{value: 0.1, unit: 元}]
    not: [{value: "1", unit: 元}]
    cite: [三, (二), 2]
    may: [[一]]
    quotes: ["最高500万元"]
    only: plan
    tags: [金额, 上限]
    among: [plan, notice]
  - id: b
    conversation: [甲？, 乙呢？]
    cite: [{any: [[一, (一)], {document: notice}]}, {path: [一, (三)], heading: 平台}]
  - {id: c, question: 无关？, refuse: no_match}
"""


def test_reads_every_field(tmp_path: Path) -> None:
    first, second, third = _load(tmp_path, FULL)
    assert [(f.low, f.high, f.bound) for f in first.expect] == [
        (Decimal(5_000_000), Decimal(5_000_000), Bound.LE),
        (Decimal(2), Decimal(3), None),
    ]
    assert first.steps[0].low == Decimal("0.1"), "read as written, not through a float"
    assert first.cite == ((Place("plan", ("三", "(二)", "2")),),)
    assert (first.may, first.only, first.tags) == ((Place("plan", ("一",)),), "plan", ("金额", "上限"))
    assert second.questions == ("甲？", "乙呢？")
    assert second.question == "乙呢？"
    assert second.cite == (
        (Place("plan", ("一", "(一)")), Place("notice")),
        (Place("plan", ("一", "(三)"), "平台"),),
    )
    assert (third.answerable, third.refusal, third.line) == (False, "no_match", 19)
    assert (first.among, third.among) == ({"plan", "notice"}, frozenset())


def test_reads_json_lines(tmp_path: Path) -> None:
    text = (
        '{"id": "a", "question": "？", "document": "d", "cite": [["一"]], "expect": [{"value": "1", "unit": "%"}]}\n'
        "\n"
        '{"id": "b", "question": "？", "refuse": "near_miss"}\n'
    )
    first, second = _load(tmp_path, text, "t.jsonl")
    assert (first.cite, first.line, second.line) == (((Place("d", ("一",)),),), 1, 3)


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        pytest.param("- {id: a, question: 问, cite: [[一]], expct: []}", 3, "expct", id="unknown-key"),
        pytest.param("- {id: a, cite: [[一]]}", 3, "question", id="no-question"),
        pytest.param(
            "- {id: a, question: 问, conversation: [甲, 乙], cite: [[一]]}", 3, "question", id="two-questions"
        ),
        pytest.param("- {id: a, conversation: [甲], cite: [[一]]}", 3, "至少", id="conversation-of-one"),
        pytest.param("- {id: a, question: 问}", 3, "cite", id="answerable-without-clause"),
        pytest.param("- {question: 问, cite: [[一]]}", 3, "id", id="no-id"),
        pytest.param(
            "- id: a\n  question: 问\n  cite: [[一]]\n  expect:\n  - {value: 五百, unit: 元}",
            7,
            "五百",
            id="not-a-number",
        ),
        pytest.param(
            "- {id: a, question: 问, cite: [[一]], expect: [{value: NaN, unit: 元}]}", 3, "NaN", id="nan-is-no-number"
        ),
        pytest.param(
            "- {id: a, question: 问, cite: [[一]], expect: [{low: 1, unit: 元}]}", 3, "high", id="half-a-range"
        ),
        pytest.param(
            "- {id: a, question: 问, cite: [[一]], expect: [{low: 3, high: 1, unit: 元}]}",
            3,
            "大于",
            id="range-reversed",
        ),
        pytest.param("- {id: a, question: 问, cite: [[一]], expect: [{value: 1}]}", 3, "unit", id="no-unit"),
        pytest.param(
            '- {id: a, question: 问, cite: [[一]], expect: [{value: 1, unit: 元, bound: "=<"}]}',
            3,
            "=<",
            id="bad-bound",
        ),
        pytest.param("- {id: a, question: 问, refuse: maybe}", 3, "maybe", id="unknown-refusal"),
        pytest.param(
            "- {id: a, question: 问, refuse: no_match, expect: [{value: 1, unit: 元}]}",
            3,
            "拒答",
            id="refusal-with-figure",
        ),
        pytest.param(
            "- {id: a, question: 问, cite: [[一]]}\n- {id: a, question: 又问, cite: [[一]]}",
            4,
            "第 3 行",
            id="same-id-twice",
        ),
        pytest.param("- {id: a, id: b, question: 问, cite: [[一]]}", 3, "两次", id="same-key-twice"),
        pytest.param("- id: a\n  question: [问", 5, "YAML", id="broken-yaml"),
        pytest.param("- {id: a, question: '', cite: [[一]]}", 3, "空", id="empty-question"),
        pytest.param("- 只有文字", 3, "键", id="a-case-that-is-no-mapping"),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, body: str, line: int, words: str) -> None:
    with pytest.raises(InvalidCases) as caught:
        _load(tmp_path, f"document: plan\ncases:\n{body}\n")
    assert f"“t.yaml”第 {line} 行" in str(caught.value)
    assert words in str(caught.value)


def test_a_place_needs_a_document(tmp_path: Path) -> None:
    with pytest.raises(InvalidCases, match="document"):
        _load(tmp_path, "cases:\n- {id: a, question: 问, cite: [[一]]}\n")


@pytest.mark.parametrize(
    "content", [b"", b"document: plan\n", "cases: 无".encode("gb18030")], ids=["empty", "no-cases", "gbk"]
)
def test_an_unusable_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.yaml").write_bytes(content)
    with pytest.raises(InvalidCases, match=r"t\.yaml"):
        load_cases([tmp_path / "t.yaml"])


def test_a_folder_stands_for_its_files(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.yaml").write_text(f"cases:\n- {{id: {name}, question: 问, refuse: no_match}}\n", "utf-8")
    (tmp_path / "notes.md").write_text("不是题库", "utf-8")
    assert [c.id for c in load_cases([tmp_path])] == ["a", "b"]


def test_a_path_without_cases_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="没有题库"):
        load_cases([tmp_path])
