"""款: the paragraphs of an article, which print no number."""

from collections.abc import Sequence

from corpus.segment import Segment

_ITEM_TITLE = 20  # characters of an item that is a title, with its label


def may_be_paragraph(segment: Segment, before: Segment) -> bool:
    """Whether a line without a label may be a new 款: it and the text ``before`` it are whole sentences, and no note."""
    if segment.text.startswith(("注：", "注:")):
        return False
    if not before.closed or before.text.rstrip().endswith(("；", ";")):
        return False
    return segment.closed or segment.text.rstrip().endswith(("：", ":"))


def ends_title(before: Sequence[Segment]) -> bool:
    """Whether the last of these lines is an item's title: （二）项目审核。, and not the last item of a list with ；."""
    *_, above, item = (None, *before) if len(before) < 2 else before
    if item is None or item.label is None or (above is not None and above.text.rstrip().endswith(("；", ";"))):
        return False
    return len(item.text) <= _ITEM_TITLE and not set("，,：:") & set(item.text)
