"""The tab that asks: its components, and which of them a screen changes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import gradio as gr

from app.access import LOCAL, User, user_of
from app.desk import Desk, Inquiry
from app.errors import InvalidQuestion, RecordsFault
from app.records import Keeper
from app.records.exchange import new_id
from app.ui.asking.choosing import choices_of
from app.ui.asking.day import read_day, render_day_picker
from app.ui.asking.history import REMEMBERED, History
from app.ui.asking.judging import Judging
from app.ui.asking.screen import Screen, notice, redraw
from app.ui.asking.status import (
    render_drawer,
    render_examples_title,
    render_failed,
    render_loaded,
    render_loading,
    render_shelf,
)
from app.ui.asking.telling import tell
from app.ui.asking.words import WORDS
from app.ui.tab import LISTENER, act_of, acting, html
from app.ui.words import Language
from corpus import PolicyQAError

_EXAMPLES = 4
_OPENING = 600.0  # seconds that a page waits for the index before it stops looking


class AskingTab:
    """Builds its components where it is made; its methods are the tab's events."""

    def __init__(self, desk: Desk, keeper: Keeper, language: Any) -> None:
        self._desk = desk
        self._keeper = keeper
        self._language = language
        start = Language.CHINESE
        self._conversation = gr.State(())
        with gr.Row(elem_id="pq-desk"):
            with gr.Column(elem_id="pq-left", min_width=0):
                self._lay_out_left(start)
            with gr.Column(elem_id="pq-middle", min_width=0):
                self._lay_out_middle(start)
            with gr.Column(elem_id="pq-side", min_width=0):
                self._support = html()

    def _lay_out_left(self, start: Language) -> None:
        words = WORDS[start]
        self._clear = gr.Button(words.new_conversation, size="sm", elem_id="pq-clear")
        self._history = History(self._keeper, self._desk.loader)
        self._sought = gr.Textbox(label=words.find_document, lines=1, max_lines=1, max_length=80, elem_id="pq-sought")
        self._within = gr.CheckboxGroup(choices=[], label=words.within, info=words.documents_all, elem_id="pq-within")

    def _lay_out_middle(self, start: Language) -> None:
        words = WORDS[start]
        with gr.Row(elem_id="pq-bar"):
            self._drawer = html(render_drawer(start))
            self._status = html(render_loading(start))
        self._earlier = acting()
        with gr.Column(elem_id="pq-main", min_width=0):
            self._direct = acting()
            self._wording = html()
            with gr.Row(elem_id="pq-steps"):
                self._stop = gr.Button(words.stop, size="sm", visible=False, elem_id="pq-stop")
                self._again = gr.Button(words.again, size="sm", visible=False, elem_id="pq-again")
            self._judging = Judging(self._keeper, self._language)
        self._shelf = html()
        with gr.Row(elem_id="pq-examples"):
            self._examples_title = html(render_examples_title(start))
            self._examples = [
                gr.Button("", size="sm", visible=False, elem_classes="pq-example") for _ in range(_EXAMPLES)
            ]
        with gr.Column(elem_id="pq-compose", min_width=0):
            self._lay_out_composer(start)

    def _lay_out_composer(self, start: Language) -> None:
        words = WORDS[start]
        self._notice = html()
        with gr.Row(elem_id="pq-composer"):
            self._question = gr.Textbox(
                placeholder=words.placeholder, label=words.question, show_label=False, container=False, lines=1,
                max_lines=6, autofocus=True, elem_id="pq-question", scale=1,
            )  # fmt: skip
            self._ask = gr.Button(words.ask, variant="primary", elem_id="pq-ask", scale=0, min_width=96)
        with gr.Row(elem_id="pq-scope"):
            self._day = gr.Textbox(
                label=words.as_of, placeholder=words.as_of_today, lines=1, max_lines=1, max_length=40, container=True,
                elem_id="pq-day", scale=0, min_width=0,
            )  # fmt: skip
            self._pick = html(render_day_picker(start), elem_id="pq-pick")

    def connect(self, blocks: Any) -> None:
        """Tie the events together, once all of the page is laid out."""
        screen = [
            self._notice, self._earlier, self._direct, self._wording, self._support, self._conversation,
            self._stop, self._again, self._question,
        ]  # fmt: skip
        library = [self._status, self._shelf, self._within]
        listed = [self._sought, self._within, self._language]
        state = [self._conversation, *listed]
        past = self._history
        asking = {"outputs": [*screen, *library, *past.outputs], "trigger_mode": "multiple", **LISTENER}
        asked = [self._question.submit, self._ask.click, self._day.submit]
        gr.on(asked, self._answer, inputs=[self._question, self._day, past.current, *state], **asking)
        for example in self._examples:
            example.click(self._answer, inputs=[example, self._day, past.current, *state], **asking)
        self._again.click(self._repeat, inputs=[past.current, *state], **asking)
        for shown in (self._earlier, self._direct):
            shown.click(self._today, inputs=[past.current, *state], **asking)
        self._stop.click(self._end, **LISTENER)
        blocks.unload(self._end)
        opening = {"outputs": [*screen, *past.outputs], **LISTENER}
        managing = {"outputs": [*screen, *past.outputs, past.menu], **LISTENER}
        self._clear.click(self._begin_again, inputs=[self._language], **opening)
        past.list.select(self._open, inputs=[past.list, self._language, past.sought], **opening)
        past.delete.click(self._delete, inputs=[past.current, self._language], **opening)
        listing = {"inputs": [past.current, self._language, past.sought], "outputs": past.outputs, **LISTENER}
        past.menu.click(self._manage, inputs=[past.current, self._language], **managing)
        past.connect(self._language, blocks)
        self._judging.connect(self._conversation)
        blocks.load(self._reopen, inputs=[past.remembered, self._language], js=REMEMBERED, **opening)
        self._language.change(self._listed, **listing)
        self._sought.change(self._list, inputs=listed, outputs=[self._within], trigger_mode="always_last", **LISTENER)
        self._language.change(
            self._translate, inputs=state, outputs=[*self._chrome(), *library, *screen[1:5]], **LISTENER
        )
        blocks.load(self._loaded, inputs=listed, outputs=[*library, *self._examples], **LISTENER)

    def _chrome(self) -> list[Any]:
        """What has words of its own."""
        return [
            self._question, self._day, self._pick, self._ask, self._stop, self._again, self._clear, self._sought,
            self._drawer, self._examples_title,
        ]  # fmt: skip

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
            yield [*_updates(Screen(notice=notice(str(error), "error"))), *[gr.skip()] * 6]
            return
        async for updates in self._tell(inquiry, conversation, kept, sought, ticked, language, request):
            yield updates

    async def _repeat(
        self, kept: str, conversation: Any, sought: str, ticked: list[str], language: str, request: gr.Request
    ) -> AsyncIterator[list[Any]]:
        """Ask the last question again, as it was asked then."""
        *before, last = conversation
        async for updates in self._tell(
            last.inquiry, tuple(before), kept, sought, ticked, language, request, again=last.id
        ):
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
        session, chosen, user = str(request.session_hash), Language(language), _user(request)
        kept, known = kept or new_id(), conversation[-1].generation if conversation else ""
        who = "" if user == LOCAL else user.name
        async for screen in tell(
            self._desk, inquiry, conversation, language=chosen, session=session, asker=who, again=again
        ):
            library = [gr.skip()] * 3
            if screen.accepted and screen.kept and screen.kept.generation != known:  # a sync may have brought others
                library = await self._library(chosen, sought, ticked, timeout=0.0)
            # Written before it is shown: who asks the next question at once closes this iterator there.
            written = self._history.keep(user, screen.kept, kept) if screen.kept else None
            yield [*_updates(screen), *library, kept if screen.accepted else gr.skip(), gr.skip(), gr.skip()]
            if written and screen.running is False:
                await asyncio.wrap_future(written)
                told = notice(self._history.notice, "error") if self._history.notice else gr.skip()
                yield [told, *[gr.skip()] * 11, *await self._past(user, kept, chosen)]

    async def _past(self, user: User, kept: str, language: Language, sought: str = "") -> list[Any]:
        """The list of conversations; as it was where the records cannot be read, of which keeping one tells."""
        try:
            return await self._history.listed(user, kept, language, sought)
        except RecordsFault:
            return [kept, gr.skip(), gr.skip()]

    async def _listed(self, kept: str, language: str, sought: str, request: gr.Request) -> list[Any]:
        return await self._past(_user(request), kept, Language(language), sought)

    async def _open(self, chosen: str, language: str, sought: str, request: gr.Request) -> list[Any]:
        """A conversation as it was kept."""
        self._desk.stop(str(request.session_hash), replaced=True)
        spoken, user = Language(language), _user(request)
        try:
            conversation = await self._history.opened(user, chosen)
        except PolicyQAError as error:
            return [*_updates(Screen(notice=notice(str(error), "error"))), *await self._past(user, "", spoken, sought)]
        return [
            *_updates(replace(redraw(conversation, spoken), running=False)),
            *await self._past(user, chosen, spoken, sought),
        ]

    async def _reopen(self, remembered: str, language: str, request: gr.Request) -> list[Any]:
        """What the page shows when it is loaded: the conversation that this tab of the browser had, if it is kept."""
        user, spoken = _user(request), Language(language)
        past = await self._past(user, remembered, spoken)
        if not remembered or not past[1].get("value"):
            return [*_updates(Screen()), "", *past[1:]]
        return await self._open(remembered, language, "", request)

    async def _delete(self, kept: str, language: str, request: gr.Request) -> list[Any]:
        try:
            await self._history.remove(_user(request), kept)
        except RecordsFault as error:
            return [*_updates(Screen(notice=notice(str(error), "error"))), *[gr.skip()] * 3]
        return await self._begin_again(language, request)

    async def _manage(self, event: gr.EventData, kept: str, language: str, request: gr.Request) -> list[Any]:
        """Rename the conversation that is shown, or delete all."""
        act, user, spoken, past = act_of(event), _user(request), Language(language), self._history
        if act.name == "clear":
            try:
                await past.clear(user)
            except RecordsFault as error:
                return [*_updates(Screen(notice=notice(str(error), "error"))), *[gr.skip()] * 4]
            return [*await self._begin_again(language, request), await past.menu_of(user, "", spoken, any_kept=False)]
        if act.name != "rename":
            return [gr.skip()] * 13
        note = await past.rename(user, act, spoken)
        menu = await past.menu_of(user, kept, spoken, any_kept=True, note=note)
        return [*[gr.skip()] * 9, *await self._past(user, kept, spoken), menu]

    def _end(self, request: gr.Request) -> None:
        self._desk.stop(str(request.session_hash))

    async def _begin_again(self, language: str, request: gr.Request) -> list[Any]:
        self._desk.stop(str(request.session_hash), replaced=True)
        chosen = Language(language)
        return [*_updates(redraw((), chosen)), *await self._past(_user(request), "", chosen)]

    async def _translate(self, conversation: Any, sought: str, ticked: list[str], language: str) -> list[Any]:
        chosen = Language(language)
        words = WORDS[chosen]
        screen = redraw(conversation, chosen)
        return [
            gr.update(placeholder=words.placeholder, label=words.question),
            gr.update(placeholder=words.as_of_today, label=words.as_of),
            render_day_picker(chosen),
            words.ask,
            words.stop,
            words.again,
            words.new_conversation,
            gr.update(label=words.find_document),
            render_drawer(chosen),
            render_examples_title(chosen),
            *await self._library(chosen, sought, ticked, timeout=0.0),
            screen.earlier, screen.direct, screen.wording, screen.support,
        ]  # fmt: skip

    async def _loaded(self, sought: str, ticked: list[str], language: str) -> AsyncIterator[list[Any]]:
        """Tell when the index is open, and offer example questions when they have been tried."""
        untouched = [gr.skip() for _ in range(_EXAMPLES)]
        yield [*await self._library(Language(language), sought, ticked, timeout=_OPENING), *untouched]
        try:
            examples = await self._desk.loader.examples(timeout=_OPENING)
        except TimeoutError:
            return
        shown = [gr.update(value=text, visible=True) for text in examples[:_EXAMPLES]]
        yield [*[gr.skip()] * 3, *shown, *untouched[len(shown) :]]

    async def _list(self, sought: str, ticked: list[str], language: str) -> Any:
        return (await self._library(Language(language), sought, ticked, timeout=0.0))[2]

    async def _library(self, language: Language, sought: str, ticked: list[str], *, timeout: float) -> list[Any]:
        """The status line, the shelf and the documents to tick, as far as the index is open."""
        try:
            opened = await self._desk.loader.opened(timeout=timeout)
        except TimeoutError:
            return [render_loading(language), "", gr.skip()]
        except PolicyQAError as error:
            return [render_failed(str(error)), "", gr.skip()]
        choices = choices_of([p.document for p in opened.documents()], sought, ticked, language)
        offered = gr.update(
            choices=list(choices.offered), value=list(choices.ticked), info=choices.note, label=WORDS[language].within
        )
        return [render_loaded(opened, language), render_shelf(opened, language), offered]


def _user(request: gr.Request) -> User:
    """Who asks, as the guard has said."""
    return user_of(request.request.scope)


def _updates(screen: Screen) -> list[Any]:
    """A screen in the order of the tab's outputs."""
    parts = (screen.notice, screen.earlier, screen.direct, screen.wording, screen.support, screen.conversation)
    told = screen.conversation is not None and screen.running is not None
    return [
        *(gr.skip() if part is None else part for part in parts),
        gr.skip() if screen.running is None else gr.update(visible=screen.running),
        gr.update(visible=bool(screen.conversation) and not screen.running) if told else gr.skip(),
        "" if screen.accepted else gr.skip(),
    ]
