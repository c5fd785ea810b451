"""Text in a Markdown report."""


def escaped(text: str) -> str:
    """``text`` on one line that cannot break out of a table cell or a list item, nor become markup."""
    marked = "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in text)
    return marked.replace("\n", " ")
