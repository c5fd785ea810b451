"""Telling: one reply as it grows on the page, screen by screen."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace

from app.answering.answer import Answer, Direct, Finished, Reply, Wording
from app.desk import Broken, Busy, Desk, Inquiry, Loading, Progress, Stopped
from app.records.exchange import new_id
from app.ui.asking.conversation import KEPT, Conversation, Exchange, next_serial, render_earlier, render_question, turns
from app.ui.asking.reply import render_direct, render_support, render_wording
from app.ui.asking.screen import Screen, notice
from app.ui.asking.words import WORDS, Words
from app.ui.words import Language
from corpus import PolicyQAError

_NOTHING = Screen()


async def tell(
    desk: Desk,
    inquiry: Inquiry,
    conversation: Conversation,
    *,
    language: Language,
    session: str,
    asker: str = "",
    again: str = "",
) -> AsyncGenerator[Screen, None]:
    """Put an inquiry that follows a conversation: a screen for each thing that changes.

    ``again`` is the id of the exchange that this one takes the place of.

    Never raises a PolicyQAError: a fault becomes a notice.
    """
    telling = Telling(conversation, inquiry, language, id=again or new_id())
    inquiry = replace(inquiry, history=turns(conversation))
    try:
        async with aclosing(desk.ask(inquiry, session=session, asker=asker)) as events:
            async for event in events:
                if isinstance(event, Stopped) and event.replaced:
                    yield telling.leave()
                    return
                if isinstance(event, Direct | Finished) and not telling.generation:
                    telling.generation = (await desk.opened()).generation()
                if (screen := telling.show(event)) != _NOTHING:
                    yield screen
        if (screen := telling.end()) != _NOTHING:
            yield screen
    except PolicyQAError as error:
        yield Screen(notice=notice(str(error), "error"))


@dataclass(slots=True)
class Telling:
    """One reply as it grows on the page."""

    before: Conversation
    inquiry: Inquiry
    language: Language
    id: str  # of the exchange
    generation: str = ""  # of the index that answers
    exchange: Exchange | None = None
    finished: bool = False
    ended: bool = False  # the page shows the end already
    last: Screen = _NOTHING  # what the final reply changes: shown with the end, which follows at once
    fault: str = ""

    @property
    def words(self) -> Words:
        """The page's own words."""
        return WORDS[self.language]

    def show(self, event: Progress) -> Screen:
        """What changes with this event."""
        match event:
            case Loading():
                return Screen(notice=notice(self.words.loading, "wait"))
            case Wording(text=text):
                return self._said(text)
            case Broken(message=message):
                return self._broken(message or (self.words.fault_wording if self.exchange else self.words.fault))
            case Busy():
                return self._broken(self.words.busy)
            case Stopped():
                return _NOTHING
            case Direct() | Finished():
                return self._first(event) if self.exchange is None else self._last(event)

    def end(self) -> Screen:
        """The last screen: nothing runs any more. Nothing, where the first has shown all."""
        if self.ended:
            return _NOTHING
        if self.exchange is None:
            return Screen(running=False)
        self.exchange = self._so_far()
        return replace(
            self.last,
            wording=self._wording(speaking=False),
            conversation=self._conversation(),
            running=False,
            kept=self.exchange,
        )

    def leave(self) -> Screen:
        """Nothing to show: the page belongs to what replaced it. What was told is kept."""
        return Screen(kept=self._so_far() if self.exchange else None)

    def _so_far(self) -> Exchange | None:
        """The exchange as it stands: stopped, unless the assistant has come to its end."""
        return replace(self.exchange, stopped=not self.finished) if self.exchange else None

    def _first(self, event: Direct | Finished) -> Screen:
        self.exchange = Exchange(
            next_serial(self.before), self.inquiry, event.reply, id=self.id, generation=self.generation
        )
        self.finished = self.ended = isinstance(event, Finished) or event.final
        return Screen(
            notice="",
            earlier=render_earlier(self.before[-KEPT + 1 :], self.language),
            direct=render_question(self.exchange, self.language) + self._direct(event.reply),
            wording=self._wording(speaking=not self.finished),
            support=render_support(event.reply, self.language, anchor=self.exchange.anchor),
            conversation=self._conversation(),
            running=not self.finished and isinstance(event.reply, Answer),
            accepted=True,
            kept=self._so_far(),
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
        if event.reply == before:
            self.finished = isinstance(event, Finished)
            return _NOTHING
        self.exchange = replace(self.exchange, reply=event.reply)
        self.finished, self.ended = isinstance(event, Finished), False
        direct = self._direct(event.reply)
        support = render_support(event.reply, self.language, anchor=anchor)
        self.last = Screen(
            direct=None if direct == self._direct(before)
            else render_question(self.exchange, self.language) + direct,
            support=None if support == render_support(before, self.language, anchor=anchor) else support,
        )  # fmt: skip
        return _NOTHING

    def _broken(self, message: str) -> Screen:
        self.finished = True
        if self.exchange is None:
            return Screen(notice=notice(message, "error"), running=False)
        reply = self.exchange.reply
        if isinstance(reply, Answer):
            self.exchange = replace(self.exchange, reply=replace(reply, incomplete=message))
        return Screen(wording=self._wording(speaking=False))

    def _direct(self, reply: Reply) -> str:
        if self.exchange is None:
            return ""
        return render_direct(reply, self.language, anchor=self.exchange.anchor, as_of=self.inquiry.as_of)

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
