import pytest

from app.ui.asking.place import said_place
from corpus import Clause, Span


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param(("三", "(二)", "2"), "第三部分（二）第2项", id="plan"),
        pytest.param(("三", "（二）", "9", "（3）"), "第三部分（二）第9项（3）", id="four-rungs"),
        pytest.param(("八", "30"), "第八部分第30项", id="arabic-below-a-part"),
        pytest.param(("一", "二"), "第一部分二、", id="misnumbered"),
        pytest.param(("第三章", "第五条"), "第五条", id="articles-run-through-chapters"),
        pytest.param(("第三章", "第二节", "第五条", "（二）"), "第五条第（二）项", id="item"),
        pytest.param(("第十八条", "（一）", "3"), "第十八条第（一）项第3目", id="point"),
        pytest.param(("第十二条", "（一）", "2", "（3）"), "第十二条第（一）项第2目（3）", id="below-a-point"),
        pytest.param(("第六章", "第七十二条", "第二款", "（七）"), "第七十二条第二款第（七）项", id="paragraph-and-item"),
        pytest.param(("第十三条", "第二款", "3"), "第十三条第二款第3项", id="arabic-item"),
        pytest.param(("二", "(六)", "第19条"), "第19条", id="articles-below-a-ladder"),
        pytest.param(("第五条之一",), "第五条之一", id="inserted-article"),
        pytest.param(("第三章", "（四）"), "第三章（四）", id="chapter-without-articles"),
        pytest.param(("总部企业申报指南", "第十六条", "（二）", "5"), "总部企业申报指南第十六条第（二）项第5目", id="an-annex-counts-anew"),
        pytest.param(("序",), "序言", id="preamble"),
        pytest.param(("第1段",), "第1段", id="unnumbered"),
        pytest.param(("附则",), "附则", id="words"),
        pytest.param((), "", id="nothing"),
    ],
)  # fmt: skip
def test_said_place(path: tuple[str, ...], said: str) -> None:
    assert said_place(Clause("a#1", "a", path, path, "一", Span(0, 1))) == said
