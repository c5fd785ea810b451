"""Words that the dictionary cuts apart and the documents write together. Documents are invented."""

import pytest

from app.answering.cutting import read_words
from app.answering.terms import question_terms
from app.answering.vocabulary import build_vocabulary

_DOCUMENTS = (
    "首次上规的服务业企业给予奖励",
    "对上规企业连续两年给予支持",
    "企业上云的费用按比例补贴",
    "上云服务商由主管部门公布",
    "对到岗一年的高管给予租房补贴",
    "到岗时间以合同为准",
    "出海企业参加展会给予补贴",
    "支持出海平台建设",
    "家庭的水费在每月月底结清",
    "在水边的民宿给予补贴",
)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        pytest.param("我们公司今年上规了,能拿多少", "上规", id="after a time word"),
        pytest.param("一年上云花了12万", "上云", id="after a count of years"),
        pytest.param("高管到岗满一年补多少", "到岗", id="after a noun"),
        pytest.param("上云有补贴吗", "上云", id="at the beginning"),
        pytest.param("想出海的企业补多少", "出海", id="after a verb"),
    ],
)
def test_a_word_that_only_the_documents_know_is_one_word_and_weighs(question: str, word: str) -> None:
    vocabulary = build_vocabulary(_DOCUMENTS)
    words = [question[start:end] for start, end in read_words(question, vocabulary).spans()]
    assert word in words
    (term,) = (t for t in question_terms(question, vocabulary).terms if t.bigram == word)
    assert not term.loose
    assert term.weight > 0.3


@pytest.mark.parametrize(
    ("question", "pair"),
    [
        pytest.param("高管的水费能报吗", "的水", id="的 begins no word"),
        pytest.param("民宿在水边能补吗", "在水", id="在 begins no word, however often"),
        pytest.param("网上买票能补吗", "上买", id="never side by side"),
        pytest.param("企业上楼有奖吗", "上奖", id="not in the question"),
        pytest.param("路上云很多", "上云", id="a place before it"),
    ],
)
def test_what_only_happens_to_stand_side_by_side_stays_two_words(question: str, pair: str) -> None:
    words = [question[start:end] for start, end in read_words(question, build_vocabulary(_DOCUMENTS)).spans()]
    assert pair not in words
