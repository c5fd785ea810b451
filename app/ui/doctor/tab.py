"""The tab that examines the installation: looked at when it is opened, and again by a button."""

from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from app.jobs import Job, JobFailed
from app.settings import Settings
from app.ui.asking.screen import notice
from app.ui.doctor.rendering import render_findings, render_running
from app.ui.doctor.words import WORDS
from app.ui.tab import LISTENER, html
from app.ui.words import Language


class DoctorTab:
    """Builds its components where it is made; its methods are the tab's events."""

    def __init__(self, settings: Settings, language: Any, tab: Any) -> None:
        self._home = settings.home
        self._language = language
        self._tab = tab
        with gr.Row(elem_classes="pq-tools"):
            self._again = gr.Button(WORDS[Language.CHINESE].run, size="sm", elem_id="pq-doctor-run", min_width=96)
        self._found = gr.State(None)
        self._report = html(elem_id="pq-doctor")

    def connect(self, blocks: Any) -> None:
        """Tie the events together, once all of the page is laid out."""
        del blocks
        looking = {"inputs": [self._language], "outputs": [self._report, self._found, self._again], **LISTENER}
        gr.on([self._tab.select, self._again.click], self._look, trigger_mode="once", **looking)
        self._language.change(
            self._translate,
            inputs=[self._found, self._language],
            outputs=[self._tab, self._again, self._report],
            **LISTENER,
        )

    async def _look(self, language: str) -> AsyncIterator[list[Any]]:
        chosen = Language(language)
        yield [render_running(chosen), gr.skip(), gr.update(interactive=False)]
        try:
            found = (await Job(["doctor"], home=self._home).result()).document["findings"]
        except JobFailed as error:
            yield [notice(str(error), "error"), None, gr.update(interactive=True)]
            return
        yield [render_findings(found, chosen), found, gr.update(interactive=True)]

    def _translate(self, found: Any, language: str) -> list[Any]:
        chosen = Language(language)
        words = WORDS[chosen]
        return [gr.update(label=words.tab), words.run, render_findings(found, chosen) if found else gr.skip()]
