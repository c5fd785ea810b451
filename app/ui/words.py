"""The page's own words in Chinese and English. The documents' words are never translated."""

from dataclasses import dataclass
from enum import StrEnum

from corpus import Status


class Language(StrEnum):
    """The language of the page around the answers."""

    CHINESE = "zh"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the page says itself. ``{…}`` are filled in with already escaped text."""

    html_language: str
    title: str
    promise: str
    tab_ask: str
    question: str
    placeholder: str
    ask: str
    stop: str
    examples: str
    loading: str
    loaded: str
    model: str
    model_none: str
    shelf: str
    new_conversation: str
    earlier: str
    wording: str
    wording_wait: str
    wording_note: str
    wording_none: str
    withheld: str
    stopped: str
    incomplete: str
    no_model: str
    quoted: str
    computed: str
    asked: str
    legend: str
    formula: str
    conflict: str
    spoken: str
    copy: str
    copied: str
    evidence: str
    open_clause: str
    close_clause: str
    page: str
    refusal: str
    nearest: str
    nearest_note: str
    departments: str
    timings: str
    issuer: str
    number: str
    issued: str
    version: str
    superseded_by: str
    since: str
    busy: str
    fault: str
    statuses: dict[Status, str]
    engines: dict[str, str]

    def status(self, status: Status) -> str:
        """The label of a document's status."""
        return self.statuses[status]

    def engine(self, name: str) -> str:
        """An engine in words a user knows; one that is not known here by its own name."""
        return self.engines.get(name, name)


_CHINESE = Words(
    html_language="zh-CN",
    title="政策问答",
    promise="对照政策原文回答。每个数字都有条款出处；原文没有的，直接说没有。全部在本机运行，不连外网。",
    tab_ask="问答",
    question="请输入问题",
    placeholder="问一句政策，例如奖励比例、上限、条件、截止时间（最多 2000 字，回车提问）",
    ask="提问",
    stop="停止改写",
    examples="可以这样问",
    loading="正在载入文件和索引，请稍候……页面会自动就绪。",
    loaded="已载入 {documents} 份文件，共 {clauses} 条",
    model="改写模型：{model}",
    model_none="没有使用语言模型",
    shelf="可以问到的文件",
    new_conversation="清空对话",
    earlier="前面的问答",
    wording="模型改写",
    wording_wait="正在改写并逐句核对数字……",
    wording_note="由 {model}（{engine}）改写，每句的数字都与原文核对过。",
    wording_none="模型的说法没有通过核对，没有显示；以上原文作答有效。",
    withheld="另有 {count} 句没有通过核对，没有显示。",
    stopped="已停止改写；原文作答有效。",
    incomplete="回答不完整",
    no_model="没有使用语言模型，答案全部来自原文。",
    quoted="原文数字",
    computed="计算得出",
    asked="来自提问",
    legend="数字来源",
    formula="计算过程",
    conflict="原文前后不一致",
    spoken="可以照着念",
    copy="复制",
    copied="已复制",
    evidence="条款依据",
    open_clause="展开全条",
    close_clause="收起",
    page="第 {page} 页",
    refusal="文件没有回答这个问题",
    nearest="最接近但不构成答案的条款",
    nearest_note="以下条款只是内容相近，不能当作答案。",
    departments="最接近条款的责任单位：{names}",
    timings="检索 {retrieve} 毫秒，作答 {direct} 毫秒",
    issuer="发文机关",
    number="文号",
    issued="日期",
    version="版本",
    superseded_by="后续版本",
    since="《{title}》（自 {day} 起）",
    busy="提问的人较多，请稍后再试。",
    fault="页面处理这个问题时出错，请再试一次；如果仍然出错，请运行 policyqa doctor 检查。",
    statuses={
        Status.DRAFT: "征求意见稿",
        Status.IN_FORCE: "现行有效",
        Status.SUPERSEDED: "已被新版替代",
        Status.EXPIRED: "已失效",
        Status.UNKNOWN: "状态不明",
    },
    engines={"embedded": "本机模型", "ollama": "Ollama", "openai": "模型服务"},
)

_ENGLISH = Words(
    html_language="en",
    title="Policy questions",
    promise="Answers from the policy's own text. No number without its clause; what the text does not say is said so. "
    "Everything runs on this machine, offline.",
    tab_ask="Ask",
    question="Your question",
    placeholder="Ask about a rate, a cap, a condition, a deadline … (up to 2,000 characters, Enter to ask)",
    ask="Ask",
    stop="Stop rewording",
    examples="For example",
    loading="Loading the documents and the index … the page will be ready by itself.",
    loaded="Documents: {documents}, clauses: {clauses}",
    model="reworded by {model}",
    model_none="no language model",
    shelf="What you can ask about",
    new_conversation="Clear conversation",
    earlier="Earlier questions",
    wording="Reworded by the model",
    wording_wait="Rewording, and checking the figures of every sentence …",
    wording_note="Reworded by {model} ({engine}); the figures of every sentence were checked against the text.",
    wording_none="Nothing the model said passed the check, so none of it is shown; the answer above stands.",
    withheld="{count} more statements did not pass the check and are not shown.",
    stopped="Rewording stopped; the answer above stands.",
    incomplete="Incomplete answer",
    no_model="No language model was used: the answer is the text's own.",
    quoted="in the text",
    computed="computed",
    asked="from your question",
    legend="Figures",
    formula="Computation",
    conflict="The text disagrees with itself",
    spoken="To read out",
    copy="Copy",
    copied="Copied",
    evidence="Clauses",
    open_clause="Whole clause",
    close_clause="Close",
    page="page {page}",
    refusal="The documents do not answer this question",
    nearest="Nearest clauses, not an answer",
    nearest_note="These clauses are about something similar; do not take them for an answer.",
    departments="In charge of the nearest clause: {names}",
    timings="found in {retrieve} ms, answered in {direct} ms",
    issuer="Issuer",
    number="Number",
    issued="Date",
    version="Version",
    superseded_by="Later version",
    since="《{title}》, from {day}",
    busy="Many people are asking right now; please try again shortly.",
    fault="Something went wrong with this question; please try again, and run policyqa doctor if it persists.",
    statuses={
        Status.DRAFT: "Draft for comments · 征求意见稿",
        Status.IN_FORCE: "In force",
        Status.SUPERSEDED: "Superseded",
        Status.EXPIRED: "Expired",
        Status.UNKNOWN: "Status unknown",
    },
    engines={"embedded": "on this machine", "ollama": "Ollama", "openai": "model server"},
)

WORDS: dict[Language, Words] = {Language.CHINESE: _CHINESE, Language.ENGLISH: _ENGLISH}
