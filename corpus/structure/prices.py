"""Prices: what an oddity costs a reading of a document's ladder.

Only the order of the figures matters: text that looks like a label is dearer than one wrong number and cheaper than
two. They were set on 26 policies and 746 laws.
"""

from collections.abc import Iterator

from corpus.structure.labels import Label, LabelKind
from corpus.structure.rungs import Gap, Level, Reading, nesting

PLAIN = 6.0  # a certain label is read as text
LOOSE = 0.5  # a possible label that is the next number of an open list is read as one
LOOSE_PLAIN = 1.0  # … or is not
UNNUMBERED = 1.0  # 附则 is read as the next chapter
UNNUMBERED_PLAIN = 2.0  # … or is not
DEEPER = 0.4  # … for each list above its own: 附则 follows the last 编, not the last 章
JOIN = 0.5  # a finished paragraph after an article's items belongs to the last item, not to the article
STAY = 0.7  # to go on with a list after a signature or a title
_REPEAT = 2.5  # (三) after (三)
_GAP = 2.0  # 三、 after 一、
_WIDER = 0.5  # for each further number that is missing
_BACK = 3.0  # (二) after (三) in the same list
_MISFIT = 3.0  # 二. in the list of (一)
_FAR_MISFIT = 5.0  # 3. in the list of (一)
_DELIMITER = 1.0  # 1、 in the list of 1.
_MARKS = 3.0  # ### 第三节 in the list of ## 第二章, or ## 第二章 below ### 第三节
_BULLET = 1.0  # "- 2." in the list of 1.
_BEGIN_LATE = 4.0  # a list that begins with (二)
_RUN_ON = 1.0  # a list that goes on where the last one of its kind ended
_ARTICLE_RUN_ON = 0.5
_INVERSION = 3.0  # 一、 below 1.
_ARTICLE_INVERSION = 1.0  # 第一条 below 一、 is common in policies
_SAME_KIND = 2.0  # (一) below (一)
_FOREIGN = 3.0  # 2.1 below 1
_UNSEEN = 0.3  # a nesting that this document has not shown before
_SECOND_LIST = 2.0  # another list under the same parent, after a paragraph
_HIGHER_LIST = 1.5  # the same, of a kind that usually stands above the first
_UNPARTED = 2.5  # either, with nothing between the lists
_NEVER = 50.0  # 第一章 below 第三条

_STRICT = frozenset({
    LabelKind.PART, LabelKind.SUBPART, LabelKind.DIVISION, LabelKind.CHAPTER, LabelKind.SECTION, LabelKind.ARTICLE,
})  # fmt: skip
_MISFITS = frozenset({
    LabelKind.CHINESE, LabelKind.CHINESE_BRACKET, LabelKind.ARABIC, LabelKind.ARABIC_BRACKET, LabelKind.CIRCLED,
})  # fmt: skip
_NEIGHBOURS = (
    frozenset((LabelKind.CHINESE, LabelKind.CHINESE_BRACKET)),
    frozenset((LabelKind.ARABIC, LabelKind.ARABIC_BRACKET)),
)
_ORDINARY = {"．": ".", "）": ")", "：": ":"}


def next_price(level: Level, label: Label) -> float | None:
    """The price of ``label`` as the next member of an open list, ``None`` where it cannot be one."""
    open_ = level.label
    step = label.value - open_.value
    if label.kind is not level.kind:
        if step != 1 or not _MISFITS.issuperset((label.kind, level.kind)) or open_.value == 0:
            return None
        return _MISFIT if frozenset((label.kind, level.kind)) in _NEIGHBOURS else _FAR_MISFIT
    if label.prefix != open_.prefix:
        return None
    price = _MARKS if open_.marks and label.marks and open_.marks != label.marks else 0.0
    if open_.kind is label.kind:
        price += _DELIMITER if _ascii(label.delimiter) != _ascii(open_.delimiter) else 0.0
        price += _BULLET if label.bulleted != open_.bulleted else 0.0
    if label.value == 0 or step == 1 or (step == 0 and label.sub == open_.sub + 1):
        return price
    if step > 1:
        return price + _GAP + _WIDER * min(step - 2, 12)
    return price + (_REPEAT if step == 0 else _BACK)


def _ascii(delimiter: str) -> str:
    return _ORDINARY.get(delimiter, delimiter)


def _continues(parent: Label, label: Label) -> bool:
    """Whether the numbers of a decimal label are those of its parent and one more: 1.2 below 1, 一、 or 第一章."""
    own = (*parent.prefix, parent.value)
    return own == label.prefix or (len(label.prefix) == 1 and parent.value == label.prefix[0])


def first_prices(reading: Reading, label: Label, gap: Gap) -> Iterator[float]:
    """The prices of ``label`` as the first of a new list below ``stack[:depth]``, for every depth from the base."""
    stack, beginning = reading.stack[reading.base :], _price_of_beginning(reading, label)
    parent: Level | None = None
    is_below = False
    for level in stack:
        if level.kind is LabelKind.SIGNATURE:  # the lists above it are closed
            yield beginning + _price_of_nesting(reading, label, None)
            return
        price = beginning + _price_of_nesting(reading, label, parent)
        yield price + _price_of_second_list(level, label, is_top=parent is None, gap=gap)
        if level.kind is label.kind and not is_below:  # (一) below (一)
            beginning, is_below = beginning + _SAME_KIND, True
        parent = level
    price = beginning + _price_of_nesting(reading, label, parent)
    yield price + (STAY if gap is Gap.BREAK and parent else 0.0)


def _price_of_second_list(level: Level, label: Label, *, is_top: bool, gap: Gap) -> float:
    """The price of another list in the place of the open one of ``level``."""
    is_new_document = gap is Gap.BREAK and is_top and label.kind <= level.kind
    if is_new_document:
        return 0.0
    return (_HIGHER_LIST if label.kind < level.kind else _SECOND_LIST) + (_UNPARTED if gap is Gap.NONE else 0.0)


def _price_of_beginning(reading: Reading, label: Label) -> float:
    if label.value <= 1:
        return 0.0
    if label.value == reading.last[label.kind] + 1:
        return _ARTICLE_RUN_ON if label.kind is LabelKind.ARTICLE else _RUN_ON
    return _BEGIN_LATE + _WIDER * min(label.value - 2, 3)


def _price_of_nesting(reading: Reading, label: Label, parent: Level | None) -> float:
    if parent and 0 < label.marks <= parent.label.marks:
        return _MARKS
    if label.prefix:
        return _UNSEEN + (0.0 if parent and _continues(parent.label, label) else _FOREIGN)
    if nesting(parent, label.kind) & reading.nestings:
        return 0.0
    if parent is None or label.kind > parent.kind:
        return _UNSEEN
    if label.kind is LabelKind.ARTICLE and parent.kind in (LabelKind.CHINESE, LabelKind.CHINESE_BRACKET):
        return _UNSEEN + _ARTICLE_INVERSION
    return _NEVER if label.kind in _STRICT and parent.kind in _STRICT else _UNSEEN + _INVERSION
