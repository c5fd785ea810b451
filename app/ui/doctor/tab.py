"""The tab that examines the installation: looked at when it is opened, and again by a button."""

from collections.abc import AsyncIterator
from time import monotonic
from typing import Any

import gradio as gr

from app.access import user_of
from app.access.user import Role
from app.jobs import Job, JobFailed
from app.settings import Settings
from app.ui.asking.screen import notice
from app.ui.doctor.rendering import Finding, for_readers, render_findings, render_running
from app.ui.doctor.words import WORDS
from app.ui.tab import LISTENER, html
from app.ui.words import Language

_LATELY = 60.0  # seconds for which an examination is good enough for a reader


class DoctorTab:
    """Builds its components where it is made; its methods are the tab's events."""

    def __init__(self, settings: Settings, language: Any, tab: Any) -> None:
        self._home = settings.home
        self._language = language
        self._tab = tab
        self._job: Job | None = None
        self._begun = 0.0
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

    async def _look(self, language: str, request: gr.Request) -> AsyncIterator[list[Any]]:
        chosen, editor = Language(language), user_of(request.request.scope).role is Role.EDITOR
        yield [render_running(chosen), gr.skip(), gr.update(interactive=False)]
        try:
            found = await self._findings(lately=not editor)
        except JobFailed as error:
            yield [notice(str(error), "error"), None, gr.update(interactive=True)]
            return
        shown = found if editor else for_readers(found)
        yield [render_findings(shown, chosen), shown, gr.update(interactive=True)]

    async def _findings(self, *, lately: bool) -> list[Finding]:
        """What was found. One examination at a time, however many ask; ``lately``: one of the last minute will do."""
        job = self._job
        if job is None or not (job.running or (lately and monotonic() - self._begun < _LATELY)):
            job = self._job = Job(["doctor"], home=self._home)
            self._begun = monotonic()
        return list((await job.result()).document["findings"])

    def _translate(self, found: Any, language: str) -> list[Any]:
        chosen = Language(language)
        words = WORDS[chosen]
        return [gr.update(label=words.tab), words.run, render_findings(found, chosen) if found else gr.skip()]
