"""The words of the evaluation's tab."""

from dataclasses import dataclass

from app.ui.words import Language


@dataclass(frozen=True, slots=True)
class Words:
    """What the tab says itself."""

    tab: str
    how: str
    cases: str
    run: str
    running: str
    cancel: str
    saved: str
    show: str
    before: str
    compare: str
    none: str
    choose: str
    missing: str
    html: str
    markdown: str
    junit: str
    json: str


WORDS = {
    Language.CHINESE: Words(
        tab="评测",
        how="把题库里的问题逐一交给系统（不用语言模型），与人工写的标准答案对照。题库放在状态目录的 cases 文件夹，"
        "结果自动保存。",
        cases="题库",
        run="开始评测",
        running="评测",
        cancel="取消",
        saved="已保存的结果",
        show="查看",
        before="与这一次对比",
        compare="对比",
        none="没有找到题库；请把题库文件（YAML）放进状态目录的 cases 文件夹。",
        choose="请至少选一个题库。",
        missing="请先选择已保存的结果。",
        html="下载网页",
        markdown="下载 Markdown",
        junit="下载 JUnit",
        json="下载 JSON",
    ),
    Language.ENGLISH: Words(
        tab="Evaluation",
        how="Puts every case to the system, without a language model, and compares with the answers written by hand. Cases "
        "lie in the folder cases of the home; results are saved.",
        cases="Cases",
        run="Run",
        running="Running",
        cancel="Cancel",
        saved="Saved runs",
        show="Show",
        before="Compare with",
        compare="Compare",
        none="No cases found; put case files (YAML) into the folder cases of the home.",
        choose="Please choose at least one file of cases.",
        missing="Please choose a saved run first.",
        html="Download HTML",
        markdown="Download Markdown",
        junit="Download JUnit",
        json="Download JSON",
    ),
}
