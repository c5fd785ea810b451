"""Kept conversations in the left column: their list, one of them opened again as it was, one of them deleted."""

import asyncio
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import gradio as gr

from app import records
from app.access import User
from app.desk.loading import Loader
from app.records import Keeper
from app.ui.asking.conversation import Conversation, Exchange
from app.ui.asking.words import WORDS
from app.ui.escaping import escape
from app.ui.tab import LISTENER, html
from app.ui.words import Language

_LISTED = 30  # conversations; older ones are in `policyqa history`

# Given to the event that fires when the page is loaded; a browser may forbid the storage.
REMEMBERED = """(_, language) => {
	try { return [sessionStorage.getItem("pq-conversation") ?? "", language]; } catch { return ["", language]; }
}"""


class History:
    """The components, and what is done with them."""

    def __init__(self, keeper: Keeper, loader: Loader) -> None:
        words = WORDS[Language.CHINESE]
        self._keeper = keeper
        self._loader = loader
        self.current = gr.State("")  # the kept conversation's id; empty before its first answer
        self.list = gr.Radio([], label=words.conversations, visible=False, elem_id="pq-history")
        self.delete = gr.Button(words.delete, size="sm", visible=False, elem_id="pq-delete")
        self.remembered = gr.Textbox(visible=False)  # what the browser's tab brings along when it is loaded again
        self._mark = html(elem_id="pq-thread")
        self.outputs = [self.current, self.list, self.delete]

    def connect(self) -> None:
        """Let the browser's tab remember which conversation it shows (``remembering.js``)."""
        self.current.change(_mark, inputs=[self.current], outputs=[self._mark], **LISTENER)

    @property
    def notice(self) -> str:
        """Why the last exchange was not kept, empty where it was."""
        return self._keeper.notice

    def keep(self, user: User, exchange: Exchange, conversation: str) -> "Future[None]":
        """Write an exchange soon, over what was written of it before."""
        kept = records.Exchange(
            exchange.inquiry,
            exchange.reply,
            exchange.said,
            exchange.stopped,
            exchange.generation,
            asked=exchange.asked,
            id=exchange.id,
        )
        return self._keeper.keep(user, kept, conversation=conversation)

    async def listed(self, user: User, current: str, language: Language) -> list[Any]:
        """The updates of ``outputs``. Raises RecordsFault."""
        found = await asyncio.to_thread(lambda: self._keeper.records().conversations(user, most=_LISTED))
        choices = [(f"{c.title} · {c.updated:%m-%d %H:%M}", c.id) for c in found]
        known = current in {c.id for c in found}
        return [
            current,
            gr.update(
                choices=choices, value=current if known else None, visible=bool(choices),
                label=WORDS[language].conversations,
            ),
            gr.update(visible=known, value=WORDS[language].delete),
        ]  # fmt: skip

    async def opened(self, user: User, conversation: str) -> Conversation:
        """A kept conversation, each exchange with what has become of its clauses. Raises RecordsFault."""
        found = await asyncio.to_thread(lambda: self._keeper.records().exchanges(user, conversation))
        library = {p.document.id: p for p in (await self._loader.opened(timeout=60)).documents()}
        return tuple(
            replace(
                Exchange(serial, e.inquiry, e.reply, e.said, e.stopped, e.asked, e.id, e.generation),
                changes=records.changes(e.reply, library.get),
                reopened=True,
            )
            for serial, e in enumerate(found, start=1)
        )

    async def remove(self, user: User, conversation: str) -> None:
        """Delete a conversation. Raises RecordsFault."""
        await asyncio.to_thread(lambda: self._keeper.records().delete(user, conversation))


def _mark(current: str) -> str:
    return f'<i data-conversation="{escape(current)}" hidden></i>'
