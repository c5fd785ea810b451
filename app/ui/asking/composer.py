"""The composer: the question box, the day whose documents answer, and the line that says why nothing was asked."""

from typing import Any

import gradio as gr

from app.ui.asking.day import render_day_picker
from app.ui.asking.words import WORDS
from app.ui.tab import html
from app.ui.words import Language


class Composer:
    """The components, laid out where it is made."""

    def __init__(self, start: Language) -> None:
        words = WORDS[start]
        self.notice = html()
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
