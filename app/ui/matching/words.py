"""The tab's own words in Chinese and English. The clauses' words are never translated."""

from dataclasses import dataclass

from app.eligibility import Status
from app.ui.words import Language
from corpus import Bound


@dataclass(frozen=True, slots=True)
class MatchWords:
    """Everything the tab says itself. ``{…}`` are filled in with already escaped text."""

    language: Language
    tab: str
    open_document: str
    open_page: str
    intro: str
    documents: str
    form: str
    clear: str
    save: str
    load: str
    yes: str
    no: str
    unknown: str
    none_of_them: str
    example: str
    clause: str
    gives: str
    given: str
    no_figure: str
    draft: str
    replaced: str
    since: str
    unfold: str
    fold: str
    gives_nothing: str
    jump: str
    results: str
    nothing: str
    counts: str
    untouched: str
    changed: str
    none: str
    at_most: str
    capped: str
    formula: str
    need: str
    have: str
    empty: str
    missing: str
    total: str
    no_total: str
    unreviewed: str
    unused: str
    print: str
    xlsx: str
    csv: str
    batch: str
    batch_help: str
    template: str
    upload: str
    batch_done: str
    batch_left_out: str
    download: str
    no_benefits: str
    failed: str
    file: str
    statuses: dict[Status, str]
    bounds: dict[Bound, str]


WORDS: dict[Language, MatchWords] = {
    Language.CHINESE: MatchWords(
        language=Language.CHINESE,
        tab="政策匹配",
        open_document="在文件中打开",
        open_page="看第 {page} 页",
        intro="展开与本企业有关的项目填写，随填随看符合哪些条款、能得多少、还缺什么。不清楚的可以空着；数怎么写都行，如 8000万元、0.8亿。",
        documents="依据哪些文件",
        form="企业情况",
        clear="清空",
        save="保存填写",
        load="载入填写",
        yes="是",
        no="否",
        unknown="不清楚",
        none_of_them="都不是",
        example="如 {example}",
        clause="条款原文",
        gives="给予：{gist}",
        given="{count} 项",
        no_figure="没有写明数额",
        draft="尚未施行，以正式文件为准",
        replaced="已被《{title}》替代",
        since="（自 {day} 起）",
        unfold="全部展开",
        fold="全部收起",
        gives_nothing="没有读到支持条款",
        jump="看结果",
        results="匹配结果",
        nothing="先在表单里填一项，结果随填随出。",
        counts="符合 {met} 项 · 待定 {unknown} 项 · 不符合 {unmet} 项",
        untouched="还没有填到的 {count} 项",
        changed="刚才的修改",
        none="无",
        at_most="最高",
        capped="上限 {cap}",
        formula="算式",
        need="须{need}",
        have="填写：{have}",
        empty="未填写",
        missing="还要知道：",
        total="合计",
        no_total="不给合计",
        unreviewed="条款由程序读出，尚未人工核对；请对照条款原文。",
        unused="没有用到（所选文件不问）：{names}",
        print="打印",
        xlsx="下载 XLSX",
        csv="下载 CSV",
        batch="批量匹配",
        batch_help="一行一个企业的 CSV 表格；先下载模板，表头就是上面的问题。结果每个企业每项支持一行。",
        template="下载模板",
        upload="上传 CSV",
        batch_done="{done} 个企业已匹配，共 {rows} 行。",
        batch_left_out="{count} 处读不出来，所在的行没有匹配：",
        download="下载结果 XLSX",
        no_benefits="所选文件里没有读到支持条款；请换一份文件。",
        failed="没有完成：{message}",
        file="政策匹配",
        statuses={Status.MET: "符合", Status.UNMET: "不符合", Status.UNKNOWN: "待定"},
        bounds={Bound.GE: "不低于", Bound.GT: "超过", Bound.LE: "不超过", Bound.LT: "低于", Bound.EQ: ""},
    ),
    Language.ENGLISH: MatchWords(
        language=Language.ENGLISH,
        tab="What we qualify for",
        open_document="Open in the document",
        open_page="Printed page {page}",
        intro="Open what concerns the enterprise and say what you know: which clauses it meets, how much it gets and what is "
        "missing appears as you go. "
        "Leave open what is not known; write figures as you like: 8000万元, 0.8亿.",
        documents="Documents",
        form="The enterprise",
        clear="Clear",
        save="Save answers",
        load="Load answers",
        yes="Yes",
        no="No",
        unknown="Not known",
        none_of_them="None of them",
        example="e.g. {example}",
        clause="The clause",
        gives="Gives: {gist}",
        given="{count} benefits",
        no_figure="no figure is printed",
        draft="not in force yet; the final document decides",
        replaced="replaced by 《{title}》",
        since=", from {day}",
        unfold="Unfold all",
        fold="Fold all",
        gives_nothing="gives nothing that was read",
        jump="See results",
        results="Results",
        nothing="Answer something in the form; results appear as you go.",
        counts="{met} met · {unknown} open · {unmet} not met",
        untouched="{count} not touched by any answer yet",
        changed="What this change does",
        none="none",
        at_most="up to ",
        capped="cap {cap}",
        formula="Formula",
        need="needs {need}",
        have="you: {have}",
        empty="not answered",
        missing="Still to be known: ",
        total="Total",
        no_total="No total",
        unreviewed="Read from the clauses by the program, not reviewed by a person yet; compare with the clause.",
        unused="Not used (the chosen documents do not ask): {names}",
        print="Print",
        xlsx="Download XLSX",
        csv="Download CSV",
        batch="Many enterprises",
        batch_help="A CSV file with an enterprise a row; its headings are the questions above, as in the template. "
        "The result has a row for each enterprise and benefit.",
        template="Download template",
        upload="Upload CSV",
        batch_done="{done} enterprises matched, {rows} rows.",
        batch_left_out="{count} cells cannot be read; their rows are left out:",
        download="Download the result as XLSX",
        no_benefits="The chosen documents give nothing that was read; choose another one.",
        failed="Not done: {message}",
        file="policy-match",
        statuses={Status.MET: "Met", Status.UNMET: "Not met", Status.UNKNOWN: "Open"},
        bounds={
            Bound.GE: "at least ", Bound.GT: "more than ", Bound.LE: "at most ", Bound.LT: "less than ", Bound.EQ: "",
        },
    ),
}  # fmt: skip
