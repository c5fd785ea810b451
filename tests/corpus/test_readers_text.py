import hashlib
from pathlib import Path

import pytest

from corpus.readers import read
from corpus.text.canonical import canonicalize

FIXTURES = Path(__file__).parent / "fixtures"
PLAN = (FIXTURES / "plan.txt").read_text("utf-8").strip()
TRADITIONAL = "為了規範本市機器人產業發展，制定本辦法。對符合條件的企業，給予五百萬元獎勵。"


@pytest.mark.parametrize(
    ("text", "encoding", "mark"),
    [
        pytest.param(PLAN, "utf-8", b"", id="utf-8"),
        pytest.param(PLAN, "utf-8", b"\xef\xbb\xbf", id="utf-8-marked"),
        pytest.param(PLAN, "gbk", b"", id="gbk"),
        pytest.param(PLAN + "\n𠮷野家奖励50万元。", "gb18030", b"", id="gb18030-four-bytes"),
        pytest.param(PLAN, "utf-16-le", b"\xff\xfe", id="utf-16-le-marked"),
        pytest.param(PLAN, "utf-16-be", b"\xfe\xff", id="utf-16-be-marked"),
        pytest.param(PLAN, "utf-16-le", b"", id="utf-16-le"),
        pytest.param(PLAN, "utf-16-be", b"", id="utf-16-be"),
        pytest.param(PLAN, "utf-32-le", b"\xff\xfe\x00\x00", id="utf-32-le-marked"),
        pytest.param(TRADITIONAL, "big5", b"", id="big5"),
        pytest.param(TRADITIONAL, "utf-8", b"", id="traditional-utf-8"),
        pytest.param("联通", "gbk", b"", id="gbk-that-is-valid-utf-8"),
        pytest.param("第一条 为了规范", "gbk", b"", id="short-gbk"),
        pytest.param("Interim Measures", "ascii", b"", id="ascii"),
    ],
)
def test_encodings_exactly(tmp_path: Path, text: str, encoding: str, mark: bytes) -> None:
    path = tmp_path / "办法.txt"
    path.write_bytes(mark + text.encode(encoding))
    assert "\n".join(block.text for block in read(path).blocks) == text


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gbk"), ("utf-8", "gbk"), ("gbk", "utf-8"), ("iso-8859-1", "utf-8"), ("nonsense", "gbk")],
)
def test_html_whose_declaration_is_wrong(tmp_path: Path, declared: str, encoding: str) -> None:
    path = tmp_path / "办法.html"
    path.write_bytes(f'<html><meta charset="{declared}"><p>给予五百万元奖励。</p>'.encode(encoding))
    assert [block.text for block in read(path).blocks] == ["给予五百万元奖励。"]


@pytest.mark.parametrize(
    ("name", "fixture", "warned"),
    [
        ("办法.docx", "headed.pdf", True),
        ("办法.pdf", "plan.docx", True),
        ("办法.doc", "plan.html", True),
        ("办法.txt", "plan.html", True),
        ("办法", "plan.html", False),
        ("办法.HTM", "plan.html", False),
        ("办法.txt", "plan.txt", False),
    ],
)
def test_content_decides_what_a_file_is(tmp_path: Path, name: str, fixture: str, warned: bool) -> None:
    path = tmp_path / name
    path.write_bytes((FIXTURES / fixture).read_bytes())
    document = read(path)
    assert document.media_type == read(FIXTURES / fixture).media_type
    assert [w.code for w in document.warnings if w.code == "file.renamed"] == ["file.renamed"] * warned


def test_digest_is_of_the_bytes_on_disk() -> None:
    assert read(FIXTURES / "plan.txt").sha256 == hashlib.sha256((FIXTURES / "plan.txt").read_bytes()).hexdigest()


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "条例.md"
    path.write_text(
        "---\ntitle: x\n---\n# 促进条例\n\n<!-- INFO\nEND -->\n\n## 第一章　总则\n\n**第一条**　为了[规范](http://x.cn)产业，制定本条例。\n\n"
        "***\n\n> 引用的话\n\n| 类别 | 金额 |\n| --- | ---: |\n| 国家级 | 50 万元 |\n\n- 二.做强\n",
        "utf-8",
    )
    document = read(path)
    assert document.media_type == "text/markdown"
    assert canonicalize(document).text.split("\n") == [
        "# 促进条例",
        "## 第一章 总则",
        "第一条 为了规范产业，制定本条例。",
        "引用的话",
        "类别\t金额",
        "国家级\t50万元",
        "- 二.做强",
    ]


def test_hard_wrapped_text_is_joined(tmp_path: Path) -> None:
    paragraphs = [line for line in PLAN.split("\n") if len(line) > 60]
    wrapped = "\n".join(
        "　　" * (at == 0) + paragraph[at : at + 38 - 2 * (at == 0)]
        for paragraph in paragraphs
        for at in (0, *range(36, len(paragraph), 38))
    )
    path = tmp_path / "plan.txt"
    path.write_text(wrapped, "utf-8")
    assert canonicalize(read(path)).text == "\n".join(paragraphs)
