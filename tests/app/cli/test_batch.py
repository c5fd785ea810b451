"""Questions in a file: a JSON line in, a JSON line out."""

import io

import pytest

from app.cli.batch import BadLine, Item, read_item, run
from app.errors import InvalidQuestion
from corpus import PolicyQAError


@pytest.mark.parametrize(
    ("line", "item"),
    [
        pytest.param('{"id": 1, "question": "问"}', Item(1, "问"), id="number-as-id"),
        pytest.param('{"id": "a", "question": "问"}\r\n', Item("a", "问"), id="windows-line-end"),
        pytest.param('\ufeff{"id": "a", "question": "问"}', Item("a", "问"), id="byte-order-mark"),
        pytest.param('{"question": "问"}', Item(None, "问"), id="no-id"),
        pytest.param('{"id": 1, "question": "问", "history": null}', Item(1, "问"), id="null-history"),
        pytest.param('{"id": 1, "question": "问", "more": 2}', Item(1, "问"), id="further-fields-are-the-callers"),
        pytest.param('{"id": 1, "question": ""}', Item(1, ""), id="empty-question-is-for-the-assistant-to-refuse"),
    ],
)
def test_read_item_accepts(line, item):
    assert read_item(line.encode(), number=1) == item


def test_read_item_reads_the_conversation():
    line = '{"id": 1, "question": "那上限呢？", "history": [{"question": "奖励？", "answer": "10%"}]}'
    history = read_item(line.encode(), number=1).history
    assert [(t.question, t.answer) for t in history] == [("奖励？", "10%")]


def test_read_item_reads_what_an_earlier_answer_cited():
    cited = '[{"key": 1, "document": "d", "clause": "d/一"}, {"document": "d", "clause": "d/二"}]'
    line = f'{{"question": "那上限呢？", "history": [{{"question": "奖励？", "answer": "10%", "citations": {cited}}}]}}'
    (turn,) = read_item(line.encode(), number=1).history
    assert (turn.documents, turn.clauses) == (("d",), ("d/一", "d/二"))


@pytest.mark.parametrize(
    ("line", "identity"),
    [
        pytest.param(
            b'{"id": 7, "question": "x", "history": [{"question": "y", "answer": "z", "citations": ["d"]}]}',
            7,
            id="citation-no-object",
        ),
        pytest.param(b"{", None, id="no-json"),
        pytest.param(b"[" * 100_000, None, id="nested-too-deep"),
        pytest.param("{'question': '问'}".encode(), None, id="python-quotes"),
        pytest.param('{"question": "问"}'.encode("gbk"), None, id="gbk"),
        pytest.param(b'"question"', None, id="a-string"),
        pytest.param(b'{"id": 7}', 7, id="no-question"),
        pytest.param(b'{"id": 7, "question": 8}', 7, id="a-number-for-a-question"),
        pytest.param(b'{"id": 7, "question": "x", "history": "y"}', 7, id="history-no-list"),
        pytest.param(b'{"id": 7, "question": "x", "history": [{"question": "y"}]}', 7, id="turn-without-answer"),
        pytest.param(b'{"id": 7, "question": "x", "history": ["y"]}', 7, id="turn-no-object"),
    ],
)
def test_read_item_rejects_and_names_the_line(line, identity):
    with pytest.raises(BadLine, match="第3行") as caught:
        read_item(line, number=3)
    assert caught.value.id == identity


def test_answers_come_in_order_and_a_bad_line_stops_nothing():
    def answer(item: Item) -> dict:
        if item.question == "坏":
            raise InvalidQuestion("问题不对。")
        return {"answer": item.question}

    lines = ['{"id": 1, "question": "甲"}', "oops", "", '{"id": 3, "question": "坏"}', '{"id": 4, "question": "乙"}']
    records = list(run(io.BytesIO("\n".join(lines).encode()), answer))
    assert [r["id"] for r in records] == [1, None, 3, 4]
    assert [r.get("answer") for r in records] == ["甲", None, None, "乙"]
    assert "第2行" in records[1]["error"]
    assert records[2]["error"] == "问题不对。"


def test_a_record_is_given_before_the_next_line_is_read():
    seen = []

    class Lines(io.BytesIO):
        def __next__(self) -> bytes:
            seen.append("read")
            return super().__next__()

    records = run(Lines(b'{"question": "a"}\n{"question": "b"}\n'), lambda item: {"answer": item.question})
    next(records)
    assert seen == ["read"]


def test_our_own_mistakes_are_not_swallowed():
    def broken(_: Item) -> dict:
        raise KeyError("x")

    with pytest.raises(KeyError):
        list(run(io.BytesIO(b'{"question": "a"}\n'), broken))
    assert not issubclass(KeyError, PolicyQAError)
