"""A kept reply is the reply, as it was; a field that nobody decided about fails here."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest

from app.answering.answer import Answer, Conflict, Number, Refusal, Timings
from app.errors import RecordsFault
from app.records.reading import read_reply
from app.records.writing import write_reply
from corpus import Bound, Clause, Document, Kind, PageSpan, Quantity, Span
from corpus.document import Succession


def full(samples: ModuleType) -> Answer:
    """An answer no field of which is what it is by default."""
    parsed = samples.document()
    document = replace(
        parsed.document,
        effective_from=date(2025, 7, 1),
        effective_to=date(2027, 12, 31),
        version="2",
        superseded_by=Succession("green-2", "新方案", "滨经信〔2027〕1号", date(2027, 1, 1)),
        page_spans=(PageSpan(3, Span(0, 40)), PageSpan(4, Span(40, len(parsed.document.text)))),
    )
    clauses = tuple(replace(c, parent="green#1", pages=(3, 4)) for c in parsed.clauses)
    goal = samples.goal(replace(parsed, document=document, clauses=clauses))
    quantity = Quantity("30—40家", Kind.COUNT, Bound.RANGE, Decimal("1E+2"), Decimal("40.50"), "家", Span(3, 9), "绿色工厂", False, True)  # fmt: skip
    conflict = Conflict((2, 1), (quantity, replace(quantity, low=None)), "不一致。")
    return replace(
        goal,
        text="改写[1]",
        conflicts=(conflict,),
        numbers=(replace(goal.numbers[0], value=Decimal("0.10"), formula="甲 × 乙"), *goal.numbers[1:]),
        engine="embedded",
        model="某模型.gguf",
        withheld=2,
        incomplete="断了。",
        timings=Timings(1.5, 2.5, 3.5, 4.5),
        support=0.75,
    )


def test_an_answer_comes_back_as_it_was(samples: ModuleType) -> None:
    answer = full(samples)
    back = read_reply(write_reply(answer))
    assert isinstance(back, Answer)
    assert replace(back, citations=()) == replace(answer, citations=())
    assert str(back.conflicts[0].quantities[0].low) == "1E+2"  # every digit, and the exponent
    for was, now in zip(answer.citations, back.citations, strict=True):
        assert (now.span, now.quote, now.page, now.clause) == (was.span, was.quote, was.page, was.clause)
        assert now.clause.span.of(now.document.text) == was.clause.span.of(was.document.text)
        kept = {f.name for f in fields(Document)} - {"text", "page_spans"}
        assert {n: getattr(now.document, n) for n in kept} == {n: getattr(was.document, n) for n in kept}


def test_of_a_document_only_what_is_cited_is_kept(samples: ModuleType) -> None:
    text = write_reply(full(samples))
    assert samples.REWARD not in text
    assert samples.GOAL in text


def test_a_refusal_comes_back_as_it_was(samples: ModuleType) -> None:
    refusal = replace(samples.refusal(), support=0.25)
    back = read_reply(write_reply(refusal))
    assert isinstance(back, Refusal)
    assert replace(back, nearest=()) == replace(refusal, nearest=())
    assert back.nearest[0].clause == refusal.nearest[0].clause
    assert back.nearest[0].sentences == refusal.nearest[0].sentences


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        (Answer, "question text direct citations numbers conflicts engine model withheld incomplete timings support"),
        (Refusal, "question reason message nearest timings support"),
        (Number, "text value unit origin citation formula"),
        (Conflict, "keys quantities message"),
        (Timings, "retrieve direct first_token total"),
        (Clause, "id document_id path headings text span parent pages"),
        (Quantity, "raw kind bound low high unit span subject includes_low includes_high"),
    ],
)
def test_no_field_was_added_that_is_not_kept(kind: Any, known: str) -> None:
    assert {f.name for f in fields(kind)} == set(known.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "已损坏", id="nothing"),
        pytest.param("[]", "已损坏", id="another-shape"),
        pytest.param('{"format": 99}', "更新版本", id="of-a-later-version"),
        pytest.param('{"format": 1}', "已损坏", id="without-its-fields"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(text: str, words: str) -> None:
    with pytest.raises(RecordsFault, match=words):
        read_reply(text)


def test_a_quote_that_was_tampered_with_is_not_shown(samples: ModuleType) -> None:
    found = json.loads(write_reply(full(samples)))
    found["citations"][0]["quote"] = "累计建成绿色工厂4000家以上。"
    with pytest.raises(RecordsFault, match="已损坏"):
        read_reply(json.dumps(found))


def test_the_format_of_the_first_version_is_still_read() -> None:
    """Written down when the format was made; it is never changed."""
    text = (
        '{"format":1,"question":"要建成多少家？","refused":false,"text":"40家以上[1]","direct":"40家以上[1]","citations":'
        '[{"clause":0,"start":6,"quote":"40家以上"}],"numbers":[{"text":"40家","value":"40","unit":"家","origin":"quoted",'
        '"citation":1,"formula":null}],"conflicts":[],"engine":"extractive","model":null,"withheld":0,"incomplete":"",'
        '"documents":[{"id":"d","title":"某方案","path":"/a.txt","sha256":"0","text_sha256":"0","issuer":null,"number":null,'
        '"status":"draft","issued":"2025-06-30","effective_from":null,"effective_to":null,"version":null,"department":null,'
        '"superseded_by":null,"pages":[[1,0,11]]}],"clauses":[{"id":"d#1","document":0,"path":["一"],"headings":["一、总体"],'
        '"text":"一、建成40家以上","stands":"一、建成40家以上","start":2,"parent":null,"pages":[1]}],"support":0.5,'
        '"timings":[1.0,2.0,null,3.0]}'
    )
    back = read_reply(text)
    assert isinstance(back, Answer)
    assert back.citations[0].quote == "40家以上"
    assert back.citations[0].page == 1
