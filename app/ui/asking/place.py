"""How a clause is named aloud: ``三/(二)/2`` is 第三部分（二）第2项, ``第三章/第五条/（二）`` is 第五条第（二）项."""

import re

from corpus import Clause

_CHINESE = "一二三四五六七八九十百零〇"
_ARTICLE = re.compile(rf"第(?:[{_CHINESE}]+|\d+)条(?:之[{_CHINESE}]+)?")
_ABOVE_ARTICLES = re.compile(rf"第(?:[{_CHINESE}]+|\d+)[编章节]|[{_CHINESE}]+|[(（][{_CHINESE}]+[)）]")
_PART = re.compile(rf"[{_CHINESE}]+")
_BRACKETED = re.compile(r"[(（](.+)[)）]")
_WORDS = {"序": "序言"}


def said_place(clause: Clause) -> str:
    """The clause by its printed numbers, with the words that belong to them; empty where it has none.

    Articles are numbered through the document, so that chapters above them are not said.
    """
    at = next((i for i, label in enumerate(clause.path) if _ARTICLE.fullmatch(label)), None)
    if at is None:
        return "".join(_rung(label, depth) for depth, label in enumerate(clause.path))
    above = "".join(label for label in clause.path[:at] if not _ABOVE_ARTICLES.fullmatch(label))
    return above + clause.path[at] + _below_article(clause.path[at + 1 :])


def _rung(label: str, depth: int) -> str:
    """A rung of the ladder 一、（一）1.（1）."""
    if _PART.fullmatch(label):
        return f"第{label}部分" if depth == 0 else f"{label}、"
    if label.isascii() and label.isdecimal():
        return f"第{label}项"
    if bracketed := _BRACKETED.fullmatch(label):
        return f"（{bracketed[1]}）"
    return _WORDS.get(label, label)


def _below_article(labels: tuple[str, ...]) -> str:
    """款, 项, 目 below an article: the first numbered rung is an 项, the one below it a 目."""
    said, names = "", iter(("项", "目"))
    for label in labels:
        bracketed = _BRACKETED.fullmatch(label)
        if bracketed or (label.isascii() and label.isdecimal()):
            number = f"（{bracketed[1]}）" if bracketed else label
            name = next(names, "")
            said += f"第{number}{name}" if name else number
        else:
            said += label
    return said
