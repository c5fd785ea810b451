"""Foreign text on its way into the page: cleaned for display, then escaped. Nothing else may write into HTML."""

import html

from app.desk.cleaning import clean

# Beyond what HTML needs: the page's framework has two template languages, ``{{…}}`` and ``${…}`` between backquotes.
# It does not run them over values today; as character references they cannot be run at all.
_TEMPLATE = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;"})


def escape(text: str) -> str:
    """Cleaned text for an element's content or a quoted attribute's value: no markup, no template, no entity of its own."""
    return html.escape(clean(text), quote=True).translate(_TEMPLATE)
