"""The notes of a benefit's review, sorted by what they mean for computing.

What could not be read completely either has a place in a formula after all (a second cap, a limit of months), or is
said together with the result, or forbids computing.
"""

import re
from dataclasses import dataclass, field

from app.answering.question import normalise
from corpus import Benefit, Bound, Kind, Quantity, find_quantities

OUTCOME = "结果为："  # written by ``standards``, where the clause gives no support but deducts or charges
_DEPENDS = "数额还取决于"
_HARMLESS = (
    "没有读出给予的对象", "给予的对象须核对", "对象沿用上一句", "对象取自上文", "列举的上文另有规定", "本句没有写明条件",
    "另有没有写明数额的支持", "条件承接上文",
)  # fmt: skip
_SAID = ("另有约定：", "另有期限：", "另有上限：", "括号内另有约定：", "另有条件：", "引用其他条款：")
_LIMIT_ONLY = "只写明了限额"
_BLOCKS = {
    "数额不是定数": "条款给的数额不是定数",
    "比例不是定数": "条款给的比例是一个区间",
    "没有写明数额": "条款没有写明数额",
    "另有数额没有读入": "条款里还有其他数额，算法不止一种",
    "“分别”的各项": "条款里的几个数额与各自的对象不能一一对应",
    _LIMIT_ONLY: "条款只写明了限额，没有写明怎么算",
    "上一行没有结束": "条款文字不完整",
    "条款文字已改变": "条款文字已改变，人工核对已过期",
}
_RELATIVE = "是对另一比例的增减"
_STEPWISE = re.compile(r"是单位标准，须乘以数量$")
_EXCLUSIVE = re.compile(
    r"就高|从高|择高|取高|不重复|不得重复|不可重复|不叠加|不得叠加|不累计|不可兼得|不得同时|不能同时|不同时享受|只能享受|只享受|择一|补差|差额|扣除"
)
_OF_ONE_THING = re.compile(
    r"同一(?!企业|单位|公司|主体|法人|机构|家|申[报请])|同类|与?其他[^,，。;；]{0,8}(?:政策|文件|办法|部门|规定)|上级"
)
_OF_ALL = re.compile(r"本(?:政策|办法|意见|措施|规定|细则|方案|通知|文件)|[各多两几上]项")
_REDUCES = re.compile(r"差额|补差|扣除|扣减|抵扣|(?<!未)已享受")
_PAYMENT = re.compile(r"拨付|发放|兑现|分[一二两三四五\d]{1,2}(?:年|次|期|批)")


@dataclass(slots=True)
class Notes:
    """What the review of a benefit says.

    ``blocks`` is the Chinese reason why nothing may be computed, empty if it may; ``depends`` is said with the result;
    ``remarks`` are printed words to be read beside it. ``caps`` are further caps with their words, ``limits`` are upper
    limits of counts and periods. ``gives`` stands before the result.
    """

    blocks: str = ""
    depends: str = ""
    remarks: list[str] = field(default_factory=list)
    caps: list[tuple[Quantity, str]] = field(default_factory=list)
    limits: list[Quantity] = field(default_factory=list)
    alternatives: bool = False
    stepwise: bool = False
    progressive: bool = False
    baseless: bool = False
    staged: bool = False
    exclusive: str = ""
    gives: str = "可得"


def read_notes(benefit: Benefit) -> Notes:
    """Sort the notes of ``benefit``; an unknown note forbids computing."""
    notes = Notes()
    for note in filter(None, benefit.review.split("；")):
        if note.startswith(OUTCOME):
            notes.gives = note.removeprefix(OUTCOME)
        elif not (
            note == _LIMIT_ONLY and benefit.rate is not None and benefit.base
        ):  # 不超过资助金额的80%: an upper limit
            _read(note, notes)
    return notes


