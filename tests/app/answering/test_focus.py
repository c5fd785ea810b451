"""The noun whose figure, date or list a question asks for."""

import pytest

from app.answering.focus import focus_of
from app.answering.question import read_question


@pytest.mark.parametrize(
    ("question", "head"),
    [
        pytest.param("贷款到期没还上，罚金按多少收？", "罚金", id="in the last stretch"),
        pytest.param("新落户的企业租办公室一年补多少钱？", "办公室", id="behind a verb"),
        pytest.param("退休人员的养老金今年涨几个百分点？", "养老金", id="behind 的"),
        pytest.param("县里的养殖场每平方米补几块钱？", "养殖场", id="before a measure"),
        pytest.param("购置10台设备，政府补多少？", None, id="who gives is not asked about"),
        pytest.param("补贴算下来是多少？", None, id="算下来 is no noun"),
        pytest.param("按这份办法的规定能拿多少？", None, id="nor a document"),
        pytest.param("那上限呢？", None, id="nothing named"),
    ],
)
def test_head_of_the_focus(question: str, head: str | None) -> None:
    focus = focus_of(read_question(question))
    assert (focus.head if focus else None) == head
