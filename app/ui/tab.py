"""What the page's tabs have in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

# Every event of the page: none is offered as a function of the framework's API, none draws its own progress.
LISTENER: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def html(value: str = "", **options: Any) -> Any:
    """A place for our own HTML: no styles, no templates, no events of the framework."""
    return gr.HTML(value, js_on_load=None, apply_default_css=False, padding=False, **options)


# Buttons inside our own HTML: each says with ``data-act`` what it does and with ``data-of`` to what; the inputs of the
# ``data-form`` around it come along. All of it comes from a browser, so that the server checks it.
_ACTS = """element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act]');
	if (!button) return;
	const inputs = button.closest('[data-form]')?.querySelectorAll('input[name]') ?? [];
	const fields = Object.fromEntries([...inputs].map((input) => [input.name, input.value]));
	trigger('click', {act: button.dataset.act, of: button.dataset.of || '', fields});
});"""


@dataclass(frozen=True, slots=True)
class Act:
    """What a button of our own HTML asks for."""

    name: str
    of: str
    fields: Mapping[str, str]


def acting(value: str = "", **options: Any) -> Any:
    """A place for our own HTML with buttons in it; its ``click`` brings an event that ``act_of`` reads."""
    return gr.HTML(value, js_on_load=_ACTS, apply_default_css=False, padding=False, **options)


def act_of(event: gr.EventData) -> Act:
    """Which button was clicked; an empty act where the event names none."""
    said = event._data if isinstance(event._data, dict) else {}  # as the framework passes it on
    fields = said.get("fields")
    told = {str(k): str(v) for k, v in fields.items()} if isinstance(fields, dict) else {}
    return Act(str(said.get("act", "")), str(said.get("of", "")), told)
