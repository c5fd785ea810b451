"""Who does a thing: how policy documents name the office that does it.

An office stands before what it does (市科技局负责受理), behind 由 (由财政部门拨付), as the one to whom something goes
(向街道办事处提出申请, 接受审计部门的监督), or in a remark at the end of a clause (责任单位：市商务局).
"""

import re

_OFFICE = (  # by the end of its name, where no other word begins there: 局面, 委托, 政府采购, 办法, 中心工作, 处理
    r"(?:局(?![面部限势])|部门|政府(?!采购|性|投资|资金|补|奖|网)|委(?!托|派|员(?!会))(?:员会)?|(?<![主举承创试开经代])办(?![法理学展会事证赛案])"
    r"|办公室|办事处|小组|机[关构]|厅|法院|检察院|国务院|中心(?!工作|城)|(?<=科)室|街道|居委会)"
)
_TASK = (
    r"(?:负责|牵头|会同|主管|组织|统筹|承担|受理|初审|审[核查批定计]|评[审定估]|认定|确认|核[定实准]|批准|编制|编报|制定|下达|拨付"
    r"|发放|支付|兑[付现]|管理|实施|检查|考核|监[督管]|稽查|验收|公示|公布|通报|备案|登记|解释|协调|督促|指导|查处|处[罚理分]|责令)"
)
_DUTY = r"(?:[(（][^()（）]{1,40}[)）])?(?:[等,，、]|依法|依照|按照?|根据|应当?|具体|共同|分别|联合|统一|可以?|职责|分工|主要|要)*"
_DOES = re.compile(rf"{_OFFICE}{_DUTY}(?:的?{_TASK}|对[^。;；]{{2,40}}?{_TASK}|[^,，。;；]{{1,6}}{_TASK})")
_BY = re.compile(rf"(?<![自理缘])由(?P<who>[^,，。;；]{{2,30}}?){_TASK}")
_NO_OFFICE = re.compile(
    r"(?:申请|申报|用人|借款|项目|纳税)?(?:企业|公司|个人|本人|家庭|申请人|申报人|单位)(?!.*(?:部门|局))"
)
_TO = re.compile(
    rf"(?:向|报送?|送|经|提?交|到|至|接受)[^,，。;；]{{1,30}}?{_OFFICE}[^,，。;；]{{0,10}}?(?:申[请报]|提[出交]|报送|办理|同意|{_TASK}|$)"
)
_NAMED = re.compile(
    r"(?:责任|负责|牵头|主管|承办|受理|经办|实施)(?:单位|部门|机构)(?:[:：为是由]|$|[,，]|[^,，。;；]{0,6}(?:局|委|办))"
)
_REMARK = re.compile(
    r"[（(](?:责任|牵头|配合|承办|主管|实施)|(?:责任|牵头|配合|承办|主管|实施|负责|落实)(?:单位|部门)[:：]"
)

_TASKS = {  # what is said, and what documents call it
    "编": "编[制报审]", "拨": "拨付|拨款|下达|支付", "发": "发放|拨付|支付|兑[付现]", "审": "审[核查批定]|评审", "批": "审批|批准|审[核定]",
    "评": "评[审估定选价]|认定", "核": "核[定实准查]|审核|复核", "查": "[检核稽]查|查[处验]", "管": "管理|主管|监管|负责", "办": "办理|受理|[经承]办",
    "受理": "受理|接收", "验收": "验收", "监督": "监[督管]|检查", "考核": "考核|评价", "认定": "认定|评定|确认",
}  # fmt: skip
_ASKED_TASK = re.compile(
    r"(?:谁|哪(?:个|家|些|几个)?(?:部门|局|单位|机构|机关|办公室)?|什么(?:部门|单位|机构))(?:来|去|具体|负责|给|牵头|进行)*(?P<task>受理|验收|监督|考核|认定|[编拨发审批评核查管办])"
)


def names_office(text: str) -> bool:
    """Whether a sentence says which office does something: 由区财政局拨付; not 由企业自行组织."""
    if _NAMED.search(text) or _DOES.search(text) or _TO.search(text):
        return True
    return any(not _NO_OFFICE.match(found["who"]) for found in _BY.finditer(text))


def asked_task(question: str) -> str:
    """The pattern of what ``question`` (normalised) asks who does: 钱归谁拨 → 拨付, 下达; empty where it names no task."""
    found = _ASKED_TASK.search(question)
    return _TASKS.get(found["task"], "") if found else ""


def is_done_to(text: str, task: str) -> bool:
    """Whether a sentence names a task without an office that does it: 拨付和使用接受审计部门的监督 beside 谁拨."""
    if not task or not re.search(task, text):
        return False
    done = re.search(rf"{_OFFICE}(?:[^。;；受向]|(?<!接)受){{0,40}}?(?:{task})|由[^,，。;；]{{2,30}}?(?:{task})", text)
    return done is None


def is_remark(text: str) -> bool:
    """Whether a sentence only remarks who is responsible for what stands around it: （责任单位：市科技局）."""
    return bool(_REMARK.match(text))
