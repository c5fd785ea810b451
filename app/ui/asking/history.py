"""Kept conversations in the left column: their list, one of them opened again as it was, renamed, or deleted."""

import asyncio
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import gradio as gr

from app import records
from app.access import User, user_of
from app.desk.loading import Loader
from app.errors import RecordMissing, RecordsFault
from app.records import Keeper
from app.ui.asking.conversation import Conversation, Exchange
from app.ui.asking.managing import renamed, render_menu
from app.ui.asking.screen import notice
from app.ui.asking.words import WORDS
from app.ui.escaping import escape
from app.ui.tab import LISTENER, Act, acting, html
from app.ui.words import Language

_LISTED = 30  # conversations; older ones are found by their words
_MANY = 6  # conversations, from which on they can be searched

# Given to the event that fires when the page is loaded; a browser may forbid the storage.
REMEMBERED = """(_, language) => {
	try { return [sessionStorage.getItem("pq-conversation") ?? "", language]; } catch { return ["", language]; }
}"""


class History:
    """The components, and what is done with them."""

    def __init__(self, keeper: Keeper, loader: Loader) -> None:
        self._keeper = keeper
        self._loader = loader

    def lay_out(self) -> None:
        """The list with its filter, and what can be done with a conversation."""
        words = WORDS[Language.CHINESE]
        self.current = gr.State("")  # the kept conversation's id; empty before its first answer
        self.sought = gr.Textbox(
            "",
            label=words.find_conversation,
            lines=1,
            max_lines=1,
            max_length=80,
            visible=False,
            elem_id="pq-history-sought",
        )
        self.list = gr.Radio([], label=words.conversations, visible=False, elem_id="pq-history")
        self.delete = gr.Button(words.delete, size="sm", visible=False, elem_id="pq-delete")
        self.remembered = gr.Textbox(visible=False)  # what the browser's tab brings along when it is loaded again
        self.menu = acting(elem_id="pq-menu")
        self._mark = html(elem_id="pq-thread")
        self.outputs = [self.current, self.list, self.delete]

    def connect(self, language: Any, blocks: Any) -> None:
        """Show the menu of the conversation that is shown; the browser's tab remembers it (``remembering.js``)."""
        self.current.change(_mark, inputs=[self.current], outputs=[self._mark], **LISTENER)
        shown = {"inputs": [self.current, language], "outputs": [self.menu, self.sought], **LISTENER}
        for event in (self.current.change, self.list.change, language.change, blocks.load):
            event(self._manage, **shown)
        finding = {"inputs": [self.current, language, self.sought], "outputs": [self.list], **LISTENER}
        self.sought.change(self._find, trigger_mode="always_last", **finding)

    async def _manage(self, current: str, language: str, request: gr.Request) -> list[Any]:
        words = WORDS[Language(language)]
        user = user_of(request.request.scope)
        try:
            count = len(await asyncio.to_thread(lambda: self._keeper.records().conversations(user, most=_MANY)))
        except RecordsFault as error:
            return [notice(str(error), "error"), gr.skip()]
        menu = await self.menu_of(user, current, Language(language), any_kept=count > 0)
        return [menu, gr.update(visible=count >= _MANY, label=words.find_conversation)]

    async def _find(self, current: str, language: str, sought: str, request: gr.Request) -> Any:
        try:
            return (await self.listed(user_of(request.request.scope), current, Language(language), sought))[1]
        except RecordsFault:
            return gr.skip()  # the menu says why

    async def menu_of(self, user: User, current: str, language: Language, *, any_kept: bool, note: str = "") -> str:
        """The menu, opened where there is a ``note`` to read."""
        try:
            found = await asyncio.to_thread(lambda: self._keeper.records().conversation(user, current))
        except RecordMissing:  # not written yet
            found = None
        return render_menu(found, language, any_kept=any_kept, note=note, is_open=bool(note))

    async def rename(self, user: User, act: Act, language: Language) -> str:
        """Rename the conversation that ``act`` names; returns what is to be said of it."""
        try:
            await asyncio.to_thread(lambda: self._keeper.records().rename(user, act.of, act.fields.get("title", "")))
        except RecordsFault as error:
            return notice(str(error), "error")
        return renamed(language)

    async def clear(self, user: User) -> None:
        """Delete all conversations of the user. Raises RecordsFault."""
        await asyncio.to_thread(lambda: self._keeper.records().clear(user))

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

    async def listed(self, user: User, current: str, language: Language, sought: str = "") -> list[Any]:
        """The updates of ``outputs``, those conversations listed that have the words of ``sought``. Raises RecordsFault."""
        found = await asyncio.to_thread(lambda: self._keeper.records().conversations(user, sought=sought, most=_LISTED))
        words, choices = WORDS[language], [(f"{c.title} · {c.updated:%m-%d %H:%M}", c.id) for c in found]
        known = current in {c.id for c in found}
        return [
            current,
            gr.update(
                choices=choices, value=current if known else None, visible=bool(choices or sought.strip()),
                label=words.conversations if choices else words.conversations_none,
            ),
            gr.update(visible=known, value=words.delete),
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
