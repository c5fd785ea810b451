"""Tables whose rows were run together into one line: restored where their columns can be told, else reported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Anomaly, Block
from corpus.structure.tables import cells, is_figure, is_header

_LEAST_ROWS = 3  # with the header: fewer repeat nothing
_MOST_COLUMNS = 12
_SUSPECT = 6  # cells in a line that stands alone


@dataclass(frozen=True, slots=True)
class Restored:
    """The blocks, rows among them that were one, and what could not be restored."""

    blocks: tuple[Block, ...]
    anomalies: tuple[Anomaly, ...]


def restore_rows(blocks: Sequence[Block]) -> Restored:
    """The blocks with every line that is a whole table as its rows: ``类别\\t金额\\t甲\\t5万元\\t乙\\t3万元`` → 3 rows."""
    restored, anomalies = list[Block](), list[Anomaly]()
    for at, block in enumerate(blocks):
        alone = not any("\t" in near.text for near in (*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2]))
        told = cells(block.text.strip()) if alone and "\n" not in block.text else ()
        widths = [width for width in range(2, _MOST_COLUMNS + 1) if _fits(told, width)]
        if len(widths) == 1:
            restored.extend(replace(block, text="\t".join(row), kind="row") for row in _rows(told, widths[0]))
            continue
        if len(told) >= _SUSPECT:
            words = " ".join(told)[:20]
            anomalies.append(Anomaly("table.flattened", f"“{words}…”一行像是整个表格，无法确定列数，请核对原文"))
        restored.append(block)
    return Restored(tuple(restored), tuple(anomalies))


def _rows(told: Sequence[str], width: int) -> Iterator[tuple[str, ...]]:
    yield from (tuple(told[at : at + width]) for at in range(0, len(told), width))


def _fits(told: Sequence[str], width: int) -> bool:
    """Whether the cells make rows of this width: a header, then columns of figures and columns of words."""
    if len(told) % width or len(told) < _LEAST_ROWS * width:
        return False
    head, *rows = _rows(told, width)
    kinds = [{is_figure(row[column]) for row in rows} for column in range(width)]
    return is_header("\t".join(head)) and all(len(kind) == 1 for kind in kinds) and {True} in kinds and {False} in kinds
