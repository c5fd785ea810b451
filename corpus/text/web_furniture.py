"""Web furniture: menus, links and a site's own lines around a document that was saved from a web page as text.

Before the document they are a run of short lines with a menu's words among them, closed by a title that is certain;
after it, what follows the links to its neighbours or whose site it is. A line alone goes only where its form says
enough (打印, a breadcrumb). A sentence never goes, nor what a document's head and tail are made of. All is reported.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, takewhile

from corpus.document import Anomaly, Block
from corpus.text.stripped import Stripped
from corpus.text.web_forms import Form, form_of, is_comment, is_neighbour
from corpus.text.web_head import head_furniture
from corpus.text.web_line import strip_long_lines
from corpus.text.web_tail import tail_furniture

_REACH = 300  # lines before and after the text of a document that are looked at
_SHOWN, _WORDS = 3, 20  # lines, and characters of each, that a report shows


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a block that is not empty: ``part`` counts the block's lines."""

    block: int
    part: int
    text: str


def strip_web_furniture(blocks: Sequence[Block]) -> Stripped:
    """The blocks without a web page's furniture; printed pages have none."""
    if any(block.page is not None for block in blocks):
        return Stripped(tuple(blocks), ())
    long = strip_long_lines(blocks)
    lines = [
        _Line(number, part, text.strip())
        for number, block in enumerate(long.blocks)
        for part, text in enumerate(_parts(block))
        if text.strip()
    ]
    head = _forms(long.blocks, lines)
    tail = _forms(long.blocks, reversed(lines[len(head) :]))[::-1]
    removed = _removed(lines, head, tail)
    if not removed:
        return long
    gone = {(lines[at].block, lines[at].part) for at in removed}
    kept = (_without(block, {part for n, part in gone if n == number}) for number, block in enumerate(long.blocks))
    return Stripped(
        tuple(block for block in kept if block is not None),
        (*long.anomalies, *_reports([line.text for line in lines], removed), *_doubts(lines, head, removed)),
        (*long.removed, *(lines[at].text for at in sorted(removed))),
    )


def _parts(block: Block) -> Sequence[str]:
    """The lines of a block; a heading's line breaks are mere layout, a row has none."""
    return block.text.split("\n") if block.kind == "text" else [block.text]


def _removed(lines: Sequence[_Line], head: Sequence[Form], tail: Sequence[Form]) -> dict[int, str]:
    """The numbers of the lines that are furniture, each with where it stands; forms of those before and after the text."""
    texts = [line.text for line in lines]
    start = len(lines) - len(tail)
    removed = dict.fromkeys(_anywhere(texts), "文中")
    removed |= {start + at: "文末" for at in tail_furniture(texts[start:], tail)}
    return removed | dict.fromkeys(head_furniture(texts[: len(head)], head), "文首")


def _forms(blocks: Sequence[Block], lines: Iterable[_Line]) -> list[Form]:
    """The forms of the lines up to the first that is text of the document."""
    forms = (form_of(line.text, tabular=blocks[line.block].kind == "row") for line in islice(lines, _REACH))
    return list(takewhile(lambda form: form is not Form.TEXT, forms))


def _anywhere(texts: Sequence[str]) -> set[int]:
    """Comments of the page's source, and links to both neighbours, wherever they stand."""
    found = {at for at, text in enumerate(texts) if text.startswith(("<!--", "-->")) and is_comment(text)}
    links = [at for at, text in enumerate(texts) if is_neighbour(text)]
    found |= {at for one, other in pairwise(links) if other - one <= 2 for at in (one, other)}
    return found


def _without(block: Block, parts: set[int]) -> Block | None:
    """The block without these of its lines, or ``None`` if no words are left."""
    if not parts:
        return block
    text = "\n".join(line for part, line in enumerate(_parts(block)) if part not in parts)
    return replace(block, text=text) if text.strip() else None


def _reports(texts: Sequence[str], removed: dict[int, str]) -> list[Anomaly]:
    """One report for each place, with the first lines and how much there was."""
    reports = []
    for where in dict.fromkeys(removed[at] for at in sorted(removed)):
        gone = [texts[at] for at in sorted(removed) if removed[at] == where]
        words = "".join(f"“{text[:_WORDS]}{'…' if len(text) > _WORDS else ''}”" for text in gone[:_SHOWN])
        more = "等" if len(gone) > _SHOWN else ""
        reports.append(
            Anomaly(
                "page.menu",
                f"{where}有网页导航、链接或网站信息{len(gone)}行（共{sum(map(len, gone))}字）：{words}{more}，已从正文中去掉",
            )
        )
    return reports


def _doubts(lines: Sequence[_Line], forms: Sequence[Form], removed: dict[int, str]) -> list[Anomaly]:
    """A report of the short lines among a menu that may be words of it too, or the title."""
    head = [at for at, where in removed.items() if where == "文首" and forms[at] in (Form.MENU, Form.TRAIL)]
    doubtful = [at for at in range(max(head, default=0)) if at not in removed and forms[at] is Form.PLAIN]
    if not doubtful:
        return []
    words = lines[doubtful[0]].text[:_WORDS]
    return [
        Anomaly("page.menu_kept", f"文首“{words}”等{len(doubtful)}行短句夹在网页导航中，无法确定是否属于正文，未去掉")
    ]
