"""The words of the documents' tab."""

from dataclasses import dataclass

from app.ui.words import Language


@dataclass(frozen=True, slots=True)
class Words:
    """What the tab says itself."""

    tab: str
    filter: str
    sort: str
    sorts: dict[str, str]
    listed: str
    nothing: str
    empty: str
    open: str
    clauses: str
    warnings: str
    warning_at: str
    whole: str
    to_review: str
    reviewed: str
    stale: str
    no_benefits: str
    version: str
    takes_place_of: str
    superseded_by: str
    term: str
    sync: str
    upload: str
    upload_hint: str
    cancel: str
    review: str
    remove: str
    remove_ask_file: str
    remove_ask_index: str
    keep: str
    ask: str
    is_version: str
    is_new: str
    no_version: str
    later: str
    starting: str
    report: str
    outcomes: dict[str, str]
    more: str
    too_large: str
    too_many: str
    send_failed: str
    send_stopped: str
    fault: str


_CHINESE = Words(
    tab="文档",
    filter="按标题、文号、机关或日期筛选",
    sort="排序",
    sorts={"title": "按标题", "date": "按日期", "status": "按效力", "warnings": "按解析提示", "review": "按待核对"},
    listed="共 {total} 份文件，显示 {shown} 份",
    nothing="没有符合“{words}”的文件。",
    empty="库里还没有文件。",
    open="查看全文",
    clauses="{count} 条",
    warnings="{count} 处解析提示",
    warning_at="在",
    whole="整份文件",
    to_review="{count} 项支持待核对",
    reviewed="{count} 项已核对",
    stale="{count} 条核对已过期",
    no_benefits="没有读出支持措施",
    version="版本",
    takes_place_of="取代",
    superseded_by="已有后续版本",
    term="有效期",
    sync="同步",
    upload="上传文件",
    upload_hint="PDF、DOCX、HTML、TXT、MD，每份不超过 {megabytes} MB，一次最多 {count} 份；也可以把文件拖到这里。",
    cancel="取消",
    review="核对支持",
    remove="移除",
    remove_ask_file="移除《{title}》？它的文件（{path}）和旁边的核对记录都会删除，不能撤销。",
    remove_ask_index="把《{title}》移出索引？文件（{path}）留在原处不动；下次用 policyqa sync 同步它所在的目录时会重新收入。",
    keep="不移除",
    ask="请确认版本关系",
    is_version="是它的新版",
    is_new="《{title}》是新版",
    no_version="不是同一文件的版本",
    later="以后再说",
    starting="准备",
    report="处理结果",
    outcomes={
        "added": "已收入", "changed": "已更新", "unchanged": "没有变化", "removed": "已移出", "failed": "没有收入",
    },
    more="其余 {count} 份没有变化",
    too_large="超过 {megabytes} MB，没有上传；请拆分或压缩后再试。",
    too_many="一次最多 {count} 份，其余没有上传；请分批上传。",
    send_failed="没有传到服务器；请检查网络后再试。",
    send_stopped="已取消，没有上传。",
    fault="这一步出错了，请再试一次；如果仍然出错，请运行 policyqa doctor 检查。",
)  # fmt: skip

_ENGLISH = Words(
    tab="Documents",
    filter="Filter by title, number, issuer or date",
    sort="Sort",
    sorts={
        "title": "by title", "date": "by date", "status": "by status", "warnings": "by warnings", "review": "by review",
    },
    listed="{shown} of {total} documents",
    nothing="No document fits “{words}”.",
    empty="The library is empty.",
    open="Open",
    clauses="{count} clauses",
    warnings="{count} warnings of the parser",
    warning_at="at",
    whole="whole document",
    to_review="{count} benefits to review",
    reviewed="{count} reviewed",
    stale="{count} reviews out of date",
    no_benefits="no benefits found",
    version="Version",
    takes_place_of="Takes the place of",
    superseded_by="Later version",
    term="In force",
    sync="Sync",
    upload="Upload",
    upload_hint="PDF, DOCX, HTML, TXT, MD, up to {megabytes} MB each, {count} at a time; or drop files here.",
    cancel="Cancel",
    review="Review benefits",
    remove="Remove",
    remove_ask_file="Remove 《{title}》? Its file ({path}) and the review beside it are deleted for good.",
    remove_ask_index="Take 《{title}》 out of the index? The file ({path}) stays where it is; the next policyqa sync of its folder brings it back.",
    keep="Keep it",
    ask="Please say which is which",
    is_version="It is the new version",
    is_new="《{title}》 is the new version",
    no_version="They are no versions of one another",
    later="Leave it open",
    starting="starting",
    report="What became of the files",
    outcomes={
        "added": "added", "changed": "changed", "unchanged": "unchanged", "removed": "removed", "failed": "not taken in",
    },
    more="{count} others are unchanged",
    too_large="Larger than {megabytes} MB and not sent; please split or compress it.",
    too_many="At most {count} at a time; the others were not sent.",
    send_failed="It did not reach the server; please check the network and try again.",
    send_stopped="Cancelled, not sent.",
    fault="Something went wrong; please try again, and run policyqa doctor if it persists.",
)  # fmt: skip

WORDS: dict[Language, Words] = {Language.CHINESE: _CHINESE, Language.ENGLISH: _ENGLISH}
