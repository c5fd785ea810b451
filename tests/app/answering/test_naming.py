"""Documents named by their kind. Titles are invented."""

import pytest

from app.answering.naming import named_documents
from corpus import Document

TITLES = {
    "plan": "某市机器人行动方案(征求意见稿)",
    "notice": "某局就《某市机器人行动方案(征求意见稿)》公开征求意见",
    "rules": "某市资金管理办法",
}
DOCUMENTS = [Document(i, t, "正文", i, "0", "0") for i, t in TITLES.items()]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("征求意见的通知里说产值要到多少", {"notice"}, id="通知"),
        pytest.param("方案中提到的产值是多少", {"plan"}, id="方案-not-the-one-that-quotes-it"),
        pytest.param("办法规定的上限是多少", {"rules"}, id="办法"),
        pytest.param("有什么办法申请补贴", set(), id="办法-as-a-word"),
        pytest.param("产值是多少", set(), id="none"),
    ],
)
def test_named_documents(question: str, expected: set[str]) -> None:
    assert named_documents(question, DOCUMENTS) == expected
