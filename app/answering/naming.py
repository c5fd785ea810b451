"""Which documents a question names by their kind ("通知里说", "这个办法规定")."""

import re
from collections.abc import Iterable

from corpus import Document

# The kinds of document, and further words by which a title shows that it is of the kind.
_KINDS: dict[str, tuple[str, ...]] = {
    "通知": ("公开征求意见", "征集意见"),
    "公告": ("公开征求意见",),
    "方案": (),
    "办法": (),
    "细则": (),
    "条例": (),
    "意见": (),
    "措施": (),
    "规划": (),
    "规定": (),
    "指南": (),
    "解读": (),
}
_NAMES = {
    kind: re.compile(rf"{kind}(?:里|中|内|上|当中)(?:面)?|{kind}(?:是怎么|怎么)?(?:说|提到|写|规定|要求|指出|明确)")
    for kind in _KINDS
}
_QUOTED_TITLE = re.compile(r"《[^》]*》")


def named_documents(question: str, documents: Iterable[Document]) -> frozenset[str]:
    """The ids of the documents that ``question`` (normalised) means by their kind; empty where it names none.

    A title that another title quotes does not make the other one of its kind.
    """
    found: set[str] = set()
    known = tuple(documents)
    for kind, name in _NAMES.items():
        if name.search(question):
            words = (kind, *_KINDS[kind])
            found |= {d.id for d in known if any(w in _QUOTED_TITLE.sub("", d.title) for w in words)}
    return frozenset(found)
