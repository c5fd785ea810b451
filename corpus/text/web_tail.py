"""Web tail: the lines of a site below a document: links to its neighbours, the site's address, whose it is."""

from collections.abc import Sequence

from corpus.text.web_forms import Form, is_day
from corpus.text.web_head import tools_beside

_OPENS = (Form.NEIGHBOUR, Form.FOOT)
_JOINS = (Form.MENU, Form.TRAIL, Form.TOOL, Form.COMPANION, Form.BAR, Form.COMMENT, Form.SITE)
_LONGEST = 100  # characters of a line of a site without evidence of its own


def tail_furniture(texts: Sequence[str], forms: Sequence[Form]) -> set[int]:
    """The lines after a document's text that are furniture; ``texts`` are all lines after it, with their forms.

    From the first link to a neighbour, or the first line that says whose site it is, all goes; where a date or
    something long stands below it, that may be a signature, and only what is furniture by its own form goes.
    """
    found = {at for at, form in enumerate(forms) if form in (Form.TOOL, Form.COMMENT)}
    start = next((at for at, form in enumerate(forms) if form in _OPENS), None)
    if start is not None:
        while start and forms[start - 1] in _JOINS:
            start -= 1
        below = range(start, len(texts))
        signed = any(is_day(texts[at]) or (forms[at] not in _OPENS and len(texts[at]) > _LONGEST) for at in below)
        found |= {at for at in below if not signed or forms[at] in (*_OPENS, *_JOINS)}
    return found | set(tools_beside(forms, found))
