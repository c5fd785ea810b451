"""Page numbers as they are read out."""

from collections.abc import Iterable


def page_ranges(pages: Iterable[int]) -> str:
    """Ascending page numbers with runs drawn together: ``2, 3, 4, 8 → 2—4、8``."""
    runs = list[list[int]]()
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return "、".join(str(first) if first == last else f"{first}—{last}" for first, last in runs)
