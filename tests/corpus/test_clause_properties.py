"""What holds of the clauses of any document: they cover its text exactly, and reading them again changes nothing."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Block, Clause, Metadata, ParsedDocument, RawDocument
from corpus.parsing import interpret
from corpus.readers import read

TODAY = date(2026, 11, 22)
_EVERY = 25  # laws: one of so many is read


def parsed(lines: list[str]) -> ParsedDocument:
    blocks = tuple(Block(line) for line in lines if line.strip())
    return interpret(RawDocument(Path("d.txt"), "text/plain", "0" * 64, blocks), Metadata(), today=TODAY)


def faults(found: ParsedDocument) -> list[str]:
    """What does not hold of the clauses of a document."""
    return [*_faults_of_cover(found), *_faults_of_tree(found), *_faults_of_reading_again(found)]


def _faults_of_cover(found: ParsedDocument) -> Iterator[str]:
    text, position = found.document.text, 0
    for clause in found.clauses:
        if clause.text != text[clause.span.start : clause.span.end] or not clause.text:
            yield f"{clause.id}: the text is not that of the span"
        if text[position : clause.span.start].strip("\n"):
            yield f"{clause.id}: there is text before it that belongs to no clause"
        if clause.span.start < position:
            yield f"{clause.id}: it shares characters with the clause before it"
        position = max(position, clause.span.end)
    if text[position:].strip("\n"):
        yield "there is text after the last clause"


def _faults_of_tree(found: ParsedDocument) -> Iterator[str]:
    seen = dict[str, tuple[str, ...]]()
    for clause in found.clauses:
        if clause.id in seen:
            yield f"{clause.id}: the id is not unique"
        if clause.parent is not None and seen.get(clause.parent) != clause.path[:-1]:
            yield f"{clause.id}: its parent does not stand before it"
        if clause.parent is None and len(clause.path) != 1:
            yield f"{clause.id}: it stands below nothing"
        if len(clause.path) != len(clause.headings) or not all((*clause.path, *clause.headings)):
            yield f"{clause.id}: an element of its path or heading is missing"
        seen[clause.id] = clause.path


def _faults_of_reading_again(found: ParsedDocument) -> Iterator[str]:
    again = parsed(found.document.text.split("\n"))
    if [_number(c) for c in again.clauses] != [_number(c) for c in found.clauses]:
        yield "its canonical text has other clauses"
    if any(warning.code == "text.flattened" for warning in found.warnings):
        return  # blanks that remain of lost line breaks are kept the first time only
    if again.document.text != found.document.text:
        yield "the canonical text of the canonical text is another"
    if [c.span for c in again.clauses] != [c.span for c in found.clauses]:
        yield "the clauses of its canonical text have other places"


def _number(clause: Clause) -> str:
    return clause.id.partition("#")[2]


def test_policies(shared: Path) -> None:
    files = sorted((shared / "policies").glob("*.txt"))
    raws = [replace(raw, blocks=raw.blocks[1:]) for raw in map(read, files)]  # the first line names the source

    assert {raw.path.name: found for raw in raws if (found := faults(interpret(raw, Metadata(), today=TODAY)))} == {}


def test_the_plan_in_its_formats(plans: Path) -> None:
    files = [path for path in sorted(plans.iterdir()) if "scanned" not in path.name]

    assert {p.name: found for p in files if (found := faults(interpret(read(p), Metadata(), today=TODAY)))} == {}


def test_laws(shared: Path) -> None:
    files = sorted(p for p in (shared / "public" / "laws").rglob("*.md") if p.name != "README.md")[::_EVERY]

    assert {p.name: found for p in files if (found := faults(interpret(read(p), Metadata(), today=TODAY)))} == {}


def test_state_council_documents(shared: Path) -> None:
    lines = (shared / "public" / "gov_html" / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    texts = {d["no"]: [line for p in d["paras"] for line in p["text"].split("\n")] for d in documents}

    assert {number: found for number, text in texts.items() if (found := faults(parsed(text)))} == {}


# --- any document ---------------------------------------------------------------------------------------------------

_STARTS = ("", "", "一、", "二、", "三、", "（一）", "（二）", "- 二.", "1.", "2．", "01 ", "1.1 ", "1.2 ", "（1）", "①", "A.", "B.",
           "(a)", "方向1：", "方向2：", "第一条 ", "第二条", "【第三条】", "第一章 ", "附件1：", "附件", "目录", "问：", "Q1 ", "# ", "## ",
           "依照第九条", "2027年", "总则", "联系人：", "公开方式：", "答：")  # fmt: skip
_ENDS = ("", "", "。", "；", "：", "办法", "的若干措施", "市政府办公厅", "\t5万元\t6家")
_WHOLE = (
    "2024年1月1日",
    "某市财政局",
    "某市扶持办法",
    "（此件公开发布）",
    "附件",
    "甲申请条件：",
    "乙申请条件：",
    "面向个人",
)
_LINE = st.one_of(
    st.sampled_from(_WHOLE),
    st.tuples(
        st.sampled_from(_STARTS), st.text(alphabet="甲乙丙丁，《》（）2 ", max_size=9), st.sampled_from(_ENDS)
    ).map("".join),
)


@given(st.lists(_LINE, min_size=1, max_size=25).filter(lambda lines: any(line.strip() for line in lines)))
@settings(max_examples=300)
def test_any_lines(lines: list[str]) -> None:
    found = parsed(lines)

    assert [*_faults_of_cover(found), *_faults_of_tree(found)] == []


_SHARES = [
    pytest.param(
        "条", ["第一条 甲乙。", "丙丁。", "第二条 甲：", "（一）乙；", "（二）丙。", "前款丁。"], id="articles"
    ),
    pytest.param(
        "一", ["一、甲", "（一）乙。丙。", "1.丁。", "2.戊。", "二、己", "某市财政局", "2024年1月1日"], id="items"
    ),
    pytest.param(
        "数", ["1总则", "1.1目的", "文。", "1.2范围", "文。", "2附则", "2.1解释。", "2.2施行。"], id="decimals"
    ),
    pytest.param("问", ["问：甲？", "答：乙。", "问：丙？", "答：丁：", "1.戊；", "2.己。"], id="questions"),
]


@pytest.mark.parametrize(("name", "lines"), _SHARES)
def test_a_document_is_the_same_when_it_is_read_again(name: str, lines: list[str]) -> None:
    assert faults(parsed([f"某市{name}办法", *lines])) == []
