"""A place in the page for a report that is a page of its own, and the links that download it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from app.ui.escaping import escape

_SCRIPT = (Path(__file__).parent / "framed.onload.js").read_text(encoding="utf-8")


def framed(**options: Any) -> Any:
    """A place whose value ``render_framed`` gives."""
    return gr.HTML("", js_on_load=_SCRIPT, apply_default_css=False, padding=False, **options)


def render_framed(page: str, downloads: Sequence[tuple[str, str]] = ()) -> str:
    """The report, and above it links (address, label). It cannot run anything: the policy stops scripts of markup."""
    links = "".join(
        f'<a class="pq-act" download href="{escape(href)}">{escape(label)}</a>' for href, label in downloads
    )
    return f'<div class="pq-acts">{links}</div><div class="pq-framed" data-page="{escape(page)}"></div>'
