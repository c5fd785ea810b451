"""Extent: per whom a sum counts, how often it is given, and what it depends on beyond the figures."""

import re

from corpus.benefits.roles import BASIS, SCOPE
from corpus.benefits.statements import Reading, Statement

_MEASURED = re.compile("每(?:万?平方米|亩|件|台|套|笔|次|辆|间|场)")
_OFTEN = re.compile(
    r"一次性|每年|每月|每季度|每半年|每次|逐年|按年(?!度)|按月(?!租|工资|薪|缴费|均)|年度(?=[^,。;\d]{0,8}总额|最高|不超过|支持|奖励|补)"
)


def scope(reading: Reading, statement: Statement) -> str:
    """Per whom the cap counts: 单家企业, 每家开发企业."""
    for span in (*statement.caps, statement.gives):
        for match in SCOPE.finditer(reading.folded, span.start, span.end):
            if not (_MEASURED.fullmatch(match["per"]) and not match["noun"]):
                return reading.text[match.start() : match.end()].strip()
    return ""


def frequency(reading: Reading, statement: Statement) -> str:
    """How often: the printed word, 每年 or 一次性."""
    for span in (statement.gives, *statement.caps):
        if match := _OFTEN.search(reading.folded, span.start, span.end):
            return match.group()
    return ""


def basis(reading: Reading, statement: Statement) -> str:
    """What the sum depends on beyond the figures: 根据服务绩效."""
    for span in statement.pieces:
        if match := BASIS.match(span.of(reading.folded)):
            return reading.text[span.start + match.start("what") : span.start + match.end("what")]
    return ""
