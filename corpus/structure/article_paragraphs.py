"""款: the paragraphs of an article, which print no number."""

from collections.abc import Sequence

from corpus.structure.segment import Segment

_ITEM_TITLE = 20  # characters of an item that is a title, with its label
_FULL_LINE = 30  # characters; a line that long without its end is broken, not a title
_PARALLEL = 5  # characters that two paragraphs on one thing begin with


def may_be_paragraph(segment: Segment, before: Segment, after: Segment | None) -> bool:
    """Whether a line without a label may be a new 款: it and the text ``before`` it are whole sentences, and no note.

    A sentence may go on in the line ``after`` it, where that one was broken off.
    """
    if segment.text.startswith(("注：", "注:")):
        return False
    if not before.closed or before.text.rstrip().endswith(("；", ";")):
        return False
    is_broken = len(segment.text) >= _FULL_LINE and after is not None and after.label is None and after.closed
    return segment.closed or is_broken or segment.text.rstrip().endswith(("：", ":"))


def stays_in_item(segment: Segment, before: Sequence[Segment]) -> bool:
    """Whether a paragraph belongs to the item above it: that is a title, or the last paragraph begins alike."""
    last = before[-1]
    is_parallel = last.label is None and last.text.strip()[:_PARALLEL] == segment.text.strip()[:_PARALLEL]
    return is_parallel or _ends_title(before)


def _ends_title(before: Sequence[Segment]) -> bool:
    """Whether the last of these lines is an item's title: （二）项目审核。

    The last of a list whose items are short is none: （一）委任。 | （二）选举。, nor one after ；.
    """
    *_, above, item = (None, *before) if len(before) < 2 else before
    if item is None or item.label is None:
        return False
    if above and (above.text.rstrip().endswith(("；", ";")) or (above.label and above.label.kind is item.label.kind)):
        return False
    return len(item.text) <= _ITEM_TITLE and not set("，,：:") & set(item.text)
