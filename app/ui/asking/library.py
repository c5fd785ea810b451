"""The library on the page: what can be asked about, which of it shall answer, and questions that it answers."""

from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from app.desk import Loader
from app.ui.asking.choosing import choices_of
from app.ui.asking.status import render_examples_title, render_failed, render_loaded, render_loading, render_shelf
from app.ui.asking.words import WORDS
from app.ui.tab import LISTENER, html
from app.ui.words import Language
from corpus import PolicyQAError

_EXAMPLES = 4
_OPENING = 600.0  # seconds that a page waits for the index before it stops looking


class Library:
    """The components, which stand in three places: each ``lay_out`` is called where its own belong."""

    def __init__(self, loader: Loader, language: Any) -> None:
        self._loader = loader
        self._language = language

    def lay_out_choice(self, start: Language) -> None:
        """Which documents answer: a filter and boxes to tick."""
        words = WORDS[start]
        self._sought = gr.Textbox(label=words.find_document, lines=1, max_lines=1, max_length=80, elem_id="pq-sought")
        self._within = gr.CheckboxGroup(choices=[], label=words.within, info=words.documents_all, elem_id="pq-within")
        self.listed = [self._sought, self._within, self._language]

    def lay_out_status(self, start: Language) -> None:
        """The line that says what is loaded."""
        self._status = html(render_loading(start))

    def lay_out_shelf(self, start: Language) -> None:
        """The documents before the first question, and questions to begin with."""
        self._shelf = html()
        with gr.Row(elem_id="pq-examples"):
            self._title = html(render_examples_title(start))
            self.examples = [
                gr.Button("", size="sm", visible=False, elem_classes="pq-example") for _ in range(_EXAMPLES)
            ]
        self.outputs = [self._status, self._shelf, self._within]
        self.worded = [self._sought, self._title]

    def connect(self, blocks: Any) -> None:
        """Tie its own events together."""
        self._sought.change(
            self._list, inputs=self.listed, outputs=[self._within], trigger_mode="always_last", **LISTENER
        )
        blocks.load(self._loaded, inputs=self.listed, outputs=[*self.outputs, *self.examples], **LISTENER)

    @staticmethod
    def words(language: Language) -> list[Any]:
        """The updates of ``worded`` in another language."""
        return [gr.update(label=WORDS[language].find_document), render_examples_title(language)]

    async def _loaded(self, sought: str, ticked: list[str], language: str) -> AsyncIterator[list[Any]]:
        """Tell when the index is open, and offer example questions when they have been tried."""
        untouched = [gr.skip() for _ in range(_EXAMPLES)]
        yield [*await self.shown(Language(language), sought, ticked, timeout=_OPENING), *untouched]
        try:
            examples = await self._loader.examples(timeout=_OPENING)
        except TimeoutError:
            return
        shown = [gr.update(value=text, visible=True) for text in examples[:_EXAMPLES]]
        yield [*[gr.skip()] * 3, *shown, *untouched[len(shown) :]]

    async def _list(self, sought: str, ticked: list[str], language: str) -> Any:
        return (await self.shown(Language(language), sought, ticked, timeout=0.0))[2]

    async def shown(self, language: Language, sought: str, ticked: list[str], *, timeout: float) -> list[Any]:
        """The status line, the shelf and the documents to tick, as far as the index is open."""
        try:
            opened = await self._loader.opened(timeout=timeout)
        except TimeoutError:
            return [render_loading(language), "", gr.skip()]
        except PolicyQAError as error:
            return [render_failed(str(error)), "", gr.skip()]
        choices = choices_of([p.document for p in opened.documents()], sought, ticked, language)
        offered = gr.update(
            choices=list(choices.offered), value=list(choices.ticked), info=choices.note, label=WORDS[language].within
        )
        return [render_loaded(opened, language), render_shelf(opened, language), offered]
