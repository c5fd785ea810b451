"""The tab of the documents: its components, and which of them an event changes."""

import asyncio
from typing import Any

import gradio as gr

from app.access import user_of
from app.access.user import Role
from app.desk import Desk
from app.keeping.librarian import Librarian
from app.settings import Settings
from app.ui.asking.screen import notice
from app.ui.documents.area import EditorsArea
from app.ui.documents.catalogue import Catalogue, Catalogues, Order
from app.ui.documents.listing import render_list
from app.ui.documents.words import WORDS
from app.ui.tab import LISTENER, acting
from app.ui.words import Language
from corpus import PolicyQAError

_OPENING = 600.0  # seconds that a page waits for the index before it stops looking
_REOPENING = 30.0  # seconds that an event waits for an index that has just been made


class DocumentsTab:
    """Builds its components where it is made; its methods are the tab's events."""

    def __init__(self, desk: Desk, settings: Settings, librarian: Librarian, language: Any, tab: Any) -> None:
        self._desk = desk
        self._language = language
        self._tab = tab
        self._catalogues = Catalogues()
        words = WORDS[Language.CHINESE]
        self._area = EditorsArea(librarian, settings, lambda: self._catalogue(_REOPENING))
        with gr.Row(elem_classes="pq-tools", elem_id="pq-library-tools"):
            self._filter = gr.Textbox(
                "", placeholder=words.filter, label=words.filter, show_label=False, container=False,
                elem_id="pq-filter", scale=1,
            )  # fmt: skip
            self._order = gr.Dropdown(
                [(words.sorts[o], str(o)) for o in Order], value=str(Order.TITLE), label=words.sort, show_label=False,
                container=False, filterable=False, elem_id="pq-order", scale=0, min_width=150,
            )  # fmt: skip
            self._sync = gr.Button(words.sync, size="sm", visible=False, elem_id="pq-sync", scale=0, min_width=80)
        self._list = acting(elem_id="pq-list")

    def connect(self, blocks: Any) -> None:
        """Tie the events together, once all of the page is laid out."""
        keys = [self._filter, self._order, self._language]
        shown = {"inputs": keys, "outputs": [self._list], **LISTENER}
        editing = {
            "fn": self._editing,
            "inputs": [self._area.later, self._language],
            "outputs": [self._sync, *self._area.parts],
            **LISTENER,
        }
        blocks.load(self._loaded, **shown).then(**editing)
        self._tab.select(self._show, **shown)  # the list alone: a review or a question on the screen stays
        gr.on([self._filter.change, self._order.change], self._show, trigger_mode="always_last", **shown)
        self._area.connect(self._language, self._sync, self._list, self._reshow, keys)
        self._language.change(
            self._translate, inputs=keys, outputs=[self._tab, self._filter, self._order, self._list], **LISTENER
        ).then(**editing)

    async def _loaded(self, filter_: str, order: str, language: str, request: gr.Request) -> str:
        return await self._listed(filter_, order, language, request, timeout=_OPENING)

    async def _show(self, filter_: str, order: str, language: str, request: gr.Request) -> str:
        return await self._listed(filter_, order, language, request, timeout=0.0)

    async def _reshow(self, filter_: str, order: str, language: str, request: gr.Request) -> str:
        return await self._listed(filter_, order, language, request, timeout=_REOPENING)

    async def _editing(self, later: Any, language: str, request: gr.Request) -> list[Any]:
        sync = gr.update(value=WORDS[Language(language)].sync, visible=_may_edit(request))
        return [sync, *await self._area.update(later, language, request)]

    async def _translate(self, filter_: str, order: str, language: str, request: gr.Request) -> list[Any]:
        words = WORDS[Language(language)]
        return [
            gr.update(label=words.tab),
            gr.update(placeholder=words.filter, label=words.filter),
            gr.update(choices=[(words.sorts[o], str(o)) for o in Order], label=words.sort),
            await self._listed(filter_, order, language, request, timeout=0.0),
        ]

    async def _listed(self, filter_: str, order: str, language: str, request: gr.Request, *, timeout: float) -> str:
        """The list, as far as the index is open."""
        try:
            catalogue = await self._catalogue(timeout)
        except TimeoutError:
            return ""
        except PolicyQAError as error:
            return notice(str(error), "error")
        chosen = Language(language)
        return render_list(catalogue, chosen, filter_=filter_ or "", order=Order(order), editing=_may_edit(request))

    async def _catalogue(self, timeout: float) -> Catalogue:
        opened = await self._desk.loader.opened(timeout=timeout)
        return await asyncio.to_thread(lambda: self._catalogues.of(opened.documents()))


def _may_edit(request: gr.Request) -> bool:
    return user_of(request.request.scope).role is Role.EDITOR
