"""The asking tab's words in Chinese and English. The documents' words are never translated."""

from dataclasses import dataclass

from app.ui.words import STATUSES, Language
from corpus import Status


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the tab says itself. ``{…}`` are filled in with already escaped text."""

    question: str
    placeholder: str
    ask: str
    stop: str
    examples: str
    as_of: str
    as_of_today: str
    as_of_pick: str
    as_of_said: str
    loading: str
    loaded: str
    model: str
    model_none: str
    shelf: str
    new_conversation: str
    again: str
    conversations: str
    conversations_none: str
    find_conversation: str
    delete: str
    left: str
    close_left: str
    find_document: str
    within: str
    within_said: str
    documents_all: str
    documents_more: str
    open_document: str
    open_page: str
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
    copy_plain: str
    copy_markdown: str
    copied: str
    related: str
    evidence: str
    open_clause: str
    close_clause: str
    page: str
    refusal: str
    nearest: str
    nearest_note: str
    departments: str
    add: str
    add_document: str
    add_place: str
    add_year: str
    add_who: str
    and_: str
    ask_issuer: str
    timings: str
    issuer: str
    number: str
    issued: str
    version: str
    superseded_by: str
    since: str
    busy: str
    fault: str
    fault_wording: str
    stands: str
    statuses: dict[Status, str]
    engines: dict[str, str]

    def status(self, status: Status) -> str:
        """The label of a document's status."""
        return self.statuses[status]

    def engine(self, name: str) -> str:
        """An engine in words a user knows; one that is not known here by its own name."""
        return self.engines.get(name, name)


_CHINESE = Words(
    question="请输入问题",
    placeholder="问一句政策，回车提问",
    ask="提问",
    stop="停止改写",
    examples="可以这样问",
    as_of="按哪一天的文件回答",
    as_of_today="今天",
    as_of_pick="在日历上选日期",
    as_of_said="按 {day} 有效的文件回答",
    loading="正在载入文件和索引，请稍候……页面会自动就绪。",
    loaded="已载入 {documents} 份文件，共 {clauses} 条",
    model="改写模型：{model}",
    model_none="没有使用语言模型",
    shelf="可以问到的文件",
    new_conversation="新对话",
    again="再问一次",
    conversations="以前的对话",
    conversations_none="没有含这些字的对话",
    find_conversation="查找对话",
    delete="删除这段对话",
    left="对话和文件",
    close_left="收起",
    find_document="查找文件",
    within="由哪些文件回答",
    within_said="只由所选的 {count} 份文件回答",
    documents_all="不勾选就是全部",
    documents_more="还有 {count} 份没有列出，输入标题里的字来查找；不勾选就是全部",
    open_document="在原文中打开",
    open_page="看第 {page} 页",
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
    copy="复制这段话",
    copy_plain="复制全文和出处",
    copy_markdown="复制为 Markdown",
    copied="已复制",
    related="相关的规定还有 {count} 条",
    evidence="条款依据",
    open_clause="展开全条",
    close_clause="收起",
    page="第 {page} 页",
    refusal="文件没有回答这个问题",
    nearest="最接近但不构成答案的条款",
    nearest_note="以下条款只是内容相近，不能当作答案。",
    departments="最接近条款的责任单位：{names}",
    add="可以再问一次，写明{parts}；列出的条款如果就是要问的，用它的原词来问。",
    add_document="是哪份文件（如{title}）",
    add_place="哪个省、市、区",
    add_year="哪一年",
    add_who="谁来申请（企业、个人、机构）",
    and_="、",
    ask_issuer="文件没有写明由谁负责，请向发文机关核实。",
    timings="检索 {retrieve} 毫秒，作答 {direct} 毫秒",
    issuer="发文机关",
    number="文号",
    issued="日期",
    version="版本",
    superseded_by="后续版本",
    since="《{title}》（自 {day} 起）",
    busy="现在提问的人较多，这次没有请模型改写；要改写请过一会儿点“再问一次”。",
    fault="页面处理这个问题时出错，请再试一次；如果仍然出错，请运行 policyqa doctor 检查。",
    fault_wording="模型改写时出错，已经中断；请点“再问一次”重试，仍然出错就请管理员运行 policyqa doctor 检查。",
    stands="上面的原文作答不受影响，可以照着念。",
    statuses=STATUSES[Language.CHINESE],
    engines={"embedded": "本机模型", "ollama": "Ollama", "openai": "模型服务"},
)

_ENGLISH = Words(
    question="Your question",
    placeholder="Ask about a rate, a cap, a condition … Enter to ask",
    ask="Ask",
    stop="Stop rewording",
    examples="For example",
    as_of="As of",
    as_of_today="today",
    as_of_pick="Choose the day in a calendar",
    as_of_said="As the documents stood on {day}",
    loading="Loading the documents and the index … the page will be ready by itself.",
    loaded="Documents: {documents}, clauses: {clauses}",
    model="reworded by {model}",
    model_none="no language model",
    shelf="What you can ask about",
    new_conversation="New conversation",
    again="Ask again",
    conversations="Earlier conversations",
    conversations_none="No conversation has these words",
    find_conversation="Find a conversation",
    delete="Delete this conversation",
    left="Conversations and documents",
    close_left="Close",
    find_document="Find a document",
    within="Documents that answer",
    within_said="Answered by the chosen documents only: {count}",
    documents_all="none ticked: all of them",
    documents_more="{count} more are not listed: type words of the title; none ticked: all of them",
    open_document="Open in the document",
    open_page="See page {page}",
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
    copy_plain="Copy with clauses",
    copy_markdown="Copy as Markdown",
    copied="Copied",
    related="Related provisions: {count}",
    evidence="Clauses",
    open_clause="Whole clause",
    close_clause="Close",
    page="page {page}",
    refusal="The documents do not answer this question",
    nearest="Nearest clauses, not an answer",
    nearest_note="These clauses are about something similar; do not take them for an answer.",
    departments="In charge of the nearest clause: {names}",
    add="Ask again and say {parts}; if one of the clauses listed is what you mean, use its own words.",
    add_document="which document (such as {title})",
    add_place="which province, city or district",
    add_year="which year",
    add_who="who applies (an enterprise, a person, an institution)",
    and_=", ",
    ask_issuer="The document names nobody in charge: ask whoever issued it.",
    timings="found in {retrieve} ms, answered in {direct} ms",
    issuer="Issuer",
    number="Number",
    issued="Date",
    version="Version",
    superseded_by="Later version",
    since="《{title}》, from {day}",
    busy="Many people are asking right now, so the model was not asked to reword this; press “Ask again” in a while.",
    fault="Something went wrong with this question; please try again, and run policyqa doctor if it persists.",
    fault_wording="The model failed while rewording; press “Ask again”, and have policyqa doctor run if it persists.",
    stands="The answer above is the text's own and stands.",
    statuses=STATUSES[Language.ENGLISH],
    engines={"embedded": "on this machine", "ollama": "Ollama", "openai": "model server"},
)

WORDS: dict[Language, Words] = {Language.CHINESE: _CHINESE, Language.ENGLISH: _ENGLISH}
