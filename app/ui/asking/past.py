"""Past conversations on the page: one is opened, deleted, renamed, left for a new one, or there again after a reload."""

from dataclasses import replace
from typing import Any

import gradio as gr

from app.access import User, user_of
from app.desk import Desk
from app.errors import RecordsFault
from app.ui.asking.area import Area, drawn
from app.ui.asking.history import REMEMBERED, History
from app.ui.asking.screen import Screen, notice, redraw
from app.ui.tab import LISTENER, act_of
from app.ui.words import Language
from corpus import PolicyQAError


class Past:
    """The events of the list of conversations; ``begin`` is the button that begins a new one."""

    def __init__(self, desk: Desk, history: History, begin: Any, language: Any) -> None:
        self._desk = desk
        self._history = history
        self._begin = begin
        self._language = language

    def connect(self, blocks: Any, area: Area) -> None:
        """Tie the events together."""
        past, language = self._history, self._language
        opening = {"outputs": [*area.outputs, *past.outputs], **LISTENER}
        self._begin.click(self._begin_again, inputs=[language], **opening)
        past.list.select(self._open, inputs=[past.list, language, past.sought], **opening)
        past.delete.click(self._delete, inputs=[past.current, language], **opening)
        blocks.load(self._reopen, inputs=[past.remembered, language], js=REMEMBERED, **opening)
        managing = {"outputs": [*area.outputs, *past.outputs, past.menu], **LISTENER}
        past.menu.click(self._manage, inputs=[past.current, language], **managing)
        listing = {"inputs": [past.current, language, past.sought], "outputs": past.outputs, **LISTENER}
        language.change(self._listed, **listing)
        past.connect(language, blocks)

    async def listed(self, user: User, kept: str, language: Language, sought: str = "") -> list[Any]:
        """The list of conversations; as it was where the records cannot be read, of which keeping one tells."""
        try:
            return await self._history.listed(user, kept, language, sought)
        except RecordsFault:
            return [kept, gr.skip(), gr.skip()]

    async def _listed(self, kept: str, language: str, sought: str, request: gr.Request) -> list[Any]:
        return await self.listed(user_of(request.request.scope), kept, Language(language), sought)

    async def _open(self, chosen: str, language: str, sought: str, request: gr.Request) -> list[Any]:
        """A conversation as it was kept."""
        self._desk.stop(str(request.session_hash), replaced=True)
        spoken, user = Language(language), user_of(request.request.scope)
        try:
            conversation = await self._history.opened(user, chosen)
        except PolicyQAError as error:
            return [*drawn(Screen(notice=notice(str(error), "error"))), *await self.listed(user, "", spoken, sought)]
        return [
            *drawn(replace(redraw(conversation, spoken), running=False)),
            *await self.listed(user, chosen, spoken, sought),
        ]

    async def _reopen(self, remembered: str, language: str, request: gr.Request) -> list[Any]:
        """What the page shows when it is loaded: the conversation that this tab of the browser had, if it is kept."""
        user, spoken = user_of(request.request.scope), Language(language)
        past = await self.listed(user, remembered, spoken)
        if not remembered or not past[1].get("value"):
            return [*drawn(Screen()), "", *past[1:]]
        return await self._open(remembered, language, "", request)

    async def _delete(self, kept: str, language: str, request: gr.Request) -> list[Any]:
        try:
            await self._history.remove(user_of(request.request.scope), kept)
        except RecordsFault as error:
            return [*drawn(Screen(notice=notice(str(error), "error"))), *[gr.skip()] * 3]
        return await self._begin_again(language, request)

    async def _manage(self, event: gr.EventData, kept: str, language: str, request: gr.Request) -> list[Any]:
        """Rename the conversation that is shown, or delete all."""
        act, user, spoken, past = act_of(event), user_of(request.request.scope), Language(language), self._history
        if act.name == "clear":
            try:
                await past.clear(user)
            except RecordsFault as error:
                return [*drawn(Screen(notice=notice(str(error), "error"))), *[gr.skip()] * 4]
            return [*await self._begin_again(language, request), await past.menu_of(user, "", spoken, any_kept=False)]
        if act.name != "rename":
            return [gr.skip()] * 13
        note = await past.rename(user, act, spoken)
        menu = await past.menu_of(user, kept, spoken, any_kept=True, note=note)
        return [*[gr.skip()] * 9, *await self.listed(user, kept, spoken), menu]

    async def _begin_again(self, language: str, request: gr.Request) -> list[Any]:
        self._desk.stop(str(request.session_hash), replaced=True)
        chosen = Language(language)
        return [*drawn(redraw((), chosen)), *await self.listed(user_of(request.request.scope), "", chosen)]
