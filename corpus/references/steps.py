"""Steps: the numbers of a reference, read from the text: 第十二条, 第（一）、（二）项, 第五至八条, 附件1."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.references.mention import Step, Unit
from corpus.structure.ordinals import chinese_number, number_value

_CHINESE = "[零〇一二两三四五六七八九十百千]"
_ARABIC = "[0-9０-９]"
_PLAIN = rf"(?:{_CHINESE}(?:\s?{_CHINESE})*|{_ARABIC}{{1,4}}|{_ARABIC}(?:\s{_ARABIC})+)"
_BRACKETED = rf"[（(]\s*{_PLAIN}\s*[)）]"
_NUMBER = rf"(?:{_BRACKETED}|{_PLAIN})"
_TO = r"(?:至|到|[-—–－~～])"
_AND = r"(?:、|和|与|以及|及|或者|或)"
# What must not follow because the two make another word: 第五条例, 第三章程, 第二项目.
_UNITS = {
    "分编": Unit.SUBPART, "编": Unit.PART, "部分": Unit.DIVISION, "章": Unit.CHAPTER, "节": Unit.SECTION,
    "条": Unit.ARTICLE, "款": Unit.PARAGRAPH, "项": Unit.ITEM, "目": Unit.POINT, "类": Unit.ITEM, "点": Unit.ITEM,
    "种": Unit.ITEM,
}  # fmt: skip
_UNIT = (
    r"(?:分编|编(?![制号码辑])|部分|章(?!程)|节(?![课目点])|条(?![件款例约线]|生产线|跑道|航线|铁路)"
    r"|款(?![项额式]|产品|车型|游戏)|项(?!目|任务|工程|指标|工作)|目(?![标录的]))"
)
_GROUP = re.compile(
    rf"第\s*(?P<numbers>{_NUMBER}(?:\s*(?:{_AND}|{_TO})\s*(?:第\s*)?{_NUMBER}|\s*{_BRACKETED})*)"
    rf"\s*[两三四五六七八九]?(?P<unit>{_UNIT}|(?<=[)）])[类点种])(?:\s*之\s*(?P<sub>{_CHINESE}+)(?![间内日]))?"
)
_BRACKETS = re.compile(
    rf"(?P<numbers>{_BRACKETED}(?:\s*(?:{_AND}|{_TO})?\s*{_BRACKETED})*)\s*(?P<unit>[项款目类])?(?!目)"
)
_ITEMS = re.compile(
    rf"(?P<numbers>{_BRACKETED}(?:\s*(?:{_AND}|{_TO})?\s*{_BRACKETED})*)\s*(?P<unit>项)(?!目|任务|工程)"
)
_ATTACHMENT = re.compile(rf"附[件表录]\s*(?:(?P<number>{_PLAIN})(?![年月日份家个])|(?=第))")  # 附录第四条
_ONE = re.compile(rf"(?P<to>{_TO})?\s*(?:第\s*)?(?P<number>{_NUMBER})")
_LONGEST = 200  # members of a range

START = (
    rf"第\s*{_NUMBER}|(?<![)）]){_BRACKETED}(?:\s*(?:{_AND}|{_TO})?\s*{_BRACKETED})*\s*项|附[件表录]\s*(?:{_PLAIN}|第)"
)
TO = re.compile(rf"\s*{_TO}\s*")
LINK = re.compile(rf"\s*(?:{_AND}|{_TO})\s*")


@dataclass(frozen=True, slots=True)
class Group:
    """The numbers before one unit: 第一、二款 has two steps. It ends before ``end``."""

    steps: tuple[Step, ...]
    end: int

    @property
    def unit(self) -> Unit:
        """What the numbers count."""
        return self.steps[0].unit


def group_at(text: str, at: int, *, above: Unit | None = None) -> Group | None:
    """The numbers and their unit at ``at``, below a step of the unit ``above`` if there is one.

    Numbers in brackets need no 第 and, below another step, no unit: 第三部分（二）.
    """
    if match := _GROUP.match(text, at):
        return _group(match, _UNITS[match["unit"]], match["sub"])
    if above is None and (match := _ATTACHMENT.match(text, at)):
        value = number_value(match["number"] or "") or 0
        return Group((Step(Unit.ATTACHMENT, value, re.sub(r"\s", "", match[0])),), match.end())
    if above is None:
        match = _ITEMS.match(text, at)
        return _group(match, Unit.ITEM, None) if match else None
    match = _BRACKETS.match(text, at)
    return _group(match, Unit.ITEM if above < Unit.ITEM else Unit.POINT, None) if match else None


def between(first: Step, last: Step) -> Iterator[Step]:
    """The steps that a range leaves out: between 第五条 and 第八条, or 第二条之一 and 第二条之四."""
    if first.unit is not last.unit:
        return
    if first.value == last.value:
        for sub in range(first.sub + 1, last.sub):
            yield _step(first.unit, first.value, re.sub("之.*", "", first.text), sub)
    elif last.value - first.value < _LONGEST:
        for value in range(first.value + 1, last.value):
            yield _step(first.unit, value, _renumbered(first.text, value), 0)


def _group(match: re.Match[str], unit: Unit, sub: str | None) -> Group | None:
    if "（" in match["numbers"] or "(" in match["numbers"]:
        unit = Unit.ITEM if unit is Unit.PARAGRAPH else unit  # 第（二）款 is the item (二)
    steps: list[Step] = []
    for one in _ONE.finditer(match["numbers"]):
        printed = re.sub(r"\s", "", one["number"])
        value = number_value(printed.strip("（()）"))
        if value is None:
            return None
        text = printed if printed[0] in "（(" else f"第{printed}{_name(unit, match['unit'])}"
        step = Step(unit, value, text)
        if one["to"] and steps:
            steps.extend(between(steps[-1], step))
        steps.append(step)
    if sub and (number := number_value(sub)):
        steps[-1] = _step(unit, steps[-1].value, steps[-1].text, number)
    return Group(tuple(steps), match.end())


def _step(unit: Unit, value: int, text: str, sub: int) -> Step:
    return Step(unit, value, f"{text}之{chinese_number(sub)}" if sub else text, sub)


def _name(unit: Unit, printed: str | None) -> str:
    return printed or next(word for word, named in _UNITS.items() if named is unit)


def _renumbered(text: str, value: int) -> str:
    """``第五条`` and 6 → ``第六条``, ``（1）`` and 2 → ``（2）``."""
    number = str(value) if re.search(_ARABIC, text) else chinese_number(value)
    return re.sub(_PLAIN, number, re.sub("之.*", "", text), count=1)
