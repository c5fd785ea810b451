"""Sentences that stand in every document of a kind and rule nothing: why it is made, that it is issued, web furniture.

A long sentence of purpose names the whole topic of its document, so that by coverage alone it would come first.
"""

import re
from dataclasses import dataclass

from app.answering.facts import ClauseFacts, Sentence
from app.answering.question import normalise

_KIND = r"办法|细则|意见|规定|条例|方案|措施|制度|规则|通知|政策|计划|清单|指南|标准|规划"
_FURNITURE = (
    r"索引号|发文字号|点击数|浏览(?:次数|量)|阅读次数|(?:网站|站点)(?:地图|首页|标识码)|首页\s*[>/＞›]|无障碍|长者版|关怀版"
    r"|版权所有|ICP备|公网安备|个人中心|流水号[:：]|服务热线[:：]?|上一[篇页]|下一[篇页]|打印(?:本页|页面)|关闭窗口|扫一扫|分享到"
    r"|欢迎(?:来到|访问|光临)|状态查询"
)


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of boilerplate, and the questions (normalised) that it may answer all the same."""

    sentence: re.Pattern[str]
    excuse: re.Pattern[str]


_SORTS = (
    _Sort(  # 为…，根据…，结合本市实际，特制定本办法
        re.compile(rf"(?:制[定订]|出台|提出|拟定)(?:本|如下|以下).{{0,4}}(?:{_KIND})"),
        re.compile(r"为什么|为何|为啥|目的|依据|背景|缘由|意义|根据(?:什么|哪)"),
    ),
    _Sort(  # 现将《…》印发给你们，请认真贯彻执行; 各区人民政府，市有关单位：
        re.compile(
            r"现将.{2,80}(?:印发|公布|发布|转发|通知|公告)(?:给|如下|于)|请(?:认真|遵照|贯彻|结合实际)[^,。]{0,12}(?:执行|落实)"
            r"|(?:同意|审议通过)[^。]{0,12},?现予?[^。]{0,6}(?:印发|公布|发布)"
            r"|^各[^,。]{0,60}(?:单位|部门|政府|企业|公司)[:：]$"
        ),
        re.compile(r"印发|发布|转发|批准|同意|通过"),
    ),
    _Sort(
        re.compile(_FURNITURE),
        re.compile(
            r"索引号|文号|发文字号|征求意见|听取意见|正式|定稿|(?:发布|公开|公布)的?(?:时间|日期)|网址|网站|热线|电话|什么时候(?:发布|公布|公开)"
        ),
    ),
    _Sort(  # 发布时间：2024-11-21 is no deadline
        re.compile(r"^(?:发布|成文|印发|发文|公布|公开|更新)(?:时间|日期)\s*[:：]"),
        re.compile(r"发布|成文|印发|发文|公布|公开|更新|出台|[发出登挂][出来]|(?:时候|哪[天年])的|日期"),
    ),
    _Sort(re.compile(r"^附(?:件|表|录)\s*[一二三四五六七八九十\d]*\s*[:：.、．]"), re.compile(r"附[件表录]|表格|模板")),
)
_PREFACE = ("序",)  # the path of what stands before the first label
_OF_THE_DOCUMENT = re.compile(  # what its title, number and status line tell
    r"文号|征求意见|正式|定稿|草案|印发|发布|[发出定]的|制[定订]|哪[个家](?:单位|部门|机关)|谁|名称|标题|全称|叫什么"
)
_LABEL = 16  # characters: a stretch up to here without a figure and a full stop is a label on a page
_ENDS = re.compile(r"[。;；:：!！?？]$")


def is_boilerplate(question: str, facts: ClauseFacts, sentence: Sentence) -> bool:
    """Whether a sentence rules nothing that ``question`` (normalised) could ask for."""
    text = sentence.norm.strip()
    if any(s.sentence.search(text) and not s.excuse.search(question) for s in _SORTS):
        return True
    if facts.clause.path != _PREFACE or _OF_THE_DOCUMENT.search(question) or _ENDS.search(text):
        return False
    return (len(text) <= _LABEL and not sentence.quantities) or text in normalise(facts.document.title)
