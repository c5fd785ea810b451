"""The page: a head, the language switch, and a tab for each kind of work."""

from pathlib import Path
from typing import Any

import gradio as gr

from app.access import user_of
from app.access.allowance import Allowance
from app.access.place import prefix_of
from app.desk import Desk
from app.jobs.shelf import Shelf
from app.keeping.drafts import Drafts
from app.keeping.librarian import Librarian
from app.records import Keeper
from app.settings import Settings
from app.ui.asking.tab import AskingTab
from app.ui.doctor.tab import DoctorTab
from app.ui.doctor.words import WORDS as DOCTOR
from app.ui.documents.tab import DocumentsTab
from app.ui.documents.words import WORDS as DOCUMENTS
from app.ui.evaluation.tab import EvaluationTab
from app.ui.evaluation.words import WORDS as EVALUATION
from app.ui.head import render_head
from app.ui.matching.tab import MatchingTab
from app.ui.matching.words import WORDS as MATCHING
from app.ui.revisions.tab import RevisionsTab
from app.ui.revisions.words import WORDS as REVISIONS
from app.ui.sessions import OwnSessions
from app.ui.tab import LISTENER, html
from app.ui.words import WORDS, Language

_FOLDER = Path(__file__).parent
_FILES_LIVE = (3600, 86400)  # seconds: how often temporary files are looked through, and how old they may get

_EVENTS = 1200  # of one account per minute; opening the page causes ten, and a whole office may share an account
# Fonts of the system only: the page must not load one from anywhere. Chinese faces of the three systems in turn.
FONTS = (
    "-apple-system", "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC",
    "Source Han Sans SC", "WenQuanYi Micro Hei", "sans-serif",
)  # fmt: skip


class Page:
    """Builds the components once. Each tab lays itself out, then ties its own events."""

    def __init__(self, desk: Desk, settings: Settings, keeper: Keeper, librarian: Librarian, shelf: Shelf) -> None:
        self._desk = desk
        self._settings = settings
        self._keeper = keeper
        self._librarian = librarian
        self._shelf = shelf
        with gr.Blocks(
            title="PolicyQA 政策问答", analytics_enabled=False, delete_cache=_FILES_LIVE, fill_width=True
        ) as self.blocks:
            self._lay_out(Language.CHINESE)
        self.blocks.queue(api_open=False, max_size=desk.queue + desk.speakers, default_concurrency_limit=None)

    def mount(self, app: Any) -> None:
        """Put the page at ``/`` of a Starlette application, without any of the framework's extras."""
        gr.mount_gradio_app(
            app,
            self.blocks,
            path="/",
            server_name="127.0.0.1",
            root_path=self._settings.server.root_path or None,
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
            css_paths=sorted((_FOLDER / "styles").glob("*.css")),
            js="\n".join(script.read_text(encoding="utf-8") for script in _scripts()),
        )
        mounted = app.routes[-1]
        mounted.app = OwnSessions(mounted.app, allowance=Allowance(_EVENTS))

    def _lay_out(self, start: Language) -> None:
        with gr.Row(elem_id="pq-head"):
            self._head = html(render_head(start))
            self._language = gr.Radio(
                [("中文", "zh"), ("English", "en")], value="zh", show_label=False, container=False,
                elem_id="pq-language", min_width=120,
            )  # fmt: skip
        words = WORDS[start]
        tabs: list[AskingTab | MatchingTab | DocumentsTab | RevisionsTab | EvaluationTab | DoctorTab] = []
        with gr.Tabs(elem_id="pq-tabs"):
            with gr.Tab(words.tab_ask, id="ask", elem_id="pq-tab-ask") as asking:
                tabs.append(AskingTab(self._desk, self._keeper, self._language))
            with gr.Tab(MATCHING[start].tab, id="match", elem_id="pq-tab-match") as matching:
                tabs.append(MatchingTab(self._language, matching))
            with gr.Tab(DOCUMENTS[start].tab, id="documents", elem_id="pq-tab-documents") as documents:
                tabs.append(DocumentsTab(self._desk, self._settings, self._librarian, self._language, documents))
            with gr.Tab(REVISIONS[start].tab, id="revisions", elem_id="pq-tab-revisions") as revisions:
                drafts = Drafts(self._librarian.tray)
                tabs.append(RevisionsTab(self._desk, self._settings, self._shelf, drafts, self._language, revisions))
            with gr.Tab(EVALUATION[start].tab, id="evaluation", elem_id="pq-tab-evaluation") as evaluation:
                tabs.append(EvaluationTab(self._settings, self._shelf, self._language, evaluation))
            with gr.Tab(DOCTOR[start].tab, id="doctor", elem_id="pq-tab-doctor") as doctor:
                tabs.append(DoctorTab(self._settings, self._language, doctor))
        for tab in tabs:
            tab.connect(self.blocks)
        self._language.change(_translate, inputs=[self._language], outputs=[self._head, asking], **LISTENER)
        self.blocks.load(_head, inputs=[self._language], outputs=[self._head], **LISTENER)


def _scripts() -> list[Path]:
    """The scripts of the whole page; those ending in ``.onload.js`` belong to one component, which runs them itself."""
    return [script for script in sorted(_FOLDER.rglob("*.js")) if not script.stem.endswith(".onload")]


def _head(language: str, request: gr.Request) -> str:
    """The head for whoever opened the page: the framework renders it once for all."""
    scope = request.request.scope
    return render_head(Language(language), user_of(scope), prefix=prefix_of(scope))


def _translate(language: str, request: gr.Request) -> list[Any]:
    return [_head(language, request), gr.update(label=WORDS[Language(language)].tab_ask)]
