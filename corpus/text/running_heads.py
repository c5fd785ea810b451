"""Running heads: what is printed again on every page - heads, feet, page numbers - also where it was copied into a text.

It is known by repetition and place, never by its words, and each removal is reported.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from corpus.document import Anomaly, Block, Box
from corpus.structure.labels import leading_label
from corpus.text.characters import glue, tighten
from corpus.text.pages import page_ranges
from corpus.text.stripped import Stripped

_DEPTH = 3  # lines at the top and at the foot of a page that may be furniture
_SHARE = 0.3  # of the pages that must carry it: odd and even pages often differ, the first has none
_PLACE = 8.0  # points; scans shift by about 5
_LONGEST = 120  # characters of a running head

_DASH = r"[-—–－‐─~·.\s]*"
_PAGE_NUMBER = re.compile(
    rf"(?P<open>{_DASH}第?\s*)(?P<number>[0-9]{{1,4}})(?P<close>\s*页?(?:\s*[/／共,，]+\s*[0-9]{{1,4}}\s*页?)?{_DASH})"
)
_ENDS = tuple("。；：！？.;:!?”’）)】》")  # a line that ends so may be the last of its paragraph
_PROSE = 40  # characters of a line that is no heading, cell or entry
_PAUSE = re.compile("[，、,；;]")


def strip_running_heads(blocks: Sequence[Block]) -> Stripped:
    """The blocks without running heads, feet and page numbers."""
    lined = any(block.line and block.page is not None for block in blocks)
    return _strip_pages(blocks) if lined else _strip_repeated(blocks)


def _strip_pages(blocks: Sequence[Block]) -> Stripped:
    """Peels furniture off the tops and the feet of the pages, from the edge inwards."""
    pages = defaultdict[int, list[int]](list)
    for number, block in enumerate(blocks):
        if block.page is not None:
            pages[block.page].append(number)
    for numbers in pages.values():  # browsers write heads after the text
        boxes = [blocks[number].box for number in numbers]
        if all(boxes):
            numbers.sort(key=lambda number: box.top if (box := blocks[number].box) else 0.0)
    removed = dict[int, str]()
    for foot in (False, True):
        for _ in range(_DEPTH):
            edges = {page: numbers[-1 if foot else 0] for page, numbers in pages.items() if numbers}
            peeled = _furniture(blocks, edges, pages)
            for page, (number, code) in peeled.items():
                removed[number] = "page.foot" if foot and code == "page.head" else code
                pages[page].remove(number)
            if not peeled:
                break
    kept = tuple(block for number, block in enumerate(blocks) if number not in removed)
    return Stripped(kept, tuple(_reports(blocks, removed)))


def _furniture(
    blocks: Sequence[Block], edges: dict[int, int], pages: dict[int, list[int]]
) -> dict[int, tuple[int, str]]:
    """Of the lines at one edge of the pages those that are furniture, by page, with the code of what they are."""
    numbers = _page_numbers({page: blocks[number].text for page, number in edges.items()})
    found = {page: (edges[page], "page.number") for page in numbers}
    alike = defaultdict[str, list[int]](list)
    for page, number in edges.items():
        if page not in found and _may_repeat(blocks[number]) and _is_apart(blocks, number, pages[page]):
            alike[_key(blocks[number].text)].append(page)
    needed = max(2 if any(block.box for block in blocks) else 3, round(len(edges) * _SHARE))
    for same in alike.values():
        for group in _same_place(blocks, {page: edges[page] for page in same}):
            if len(group) >= needed and _counts({page: blocks[edges[page]].text for page in group}):
                found |= {page: (edges[page], "page.head") for page in group}
    return found


def _page_numbers(lines: dict[int, str]) -> list[int]:
    """The pages whose edge line is a page number: dressed as one (``— 3 —``, ``第3页``), or counting with the pages."""
    matches = {page: found for page, text in lines.items() if (found := _PAGE_NUMBER.fullmatch(text.strip()))}
    offsets = Counter(int(found["number"]) - page for page, found in matches.items())
    return [
        page
        for page, found in matches.items()
        if offsets[int(found["number"]) - page] >= 2
        or (found["open"].strip(" .") and found["close"].strip(" ."))
        or "页" in found["close"]
    ]


def _counts(lines: dict[int, str]) -> bool:
    """Whether lines that are alike but for their figures are the same, or differ by a number that counts the pages."""
    figures = {page: [int(figure) for figure in re.findall("[0-9]{1,9}", text)] for page, text in lines.items()}
    columns = zip(*figures.values(), strict=False)
    return all(
        len(set(column)) == 1 or len({figure - page for figure, page in zip(column, figures, strict=True)}) == 1
        for column in columns
    )


def _may_repeat(block: Block) -> bool:
    text = block.text.strip()
    return 0 < len(text) <= _LONGEST and not text.endswith(("。", "；", "，", "：", ",", ";", ":"))


def _is_apart(blocks: Sequence[Block], number: int, page: Sequence[int]) -> bool:
    """Whether a line keeps a distance from the text of its page, or has another type size; unknown places pass."""
    box = blocks[number].box
    others = [other for n in page if n != number and (other := blocks[n].box)]
    if box is None or not others:
        return True
    nearest = min(others, key=lambda other: abs(other.top - box.top))
    tops = sorted(other.top for other in others)
    pitches = [low - high for high, low in pairwise(tops) if low - high > 1]
    size = median(other.size for other in others)
    pitch = median(pitches) if pitches else 2 * size
    return abs(nearest.top - box.top) >= 1.25 * pitch or abs(box.size - size) > 0.08 * size


def _same_place(blocks: Sequence[Block], lines: dict[int, int]) -> Iterable[list[int]]:
    """The pages in groups whose lines stand at the same height."""
    groups = list[tuple[Box | None, list[int]]]()
    for page, number in lines.items():
        box = blocks[number].box
        for first, group in groups:
            if (first is None or box is None) or abs(first.top - box.top) <= _PLACE:
                group.append(page)
                break
        else:
            groups.append((box, [page]))
    return [group for _, group in groups]


def _key(text: str) -> str:
    return re.sub(r"[0-9]+", "#", re.sub(r"\s", "", text))


def _reports(blocks: Sequence[Block], removed: dict[int, str]) -> Iterable[Anomaly]:
    """One anomaly a kind of furniture, with the pages and the words."""
    names = {"page.head": "页眉", "page.foot": "页脚", "page.number": "页码"}
    grouped = defaultdict[tuple[str, str], list[Block]](list)
    for number, code in sorted(removed.items()):
        text = "" if code == "page.number" else _key(blocks[number].text)
        grouped[code, text].append(blocks[number])
    for (code, _), found in grouped.items():
        where = page_ranges([block.page for block in found if block.page is not None])
        words = "" if code == "page.number" else f"“{tighten(found[0].text)}”"
        yield Anomaly(code, f"第{where}页的{names[code]}{words}已从正文中去掉")


def _strip_repeated(blocks: Sequence[Block]) -> Stripped:
    """Removes heads that were copied into a text without pages: short lines that come back in the middle of sentences."""
    texts = [block.text.strip() for block in blocks]
    places = defaultdict[str, list[int]](list)
    for number, text in enumerate(texts):
        places[text].append(number)
    repeated = {text for text, found in places.items() if len(found) >= 3 and _is_head(text)}
    above = _last_others(texts, repeated)
    heads = {text for text in repeated if _interrupts([texts[above[n]] for n in places[text][1:] if above[n] >= 0])}
    heads |= {text for text in repeated if _stand_beside(texts, places[text], heads)}
    kept, seen, cut = list[Block](), set[str](), False
    for block in blocks:
        text = block.text.strip()
        if text in heads and text in seen:
            cut = True
        elif kept and _goes_on(block, kept[-1], cut=cut, paged=bool(heads)):
            before = kept[-1].text.rstrip()
            kept[-1] = replace(kept[-1], text=before + glue(before, text) + text)
            cut = False
        else:
            kept.append(block)
            cut = False
        seen.add(text)
    return Stripped(
        tuple(kept),
        tuple(
            Anomaly("page.head", f"页眉“{text}”在正文中重复了{len(found) - 1}次，已去掉，首次出现的保留")
            for text, found in places.items()
            if text in heads
        ),
    )


def _is_head(text: str) -> bool:
    return 2 <= len(text) <= 40 and not text.endswith((*_ENDS, "，", "、", ",")) and leading_label(text) is None


def _runs_on(text: str) -> bool:
    """Whether a line breaks off in the middle of a sentence."""
    text = text.rstrip()
    return len(text) >= 15 and bool(_PAUSE.search(text)) and not text.endswith(_ENDS)


def _goes_on(block: Block, before: Block, *, cut: bool, paged: bool) -> bool:
    """Whether a line goes on with the one above that broke off: after a head (``cut``), or where a page has none.

    Odd and even pages often differ. A text that has heads is ``paged``: its long lines end only with their paragraph or page.
    """
    text = block.text.strip()
    if not _runs_on(before.text) or leading_label(text):
        return False
    beside = paged and len(before.text.strip()) >= _PROSE and not block.text[:1].isspace()
    return cut or (beside and text.endswith(_ENDS) and before.line == block.line)


def _last_others(texts: Sequence[str], repeated: set[str]) -> list[int]:
    """For every line the number of the last one above it that does not come back, -1 where there is none."""
    found, last = list[int](), -1
    for number, text in enumerate(texts):
        found.append(last)
        last = last if text in repeated else number
    return found


def _interrupts(above: Sequence[str]) -> bool:
    """Whether the returns of a line cut a sentence in two: at least two of the lines above, and a third of them."""
    cuts = sum(map(_runs_on, above))
    return cuts >= 2 and cuts * 3 >= len(above)


def _stand_beside(texts: Sequence[str], places: Sequence[int], heads: set[str]) -> bool:
    """Whether all lines at these places stand next to a running head."""
    return all({*texts[max(0, n - 1) : n], *texts[n + 1 : n + 2]} & heads for n in places)
