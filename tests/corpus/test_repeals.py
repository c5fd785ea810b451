"""What a text does away with: whole documents by title and number, never a part of one, never what only stands near."""

import pytest

from corpus.facts.repeals import find_repeals

A, B = "某市人才补贴办法", "某市引才细则"


def named(text: str) -> list[tuple[str | None, str | None]]:
    return [(r.title, r.number) for r in find_repeals(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            f"第九条 本办法自2024年3月1日起施行，《{A}》（某政发〔2019〕5号）同时废止。",
            [(A, "某政发〔2019〕5号")],
            id="with-number",
        ),
        pytest.param(f"《{A}》同时废止。", [(A, None)], id="without-number"),
        pytest.param(
            f"原《{A}》（某政发[2019]5号）、《{B}》（某人社〔2020〕7号）同时废止。",
            [(A, "某政发[2019]5号"), (B, "某人社〔2020〕7号")],
            id="list",
        ),
        pytest.param(
            f"《{A}》和2012年5月1日市政府发布的《{B}》同时废止。", [(A, None), (B, None)], id="list-with-dates-between"
        ),
        pytest.param(f"《{A}》（试行）即行废止。", [(A, None)], id="mark-outside-the-title"),
        pytest.param(f"《{A}》自本办法施行之日起废止。", [(A, None)], id="from-a-day"),
        pytest.param(
            f"自本通知印发之日起，《{A}》（某政办〔2016〕82号）停止执行。", [(A, "某政办〔2016〕82号")], id="停止执行"
        ),
        pytest.param(f"同时废止《{A}》、《{B}》。", [(A, None), (B, None)], id="verb-first"),
        pytest.param(f"《{A}》、《{B}》等2件文件同时废止。", [(A, None), (B, None)], id="等2件"),
        pytest.param("某政发〔2019〕5号文件同时废止。", [(None, "某政发〔2019〕5号")], id="number-alone"),
        pytest.param(
            "《某市政府关于印发〈某市人才补贴办法〉的通知》同时废止。",
            [("某市政府关于印发〈某市人才补贴办法〉的通知", None)],
            id="title-in-a-title",
        ),
        pytest.param(f"《{A}》第三条、第五条同时废止。", [], id="some-articles"),
        pytest.param(f"《{A}》中有关租房补贴的规定同时废止。", [], id="some-rules"),
        pytest.param(f"同时废止《{A}》第三条。", [], id="verb-first-some-articles"),
        pytest.param(f"《{A}》废止前已受理的申请，按原规定办理。", [], id="before-it-ends"),
        pytest.param(f"《{A}》未废止。", [], id="denied"),
        pytest.param("此前出台的人才补贴政策同时废止。", [], id="nothing-named"),
        pytest.param(f"依照《{A}》发给的证书，有效期满自动失效。", [], id="another-thing-ends"),
        pytest.param(f"根据《{A}》制定本细则。", [], id="no-verb"),
        pytest.param("2018年3月1日《关于修改和废止部分文件的决定》第一次修订。", [], id="in-a-title"),
    ],
)
def test_repeals(text: str, found: list[tuple[str | None, str | None]]) -> None:
    assert named(text) == found


def test_the_span_is_the_sentence() -> None:
    text = f"第八条 略。\n第九条 《{A}》同时废止。"
    assert find_repeals(text)[0].span.of(text) == f"第九条 《{A}》同时废止"
