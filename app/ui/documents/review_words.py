"""The words of the review."""

from dataclasses import dataclass

from app.ui.words import Language


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """What the review says itself."""

    title: str
    how: str
    decided: str
    done: str
    confirm: str
    reject: str
    reopen: str
    stale: str
    conditions: str
    saved: str
    statuses: dict[str, str]
    fields: dict[str, str]


REVIEW_WORDS = {
    Language.CHINESE: ReviewWords(
        title="核对支持：{title}",
        how="左边是程序读出的内容，右边是条款原文。相符就确认；读错了改正后再确认；不是支持的排除。"
        "数字要照条款原文填写，条款里没有的数不会被接受。",
        decided="已核对 {done} 项，共 {all} 项。",
        done="完成核对，更新索引",
        confirm="确认",
        reject="不是支持，排除",
        reopen="改回待核对",
        stale="条款文字在上次核对之后改动过，请重新核对。",
        conditions="条件（照录原文）",
        saved="已保存到“{name}”。",
        statuses={"draft": "待核对", "confirmed": "已确认", "rejected": "已排除"},
        fields={
            "title": "名称", "who": "对象", "fixed": "金额", "rate": "比例", "base": "计算基数", "base_limit": "基数限制",
            "cap": "上限", "scope": "上限按谁计", "frequency": "次数",
        },
    ),
    Language.ENGLISH: ReviewWords(
        title="Review of the benefits: {title}",
        how="On the left what was read, on the right the clause. Confirm what agrees, correct what does not, reject what "
        "is no benefit. Figures are written as the clause prints them; one that it does not have is not accepted.",
        decided="{done} of {all} are decided.",
        done="Done: update the index",
        confirm="Confirm",
        reject="No benefit: reject",
        reopen="Back to draft",
        stale="The clause has changed since it was reviewed; please look again.",
        conditions="Conditions (as printed)",
        saved="Saved in “{name}”.",
        statuses={"draft": "to review", "confirmed": "confirmed", "rejected": "rejected"},
        fields={
            "title": "Name", "who": "To whom", "fixed": "Amount", "rate": "Rate", "base": "Rate of what",
            "base_limit": "Limit of the base", "cap": "Cap", "scope": "Cap per", "frequency": "How often",
        },
    ),
}  # fmt: skip
