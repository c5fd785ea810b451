"""A conversation on the page: questions and replies so far, and how the earlier ones are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from app.answering.answer import Answer, Reply, Turn
from app.desk import Inquiry
from app.records import Change
from app.records.exchange import new_id
from app.ui.asking.day import in_chinese
from app.ui.asking.marks import without_marks
from app.ui.asking.reply import render_reply
from app.ui.asking.since import render_since
from app.ui.asking.words import WORDS
from app.ui.escaping import escape
from app.ui.words import Language

_REMEMBERED = 6  # turns that a follow-up question may refer to
KEPT = 20  # exchanges that stay on the page; older ones are dropped with their memory


@dataclass(frozen=True, slots=True, eq=False)
class Exchange:
    """One inquiry and its reply. ``said`` is the model's wording as it was shown, ``serial`` makes links unique.

    The inquiry is without its history, which is the exchanges before. Each is equal to itself alone: comparing two would
    go through every clause that they cite.
    """

    serial: int
    inquiry: Inquiry
    reply: Reply
    said: str = ""
    stopped: bool = False
    asked: datetime = field(default_factory=lambda: datetime.now().astimezone())
    id: str = field(default_factory=new_id)  # under which it is kept
    generation: str = ""  # of the index that answered
    reopened: bool = False
    changes: tuple[Change, ...] = ()  # what has become of the clauses of one that was opened again

    @property
    def question(self) -> str:
        """What was asked."""
        return self.inquiry.question

    @property
    def anchor(self) -> str:
        """The first part of every id of this exchange's HTML."""
        return f"t{self.serial}"


Conversation = tuple[Exchange, ...]


def turns(conversation: Conversation) -> tuple[Turn, ...]:
    """The conversation as the assistant takes it, the latest turns only."""
    return tuple(Turn.of(e.question, e.reply) for e in conversation[-_REMEMBERED:])


def next_serial(conversation: Conversation) -> int:
    """A number that no exchange of the conversation has."""
    return conversation[-1].serial + 1 if conversation else 1


def render_question(exchange: Exchange, language: Language) -> str:
    """The question as the head of its reply, with what it was put to."""
    topic = f'<h2 class="pq-topic" data-turn="{exchange.anchor}">{escape(exchange.question)}</h2>'
    return topic + _scope(exchange.inquiry, language) + _since(exchange, language)


def render_earlier(exchanges: Sequence[Exchange], language: Language) -> str:
    """Earlier exchanges, oldest first, each folded to its question and the first line of what was answered."""
    if not exchanges:
        return ""
    rows = "".join(_render_row(e, language) for e in exchanges)
    return f'<section class="pq-earlier"><h2>{WORDS[language].earlier}</h2>{rows}</section>'


@lru_cache(maxsize=500)  # with each question all that were asked before are shown once more
def _render_row(e: Exchange, language: Language) -> str:
    return (
        f'<details class="pq-turn"><summary><span class="pq-turn-question">{escape(e.question)}</span>'
        f'<span class="pq-turn-answer">{escape(_first_line(e.reply))}</span></summary>'
        f"{_scope(e.inquiry, language)}{_since(e, language)}{_reply(e, language)}</details>"
    )


def _scope(inquiry: Inquiry, language: Language) -> str:
    """For which day and of which documents it was asked, where that is not today and all of them."""
    words, said = WORDS[language], []
    if (day := inquiry.as_of) is not None:
        said.append(words.as_of_said.format(day=in_chinese(day) if language is Language.CHINESE else day.isoformat()))
    if inquiry.within is not None:
        said.append(words.within_said.format(count=len(inquiry.within)))
    return "".join(f'<p class="pq-as-of">{part}</p>' for part in said)


def _since(exchange: Exchange, language: Language) -> str:
    """When a kept answer was given, and which of its clauses are not as they were."""
    if not exchange.reopened:
        return ""
    return render_since(exchange.asked, exchange.changes, language, exchange=exchange.id)


def _reply(exchange: Exchange, language: Language) -> str:
    return render_reply(
        exchange.reply,
        language,
        anchor=exchange.anchor,
        said=exchange.said,
        stopped=exchange.stopped,
        as_of=exchange.inquiry.as_of,
        changes=exchange.changes,
    )


def _first_line(reply: Reply) -> str:
    text = reply.direct if isinstance(reply, Answer) else reply.message
    return without_marks(text.split("\n", 1)[0])
