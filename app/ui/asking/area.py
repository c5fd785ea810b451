"""The area in which a conversation is shown, and what a screen changes of it."""

from typing import Any

import gradio as gr

from app.ui.asking.screen import Screen
from app.ui.asking.words import WORDS
from app.ui.tab import acting, html
from app.ui.words import Language


class Area:
    """The components; ``outputs`` are in the order of ``drawn``, once the composer's are known."""

    def __init__(self) -> None:
        self.conversation = gr.State(())

    def lay_out_reply(self, start: Language) -> None:
        """The latest reply, below those before it, and the buttons that stop it or ask again."""
        words = WORDS[start]
        self.direct = acting()
        self._wording = html()
        with gr.Row(elem_id="pq-steps"):
            self.stop = gr.Button(words.stop, size="sm", visible=False, elem_id="pq-stop")
            self.again = gr.Button(words.again, size="sm", visible=False, elem_id="pq-again")
        self.worded = [self.stop, self.again]

    def lay_out_earlier(self) -> None:
        """The replies before the latest."""
        self.earlier = acting()

    def lay_out_support(self) -> None:
        """The evidence."""
        self._support = html()

    def tie(self, notice: Any, taken: Any) -> None:
        """Take the composer's notice and what it learns of the question that was taken among the outputs."""
        self.drawn = [self.earlier, self.direct, self._wording, self._support]
        self.outputs = [notice, *self.drawn, self.conversation, self.stop, self.again, taken]

    @staticmethod
    def words(language: Language) -> list[Any]:
        """The updates of ``worded`` in another language."""
        return [WORDS[language].stop, WORDS[language].again]


def drawn(screen: Screen) -> list[Any]:
    """A screen in the order of the area's outputs; those that it leaves as they are are skipped."""
    parts = (screen.notice, screen.earlier, screen.direct, screen.wording, screen.support, screen.conversation)
    told = screen.conversation is not None and screen.running is not None
    return [
        *(gr.skip() if part is None else part for part in parts),
        gr.skip() if screen.running is None else gr.update(visible=screen.running),
        gr.update(visible=bool(screen.conversation) and not screen.running) if told else gr.skip(),
        f"{screen.kept.id}\n{screen.kept.question}" if screen.accepted and screen.kept else gr.skip(),
    ]
