"""The tab that asks: its parts, and what happens to a question."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import gradio as gr

from app.access import LOCAL, user_of
from app.desk import Desk, Inquiry
from app.errors import InvalidQuestion
from app.records import Keeper
from app.records.exchange import new_id
from app.ui.asking.area import Area, drawn
from app.ui.asking.composer import Composer
from app.ui.asking.day import read_day
from app.ui.asking.history import History
from app.ui.asking.judging import Judging
from app.ui.asking.library import Library
from app.ui.asking.past import Past
from app.ui.asking.screen import Screen, notice, redraw
from app.ui.asking.status import render_drawer
from app.ui.asking.telling import tell
from app.ui.asking.words import WORDS
from app.ui.tab import LISTENER, act_of, html
from app.ui.words import Language


class AskingTab:
    """Builds its components where it is made; its methods are the events of a question."""

    def __init__(self, desk: Desk, keeper: Keeper, language: Any) -> None:
        self._desk = desk
        self._language = language
        self._area = Area()
        self._library = Library(desk.loader, language)
        self._history = History(keeper, desk.loader)
        start = Language.CHINESE
        with gr.Row(elem_id="pq-desk"):
            with gr.Column(elem_id="pq-left", min_width=0):
                self._clear = gr.Button(WORDS[start].new_conversation, size="sm", elem_id="pq-clear")
                self._history.lay_out()
                self._library.lay_out_choice(start)
            with gr.Column(elem_id="pq-middle", min_width=0):
                self._lay_out_middle(start, keeper)
            with gr.Column(elem_id="pq-side", min_width=0):
                self._area.lay_out_support()
        self._area.tie(self._composer.notice, self._composer.taken)
        self._past = Past(desk, self._history, self._clear, language)

    def _lay_out_middle(self, start: Language, keeper: Keeper) -> None:
        with gr.Row(elem_id="pq-bar"):
            self._drawer = html(render_drawer(start))
            self._library.lay_out_status(start)
        self._area.lay_out_earlier()
        with gr.Column(elem_id="pq-main", min_width=0):
            self._area.lay_out_reply(start)
            self._judging = Judging(keeper, self._language)
        self._library.lay_out_shelf(start)
        with gr.Column(elem_id="pq-compose", min_width=0):
            self._composer = Composer(start)

    def connect(self, blocks: Any) -> None:
        """Tie the events together, once all of the page is laid out."""
        area, composer, library, current = self._area, self._composer, self._library, self._history.current
        state = [area.conversation, *library.listed]
        outputs = [*area.outputs, *library.outputs, *self._history.outputs]
        asking = {"outputs": outputs, "trigger_mode": "multiple", **LISTENER}
        gr.on(composer.asked, self._answer, inputs=[composer.question, composer.day, current, *state], **asking)
        for example in library.examples:
            example.click(self._answer, inputs=[example, composer.day, current, *state], **asking)
        area.again.click(self._repeat, inputs=[current, *state], **asking)
        for shown in (area.earlier, area.direct):
            shown.click(self._today, inputs=[current, *state], **asking)
        composer.connect()
        area.stop.click(self._end, **LISTENER)
        blocks.unload(self._end)
        self._past.connect(blocks, area)
        self._judging.connect(area.conversation)
        library.connect(blocks)
        worded = [*composer.worded, *area.worded, *library.worded, self._clear, self._drawer]
        self._language.change(
            self._translate, inputs=state, outputs=[*worded, *library.outputs, *area.drawn], **LISTENER
        )

    async def _answer(
        self,
        question: str,
        day: str,
        kept: str,
        conversation: Any,
        sought: str,
        ticked: list[str],
        language: str,
        request: gr.Request,
    ) -> AsyncIterator[list[Any]]:
        try:
            inquiry = Inquiry(question, as_of=read_day(day), within=frozenset(ticked) or None)
        except InvalidQuestion as error:
            yield [*drawn(Screen(notice=notice(str(error), "error"))), *[gr.skip()] * 6]
            return
        async for updates in self._tell(inquiry, conversation, kept, sought, ticked, language, request):
            yield updates

    async def _repeat(
        self, kept: str, conversation: Any, sought: str, ticked: list[str], language: str, request: gr.Request
    ) -> AsyncIterator[list[Any]]:
        """Ask the last question again, as it was asked then; what was answered on another day stays."""
        *before, last = conversation
        earlier, again = (conversation, "") if last.reopened else (tuple(before), last.id)
        async for updates in self._tell(last.inquiry, earlier, kept, sought, ticked, language, request, again=again):
            yield updates

    async def _today(
        self,
        event: gr.EventData,
        kept: str,
        conversation: Any,
        sought: str,
        ticked: list[str],
        language: str,
        request: gr.Request,
    ) -> AsyncIterator[list[Any]]:
        """Ask a question of a kept conversation once more, as of today; what was answered then stays."""
        act = act_of(event)
        if act.name != "today":
            return
        for exchange in (e for e in conversation if e.id == act.of):
            inquiry = replace(exchange.inquiry, as_of=None)
            async for updates in self._tell(inquiry, conversation, kept, sought, ticked, language, request):
                yield updates

    async def _tell(
        self,
        inquiry: Inquiry,
        conversation: Any,
        kept: str,
        sought: str,
        ticked: list[str],
        language: str,
        request: gr.Request,
        *,
        again: str = "",
    ) -> AsyncIterator[list[Any]]:
        session, chosen, user = str(request.session_hash), Language(language), user_of(request.request.scope)
        kept, known = kept or new_id(), conversation[-1].generation if conversation else ""
        who = "" if user == LOCAL else user.name
        async for screen in tell(
            self._desk, inquiry, conversation, language=chosen, session=session, asker=who, again=again
        ):
            library = [gr.skip()] * 3
            if screen.accepted and screen.kept and screen.kept.generation != known:  # a sync may have brought others
                library = await self._library.shown(chosen, sought, ticked, timeout=0.0)
            # Written before it is shown: who asks the next question at once closes this iterator there.
            written = self._history.keep(user, screen.kept, kept) if screen.kept else None
            yield [*drawn(screen), *library, kept if screen.accepted else gr.skip(), gr.skip(), gr.skip()]
            if written and screen.running is False:
                await asyncio.wrap_future(written)
                told = notice(self._history.notice, "error") if self._history.notice else gr.skip()
                yield [told, *[gr.skip()] * 11, *await self._past.listed(user, kept, chosen)]

    def _end(self, request: gr.Request) -> None:
        self._desk.stop(str(request.session_hash))

    async def _translate(self, conversation: Any, sought: str, ticked: list[str], language: str) -> list[Any]:
        chosen = Language(language)
        screen = redraw(conversation, chosen)
        return [
            *self._composer.words(chosen),
            *self._area.words(chosen),
            *self._library.words(chosen),
            WORDS[chosen].new_conversation,
            render_drawer(chosen),
            *await self._library.shown(chosen, sought, ticked, timeout=0.0),
            screen.earlier, screen.direct, screen.wording, screen.support,
        ]  # fmt: skip
