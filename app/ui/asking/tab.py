"""The tab that asks: its components, and which of them a screen changes."""

from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from app.desk import Desk, Inquiry
from app.errors import InvalidQuestion
from app.ui.asking.day import read_day, render_day_picker
from app.ui.asking.screen import Screen, notice, redraw
from app.ui.asking.status import render_examples_title, render_failed, render_loaded, render_loading, render_shelf
from app.ui.asking.telling import tell
from app.ui.asking.words import WORDS
from app.ui.tab import LISTENER, html
from app.ui.words import Language
from corpus import PolicyQAError

_EXAMPLES = 4
_OPENING = 600.0  # seconds that a page waits for the index before it stops looking


class AskingTab:
    """Builds its components where it is made; its methods are the tab's events."""

    def __init__(self, desk: Desk, language: Any) -> None:
        self._desk = desk
        self._language = language
        self._lay_out(Language.CHINESE)

    def _lay_out(self, start: Language) -> None:
        words = WORDS[start]
        self._conversation = gr.State(())
        with gr.Row(elem_id="pq-bar"):
            self._status = html(render_loading(start))
            self._clear = gr.Button(words.new_conversation, size="sm", elem_id="pq-clear", min_width=80)
        self._earlier = html()
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
        self._notice = html()
        with gr.Row(elem_id="pq-examples"):
            self._examples_title = html(render_examples_title(start))
            self._examples = [
                gr.Button("", size="sm", visible=False, elem_classes="pq-example") for _ in range(_EXAMPLES)
            ]
        self._shelf = html()
        with gr.Row(elem_id="pq-now"):
            with gr.Column(scale=7, min_width=320, elem_id="pq-main"):
                self._direct = html()
                self._wording = html()
                self._stop = gr.Button(words.stop, size="sm", visible=False, elem_id="pq-stop")
            with gr.Column(scale=5, min_width=320, elem_id="pq-side"):
                self._support = html()

    def connect(self, blocks: Any) -> None:
        """Tie the events together, once all of the page is laid out."""
        screen = [
            self._notice, self._earlier, self._direct, self._wording, self._support, self._conversation,
            self._stop, self._question,
        ]  # fmt: skip
        asking = {"outputs": [*screen, self._status, self._shelf], "trigger_mode": "multiple", **LISTENER}
        state = [self._conversation, self._language]
        put = [self._day, *state]
        asked = [self._question.submit, self._ask.click, self._day.submit]
        gr.on(asked, self._answer, inputs=[self._question, *put], **asking)
        for example in self._examples:
            example.click(self._answer, inputs=[example, *put], **asking)
        self._stop.click(self._end, **LISTENER)
        blocks.unload(self._end)
        self._clear.click(self._begin_again, inputs=[self._language], outputs=screen, **LISTENER)
        chrome = [
            self._question, self._day, self._pick, self._ask, self._stop, self._clear, self._examples_title,
            self._status, self._shelf,
        ]  # fmt: skip
        self._language.change(self._translate, inputs=state, outputs=[*chrome, *screen[1:5]], **LISTENER)
        blocks.load(
            self._loaded, inputs=[self._language], outputs=[self._status, self._shelf, *self._examples], **LISTENER
        )

    async def _answer(
        self, question: str, day: str, conversation: Any, language: str, request: gr.Request
    ) -> AsyncIterator[list[Any]]:
        session, chosen = str(request.session_hash), Language(language)
        try:
            inquiry = Inquiry(question, as_of=read_day(day))
        except InvalidQuestion as error:
            yield [*_updates(Screen(notice=notice(str(error), "error"))), gr.skip(), gr.skip()]
            return
        async for screen in tell(self._desk, inquiry, conversation, language=chosen, session=session):
            # With each answer the documents, too: a sync may have brought others since the page was opened.
            library = await self._library(chosen, timeout=0.0) if screen.accepted else [gr.skip(), gr.skip()]
            yield [*_updates(screen), *library]

    def _end(self, request: gr.Request) -> None:
        self._desk.stop(str(request.session_hash))

    def _begin_again(self, language: str, request: gr.Request) -> list[Any]:
        self._desk.stop(str(request.session_hash))
        return _updates(redraw((), Language(language)))

    async def _translate(self, conversation: Any, language: str) -> list[Any]:
        chosen = Language(language)
        words = WORDS[chosen]
        screen = redraw(conversation, chosen)
        return [
            gr.update(placeholder=words.placeholder, label=words.question),
            gr.update(placeholder=words.as_of_today, label=words.as_of),
            render_day_picker(chosen),
            words.ask,
            words.stop,
            words.new_conversation,
            render_examples_title(chosen),
            *await self._library(chosen, timeout=0.0),
            screen.earlier, screen.direct, screen.wording, screen.support,
        ]  # fmt: skip

    async def _loaded(self, language: str) -> AsyncIterator[list[Any]]:
        """Tell when the index is open, and offer example questions when they have been tried."""
        untouched = [gr.skip() for _ in range(_EXAMPLES)]
        yield [*await self._library(Language(language), timeout=_OPENING), *untouched]
        try:
            examples = await self._desk.loader.examples(timeout=_OPENING)
        except TimeoutError:
            return
        shown = [gr.update(value=text, visible=True) for text in examples[:_EXAMPLES]]
        yield [gr.skip(), gr.skip(), *shown, *untouched[len(shown) :]]

    async def _library(self, language: Language, *, timeout: float) -> list[Any]:
        """The status line and the shelf, as far as the index is open."""
        try:
            opened = await self._desk.loader.opened(timeout=timeout)
            return [render_loaded(opened, language), render_shelf(opened, language)]
        except TimeoutError:
            return [render_loading(language), ""]
        except PolicyQAError as error:
            return [render_failed(str(error)), ""]


def _updates(screen: Screen) -> list[Any]:
    """A screen in the order of the tab's outputs."""
    parts = (screen.notice, screen.earlier, screen.direct, screen.wording, screen.support, screen.conversation)
    return [
        *(gr.skip() if part is None else part for part in parts),
        gr.skip() if screen.running is None else gr.update(visible=screen.running),
        gr.update(value="") if screen.accepted else gr.skip(),
    ]
