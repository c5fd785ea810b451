"""The page: Gradio components, and which of them a screen changes. The only module that imports gradio."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import gradio as gr

from app.ui.desk import Desk
from app.ui.screen import Screen, redraw
from app.ui.status import render_examples_title, render_failed, render_head, render_loaded, render_loading, render_shelf
from app.ui.words import WORDS, Language
from corpus import PolicyQAError

_FOLDER = Path(__file__).parent
_EXAMPLES = 4
_FILES_LIVE = (3600, 86400)  # seconds: how often temporary files are looked through, and how old they may get
_OPENING = 600.0  # seconds that a page waits for the index before it stops looking
_LISTENER: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

# Fonts of the system only: the page must not load one from anywhere. Chinese faces of the three systems in turn.
FONTS = (
    "-apple-system", "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC",
    "Source Han Sans SC", "WenQuanYi Micro Hei", "sans-serif",
)  # fmt: skip


class Page:
    """Builds the components once; its methods are the page's events."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._start = Language.CHINESE
        with gr.Blocks(
            title="PolicyQA 政策问答", analytics_enabled=False, delete_cache=_FILES_LIVE, fill_width=True
        ) as self.blocks:
            self._lay_out()
            self._connect()
        self.blocks.queue(api_open=False, max_size=desk.queue + desk.speakers, default_concurrency_limit=None)

    def mount(self, app: Any) -> None:
        """Put the page at ``/`` of an ASGI application, without any of the framework's extras."""
        gr.mount_gradio_app(
            app,
            self.blocks,
            path="/",
            server_name="127.0.0.1",
            favicon_path=str(_FOLDER / "favicon.svg"),
            footer_links=[],
            run_history=False,
            show_error=False,
            max_file_size=1,
            ssr_mode=False,
            enable_monitoring=False,
            pwa=False,
            mcp_server=False,
            theme=gr.themes.Base(font=list(FONTS), font_mono=["ui-monospace", "monospace"]),
            css_paths=[_FOLDER / "style.css"],
            js=(_FOLDER / "page.js").read_text(encoding="utf-8"),
        )

    def _lay_out(self) -> None:
        words = WORDS[self._start]
        self._conversation = gr.State(())
        with gr.Row(elem_id="pq-head"):
            self._head = _html(render_head(self._start))
            self._language = gr.Radio(
                [("中文", "zh"), ("English", "en")], value="zh", show_label=False, container=False,
                elem_id="pq-language", min_width=120,
            )  # fmt: skip
        with gr.Row(elem_id="pq-bar"):
            self._status = _html(render_loading(self._start))
            self._clear = gr.Button(words.new_conversation, size="sm", elem_id="pq-clear", min_width=80)
        self._earlier = _html()
        with gr.Row(elem_id="pq-composer"):
            self._question = gr.Textbox(
                placeholder=words.placeholder, label=words.question, show_label=False, container=False, lines=1,
                max_lines=6, autofocus=True, elem_id="pq-question", scale=1,
            )  # fmt: skip
            self._ask = gr.Button(words.ask, variant="primary", elem_id="pq-ask", scale=0, min_width=96)
        self._notice = _html()
        with gr.Row(elem_id="pq-examples"):
            self._examples_title = _html(render_examples_title(self._start))
            self._examples = [
                gr.Button("", size="sm", visible=False, elem_classes="pq-example") for _ in range(_EXAMPLES)
            ]
        self._shelf = _html()
        with gr.Row(elem_id="pq-now"):
            with gr.Column(scale=7, min_width=320, elem_id="pq-main"):
                self._direct = _html()
                self._wording = _html()
                self._stop = gr.Button(words.stop, size="sm", visible=False, elem_id="pq-stop")
            with gr.Column(scale=5, min_width=320, elem_id="pq-side"):
                self._support = _html()

    def _connect(self) -> None:
        screen = [
            self._notice, self._earlier, self._direct, self._wording, self._support, self._conversation,
            self._stop, self._question,
        ]  # fmt: skip
        asking = {"outputs": [*screen, self._status, self._shelf], "trigger_mode": "multiple", **_LISTENER}
        state = [self._conversation, self._language]
        gr.on([self._question.submit, self._ask.click], self._answer, inputs=[self._question, *state], **asking)
        for example in self._examples:
            example.click(self._answer, inputs=[example, *state], **asking)
        self._stop.click(self._end, **_LISTENER)
        self.blocks.unload(self._end)
        self._clear.click(self._begin_again, inputs=[self._language], outputs=screen, **_LISTENER)
        chrome = [
            self._head, self._question, self._ask, self._stop, self._clear, self._examples_title, self._status,
            self._shelf,
        ]  # fmt: skip
        self._language.change(self._translate, inputs=state, outputs=[*chrome, *screen[1:5]], **_LISTENER)
        self.blocks.load(
            self._loaded, inputs=[self._language], outputs=[self._status, self._shelf, *self._examples], **_LISTENER
        )

    async def _answer(
        self, question: str, conversation: Any, language: str, request: gr.Request
    ) -> AsyncIterator[list[Any]]:
        session, chosen = str(request.session_hash), Language(language)
        async for screen in self._desk.ask(question, conversation, language=chosen, session=session):
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
            render_head(chosen),
            gr.update(placeholder=words.placeholder, label=words.question),
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


def _html(value: str = "") -> Any:
    """A place for our own HTML: no styles, no templates, no events of the framework."""
    return gr.HTML(value, js_on_load=None, apply_default_css=False, padding=False)


def _updates(screen: Screen) -> list[Any]:
    """A screen in the order of the page's outputs."""
    parts = (screen.notice, screen.earlier, screen.direct, screen.wording, screen.support, screen.conversation)
    return [
        *(gr.skip() if part is None else part for part in parts),
        gr.skip() if screen.running is None else gr.update(visible=screen.running),
        gr.update(value="") if screen.accepted else gr.skip(),
    ]
