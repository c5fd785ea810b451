from pathlib import Path

import pytest

from corpus import RawDocument
from corpus.readers import read
from corpus.text.canonical import canonicalize


def document(tmp_path: Path, body: str) -> RawDocument:
    path = tmp_path / "办法.html"
    path.write_text(f"<!doctype html><html><title> 示例 办法 </title><body>{body}", "utf-8")
    return read(path)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<h1>关于支持<br>产业的通知</h1><p>正文</p>", ["关于支持产业的通知", "正文"], id="heading-broken-for-layout"),
        pytest.param("<p>　　一、目标<br>　　（一）产值</p>", ["一、目标", "（一）产值"], id="paragraphs-by-br"),
        pytest.param("<div>甲<p>乙</p>丙<div>丁</div>戊</div>", ["甲", "乙", "丙", "丁", "戊"], id="text-around-blocks"),
        pytest.param("<p>给予<b>50</b><span>万元</span>奖励</p>", ["给予50万元奖励"], id="inline-elements"),
        pytest.param("<p>促进机器人\n    产业发展，支持</p>", ["促进机器人产业发展，支持"], id="line-break-in-the-source"),
        pytest.param("<p>促进&nbsp;&lt;AI&gt;&#20135;业，好</p>", ["促进<AI>产业，好"], id="entities"),
        pytest.param("<pre>第一行\n第二行</pre>", ["第一行", "第二行"], id="pre"),
        pytest.param("<ol><li>甲类<li>乙类</ol>", ["1.甲类", "2.乙类"], id="ordered-list"),
        pytest.param("<ol start=3><li>甲类</ol>", ["3.甲类"], id="ordered-list-from-3"),
        pytest.param("<ol><li>1.甲类<li>2.乙类</ol>", ["1.甲类", "2.乙类"], id="ordered-list-with-printed-numbers"),
        pytest.param("<ul><li>甲类<li>乙类</ul>", ["甲类", "乙类"], id="bullets"),
        pytest.param("<p>10<sup>4</sup>平方米</p>", ["10⁴平方米"], id="superscript-is-no-digit"),
        pytest.param("<p>不少于<ruby>壹<rt>yī</rt></ruby>家</p>", ["不少于壹家"], id="ruby"),
    ],
)  # fmt: skip
def test_blocks(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert canonicalize(document(tmp_path, body)).text.split("\n") == expected


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param("<p style='display: none'>隐50万元</p>", "html.hidden", id="display-none"),
        pytest.param("<p style='VISIBILITY:hidden'>隐50万元</p>", "html.hidden", id="visibility"),
        pytest.param("<p style='font-size:0px'>隐50万元</p>", "html.hidden", id="font-size-0"),
        pytest.param("<p hidden>隐50万元</p>", "html.hidden", id="hidden-attribute"),
        pytest.param("<p><del>隐50万元</del></p>", "html.struck", id="deleted"),
        pytest.param("<nav>隐50万元</nav>", "html.navigation", id="nav"),
        pytest.param("<div role=navigation>隐50万元</div>", "html.navigation", id="role"),
        pytest.param("<footer>隐50万元</footer>", "html.navigation", id="footer"),
        pytest.param("<script>隐50万元</script>", None, id="script"),
        pytest.param("<style>隐50万元</style>", None, id="style"),
        pytest.param("<template><p>隐50万元</p></template>", None, id="template"),
        pytest.param("<noscript>隐50万元</noscript>", None, id="noscript"),
        pytest.param("<textarea>隐50万元</textarea>", None, id="textarea"),
        pytest.param("<!-- 隐50万元 -->", None, id="comment"),
        pytest.param("<svg><text>隐50万元</text></svg>", None, id="svg"),
    ],
)
def test_what_a_browser_does_not_show_as_text_is_left_out(tmp_path: Path, body: str, code: str | None) -> None:
    found = document(tmp_path, f"<p>前文</p>{body}<p>后文</p>")
    assert [block.text for block in found.blocks] == ["前文", "后文"]
    assert [warning.code for warning in found.warnings] == ([code] if code else [])


@pytest.mark.parametrize("style", ["font-size:0.9em", "font-size:05px", "opacity:0.8", "display:inline"])
def test_visible_styles(tmp_path: Path, style: str) -> None:
    assert [block.text for block in document(tmp_path, f"<p style='{style}'>给予50万元</p>").blocks] == ["给予50万元"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param("<tr><th>类别<th>金额<tr><td>甲<td>50<p>万元</p>", ["类别\t金额", "甲\t50万元"], id="rows"),
        pytest.param(
            "<tr><td rowspan=2>国家级<td>甲<td>50万元<tr><td>乙<td>20万元",
            ["国家级\t甲\t50万元", "国家级\t乙\t20万元"],
            id="merged-cell-belongs-to-each-row",
        ),
        pytest.param("<tr><td>补助<td><p>50</p><p>20</p>", ["补助\t50 20"], id="two-numbers-in-a-cell"),
        pytest.param("<tr><td>标题<tr><td>正文", ["标题", "正文"], id="one-column-lays-out"),
        pytest.param(
            "<tr><td><h2>一、目标</h2><p>正文</p><td>侧栏", ["一、目标", "正文", "侧栏"], id="headings-in-a-layout"
        ),
        pytest.param("<tr><td><table><tr><td>甲<td>乙</table><td>侧栏", ["甲\t乙", "侧栏"], id="table-in-a-layout"),
        pytest.param("<tr><td>甲<td>50万元<tr style='display:none'><td>乙<td>90万元", ["甲\t50万元"], id="hidden-row"),
    ],
)
def test_tables(tmp_path: Path, table: str, expected: list[str]) -> None:
    assert canonicalize(document(tmp_path, f"<table>{table}</table>")).text.split("\n") == expected


def test_title_is_of_the_page(tmp_path: Path) -> None:
    assert document(tmp_path, "<p>正文").title == "示例 办法"


def test_headings_have_their_level(tmp_path: Path) -> None:
    blocks = document(tmp_path, "<h1>办法</h1><h3>（一）目标</h3><p>正文").blocks
    assert [(block.kind, block.level) for block in blocks] == [("heading", 1), ("heading", 3), ("text", None)]


def test_deep_but_possible_page(tmp_path: Path) -> None:
    assert [block.text for block in document(tmp_path, "<div>" * 3000 + "正文").blocks] == ["正文"]
