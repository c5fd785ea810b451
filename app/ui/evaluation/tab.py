"""The tab of the evaluation: its components and events. Editors run it: it takes a processor for minutes."""

import json
import tempfile
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import gradio as gr

from app.access import require_editor, user_of
from app.access.user import Role
from app.jobs import Job, JobFailed
from app.jobs.shelf import Shelf
from app.settings import Settings
from app.ui.asking.screen import notice
from app.ui.documents.editing import render_step
from app.ui.evaluation.files import case_files, saved_runs
from app.ui.evaluation.report import run_page
from app.ui.evaluation.words import WORDS
from app.ui.framed import framed, render_framed
from app.ui.tab import LISTENER, html
from app.ui.words import Language
from corpus import PolicyQAError

_FILES = (("html", "html", "text/html"), ("markdown", "md", "text/markdown"), ("junit", "xml", "application/xml"))


class EvaluationTab:
    """Builds its components where it is made; its methods are the tab's events."""

    def __init__(self, settings: Settings, shelf: Shelf, language: Any, tab: Any) -> None:
        self._home = settings.home
        self._shelf = shelf
        self._language = language
        self._tab = tab
        self._job: Job | None = None
        words = WORDS[Language.CHINESE]
        self._how = html(f'<p class="pq-note">{words.how}</p>')
        self._cases = gr.Dropdown([], multiselect=True, label=words.cases, elem_id="pq-cases")
        with gr.Row(elem_classes="pq-tools"):
            self._run = gr.Button(words.run, visible=False, elem_id="pq-eval-run", scale=0, min_width=110)
            self._cancel = gr.Button(words.cancel, visible=False, elem_id="pq-eval-cancel", scale=0, min_width=80)
        with gr.Row(elem_classes="pq-tools"):
            self._saved = gr.Dropdown([], label=words.saved, elem_id="pq-saved", scale=1, min_width=220)
            self._before = gr.Dropdown([], label=words.before, elem_id="pq-before", scale=1, min_width=220)
        with gr.Row(elem_classes="pq-tools"):
            self._show = gr.Button(words.show, elem_id="pq-eval-show", scale=0, min_width=80)
            self._compare = gr.Button(words.compare, elem_id="pq-eval-compare", scale=0, min_width=80)
        self._notice = html(elem_id="pq-eval-notice")
        self._report = framed(elem_id="pq-evaluation")

    def connect(self, blocks: Any) -> None:
        """Tie the events together, once all of the page is laid out."""
        del blocks
        lists = {
            "fn": self._lists,
            "inputs": [self._language],
            "outputs": [self._cases, self._saved, self._before, self._run],
            **LISTENER,
        }
        shown = {"outputs": [self._notice, self._report, self._cancel], **LISTENER}
        self._tab.select(**lists)
        self._run.click(self._ran, inputs=[self._cases, self._language], **shown).then(**lists)
        self._show.click(self._showed, inputs=[self._saved, self._language], **shown)
        self._compare.click(self._compared, inputs=[self._before, self._saved, self._language], **shown)
        self._cancel.click(self._stop, **LISTENER)
        self._language.change(
            self._translate,
            inputs=[self._language],
            outputs=[
                self._tab, self._how, self._cases, self._run, self._cancel, self._saved, self._before, self._show,
                self._compare,
            ],
            **LISTENER,
        )  # fmt: skip

    def _lists(self, language: str, request: gr.Request) -> list[Any]:
        runs = gr.update(choices=list(saved_runs(self._home)))
        editor, cases = user_of(request.request.scope).role is Role.EDITOR, list(case_files(self._home))
        none = "" if cases else WORDS[Language(language)].none
        return [gr.update(choices=cases, info=none), runs, runs, gr.update(visible=editor)]

    async def _ran(self, names: list[str] | None, language: str, request: gr.Request) -> AsyncIterator[list[Any]]:
        chosen = Language(language)
        words, known = WORDS[chosen], case_files(self._home)
        paths = [known[name] for name in names or () if name in known]
        try:
            user = require_editor(request.request.scope)
            if not paths:
                raise JobFailed(words.choose if known else words.none)
            if self._job is not None and self._job.running:
                raise JobFailed("已经有一次评测在进行；请等它完成或取消它。")
            folder = self._home / "runs"
            folder.mkdir(parents=True, exist_ok=True)
            save = folder / f"{datetime.now().astimezone():%Y-%m-%d %H.%M.%S}.json"
            cases = [part for path in paths for part in ("--cases", str(path))]
            job = Job(
                ["eval", "run", "--engine", "extractive", "--jobs", "1", *cases, "--save", str(save)], home=self._home
            )
            self._job = job
            job.start()
            async for step in job.steps():
                yield [render_step(words.running, step, chosen), gr.skip(), gr.update(visible=True)]
            run = (await job.result()).document
        except PolicyQAError as error:
            yield [notice(str(error), "error"), gr.skip(), gr.update(visible=False)]
            return
        page = run_page(run, chosen)
        address = self._shelf.put(user, f"{save.stem}.html", "text/html", page)
        yield ["", render_framed(page, [(address, words.html)]), gr.update(visible=False)]

    def _showed(self, name: str | None, language: str, request: gr.Request) -> list[Any]:
        chosen, user = Language(language), user_of(request.request.scope)
        words, path = WORDS[chosen], saved_runs(self._home).get(name or "")
        if path is None:
            return [notice(words.missing, "error"), gr.skip(), gr.skip()]
        text = path.read_text(encoding="utf-8")
        page = run_page(json.loads(text), chosen)
        downloads = [
            (self._shelf.put(user, f"{name}.html", "text/html", page), words.html),
            (self._shelf.put(user, f"{name}.json", "application/json", text), words.json),
        ]
        return ["", render_framed(page, downloads), gr.skip()]

    async def _compared(self, old: str | None, new: str | None, language: str, request: gr.Request) -> list[Any]:
        chosen, user = Language(language), user_of(request.request.scope)
        words, runs = WORDS[chosen], saved_runs(self._home)
        if old not in runs or new not in runs:
            return [notice(words.missing, "error"), gr.skip(), gr.skip()]
        with tempfile.TemporaryDirectory(prefix="compare-", dir=self._home) as folder:
            files = {option: Path(folder) / f"comparison.{suffix}" for option, suffix, _ in _FILES}
            options = [part for option, path in files.items() for part in (f"--{option}", str(path))]
            try:
                await Job(["eval", "compare", str(runs[old]), str(runs[new]), *options], home=self._home).result()
            except PolicyQAError as error:
                return [notice(str(error), "error"), gr.skip(), gr.skip()]
            made = {option: path.read_text(encoding="utf-8") for option, path in files.items()}
        labels = {"html": words.html, "markdown": words.markdown, "junit": words.junit}
        downloads = [
            (self._shelf.put(user, f"{old} – {new}.{suffix}", kind, made[option]), labels[option])
            for option, suffix, kind in _FILES
        ]
        return ["", render_framed(made["html"], downloads), gr.skip()]

    async def _stop(self, request: gr.Request) -> None:
        require_editor(request.request.scope)
        if self._job is not None:
            await self._job.cancel()

    def _translate(self, language: str) -> list[Any]:
        words = WORDS[Language(language)]
        return [
            gr.update(label=words.tab), f'<p class="pq-note">{words.how}</p>',
            gr.update(label=words.cases, info="" if case_files(self._home) else words.none), words.run,
            words.cancel, gr.update(label=words.saved), gr.update(label=words.before), words.show, words.compare,
        ]  # fmt: skip
