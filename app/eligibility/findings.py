"""Findings: what has to be read beside a match, each as one Chinese sentence."""

from app.eligibility.matching import Match, Status
from app.eligibility.offer import Fixed, Offer, Rated, Threshold
from corpus import Document, display
from corpus import Status as DocumentStatus

UNREVIEWED = "由程序读出，尚未人工核对，请对照条款原文"

_STATUS = {
    DocumentStatus.DRAFT: "征求意见稿，尚未施行，以正式文件为准",
    DocumentStatus.SUPERSEDED: "已被新版本替代",
    DocumentStatus.EXPIRED: "已失效",
    DocumentStatus.UNKNOWN: "",
    DocumentStatus.IN_FORCE: "",
}


def standing(document: Document) -> str:
    """What a reader must know of a document's force; empty where it is in force or nothing is known."""
    if (by := document.superseded_by) is not None:
        since = f"（自{by.since.isoformat()}起）" if by.since else ""
        return f"已被《{by.title}》替代{since}"
    return _STATUS[document.status]


def gist(offer: Offer) -> str:
    """What an offer gives, in few words: ``年度采购量 × 10%，最高500万元``."""
    given, cap = offer.sum, offer.cap
    parts = []
    if isinstance(given, Rated):
        limit = f"（{given.limit.raw}）" if given.limit else ""
        parts.append(f"{given.base.label}{limit} × {display(given.rate.value, '%')}")
    elif isinstance(given, Fixed):
        each = "".join(f" × {piece.field.label}" for piece in given.pieces)
        parts.append(f"{display(given.sum.value, given.sum.unit)}{each}")
    if cap is not None:
        parts.append(f"最高{display(cap, '元')}")
    return "，".join(parts) or "没有写明数额"


def remarks(found: Match) -> tuple[str, ...]:
    """What has to be read beside a match: what was not read, why there is no amount, what else the clause says."""
    offer = found.offer
    said = []
    if offer.unread:
        said.append(f"条款没有读完整，不代为计算，须人工核对：{offer.unread}")
    if offer.alternatives:
        said.append("条件之间有“或”，满足其一即可的须人工核对")
    if not offer.requirements:
        said.append("条款本句没有写明条件，须看上下文")
    if found.why_no_amount:
        said.append(f"不给数额：{found.why_no_amount}")
    further = () if offer.unread else offer.remarks
    return (*said, *further, *_on_the_edge(found))


def _on_the_edge(found: Match) -> tuple[str, ...]:
    """A figure that is exactly the bound and does not count, as 超过 leaves it out."""
    if found.status is not Status.UNMET:
        return ()
    needs = [(c, c.requirement.need) for c in found.conditions if c.status is Status.UNMET]
    return tuple(
        f"{c.have}刚好等于条款的数，条款不含本数"
        for c, need in needs
        if isinstance(need, Threshold) and need.next_tier is None and c.have == need.printed
    )
