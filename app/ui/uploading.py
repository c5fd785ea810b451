"""A place where files are chosen or dropped; its script sends them to the tray and tells which have come."""

from pathlib import Path
from typing import Any

import gradio as gr

from app.settings import Settings
from app.ui.documents.words import WORDS
from app.ui.escaping import escape
from app.ui.words import Language

_SCRIPT = (Path(__file__).parent / "uploading.onload.js").read_text(encoding="utf-8")
_ACCEPTED = ".pdf,.docx,.html,.htm,.txt,.md"


def dropping(value: str, **options: Any) -> Any:
    """A place whose value ``render_drop`` gives; its ``upload`` event tells what has come."""
    return gr.HTML(value, js_on_load=_SCRIPT, apply_default_css=False, padding=False, **options)


def uploads_of(event: gr.EventData) -> list[str]:
    """The tokens of the tray that an ``upload`` event tells; a hand-made event tells none."""
    said = event._data.get("uploads") if isinstance(event._data, dict) else None
    return [str(token) for token in said] if isinstance(said, list) else []


def render_drop(settings: Settings, language: Language, *, label: str, hint: str, count: int) -> str:
    """The button and the area around it; at most ``count`` files at a time."""
    words, server = WORDS[language], settings.server
    said = {
        "largest": server.upload_megabytes << 20,
        "count": count,
        "too-large": words.too_large.format(megabytes=server.upload_megabytes),
        "too-many": words.too_many.format(count=count),
        "failed": words.send_failed,
        "stopped": words.send_stopped,
    }
    data = " ".join(f'data-{name}="{escape(str(value))}"' for name, value in said.items())
    many = " multiple" if count > 1 else ""
    return (
        f'<div class="pq-drop" {data}><button type="button" class="pq-act pq-act-main pq-choose">{escape(label)}</button>'
        f'<input type="file"{many} accept="{_ACCEPTED}" aria-label="{escape(label)}" tabindex="-1">'
        f"<span>{escape(hint)}</span>"
        f'<button type="button" class="pq-act pq-act-danger pq-stop-sending">{words.cancel}</button></div>'
        '<ul class="pq-uploads" aria-live="polite"></ul>'
    )
