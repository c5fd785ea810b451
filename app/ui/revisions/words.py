"""The words of the revisions' tab."""

from dataclasses import dataclass

from app.ui.words import Language


@dataclass(frozen=True, slots=True)
class Words:
    """What the tab says itself."""

    tab: str
    how: str
    proposed: str
    old: str
    new: str
    compare: str
    impact: str
    cancel: str
    missing: str
    same: str
    impact_title: str
    starting: str
    html: str
    markdown: str
    draft: str
    draft_hint: str
    draft_named: str
    draft_old: str
    reading: str


WORDS = {
    Language.CHINESE: Words(
        tab="修订",
        how="选两份文件对照：条款和数字有哪些变化；还可以看题库里哪些题的答案会变。",
        proposed="库里的前后版本",
        old="旧版",
        new="新版",
        compare="对照",
        impact="看对题库的影响",
        cancel="取消",
        missing="请先选旧版和新版。",
        same="旧版和新版是同一份文件；请另选一份。",
        impact_title="对题库的影响",
        starting="准备",
        html="下载网页",
        markdown="下载 Markdown",
        draft="上传修订稿作新版",
        draft_hint="修订稿只用来对照，不收入库；另传一份或关闭网页后即删除。",
        draft_named="修订稿：{name}（未入库）",
        draft_old="已读入“{name}”；请选旧版，再点“对照”。",
        reading="读取修订稿",
    ),
    Language.ENGLISH: Words(
        tab="Revisions",
        how="Choose two documents: which clauses and figures changed, and which answers of the cases change with them.",
        proposed="Versions in the library",
        old="Old",
        new="New",
        compare="Compare",
        impact="Effect on the cases",
        cancel="Cancel",
        missing="Please choose the old and the new version first.",
        same="Old and new are the same document; please choose another one.",
        impact_title="Effect on the cases",
        starting="starting",
        html="Download HTML",
        markdown="Download Markdown",
        draft="Upload a draft as the new version",
        draft_hint="A draft is only compared, never taken into the library; it is deleted with the next one or with the page.",
        draft_named="Draft: {name} (not in the library)",
        draft_old="“{name}” was read; choose the old version, then compare.",
        reading="reading the draft",
    ),
}
