"""What a question says beside the words by which it asks for all of a kind, and whether it may ask for that at all."""

import re
from collections.abc import Iterable

from app.answering.lexicon import lexicon
from app.answering.question import Question, normalise
from app.answering.titles import mentions
from corpus import Document, ParsedDocument

LISTS = r"(?:哪些|哪几|哪[个项条]|列(?:出|一下|举|个)|汇总|梳理|罗列|盘点|都有(?:什么|啥)|有(?:什么|啥)|[是有共]?几[条项种处个样]|(?:所有|全部)的?|(?:都|各自?|分别)是?(?:多少|几))"
_LISTS = re.compile(LISTS)
_PLACES = re.compile(
    r"第\s*[（(]?[零〇一二两三四五六七八九十百\d]+[)）]?\s*(?:[编章节条款项点]|部分|大?块)|(?:几|多少)大?(?:[章条节编块]|部分)|附[件录表]|(?:讲|说|写|规定|提|谈)(?:的|了|是|到|些)*(?:什么|啥|哪些)"
)
_OFTEN = re.compile(r"[几多][少]?[次回处遍]")
_CODE = re.compile(r"(?<![\d.])\d(?:[+＋]?\d){1,5}(?![\d.]|[年个家项万亿元%号条])")
# What says nothing of a subject in a question about a whole document.
_GENERIC = re.compile(
    r"(?:这|那|本|该|此)(?:份|个|部|项)?|文件|方案|办法|细则|政策|通知|意见|条例|规定|规划|计划|指南|措施|条款|内容|正文|文里|里头|里面|全文|整份|通篇|从头到尾"
    r"|奖励|补助|补贴|资助|支持|扶持|奖补|资金|奖金|优惠|贴息|待遇|好处|数额|金额|标准|钱|款|奖|补|给予|给|拿|领|发|算|写明?|说明?|提到?|讲|列|要|做到?|达到|完成|实现|涉及|带|按|以|用|定|设"
    r"|任务|事情?|活动|工作|地方|方面|[条项种类处样笔点号]|分别|各自?|多少|几|什么|啥|哪些?|怎么[样说]|呢|吗|出来|一下|请|帮忙?|我|麻烦|都|共|总|全部?|所有"
)
IN_DOCUMENT = r"(?:这|那|本|该)?(?:份|个|部)?(?:文件|方案|办法|细则|政策|意见|条例|规定|通知|规划|措施)?(?:里面?|中|内|上|下面?|底下|之下|部分)*的?"
_SAID = re.compile(r"[\u4e00-\u9fffA-Za-z\d]")
_LITTLE = 2  # characters that may be left over


def is_of_whole(search: str) -> bool:
    """Whether a question (normalised) may ask something of a document as a whole: cheap, and true too often."""
    return any(cue.search(search) for cue in (_LISTS, _PLACES, _OFTEN, _CODE))


def says_more(question: Question, parsed: ParsedDocument, cues: Iterable[re.Pattern[str]]) -> bool:
    """Whether a question tells a subject beside ``cues``, the document's name and the words that ask for all of a kind."""
    return len(_SAID.findall(left_over(question, parsed, cues))) > _LITTLE


def left_over(question: Question, parsed: ParsedDocument, cues: Iterable[re.Pattern[str]]) -> str:
    """What a question says beside ``cues`` and words without a subject of their own."""
    text = without_name(question.search, parsed.document)
    for cue in (*cues, _LISTS, _GENERIC, lexicon().stop, _GENERIC):
        text = cue.sub(" ", text)
    return without_words_of(text, f"{parsed.document.title} {parsed.document.issuer or ''}")


def without_name(search: str, document: Document) -> str:
    """A question (normalised) without the stretches that name the document."""
    for mention in reversed(mentions(search, [document])):
        search = f"{search[: mention.start]} {search[mention.end :]}"
    return search


def without_words_of(text: str, title: str) -> str:
    """``text`` without the stretches of two characters or more that stand in ``title``, and without blanks."""
    title, kept = normalise(title), ""
    while text:
        size = next((n for n in range(len(text), 1, -1) if text[:n] in title), 0)
        kept, text = (kept, text[size:]) if size else (kept + text[0], text[1:])
    return re.sub(r"\s", "", kept)
