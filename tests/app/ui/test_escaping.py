import pytest

from app.ui.escaping import clean, escape


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("年度采购量的10%", "年度采购量的10%", id="plain"),
        pytest.param("一\t二\n三", "一\t二\n三", id="tab-and-line-feed-stay"),
        pytest.param("一\r\n二\r三", "一\n二\n三", id="line-ends-become-one-kind"),
        pytest.param("最高\u202e元万005\u202c", "最高元万005", id="bidi-override"),
        pytest.param("\u2066txt.\u2069exe", "txt.exe", id="bidi-isolate"),
        pytest.param("5\u200b00万元", "500万元", id="zero-width-in-a-figure"),
        pytest.param("a\x00b\x1bc\x7fd\x85e", "abcde", id="controls"),
        pytest.param("损\ud800坏", "损坏", id="lone-surrogate-cannot-be-encoded"),
        pytest.param("\ufeff标题", "标题", id="byte-order-mark"),
        pytest.param("隐\U000e0041\U000e0042藏", "隐藏", id="tag-characters-hide-a-message"),
        pytest.param("\ufdd0\uffff\ufffe", "", id="non-characters"),
        pytest.param("z" + "\u0301" * 500, "z" + "\u0301" * 4, id="combining-flood"),
        pytest.param("e\u0301 ê\u0323", "e\u0301 ê\u0323", id="ordinary-accents-stay"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown
    clean(text).encode()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("<b>", "&lt;b&gt;", id="tag"),
        pytest.param("&lt;", "&amp;lt;", id="entity-stays-what-was-typed"),
        pytest.param("\"'", "&quot;&#x27;", id="quotes"),
        pytest.param("{{7*7}}", "&#123;&#123;7*7&#125;&#125;", id="template"),
        pytest.param("${x}`", "&#36;&#123;x&#125;&#96;", id="template-literal"),
        pytest.param("<scr\x00ipt>", "&lt;script&gt;", id="cleaned-before-it-is-escaped"),
    ],
)
def test_escape(text: str, html: str) -> None:
    assert escape(text) == html
