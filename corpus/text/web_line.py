"""Web line: a saved page whose text is one long line: the site's words before the title comes again, and after the end.

Only what can be cut with certainty is; a menu that cannot stays and is reported.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Anomaly, Block
from corpus.facts.title import is_title
from corpus.text.stripped import Stripped
from corpus.text.web_forms import menu_words

_WHOLE = 1000  # characters: a longer line is a whole page
_HEAD = 1500  # characters in which the title comes again
_TAIL = 600
_WORDS = 3  # of a menu, before the title comes again
_TITLE = re.compile(r"\S{8,60}(?=\s)")
_MARK = re.compile(r"\s*[(（][^()（）。]{1,20}[)）]")  # below the title: （征求意见稿）
_PUBLISHED = re.compile(
    r"\s*(?:发布|发文|成文|印发)?(?:时间|日期)\s*[:：]\s*(?:19|20)\d{2}[-年./]\d{1,2}[-月./]\d{1,2}日?"
)
_STOP = re.compile("[。；;]")
_LINKS = re.compile(r"(?<=[\s。])[上前]一(?:篇|个|条|则|页|项)\s*[:：]")
_ABOVE = 3  # lines, the long one among them: a note may stand above it
_SHOWN = 40  # characters that a report shows


def strip_long_lines(blocks: Sequence[Block]) -> Stripped:
    """The blocks, the site's words cut off the beginning of the first and the end of the last if they are long."""
    numbers = [number for number, block in enumerate(blocks) if block.text.strip()]
    kept, anomalies, removed = list(blocks), list[Anomaly](), list[str]()
    if numbers and _is_page(blocks[numbers[-1]]):
        _cut_tail(kept, numbers[-1], anomalies, removed)
    first = next((number for number in numbers[:_ABOVE] if _is_page(blocks[number])), None)
    if first is not None:
        _cut_head(kept, first, anomalies, removed)
    return Stripped(tuple(kept), tuple(anomalies), tuple(removed))


def _is_page(block: Block) -> bool:
    return block.kind == "text" and "\n" not in block.text and len(block.text) > _WHOLE


def _cut_head(blocks: list[Block], number: int, anomalies: list[Anomaly], removed: list[str]) -> None:
    """Cuts a first line where its title comes again for the last time before the text, with a menu in between."""
    text = blocks[number].text.strip()
    stop = _STOP.search(text, 0, _HEAD)
    before = text[: stop.start() if stop else _HEAD]
    if menu_words(before) < _WORDS:
        return
    title = _TITLE.match(text)
    again = _again(title[0], before) if title and is_title(title[0]) else []
    if title is None or not again or menu_words(text[: again[-1].start()]) < _WORDS:
        message = f"文首“{text[:_SHOWN]}…”像是网页导航，无法确定正文从何处开始，未去掉，请核对原文"
        anomalies.append(Anomaly("page.menu_kept", message))
        return
    start = again[-1].end()
    mark = _MARK.match(text, start)
    heads = [title[0], *([mark[0].strip()] if mark else [])]  # the title as it stands first, without lost line breaks
    gone = text[: again[-1].start()].strip()
    for place in reversed(again[:-1]):
        if day := _PUBLISHED.match(text, place.end()):
            heads = [title[0], day[0].strip(), *heads]
            gone = f"{text[: place.start()].strip()} {text[day.end() : again[-1].start()].strip()}"
            break
    block = blocks[number]
    rest = text[mark.end() if mark else start :]
    blocks[number : number + 1] = [replace(block, text=words) for words in (*heads, rest)]
    _report(gone, "文首", anomalies, removed)


def _again(title: str, before: str) -> list[re.Match[str]]:
    """Where the title comes again before the text, blanks in it or not."""
    spaced = re.compile(r"(?<=\s)" + r"\s*".join(map(re.escape, title)) + r"(?=\s|[(（])")
    return list(spaced.finditer(before, len(title)))


def _cut_tail(blocks: list[Block], number: int, anomalies: list[Anomaly], removed: list[str]) -> None:
    """Cuts a last line before the link to the page before, if no sentence comes after it."""
    text = blocks[number].text.rstrip()
    link = _LINKS.search(text, max(len(text) - _TAIL, 0))
    if link is None:
        return
    if "。" in text[link.start() :]:
        message = f"文末“{text[link.start() :][:_SHOWN]}…”像是网页链接，其后还有句子，未去掉，请核对原文"
        anomalies.append(Anomaly("page.menu_kept", message))
        return
    blocks[number] = replace(blocks[number], text=text[: link.start()])
    _report(text[link.start() :], "文末", anomalies, removed)


def _report(words: str, where: str, anomalies: list[Anomaly], removed: list[str]) -> None:
    message = f"{where}有网页导航、链接或网站信息共{len(words)}字：“{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”，已从正文中去掉"
    anomalies.append(Anomaly("page.menu", message))
    removed.append(words)
