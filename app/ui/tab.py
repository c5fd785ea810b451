"""What the page's tabs have in common."""

from typing import Any

import gradio as gr

# Every event of the page: none is offered as a function of the framework's API, none draws its own progress.
LISTENER: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def html(value: str = "", **options: Any) -> Any:
    """A place for our own HTML: no styles, no templates, no events of the framework."""
    return gr.HTML(value, js_on_load=None, apply_default_css=False, padding=False, **options)
