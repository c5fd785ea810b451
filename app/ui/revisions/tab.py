"""The tab of revisions: two documents chosen, their comparison, and its effect on the cases."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import gradio as gr

from app.access import User, require_editor, user_of
from app.access.user import Role
from app.desk import Desk
from app.jobs import Job, JobFailed
from app.jobs.shelf import Shelf
from app.keeping.drafts import Drafts
from app.reports.revision import Language as ReportLanguage
from app.reports.revision import revision_page
from app.reports.revision_text import revision_markdown
from app.settings import Settings
from app.ui.asking.screen import notice
from app.ui.documents.editing import render_step
from app.ui.framed import framed, render_framed
from app.ui.revisions.choosing import DRAFT, choices, predecessor, proposals, render_proposals
from app.ui.revisions.words import WORDS
from app.ui.tab import LISTENER, act_of, acting, html
from app.ui.uploading import dropping, render_drop, uploads_of
from app.ui.words import Language
from corpus import ParsedDocument, PolicyQAError
from corpus.revisions.comparing import compare

_WAIT = 600.0  # seconds for the index to be opened


class RevisionsTab:
    """Builds its components where it is made; its methods are the tab's events."""

    def __init__(self, desk: Desk, settings: Settings, shelf: Shelf, drafts: Drafts, language: Any, tab: Any) -> None:
        self._desk = desk
        self._settings = settings
        self._home = settings.home
        self._drafts = drafts
        self._shelf = shelf
        self._language = language
        self._tab = tab
        self._jobs: dict[str, Job] = {}
        words = WORDS[Language.CHINESE]
        self._how = html(f'<p class="pq-note">{words.how}</p>')
        self._proposed = acting(elem_id="pq-proposed")
        with gr.Row(elem_classes="pq-tools"):
            self._old = gr.Dropdown([], label=words.old, elem_id="pq-old", scale=1, min_width=240)
            self._new = gr.Dropdown([], label=words.new, elem_id="pq-new", scale=1, min_width=240)
        self._upload = dropping("", visible=False, elem_id="pq-draft")
        with gr.Row(elem_classes="pq-tools"):
            self._compare = gr.Button(words.compare, variant="primary", elem_id="pq-compare", scale=0, min_width=96)
            self._impact = gr.Button(words.impact, elem_id="pq-impact", scale=0, min_width=150)
            self._cancel = gr.Button(words.cancel, visible=False, elem_id="pq-impact-cancel", scale=0, min_width=80)
        self._notice = html()
        self._report = framed(elem_id="pq-revision")

    def connect(self, blocks: Any) -> None:
        """Tie the events together, once all of the page is laid out."""
        pair = [self._old, self._new, self._language]
        chosen = {"outputs": [self._notice, self._report, self._cancel], **LISTENER}
        opened = {
            "inputs": [self._new, self._language],
            "outputs": [self._proposed, self._old, self._new, self._upload],
            **LISTENER,
        }
        self._tab.select(self._open, **opened)
        self._upload.upload(
            self._drafted,
            inputs=[self._old, self._language],
            outputs=[self._old, self._new, self._notice, self._report, self._cancel],
            trigger_mode="once",
            **LISTENER,
        )
        self._compare.click(self._compared, inputs=pair, **chosen)
        self._impact.click(self._affected, inputs=pair, trigger_mode="once", **chosen)
        picked = self._proposed.click(self._pick, outputs=[self._old, self._new], **LISTENER)
        picked.then(self._compared, inputs=pair, **chosen)
        self._cancel.click(self._stop, **LISTENER)
        blocks.unload(self._leave)
        self._language.change(
            self._translate,
            inputs=[self._language],
            outputs=[self._tab, self._how, self._old, self._new, self._compare, self._impact, self._cancel],
            **LISTENER,
        ).then(self._open, **opened)

    async def _documents(self) -> tuple[ParsedDocument, ...]:
        return (await self._desk.loader.opened(timeout=_WAIT)).documents()

    async def _open(self, new: str | None, language: str, request: gr.Request) -> list[Any]:
        chosen, user = Language(language), user_of(request.request.scope)
        words = WORDS[chosen]
        drop = render_drop(self._settings, chosen, label=words.draft, hint=words.draft_hint, count=1)
        upload = gr.update(value=drop, visible=user.role is Role.EDITOR)
        try:
            documents = await self._documents()
        except PolicyQAError as error:
            return [notice(str(error), "error"), gr.skip(), gr.skip(), upload]
        listed, draft = choices(documents), self._drafts.of(user, str(request.session_hash))
        drafted = [(words.draft_named.format(name=draft.parsed.document.path), DRAFT)] if draft else []
        fresh = gr.update(choices=[*drafted, *listed], value=None if new == DRAFT and not draft else new)
        return [render_proposals(proposals(documents), chosen), gr.update(choices=listed), fresh, upload]

    async def _drafted(
        self, old: str | None, language: str, event: gr.EventData, request: gr.Request
    ) -> AsyncIterator[list[Any]]:
        """Read what was uploaded, choose it as the new version, and compare it at once where the old one is known."""
        chosen, session = Language(language), str(request.session_hash)
        words = WORDS[chosen]
        try:
            user = require_editor(request.request.scope)
            uploads = self._drafts.take(user, session, uploads_of(event))
            yield [gr.skip(), gr.skip(), render_step(words.reading, None, chosen), "", gr.skip()]
            parsed = (await asyncio.to_thread(self._drafts.read, user, session, uploads)).parsed
            documents = await self._documents()
            like = old or await asyncio.to_thread(predecessor, documents, parsed.document)
        except PolicyQAError as error:
            yield [gr.skip(), gr.skip(), notice(str(error), "error"), "", gr.skip()]
            return
        name = parsed.document.path
        drafted = (words.draft_named.format(name=name), DRAFT)
        lists = [gr.update(value=like), gr.update(choices=[drafted, *choices(documents)], value=DRAFT)]
        if like is None:
            yield [*lists, notice(words.draft_old.format(name=name), "wait"), "", gr.skip()]
            return
        async for shown in self._compared(like, DRAFT, language, request):
            yield [*lists, *shown]

    async def _pick(self, event: gr.EventData) -> list[Any]:
        old, _, new = act_of(event).of.partition("/")
        known = {p.document.id for p in await self._documents()}
        return [old, new] if {old, new} <= known else [gr.skip(), gr.skip()]

    async def _compared(
        self, old: str | None, new: str | None, language: str, request: gr.Request
    ) -> AsyncIterator[list[Any]]:
        try:
            before, after = await self._pair(old, new, Language(language), request)
        except PolicyQAError as error:
            yield [notice(str(error), "error"), "", gr.skip()]
            return
        made = await asyncio.to_thread(_comparison, before, after, "en" if language == "en" else "zh")
        yield ["", self._shown(made, user_of(request.request.scope), after.document.id, Language(language)), gr.skip()]

    async def _affected(
        self, old: str | None, new: str | None, language: str, request: gr.Request
    ) -> AsyncIterator[list[Any]]:
        chosen, session = Language(language), str(request.session_hash)
        words = WORDS[chosen]
        try:
            require_editor(request.request.scope)  # it keeps a core busy, and shows the cases
            before, after = await self._pair(old, new, chosen, request)
            draft = self._drafts.of(user_of(request.request.scope), session) if new == DRAFT else None
            fresh = str(draft.path) if draft else after.document.path
            with tempfile.TemporaryDirectory(prefix="impact-", dir=self._home) as folder:
                page, text = Path(folder) / "impact.html", Path(folder) / "impact.md"
                files = [before.document.id, fresh, "--html", str(page), "--markdown", str(text)]
                job = self._jobs[session] = Job(["eval", "impact", *files], home=self._home)
                job.start()
                async for step in job.steps():
                    yield [render_step(words.impact_title, step, chosen), gr.skip(), gr.update(visible=True)]
                await job.result()
                made = (page.read_text(encoding="utf-8"), text.read_text(encoding="utf-8"))
        except PolicyQAError as error:
            yield [notice(str(error), "error"), gr.skip(), gr.update(visible=False)]
            return
        finally:
            self._jobs.pop(session, None)
        shown = self._shown(made, user_of(request.request.scope), f"{after.document.id}-impact", chosen)
        yield ["", shown, gr.update(visible=False)]

    async def _stop(self, request: gr.Request) -> None:
        if (job := self._jobs.get(str(request.session_hash))) is not None:
            await job.cancel()

    async def _leave(self, request: gr.Request) -> None:
        await self._stop(request)
        await asyncio.to_thread(self._drafts.drop, str(request.session_hash))

    async def _pair(
        self, old: str | None, new: str | None, language: Language, request: gr.Request
    ) -> tuple[ParsedDocument, ParsedDocument]:
        known = {p.document.id: p for p in await self._documents()}
        if (draft := self._drafts.of(user_of(request.request.scope), str(request.session_hash))) is not None:
            known[DRAFT] = draft.parsed
        if old not in known or new not in known:
            raise JobFailed(WORDS[language].missing)
        if old == new:
            raise JobFailed(WORDS[language].same)
        return known[old], known[new]

    def _shown(self, made: tuple[str, str], user: User, name: str, language: Language) -> str:
        """The report with its downloads: ``made`` is it as HTML and as Markdown."""
        words, (page, text) = WORDS[language], made
        downloads = [
            (self._shelf.put(user, f"{name}.html", "text/html", page), words.html),
            (self._shelf.put(user, f"{name}.md", "text/markdown", text), words.markdown),
        ]
        return render_framed(page, downloads)

    def _translate(self, language: str) -> list[Any]:
        words = WORDS[Language(language)]
        return [
            gr.update(label=words.tab), f'<p class="pq-note">{words.how}</p>', gr.update(label=words.old),
            gr.update(label=words.new), words.compare, words.impact, words.cancel,
        ]  # fmt: skip


def _comparison(old: ParsedDocument, new: ParsedDocument, language: ReportLanguage) -> tuple[str, str]:
    revision = compare(old, new)
    return revision_page(revision, language=language), revision_markdown(revision, language=language)
