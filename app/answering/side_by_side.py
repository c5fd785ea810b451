"""A question put to several documents that it names (A怎么说，B怎么说): what it asks of each, and the answers labelled."""

import re
from collections.abc import Sequence

from app.answering.asked import asks, content, names_aspect, stretches
from app.answering.draft import DirectAnswer
from app.answering.titles import Mention
from corpus import Document, Status

_MOST = 3
_HERE = "\0"  # where a document was named
_NAMED = re.compile(
    rf"(?:按照?|根据|依据|[国省市区县]里)*的?{_HERE}(?:文件)?(?:里面?|中|上)?的?(?:又|也)?(?:说的?|写的?|规定的?)?[和与跟、及]?"
)
_TELLS = re.compile(r"(?:又|各自?|分别|都)?(?:是)?(?:怎么|如何)(?:说|写|规定|定)的?$")
_COMPARES = re.compile(
    r"各自|分别|各(?=[是有按给])|(?:说的)?(?:钱数|数额|数字?|金额)?(?:是不是)?(?:一样|相同|一致)(?:多|高)?[吗么不]?"
    r"|有(?:什么|啥|没有)?(?:区别|差别|不同|不一样)[吗么]?"
)
_STATUS = {Status.DRAFT: "（征求意见稿）", Status.EXPIRED: "（有效期已过）", Status.SUPERSEDED: "（已被替代）"}
_NOTHING = "文件中没有找到对应的规定。"


def sides(found: Sequence[Mention]) -> tuple[frozenset[str], ...]:
    """The ids of the documents of each of the things named, where they are several and nothing is in two of them."""
    each = tuple(dict.fromkeys(m.documents for m in found))
    if not 2 <= len(each) <= _MOST or sum(len(e) for e in each) > len(frozenset().union(*each)):
        return ()
    return each


def asked_of_each(question: str, found: Sequence[Mention]) -> str:
    """What ``question`` (normalised) asks of every document, without their names and without the comparison."""
    for mention in reversed(found):
        question = question[: mention.start] + _HERE + question[mention.end :]
    kept = [_COMPARES.sub("", _TELLS.sub("", _NAMED.sub("", s))) for s in stretches(question)]
    whole = (f"{s}多少" if names_aspect(s) else s for s in kept)
    return "，".join(s for s in whole if content(s) or asks(s))


def labelled(answers: Sequence[tuple[Sequence[Document], DirectAnswer | None]]) -> DirectAnswer:
    """The answers of several documents, each under title and status; ``None`` where a document says nothing."""
    whole = DirectAnswer()
    for documents, answer in answers:
        title = "、".join(f"《{d.title}》{_STATUS.get(d.status, '')}" for d in documents)
        if answer is None:
            whole.lines.append(f"{title}：{_NOTHING}")
        else:
            whole.lines.append(f"{title}：")
            whole.absorb(answer)
    whole.add_notes()
    return whole
