"""The editors' area above the list: its components and events. Every event asks first whether an editor sent it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import gradio as gr

from app.access import require_editor, user_of
from app.access.user import Role, User
from app.errors import Forbidden
from app.keeping.librarian import Librarian
from app.keeping.work import Work
from app.settings import Settings
from app.ui.asking.screen import notice
from app.ui.documents.catalogue import Catalogue
from app.ui.documents.editing import (
    key_of,
    render_confirm,
    render_fates,
    render_questions,
    render_step,
    render_upload,
)
from app.ui.documents.review import STATUS_OF, render_review
from app.ui.documents.review_words import REVIEW_WORDS
from app.ui.documents.words import WORDS
from app.ui.tab import LISTENER, Act, act_of, acting, html
from app.ui.uploading import dropping, uploads_of
from app.ui.words import Language
from corpus import PolicyQAError
from corpus.benefits.amending import Decision, entries

_SAID = {"version-new": "new", "version-old": "old", "version-apart": "apart"}

Look = Callable[[], Awaitable[Catalogue]]  # the newest catalogue; waits until the index is open


class EditorsArea:
    """Builds its components where it is made; ``update`` gives the values of all of them, for whoever looks."""

    def __init__(self, librarian: Librarian, settings: Settings, look: Look) -> None:
        self._librarian = librarian
        self._settings = settings
        self._look = look
        words = WORDS[Language.CHINESE]
        self.later = gr.State(())
        self._upload = dropping(render_upload(settings, Language.CHINESE), visible=False, elem_id="pq-upload")
        with gr.Row(elem_classes="pq-tools", visible=False) as self._working:
            self._work = html()
            self._cancel = gr.Button(words.cancel, size="sm", elem_id="pq-work-cancel", min_width=80, scale=0)
        self._report = html(elem_id="pq-report")
        self._panel = acting(elem_id="pq-panel")
        self.parts = [self._upload, self._working, self._work, self._cancel, self._report, self._panel]

    def connect(
        self, language: Any, sync: Any, shown: Any, show: Callable[..., Awaitable[Any]], keys: list[Any]
    ) -> None:
        """Tie the events: ``sync`` is the button, ``shown`` the list, which ``show`` draws from the components ``keys``."""
        outputs = [*self.parts[1:], self.later]
        events = {"inputs": [self.later, language], "outputs": outputs, "trigger_mode": "multiple", **LISTENER}
        redraw = {"fn": show, "inputs": keys, "outputs": [shown], **LISTENER}
        self._upload.upload(self._take_in, **events).then(**redraw)
        sync.click(self._sync, **events).then(**redraw)
        self._panel.click(self._act, **events).then(**redraw)
        shown.click(self._act, **events)
        self._cancel.click(self._stop, **LISTENER)

    def _editor(self, request: gr.Request) -> User:
        """Who sent the event, if an editor did. Readers have no controls: this one was made by hand."""
        scope = request.request.scope
        try:
            return require_editor(scope)
        except Forbidden as error:
            self._librarian.refuse(user_of(scope))
            raise gr.Error(str(error), print_exception=False) from error

    async def update(self, later: Any, language: str, request: gr.Request) -> list[Any]:
        """The values of the parts as they are now."""
        chosen = Language(language)
        words = WORDS[chosen]
        if user_of(request.request.scope).role is not Role.EDITOR:
            return [gr.update(visible=False), gr.update(visible=False), "", words.cancel, "", ""]
        upload = gr.update(value=render_upload(self._settings, chosen), visible=True)
        work = self._librarian.work
        return [
            upload,
            gr.update(visible=work is not None),
            render_step(work.title, work.job.step, chosen) if work else "",
            words.cancel,
            gr.skip(),
            await self._questions(later, chosen),
        ]

    async def _take_in(
        self, later: Any, language: str, event: gr.EventData, request: gr.Request
    ) -> AsyncIterator[list[Any]]:
        user, tokens = self._editor(request), uploads_of(event)
        async for shown in self._watch(lambda: self._librarian.take_in(user, tokens), later, Language(language)):
            yield shown

    async def _sync(self, later: Any, language: str, request: gr.Request) -> AsyncIterator[list[Any]]:
        user = self._editor(request)
        try:
            paths = [r.document.path for r in (await self._look()).rows]
        except PolicyQAError:  # no index yet: the folder of the uploads may have files for one
            paths = []
        async for shown in self._watch(lambda: self._librarian.sync(user, paths), later, Language(language)):
            yield shown

    async def _act(
        self, later: Any, language: str, event: gr.EventData, request: gr.Request
    ) -> AsyncIterator[list[Any]]:
        user, act, chosen = self._editor(request), act_of(event), Language(language)
        catalogue = await self._look()
        if act.name == "remove" and (row := catalogue.row(act.of)):
            yield self._parts(panel=render_confirm(row, self._settings, chosen), report="")
        elif act.name == "keep":
            yield self._parts(panel=await self._questions(later, chosen))
        elif act.name == "version-later":
            later = (*later, act.of)
            yield self._parts(panel=await self._questions(later, chosen), later=later)
        elif act.name.startswith("review") and act.name != "review-done":
            yield self._parts(panel=await asyncio.to_thread(self._review, act, user, catalogue, chosen), report="")
        elif (start := self._start(act, user, catalogue)) is not None:
            async for shown in self._watch(start, later, chosen):
                yield shown

    def _start(self, act: Act, user: User, catalogue: Catalogue) -> Callable[[], Work] | None:
        """The work that an act asks for, if it is one that can be."""
        row = catalogue.row(act.of)
        if act.name == "remove-yes" and row is not None:
            return lambda: self._librarian.remove(user, act.of)
        if act.name == "review-done" and row is not None:
            return lambda: self._librarian.reread(user, act.of, row.document.path)
        question = next((q for q in catalogue.questions if key_of(q) == act.of), None)
        if act.name in _SAID and question is not None:
            return lambda: self._librarian.answer(user, question, _SAID[act.name])
        return None

    def _review(self, act: Act, user: User, catalogue: Catalogue, language: Language) -> str:
        """The review of a document, after the decision that the act brings, if it brings one."""
        document_id, _, number = act.of.partition("/")
        row = catalogue.row(document_id)
        if row is None:
            return ""
        path, message = Path(row.document.path), ""
        try:
            if act.name in STATUS_OF and number.isdecimal():
                fields = {} if act.name == "review-reopen" else act.fields
                said = Decision(int(number), act.fields.get("text", ""), STATUS_OF[act.name], fields)
                beside = self._librarian.review(user, path, row.parsed, [said])
                message = notice(REVIEW_WORDS[language].saved.format(name=beside.name), "wait")
        except (PolicyQAError, OSError) as error:
            message = notice(str(error), "error")
        try:
            return render_review(row.parsed, entries(path, row.parsed), language, message=message)
        except PolicyQAError as error:  # the file beside it is wrong: the sentence names the line
            return notice(str(error), "error")

    async def _stop(self, request: gr.Request) -> None:
        self._editor(request)
        if (work := self._librarian.work) is not None:
            await work.job.cancel()

    async def _watch(self, start: Callable[[], Work], later: Any, language: Language) -> AsyncIterator[list[Any]]:
        """Begin a work and show how far it is, then what became of it and what is to be asked now."""
        try:
            work = start()
            async for step in work.steps():
                yield self._parts(work=render_step(work.title, step, language), running=True, report="", panel="")
            report = render_fates(await work.outcome(), language)
        except PolicyQAError as error:
            report = notice(str(error), "error")
        running = self._librarian.work
        panel = await self._questions(later, language)
        yield self._parts(work="", running=running is not None, report=report, panel=panel)

    async def _questions(self, later: Any, language: Language) -> str:
        try:
            return render_questions((await self._look()).questions, language, later=later)
        except (PolicyQAError, TimeoutError):  # the list says so
            return ""

    def _parts(
        self,
        *,
        work: str | None = None,
        running: bool | None = None,
        report: str | None = None,
        panel: str | None = None,
        later: Any = None,
    ) -> list[Any]:
        """Values in the order of the outputs; ``None`` leaves a part as it is."""
        return [
            gr.skip() if running is None else gr.update(visible=running),
            gr.skip() if work is None else work,
            gr.skip(),
            gr.skip() if report is None else report,
            gr.skip() if panel is None else panel,
            gr.skip() if later is None else later,
        ]
