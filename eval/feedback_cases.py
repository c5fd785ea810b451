"""Candidate cases from users' feedback: drafts, for a person to check against the document and approve."""

from collections.abc import Iterable, Sequence

from app.answering.answer import Answer, Number, Origin
from app.records import Feedback, Verdict
from corpus import Clause
from corpus.benefits.reviews import clause_hash
from eval.case import Case, Figure, Place

HEAD = (
    "由用户反馈导出的题目草稿。每题上方是用户的判断和当时的回答，期望值只取自判为“对”的回答。",
    "逐题核对原文，改正 expect 和 cite，去掉不该公开的内容，再删去 draft: true。草稿从不计分。",
)
_HEADING = 12  # characters of a heading that tell clauses with the same labels apart
_SAID = {Verdict.RIGHT: "对", Verdict.WRONG: "不对", Verdict.MISSING: "缺内容"}
_SHOWN = 200  # characters of an answer in a remark


def candidates(feedback: Sequence[Feedback]) -> tuple[tuple[Case, tuple[str, ...]], ...]:
    """A draft for each piece of feedback, with remarks for whoever checks it."""
    return tuple((_case(f, number), _remarks(f)) for number, f in enumerate(feedback, start=1))


def _case(feedback: Feedback, number: int) -> Case:
    reply, right = feedback.reply, feedback.verdict is Verdict.RIGHT
    if isinstance(reply, Answer):
        clauses, refusal = [c.clause for c in reply.citations], None
        expect = _figures(reply.numbers) if right else ()
        quotes = tuple(dict.fromkeys(c.quote for c in reply.citations)) if right else ()
    else:
        clauses, expect, quotes = [h.clause for h in reply.nearest], (), ()
        refusal = "near_miss" if reply.reason == "near_miss" else "no_match"
        if clauses and not right:
            refusal = None  # somebody says that it should have been answered; the nearest clauses are where to look
    places = tuple(dict.fromkeys(_place(c) for c in clauses))
    group = (places,) if places and not right else tuple((p,) for p in places)
    return Case(
        id=f"反馈-{number:03d}",
        questions=feedback.questions,
        expect=expect,
        cite=group,
        quotes=quotes,
        refusal=refusal,
        tags=("反馈", _SAID[feedback.verdict]),
        draft=True,
        digest=clause_hash(clauses[0]) if len(places) == 1 else "",
    )


def _place(clause: Clause) -> Place:
    """The heading is always named: whether the labels are enough cannot be seen from an answer."""
    return Place(clause.document_id, clause.path, clause.headings[-1][:_HEADING] if clause.headings else "")


def _figures(numbers: Iterable[Number]) -> tuple[Figure, ...]:
    shown = (n for n in numbers if n.origin is not Origin.ASKED)
    found = (Figure(n.value, n.value, n.unit, what=n.text, computed=n.origin is Origin.COMPUTED) for n in shown)
    return tuple(dict.fromkeys(found))


def _remarks(feedback: Feedback) -> tuple[str, ...]:
    reply = feedback.reply
    answered = reply.text if isinstance(reply, Answer) else reply.message
    engine = f"{reply.engine} {reply.model or ''}".strip() if isinstance(reply, Answer) else "拒答"
    said = f"用户说：{_line(feedback.words)}" if feedback.words else "用户没有说明"
    return (
        f"{feedback.given:%Y-%m-%d} 判为“{_SAID[feedback.verdict]}”；{said}",
        f"当时的回答（{engine}，索引 {feedback.generation or '不详'}）：{_line(answered)}",
    )


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
