"""Judging: what the user says of the latest answer, kept for whoever looks after the documents."""

import asyncio
from dataclasses import dataclass
from typing import Any

import gradio as gr

from app import records
from app.access import user_of
from app.records import Keeper, Verdict
from app.records.feedback import LONGEST
from app.ui.asking.conversation import Conversation
from app.ui.asking.screen import notice
from app.ui.tab import LISTENER, html
from app.ui.words import Language
from corpus import PolicyQAError


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    right: str
    wrong: str
    missing: str
    words: str
    placeholder: str
    send: str
    thanks: str
    choose: str


_WORDS = {
    Language.CHINESE: _Words(
        title="这条回答",
        right="对",
        wrong="不对",
        missing="缺内容",
        words="补充说明",
        placeholder="哪里不对、缺什么（可不填）",
        send="提交反馈",
        thanks="已记下，谢谢。维护文件的人会看到，不显示是谁给的。",
        choose="请先选“对”“不对”或“缺内容”，再提交。",
    ),
    Language.ENGLISH: _Words(
        title="This answer is",
        right="right",
        wrong="wrong",
        missing="missing something",
        words="In words",
        placeholder="What is wrong or missing (optional)",
        send="Send feedback",
        thanks="Noted, thank you. Whoever keeps the documents will see it, without your name.",
        choose="Choose right, wrong or missing something first.",
    ),
}


class Judging:
    """A row below the answer. ``box`` is shown where there is an answer to judge."""

    def __init__(self, keeper: Keeper, language: Any) -> None:
        self._keeper = keeper
        self._language = language
        words = _WORDS[Language.CHINESE]
        self._judged = gr.State("")  # the id of the exchange that the row stands below
        with gr.Column(visible=False, elem_id="pq-judging", min_width=0) as self.box:
            self._verdict = gr.Radio(_choices(words), label=words.title, elem_id="pq-verdict")
            with gr.Row(elem_id="pq-judging-words"):
                self._said = gr.Textbox(
                    label=words.words, show_label=False, placeholder=words.placeholder, container=False, lines=1,
                    max_lines=4, max_length=LONGEST, scale=1, elem_id="pq-judging-said",
                )  # fmt: skip
                self._send = gr.Button(words.send, size="sm", scale=0, min_width=110, elem_id="pq-judging-send")
            self._note = html()

    def connect(self, conversation: Any) -> None:
        """Tie the events together; ``conversation`` is the state that holds the exchanges of the page."""
        fields = [self._verdict, self._said]
        self._send.click(
            self._judge, inputs=[*fields, conversation, self._language], outputs=[self._note, *fields], **LISTENER
        )
        conversation.change(
            _follow,
            inputs=[conversation, self._judged],
            outputs=[self._judged, self.box, self._note, *fields],
            **LISTENER,
        )
        self._language.change(
            _translate, inputs=[self._language], outputs=[self._verdict, self._said, self._send, self._note], **LISTENER
        )

    async def _judge(
        self, verdict: str | None, said: str, conversation: Conversation, language: str, request: gr.Request
    ) -> list[Any]:
        words = _WORDS[Language(language)]
        untouched = [gr.skip(), gr.skip()]
        if verdict not in set(Verdict) or not conversation:
            return [notice(words.choose, "error"), *untouched]
        *before, last = conversation
        kept = records.Exchange(
            last.inquiry, last.reply, last.said, last.stopped, last.generation, asked=last.asked, id=last.id
        )
        questions = [e.question for e in before]
        user = user_of(request.request.scope)
        try:
            await asyncio.to_thread(
                lambda: self._keeper.records().judge(user, kept, Verdict(verdict), said, before=questions)
            )
        except PolicyQAError as error:
            return [notice(str(error), "error"), *untouched]
        return [notice(words.thanks, "done"), None, ""]


def _follow(conversation: Conversation, judged: str) -> list[Any]:
    """Another answer, another verdict; the same one growing leaves what was typed."""
    latest = conversation[-1].id if conversation else ""
    if latest == judged:
        return [gr.skip()] * 5
    return [latest, gr.update(visible=bool(conversation)), "", None, ""]


def _choices(words: _Words) -> list[tuple[str, str]]:
    return [(words.right, "right"), (words.wrong, "wrong"), (words.missing, "missing")]


def _translate(language: str) -> list[Any]:
    words = _WORDS[Language(language)]
    return [
        gr.update(label=words.title, choices=_choices(words)),
        gr.update(label=words.words, placeholder=words.placeholder),
        words.send,
        "",
    ]
