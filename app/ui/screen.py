"""Screens: what the page shows from one moment on, as a reply grows on it."""

from dataclasses import dataclass, replace

from app.answering.answer import Answer, Direct, Finished, Wording
from app.ui.conversation import KEPT, Conversation, Exchange, next_serial, render_earlier, render_question
from app.ui.escaping import escape
from app.ui.reply import render_direct, render_support, render_wording
from app.ui.run import Broken
from app.ui.words import WORDS, Language, Words


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page shows from now on. ``None`` leaves a part as it is."""

    notice: str | None = None
    earlier: str | None = None
    direct: str | None = None
    wording: str | None = None
    support: str | None = None
    conversation: Conversation | None = None
    running: bool | None = None
    accepted: bool = False  # the question has been taken from its box


def notice(message: str, kind: str) -> str:
    """A line under the question box; ``kind`` is ``wait`` or ``error``."""
    return f'<p class="pq-notice pq-notice-{kind}" role="status">{escape(message)}</p>' if message else ""


def redraw(conversation: Conversation, language: Language) -> Screen:
    """The whole conversation again, in another language."""
    if not conversation:
        return Screen(notice="", earlier="", direct="", wording="", support="", conversation=())
    last = conversation[-1]
    return Screen(
        earlier=render_earlier(conversation[:-1], language),
        direct=render_question(last.question) + render_direct(last.reply, language, anchor=last.anchor),
        wording=render_wording(last.reply, language, anchor=last.anchor, said=last.said, stopped=last.stopped),
        support=render_support(last.reply, language, anchor=last.anchor),
        conversation=conversation,
    )


@dataclass(slots=True)
class Telling:
    """One reply as it grows on the page."""

    before: Conversation
    question: str
    language: Language
    exchange: Exchange | None = None
    finished: bool = False
    stopped: bool = False
    fault: str = ""

    @property
    def words(self) -> Words:
        """The page's own words."""
        return WORDS[self.language]

    def show(self, event: Direct | Wording | Finished | Broken) -> Screen:
        """What changes with this event."""
        if isinstance(event, Wording):
            return self._said(event.text)
        if isinstance(event, Broken):
            return self._broken(event.message or self.words.fault)
        if self.exchange is None:
            return self._first(event)
        return self._last(event)

    def busy(self) -> None:
        """The model is not asked: too many others are."""
        self._broken(self.words.busy)

    def end(self) -> Screen:
        """The last screen: nothing runs any more."""
        if self.exchange is None:
            return Screen(running=False)
        self.exchange = replace(self.exchange, stopped=self.stopped)
        return Screen(wording=self._wording(speaking=False), conversation=self._conversation(), running=False)

    def _first(self, event: Direct | Finished) -> Screen:
        self.exchange = Exchange(next_serial(self.before), self.question, event.reply)
        self.finished = isinstance(event, Finished)
        return Screen(
            notice="",
            earlier=render_earlier(self.before[-KEPT + 1 :], self.language),
            direct=render_question(self.question)
            + render_direct(event.reply, self.language, anchor=self.exchange.anchor),
            wording=self._wording(speaking=not self.finished),
            support=render_support(event.reply, self.language, anchor=self.exchange.anchor),
            conversation=self._conversation(),
            running=not self.finished and isinstance(event.reply, Answer),
            accepted=True,
        )

    def _said(self, text: str) -> Screen:
        if self.exchange is None:
            return Screen()
        self.exchange = replace(self.exchange, said=self.exchange.said + text)
        return Screen(wording=self._wording(speaking=True), conversation=self._conversation())

    def _last(self, event: Direct | Finished) -> Screen:
        """The final reply; the parts that are as they were are left alone, so that an opened clause stays open."""
        if self.exchange is None:
            return Screen()
        before, anchor = self.exchange.reply, self.exchange.anchor
        self.exchange = replace(self.exchange, reply=event.reply)
        self.finished = isinstance(event, Finished)
        direct = render_direct(event.reply, self.language, anchor=anchor)
        support = render_support(event.reply, self.language, anchor=anchor)
        return Screen(
            direct=None if direct == render_direct(before, self.language, anchor=anchor)
            else render_question(self.question) + direct,
            support=None if support == render_support(before, self.language, anchor=anchor) else support,
            wording=self._wording(speaking=False),
        )  # fmt: skip

    def _broken(self, message: str) -> Screen:
        self.finished = True
        if self.exchange is None:
            return Screen(notice=notice(message, "error"), running=False)
        reply = self.exchange.reply
        if isinstance(reply, Answer):
            self.exchange = replace(self.exchange, reply=replace(reply, incomplete=message))
        return Screen(wording=self._wording(speaking=False))

    def _wording(self, *, speaking: bool) -> str:
        if self.exchange is None:
            return ""
        return render_wording(
            self.exchange.reply,
            self.language,
            anchor=self.exchange.anchor,
            said=self.exchange.said,
            speaking=speaking,
            stopped=self.exchange.stopped,
        )

    def _conversation(self) -> Conversation:
        return (*self.before, self.exchange)[-KEPT:] if self.exchange else self.before
