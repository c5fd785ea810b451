"""What to add to a question that was refused, and whom to ask instead."""

import re

from app.answering.answer import Refusal
from app.ui.asking.evidence import departments, titled
from app.ui.asking.words import Words
from app.ui.escaping import escape

_CALLED = re.compile(r"《|方案|办法|细则|通知|意见|条例|措施|政策|文件|规定")
_PLACE = re.compile(r"[省市区县镇]")
_YEAR = re.compile(r"(?:19|20)\d\d|[今明去前]年|本年|当年")
_WHO = re.compile(r"企业|公司|单位|机构|个人|我们|我司|高校|人才|项目|平台|中心|园区")


def render_hints(refusal: Refusal, words: Words) -> str:
    """The parts that the question lacks, and the department in charge or the issuer, as far as anybody is named."""
    typed = refusal.question
    lacking = [
        said
        for known, said in (
            (_CALLED, words.add_document),
            (_PLACE, words.add_place),
            (_YEAR, words.add_year),
            (_WHO, words.add_who),
        )
        if not known.search(typed)
    ]
    named = titled(refusal.nearest[0].document) if refusal.nearest else ""
    parts = words.and_.join(lacking).format(title=escape(named))
    lines = [words.add.format(parts=parts)] if lacking and named else []
    added = "".join(f'<p class="pq-hint">{line}</p>' for line in lines)
    return f"{added}{_whom(refusal, words)}"


def _whom(refusal: Refusal, words: Words) -> str:
    """The department in charge; whoever issued the document where neither it nor the message names anybody."""
    names = [name for name in departments(refusal.nearest) if name not in refusal.message]
    if names:
        return f'<p class="pq-department">{words.departments.format(names=escape("；".join(names)))}</p>'
    return "" if "咨询" in refusal.message or not refusal.nearest else f'<p class="pq-hint">{words.ask_issuer}</p>'
