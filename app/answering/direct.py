"""The model-free answer: the documents' own words, resolved pairs, computed amounts, conflicts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.answering.asked import asks_whether
from app.answering.claim import asserts, judge
from app.answering.computation import Computation
from app.answering.computing import computed_lines
from app.answering.conflict import disagreements
from app.answering.continuation import is_other_case, is_responsibility, statement
from app.answering.draft import DirectAnswer
from app.answering.enumeration import Enumeration
from app.answering.evidence import Evidence
from app.answering.excerpt import Excerpt, excerpt, quotation
from app.answering.families import in_tier
from app.answering.items import by_item
from app.answering.question import Question
from app.answering.rivals import has_rival
from app.answering.rows import Row
from app.answering.terms import Terms
from app.answering.verdict import verdict
from app.answering.wants import Want
from corpus import Kind, Quantity

_MOST_SENTENCES = 8
_NEXT_BEST = 0.94  # share of the best score that a further sentence needs
_LISTED = 0.80  # the same where the question asks for all the supports that there are
_SUPPORTS = re.compile(
    r"(?:哪些|哪几[项种个]|什么|几[项种个])[^,，。;；?？]{0,6}(?:政策|支持|奖励|补贴|补助|资助|奖补|扶持|优惠|好处|措施|目标|指标)"
)
_UNANSWERED = "“{label}”：文件中没有找到对应的规定。"
_MORE = "（后面还有{labels}，见原文同一处。）"
_MOST_LABELS = 3
_ALMOST = 0.85  # share of the best score from which another clause is worth a look
_MOST_CLAUSES = 3
_MOST_BESIDE = 300  # characters that are shown of a clause beside the sentences that answer
_BINDS = re.compile(r"不得|不予|不再|不重复|不享受|除外|不包括|不含|仅限|限于|就高|择优")
_RELATED = 0.05  # share of the question's weight that a further sentence must have
_WHICH = "未代为计算：文件对不同情形规定了不同标准，问题没有写明是哪一种；请按条款核对。"


def _at_source(evidence: Sequence[Evidence]) -> Evidence:
    """The best sentence, taken from the numbered clause where another document repeats its words."""
    best = evidence[0]
    same = [e for e in evidence if e.sentence.norm == best.sentence.norm]
    return max(same, key=lambda e: (len(e.facts.clause.path), e.score))


def _chosen(question: Question, terms: Terms, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences to show: the best, and those that answer about as well from other places."""
    best = _at_source(evidence)
    if question.wants.of_clause:
        return [best]
    if listed := by_item(question, terms, evidence):
        return listed
    share = _LISTED if Want.LIST in question.wants.wants and _SUPPORTS.search(question.search) else _NEXT_BEST
    chosen = [best]
    for e in evidence:
        same = any(e.sentence.norm in c.sentence.norm or c.sentence.norm in e.sentence.norm for c in chosen)
        if same or e.score < share * best.score or e.facts.document.id != best.facts.document.id:
            continue
        if share == _LISTED or not is_other_case(question, terms, best.sentence, e.sentence):
            chosen.append(e)
    return chosen[:_MOST_SENTENCES]


def _computed(
    question: Question, terms: Terms, chosen: Sequence[Evidence], evidence: Sequence[Evidence], answer: DirectAnswer
) -> list[Evidence]:
    """Add what can be computed; the sentences that it was computed from."""
    lines = computed_lines(question, terms, chosen, evidence)
    for line, place in lines:
        if isinstance(line, Computation) and line.benefit is not None and has_rival(question, place, evidence):
            answer.lines.append(_WHICH)
        elif isinstance(line, Computation):
            answer.add_computation(line, place)
        else:
            answer.lines.append(line.line)
    return list(dict.fromkeys(place for _, place in lines))


def _with_neighbours(question: Question, terms: Terms, chosen: Sequence[Evidence]) -> list[Evidence]:
    """Each chosen sentence with those of its clause that go on with it, each once."""
    if question.wants.of_clause:
        return list(chosen)
    whole: list[Evidence] = []
    for place in chosen:
        for e in statement(question, terms, place):
            if not any(e.sentence.span == w.sentence.span and e.facts.clause.id == w.facts.clause.id for w in whole):
                whole.append(e)
    return whole


def _beside(question: Question, terms: Terms, shown: Sequence[Evidence]) -> list[Evidence]:
    """What else the clauses of the shown sentences rule on the matter, in figures or restrictions.

    The sentence that answers comes first; the conditions and limits that stand around it are part of the answer.
    """
    if question.wants.of_clause:
        return []
    found: list[Evidence] = []
    for clause in dict.fromkeys(e.facts.clause.id for e in shown):
        own = [e for e in shown if e.facts.clause.id == clause]
        room = _MOST_BESIDE
        for sentence in own[0].facts.sentences:
            if any(sentence.span.overlaps(e.sentence.span) for e in own) or is_responsibility(sentence):
                continue
            if any(is_other_case(question, terms, e.sentence, sentence) for e in own):
                continue
            if _BINDS.search(sentence.norm) or (sentence.quantities and terms.coverage(sentence.norm) >= _RELATED):
                room -= len(sentence.span)
                if room < 0:
                    break
                found.append(replace(own[0], sentence=sentence))
    return found


