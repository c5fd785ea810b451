"""The composer: the question box, the day whose documents answer, and the line that says why nothing was asked."""

from typing import Any

import gradio as gr

from app.ui.asking.day import render_day_picker
from app.ui.asking.words import WORDS
from app.ui.tab import LISTENER, html
from app.ui.words import Language

# In the browser, so that nothing is lost between two keys: what was typed while the answer was on its way stays.
_EMPTY_WHAT_WAS_TAKEN = "(taken, typed) => taken.slice(taken.indexOf('\\n') + 1).trim() === typed.trim() ? '' : typed"


class Composer:
    """The components, laid out where it is made. ``taken`` is told the id and the text of a question that was taken."""

    def __init__(self, start: Language) -> None:
        words = WORDS[start]
        self.notice = html()
        self.taken = gr.Textbox(visible="hidden")
        with gr.Row(elem_id="pq-composer"):
            self.question = gr.Textbox(
                placeholder=words.placeholder, label=words.question, show_label=False, container=False, lines=1,
                max_lines=6, autofocus=True, elem_id="pq-question", scale=1,
            )  # fmt: skip
            self.ask = gr.Button(words.ask, variant="primary", elem_id="pq-ask", scale=0, min_width=96)
        with gr.Row(elem_id="pq-scope"):
            self.day = gr.Textbox(
                label=words.as_of, placeholder=words.as_of_today, lines=1, max_lines=1, max_length=40, container=True,
                elem_id="pq-day", scale=0, min_width=0,
            )  # fmt: skip
            self._pick = html(render_day_picker(start), elem_id="pq-pick")
        self.asked = [self.question.submit, self.ask.click, self.day.submit]
        self.worded = [self.question, self.day, self._pick, self.ask]

    def connect(self) -> None:
        """Empty the question box when what it holds was taken."""
        self.taken.change(
            None, inputs=[self.taken, self.question], outputs=[self.question], js=_EMPTY_WHAT_WAS_TAKEN, **LISTENER
        )

    @staticmethod
    def words(language: Language) -> list[Any]:
        """The updates of ``worded`` in another language."""
        words = WORDS[language]
        return [
            gr.update(placeholder=words.placeholder, label=words.question),
            gr.update(placeholder=words.as_of_today, label=words.as_of),
            render_day_picker(language),
            words.ask,
        ]
