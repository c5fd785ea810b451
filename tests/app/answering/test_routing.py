"""Which of two documents of one place answers: the one in force, or the one that is over and alone says it."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from index import HashingEmbedder, Index
from index.embedding import Vectors

FILES = {
    "now": (
        "云川市海田区人才工作意见\n"
        "第一条 向新到海田区企业就业的毕业生发放租房补贴,每月300元。\n"
        "第二条 对海田区企业引进的博士给予安家补贴20万元。\n"
        "第三条 对获得海田区首席技师称号的给予奖励2万元。\n",
        'status = "in_force"\n',
    ),
    "over": (
        "云川市海田区工业发展政策\n"
        "第一条 对上云的企业按上云费用给予补贴,最高5万元。\n"
        "第二条 对主持制定行业标准的企业给予奖励15万元。\n"
        "第三条 对购置检测设备的企业给予补贴8万元。\n"
        "第四条 对企业引进的博士给予补贴3万元。\n"
        "第五条 上云的服务商应当备案。\n",
        'status = "expired"\neffective_to = 2020-12-31\n',
    ),
}


@pytest.fixture(scope="module")
def index(indexed: Callable[..., Index]) -> Index:
    return indexed(FILES)


@pytest.mark.parametrize(
    ("question", "shown", "document"),
    [
        pytest.param("海田区的企业今年上云,最高补贴多少?", "5万元", "over", id="only the one that is over"),
        pytest.param("海田主持制定行业标准奖励多少?", "15万元", "over", id="without the suffix"),
        pytest.param("海田区的企业购置检测设备补贴多少?", "8万元", "over", id="not by the place alone"),
        pytest.param("海田区的企业引进博士补贴多少?", "20万元", "now", id="both: the one in force"),
        pytest.param("海田的首席技师奖励多少?", "2万元", "now", id="only the one in force"),
        pytest.param("海田的毕业生租房补贴每月多少?", "300元", "now", id="only the one in force, rent"),
    ],
)
def test_what_is_over_answers_only_where_it_is_clearly_more_to_the_point(
    index: Index, question: str, shown: str, document: str
) -> None:
    answer = Assistant(index).ask(question)
    assert isinstance(answer, Answer), answer
    assert shown in answer.text
    assert answer.citations[0].document.id == document


def test_the_parts_of_a_question_are_embedded_with_it(
    indexed: Callable[..., Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded: list[str] = []
    query = HashingEmbedder.query

    def counted(embedder: HashingEmbedder, text: str) -> Vectors:
        embedded.append(text)
        return query(embedder, text)

    monkeypatch.setattr(HashingEmbedder, "query", counted)
    question = "海田区引进的博士安家补贴多少,首席技师奖励多少?"
    assistant = Assistant(indexed(FILES))
    embedded.clear()  # the sentences
    reply = assistant.ask(question)
    assert isinstance(reply, Answer)
    assert "20万元" in reply.text
    assert "2万元" in reply.text
    assert embedded == [question]