def _read(note: str, notes: Notes) -> None:
    if note.startswith(_HARMLESS) or note.startswith("计算基数须核对"):
        return
    if note.startswith(_DEPENDS):
        notes.depends = note
    elif note.startswith(("条件之间有“或”", "条件满足其一即可")):
        notes.alternatives = True
    elif _STEPWISE.search(note):
        notes.stepwise = True
    elif note.startswith("分段计算"):
        notes.progressive = True
    elif note.startswith("没有读出比例的计算基数"):
        notes.baseless = True
    elif note.startswith("分年度给予"):
        notes.staged = True
    elif note.startswith(_SAID):
        _said(note, note.partition("：")[2], notes)
    elif _RELATIVE in note:
        notes.blocks = notes.blocks or "条款写的是对另一比例的增减"
    else:
        known = next((why for start, why in _BLOCKS.items() if note.startswith(start)), None)
        notes.blocks = notes.blocks or known or f"条款还有须人工核对之处（{note.partition('：')[0]}）"


def _said(note: str, words: str, notes: Notes) -> None:
    if match := _EXCLUSIVE.search(words):
        notes.exclusive = match.group()
        if "差" in match.group() or "扣除" in match.group():
            notes.remarks.append(words)
        return
    figures = find_quantities(words)
    sums = [q for q in figures if q.kind in {Kind.AMOUNT, Kind.RATE}]
    upper = [q for q in figures if q.bound in {Bound.LE, Bound.LT}]
    if note.startswith(("另有条件：", "引用其他条款：")):
        notes.remarks.append(words)
    elif len(sums) == 1 == len(upper) and upper == sums and sums[0].kind is Kind.AMOUNT:
        notes.caps.append((sums[0], words))
    elif not sums and upper and len(figures) == len(upper):
        notes.limits += [q for q in upper if not any(_alike(q, known) for known in notes.limits)]
    elif sums and not _PAYMENT.search(words) and upper != sums:
        notes.blocks = notes.blocks or f"条款另有约定“{_bare(words)}”"
    else:
        notes.remarks.append(words)


def _alike(one: Quantity, other: Quantity) -> bool:
    return (one.kind, one.unit, one.value) == (other.kind, other.unit, other.value)


def _bare(words: str) -> str:
    """The words without figures: a reason shows none of its own."""
    return re.sub(r"[\d.%万亿元]+", "…", words)


def reduced(text: str) -> str:
    """The words by which a sentence takes off what was got elsewhere (差额, 扣除), or nothing."""
    match = _REDUCES.search(text)
    return match.group() if match else ""


def takes_off(notes: Notes, text: str) -> str:
    """The same of a sentence whose own result is not what is taken off (按每月1000元的标准扣除)."""
    return "" if notes.gives in {"可扣除", "可抵扣"} else reduced(text)


def remarked(notes: Notes, text: str) -> str:
    """What has to be read beside a result, in brackets; ``text`` is the sentence (normalised) that will be cited."""
    said = [notes.depends] if notes.depends else []
    if word := takes_off(notes, text):
        said.append(f"条款写有“{word}”，是否扣减须核对")
    for words in notes.remarks:
        quotable = not find_quantities(words) or normalise(words) in text
        said.append(f"另须核对：{words}" if quotable and len(words) < 30 else "条款另有约定，请核对原文")
    return f"（{'；'.join(dict.fromkeys(said))}）" if said else ""


def exclusive(text: str) -> str:
    """The words by which a text forbids adding up (就高, 不重复 …), or nothing."""
    match = _EXCLUSIVE.search(text)
    return match.group() if match and match.group() not in {"扣除", "差额"} else ""


def forbids_adding(clause: str, document: str) -> str:
    """The words by which a clause, or a rule on the whole of its document, forbids adding up several things.

    Not where they speak of one and the same thing (同一项目就高不重复), of which there are several here.
    """
    for text, general in ((clause, False), (document, True)):
        for match in _EXCLUSIVE.finditer(text):
            start = max(text.rfind(mark, 0, match.start()) for mark in "。;；\n") + 1
            plain = match.group() not in {"扣除", "差额"} and not _OF_ONE_THING.search(text, start, match.end())
            if plain and (not general or _OF_ALL.search(text, start, match.end())):
                return match.group()
    return ""
