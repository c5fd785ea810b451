"""An inquiry: a question, the conversation before it, and which documents may answer it."""

from dataclasses import dataclass
from datetime import date

from app.answering.answer import Turn
from app.desk.cleaning import clean
from app.errors import InvalidQuestion


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is asked. ``history`` is oldest first.

    ``as_of`` is the day whose documents in force answer, ``None`` for today; ``document`` the id of the one that the
    question is put to; ``within`` the ids of those that may answer at all, ``None`` for every one.
    """

    question: str
    history: tuple[Turn, ...] = ()
    as_of: date | None = None
    document: str | None = None
    within: frozenset[str] | None = None


def checked_question(question: str, *, limit: int) -> str:
    """The question without invisible characters and outer spaces.

    Raises InvalidQuestion where nothing is left, or where it is longer than ``limit`` characters.
    """
    text = clean(question).strip()
    if not text:
        raise InvalidQuestion("还没有输入问题；请在输入框里写一句要问的话，再按回车。")
    if len(question) > limit:
        raise InvalidQuestion(f"问题太长：共 {len(question)} 个字，最多 {limit} 个字；请删去无关的部分再问。")
    return text
