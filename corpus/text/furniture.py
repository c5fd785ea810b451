"""Furniture: what stands on a page without belonging to the text - running heads, page numbers, contents, web menus.

It is known by repetition, place and form, and each removal is reported.
"""

import re
from collections.abc import Sequence

from corpus.document import Anomaly, Block
from corpus.text.running_heads import strip_running_heads
from corpus.text.stripped import Stripped
from corpus.text.web_furniture import strip_web_furniture

_CONTENTS = re.compile(r".+?(?:\.{4,}|…{2,}|·{4,}|(?:[.·]\s){4,})\s*[0-9]{1,4}")


def strip_furniture(blocks: Sequence[Block]) -> Stripped:
    """The blocks (characters cleaned) without running heads, feet, page numbers, contents, and a web page's menus."""
    contents = _contents(blocks)
    kept = [block for number, block in enumerate(blocks) if number not in contents]
    anomalies = [Anomaly("page.contents", f"目录共{len(contents)}行，已从正文中去掉")] if contents else []
    page = strip_web_furniture(kept)
    stripped = strip_running_heads(page.blocks)
    return Stripped(stripped.blocks, (*anomalies, *page.anomalies, *stripped.anomalies), page.removed)


def _contents(blocks: Sequence[Block]) -> set[int]:
    """The numbers of the blocks that are lines of a table of contents, its heading included; at least three lines."""
    found = {number for number, block in enumerate(blocks) if _CONTENTS.fullmatch(block.text.strip())}
    if len(found) < 3:
        return set()
    heading = min(found) - 1
    if heading >= 0 and re.sub(r"\s", "", blocks[heading].text) in ("目录", "目次"):
        found.add(heading)
    return found
