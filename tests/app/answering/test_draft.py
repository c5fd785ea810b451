"""Answers put together: what answers, what stands beside it, the notes; of several answers one. All invented."""

from hashlib import sha256

from app.answering.direct import joined
from app.answering.draft import ALSO, DirectAnswer
from app.answering.evidence import Evidence
from app.answering.excerpt import Excerpt
from app.answering.facts import clause_facts
from corpus import Clause, Document, Span, Status

TEXT = "每年评选茶园6个。评选公布名单。每个茶园奖励8万元。奖励一次付清。"
NOTE = "以上依据征求意见稿，尚未正式施行，请以正式印发的文件为准。"


def places() -> list[Evidence]:
    digest = sha256(TEXT.encode()).hexdigest()
    document = Document("tea", "茶园办法", TEXT, "tea.txt", digest, digest, status=Status.DRAFT)
    clause = Clause("tea#1", "tea", ("一",), ("一",), TEXT, Span(0, len(TEXT)))
    facts = clause_facts(document, clause)
    return [Evidence(facts, s, 1.0, 1.0, 1.0, None, True, False, 1.0) for s in facts.sentences]


def part(lines: list[Evidence], beside: list[Evidence]) -> DirectAnswer:
    answer = DirectAnswer()
    for e in lines:
        answer.add_excerpt(Excerpt(e, e.sentence.text, e.sentence.quantities))
    for e in beside:
        answer.add_beside(Excerpt(e, e.sentence.text, e.sentence.quantities))
    answer.add_notes()
    return answer


def test_what_stands_beside_one_part_does_not_come_before_the_next() -> None:
    first, second, third, fourth = places()
    text = joined([("几个", part([first], [second, third])), ("多少", part([third], [fourth]))]).text
    assert text.split("\n") == [
        "每年评选茶园6个。[1]", "每个茶园奖励8万元。[3]", ALSO, "评选公布名单。[2]", "奖励一次付清。[4]", NOTE,
    ]  # fmt: skip


def test_nothing_is_headed_where_all_of_it_is_said() -> None:
    first, second, *_ = places()
    text = joined([("几个", part([first], [second])), ("怎么评", part([second], [first]))]).text
    assert text.split("\n") == ["每年评选茶园6个。[1]", "评选公布名单。[2]", NOTE]


def test_figures_of_what_stands_beside_have_their_clause() -> None:
    first, _, third, _ = places()
    answer = part([first], [third])
    assert [(n.text, n.citation) for n in answer.numbers] == [("6个", 1), ("8万元", 2)]
    assert len(answer.citations) == 2


def test_a_section_keeps_what_stands_beside_it() -> None:
    first, second, third, fourth = places()
    whole = DirectAnswer()
    for one in (part([first], [second]), part([third], [fourth])):
        whole.absorb(one)
        whole.end_section()
    whole.add_notes()
    assert whole.text.split("\n") == [
        "每年评选茶园6个。[1]", ALSO, "评选公布名单。[2]", "每个茶园奖励8万元。[3]", ALSO, "奖励一次付清。[4]", NOTE,
    ]  # fmt: skip
