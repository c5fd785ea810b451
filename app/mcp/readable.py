"""Results as readable text: what a client shows, or gives to its model, beside the JSON."""

from collections.abc import Sequence

from app.answering.answer import Answer, Refusal, Reply
from app.eligibility import Catalogue, Match, NoTotal, Outcome, Total
from app.eligibility import Status as MatchStatus
from app.eligibility.findings import remarks
from app.eligibility.tables import condition_line
from corpus import Citation, Clause, Document, ParsedDocument, Status, display
from index import Hit

_MATCHED = {MatchStatus.MET: "符合", MatchStatus.UNMET: "不符合", MatchStatus.UNKNOWN: "待定"}
_STATUS = {
    Status.DRAFT: "征求意见稿，尚未施行",
    Status.IN_FORCE: "现行有效",
    Status.SUPERSEDED: "已被新版本替代",
    Status.EXPIRED: "已失效",
    Status.UNKNOWN: "效力未注明",
}


def reply_text(reply: Reply) -> str:
    """The answer with its figures, warnings and sources, or the refusal with what comes nearest."""
    return "\n".join(_refusal(reply) if isinstance(reply, Refusal) else _answer(reply))


def hits_text(hits: Sequence[Hit]) -> str:
    """A list of clauses, best first."""
    if not hits:
        return "没有找到相关条款。"
    return "\n\n".join(
        f"{rank}. {_place(hit.document, hit.clause)}\n   {hit.clause.id}\n   {hit.clause.text}"
        for rank, hit in enumerate(hits, start=1)
    )


def clause_text(parsed: ParsedDocument, clause: Clause) -> str:
    """A clause under its heading path."""
    return f"{_place(parsed.document, clause)}\n\n{clause.text}"


def matches_text(catalogue: Catalogue, outcome: Outcome) -> str:
    """Each benefit with its conditions, the totals, and what is still to be asked."""
    lines = [line for found in outcome.matches for line in _match(found)]
    lines += [_total(total) for total in outcome.totals]
    wanted = {key for found in outcome.matches for key in found.missing}
    if asked := [f for f in catalogue.form if f.key in wanted]:
        lines += ["", "还要知道：", *(f"- {f.key}（{f.label}{f'，{f.unit}' if f.unit else ''}）" for f in asked)]
    return "\n".join(lines) if lines else "这些文件里没有找到支持措施。"


def documents_text(documents: Sequence[Document]) -> str:
    """One line a document."""
    return "\n".join(f"- {d.id}：{titled(d)}" for d in documents) or "库里还没有文件。"


def titled(document: Document) -> str:
    """The title in its brackets, with number, status and what took its place: ``《方案》（征求意见稿，尚未施行）``."""
    facts = [document.number, _STATUS[document.status]]
    if (by := document.superseded_by) is not None:
        facts.append(f"后续版本《{by.title}》" + (f"自{by.since.isoformat()}起" if by.since else ""))
    title = document.title.replace("《", "〈").replace("》", "〉")
    return f"《{title}》（{'，'.join(f for f in facts if f)}）"


def _match(found: Match) -> list[str]:
    amount, offer = found.amount, found.offer
    given = f"：{'最高' if amount.at_most else ''}{display(amount.value, '元')}（{amount.formula}）" if amount else ""
    return [
        f"- [{_MATCHED[found.status]}] {offer.title}{given} — {_place(offer.document, offer.clause)}（{offer.clause.id}）",
        *(f"  - {condition_line(c)}" for c in found.conditions),
        *(f"  - 注意：{line}" for line in remarks(found)),
    ]


def _total(total: Total | NoTotal) -> str:
    if isinstance(total, NoTotal):
        return f"不能合计：{total.reason}"
    return f"合计：{'最高' if total.at_most else ''}{display(total.value, '元')}（{total.formula}）"


def _answer(answer: Answer) -> list[str]:
    lines = [answer.text]
    if formulas := list(dict.fromkeys(n.formula for n in answer.numbers if n.formula)):
        lines += ["", "计算：", *(f"- {formula}" for formula in formulas)]
    if answer.conflicts:
        lines += ["", "文件内不一致：", *(f"- {c.message}" for c in answer.conflicts)]
    lines += ["", "依据：", *(_cited(c, key) for key, c in enumerate(answer.citations, start=1))]
    if answer.withheld:
        lines += ["", f"模型有 {answer.withheld} 句表述未通过核对，没有采用。"]
    if answer.incomplete:
        lines += ["", answer.incomplete]
    return lines


def _refusal(refusal: Refusal) -> list[str]:
    lines = [refusal.message]
    if refusal.nearest:
        lines += ["", "最接近的条款（不是答案）："]
        lines += [f"- {_place(h.document, h.clause)}（{h.clause.id}）" for h in refusal.nearest]
    return lines


def _cited(citation: Citation, key: int) -> str:
    page = f"，第{citation.page}页" if citation.page is not None else ""
    return f"[{key}] {_place(citation.document, citation.clause)}{page}：“{citation.quote}”（{citation.clause.id}）"


def _place(document: Document, clause: Clause) -> str:
    return f"{titled(document)}{clause.label}"
