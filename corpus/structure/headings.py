"""Headings: the words by which a piece of a document is called."""

import re
from dataclasses import replace

from corpus.structure.labels import Label, LabelKind
from corpus.structure.ordinals import chinese_number

_TITLE_LIMIT = 30  # characters of a title inside a line: 2.强化整零协同发展。建立…
_LINE_LIMIT = 60  # characters of a title that is a line of its own
_ARTICLE_TITLE = re.compile(  # 第一条【目的】为了…, 第一条（目的）…, 第一条 目的 为了…
    r"(?:【[^【】。；]{2,30}】|[（(\[［][^()（）\[\]［］。；]{2,30}[)）\]］])(?=.|$)|[^\W\d_]{2,16}(?=\s+\S{8})"
)
_STOP = re.compile(r"[。；;：:，,？?！!]")
_NAMED = (LabelKind.DOCUMENT, LabelKind.SIGNATURE, LabelKind.PARAGRAPH)


def heading(line: str, label: Label, *, has_more: bool) -> str:
    """How a piece that begins with ``line`` is called, as it stands there: its title if it has one, else its label.

    ``has_more`` says whether the piece has text or children after the line. ``2.强化协同。建立机制。`` →
    ``2.强化协同``; ``一、主要目标`` → the line; ``第三条 本办法所称企业，是指…`` → ``第三条``.
    """
    if label.kind in _NAMED:
        return label.text or f"第{chinese_number(label.value)}款"
    if label.marks:
        line = line.lstrip()
        blank = len(line) - len(line.lstrip("# "))
        line, label = line[blank:], replace(label, length=max(label.length - blank, 0), marks=0)
    if "**" in line:  # bold
        bold = 2 * line[: label.length].count("**")
        line, label = line.replace("**", ""), replace(label, length=label.length - bold)
    words = line[label.length :].rstrip()
    if label.kind is LabelKind.ARTICLE and (named := _ARTICLE_TITLE.match(words)):
        return line[: label.length + named.end()].strip()
    stop = _STOP.search(words)
    if stop is None and len(line) <= _LINE_LIMIT:
        return line.strip()
    if stop and stop.start() <= _TITLE_LIMIT:
        rest = words[stop.end() :]
        if stop[0] in "？?" and not rest:  # 一、申请对象有哪几类？
            return line.strip()
        is_title = stop[0] == "。" if rest else stop[0] in "。：:"
        if is_title and stop.start() and (rest or has_more):
            return line[: label.length + stop.start()].strip()
    return line[: label.length].strip() or label.text
