"""Screens: what the tab shows from one moment on."""

from dataclasses import dataclass

from app.ui.asking.conversation import Conversation, Exchange, render_earlier, render_question
from app.ui.asking.reply import render_direct, render_support, render_wording
from app.ui.escaping import escape
from app.ui.words import Language


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page shows from now on. ``None`` leaves a part as it is."""

    notice: str | None = None
    earlier: str | None = None
    direct: str | None = None
    wording: str | None = None
    support: str | None = None
    conversation: Conversation | None = None
    running: bool | None = None
    accepted: bool = False  # the question has been taken from its box
    kept: Exchange | None = None  # what is to be written of it, over what was written before


def notice(message: str, kind: str) -> str:
    """A line under the question box; ``kind`` is ``wait`` or ``error``."""
    return f'<p class="pq-notice pq-notice-{kind}" role="status">{escape(message)}</p>' if message else ""


def redraw(conversation: Conversation, language: Language) -> Screen:
    """The whole conversation again, in another language."""
    if not conversation:
        return Screen(notice="", earlier="", direct="", wording="", support="", conversation=(), running=False)
    last = conversation[-1]
    return Screen(
        earlier=render_earlier(conversation[:-1], language),
        direct=render_question(last, language)
        + render_direct(last.reply, language, anchor=last.anchor, as_of=last.inquiry.as_of),
        wording=render_wording(last.reply, language, anchor=last.anchor, said=last.said, stopped=last.stopped),
        support=render_support(last.reply, language, anchor=last.anchor, changes=last.changes),
        conversation=conversation,
    )