def _elsewhere(
    question: Question, terms: Terms, supported: Sequence[Evidence], shown: Sequence[Evidence]
) -> list[Evidence]:
    """Sentences of other clauses of the document that answer almost as well: worth a look, and not the answer."""
    if question.wants.of_clause or question.items:
        return []
    best, seen = shown[0], {e.facts.clause.id for e in shown}
    found: dict[str, Evidence] = {}
    for e in supported:
        near = e.facts.document.id == best.facts.document.id and e.score >= _ALMOST * supported[0].score
        repeated = any(e.sentence.norm in s.sentence.norm or s.sentence.norm in e.sentence.norm for s in shown)
        new = e.facts.clause.id not in seen and not repeated
        if near and new and not is_other_case(question, terms, best.sentence, e.sentence):
            found.setdefault(e.facts.clause.id, e)
    return list(found.values())[:_MOST_CLAUSES]


def answer_with_list(listed: Enumeration) -> DirectAnswer:
    """The items of a list, each with its own citation."""
    answer = DirectAnswer()
    for item in listed.items:
        answer.add_excerpt(Excerpt(item, item.sentence.text.strip().rstrip(",，;；"), item.sentence.quantities))
    if listed.more:
        answer.lines.append(_MORE.format(labels=_from_to(listed.more)))
    answer.add_notes()
    return answer


def _from_to(labels: Sequence[str]) -> str:
    """Labels as they are read out: （十三）、第14项, of more than three the first and the last."""
    labels = [f"第{label}项" if label.isalnum() and label[0] != "第" else label for label in labels]
    return "、".join(labels) if len(labels) <= _MOST_LABELS else f"{labels[0]}至{labels[-1]}"


def answer_with_particulars(found: Sequence[tuple[str, Evidence]]) -> DirectAnswer:
    """What a document says of itself, each sentence after the name of what it tells."""
    answer = DirectAnswer(support=1.0, score=1.0)
    for name, place in found:
        text = f"{name}：{place.sentence.text.strip()}"
        answer.add_excerpt(Excerpt(place, text, place.sentence.quantities))
    answer.add_notes()
    return answer


def answer_directly(
    question: Question,
    terms: Terms,
    supported: Sequence[Evidence],
    evidence: Sequence[Evidence],
    row_of: Callable[[Evidence], Row | None],
    *,
    computing: bool = True,
) -> DirectAnswer:
    """Put the answer together from ``supported`` (best first), with what can be computed where ``computing``.

    ``evidence`` is where conflicts are looked for; ``row_of`` gives the row of a table that a sentence stands in.
    """
    answer = DirectAnswer()
    chosen = _chosen(question, terms, supported)
    skipped = not computing or asserts(question) or asks_whether(question.search)
    computed = [] if skipped else _computed(question, terms, chosen, evidence, answer)
    tiered = chosen[0] if question.pointed else in_tier(question, chosen[0], evidence)
    chosen = computed or [tiered, *chosen[1:]]
    whole = _with_neighbours(question, terms, chosen)
    parts = [excerpt(question, terms, e) for e in whole]
    said = judge(question, [q for part in parts for q in part.quantities])
    if said or (said := "" if computed else verdict(question, terms, chosen[0])):
        answer.lines.append(f"{said}[{answer.cite(chosen[0])}]")
    shown: list[tuple[Evidence, Quantity]] = []
    for e, part in zip(whole, parts, strict=True):
        if (row := row_of(e)) is not None:
            answer.add_excerpt(row.excerpt, row.header)
        else:
            answer.add_excerpt(part)
        if part.resolved and (context := quotation(e)).text:
            answer.add_excerpt(context)
        close = part.focus if question.wants.figures and len(question.items) < 2 else part.quantities
        shown += [(e, q) for q in close if q.kind is not Kind.DATE or Want.DATE in question.wants.wants]
    for e in (*_beside(question, terms, whole), *_elsewhere(question, terms, supported, whole)):
        answer.add_beside(Excerpt(e, e.sentence.text.strip(), e.sentence.quantities))
    for found in disagreements(shown, evidence):
        answer.add_conflict(found)
    answer.add_notes()
    return answer


def joined(parts: Sequence[tuple[str, DirectAnswer | None]]) -> DirectAnswer:
    """The answers of the parts of one question, in order; of a part without one, by its label, that it has none."""
    answer = DirectAnswer()
    for label, part in parts:
        if part is None:
            answer.lines.append(_UNANSWERED.format(label=label))
        else:
            answer.absorb(part)
    answer.add_notes()
    return answer
