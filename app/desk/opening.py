"""Opening the assistant for the page, and what is done before the first question comes."""

from collections.abc import Callable

from app.answering.answer import Wording
from app.desk.awaited import Awaited
from app.desk.desk import Desk
from app.desk.examples import example_questions
from app.desk.interrupt import Interruptible, gone
from app.desk.loading import Loader, Opened
from app.errors import EngineUnavailable
from app.settings import Settings


def make_desk(settings: Settings, engine: str | None, *, for_people: bool) -> Desk:
    """A desk over the assistant of ``settings``; ``engine`` overrides the settings' choice.

    ``for_people``: once it is open it finds example questions and wakes the model, before anybody asks.
    """
    loader = Loader(lambda: open_for_page(settings, engine))
    limits = settings.server
    desk = Desk(loader, speakers=limits.concurrency, queue=limits.queue, question_limit=limits.question_limit)
    if for_people:
        loader.prepare = prepare_page
        loader.warm = lambda opened, examples: warm_model(opened, examples, needed=lambda: not desk.asked)
    return desk


def open_for_page(settings: Settings, engine: str | None) -> Opened:
    """The assistant of ``settings``. Raises what ``open_assistant`` raises, but not where only its model is missing."""
    from app.assembly import open_assistant  # late: it brings the index's libraries
    from app.engines.choose import choose_engine

    try:
        assistant = open_assistant(settings, engine=engine)
    except EngineUnavailable:  # each answer says why, until the model is there
        named = engine or settings.engine.engine
        assistant = open_assistant(settings, engine="extractive")
        assistant.model = Awaited(named, lambda: choose_engine(named, settings).model)
    if assistant.model is not None:
        assistant.model = Interruptible(assistant.model)
    return Opened(
        answering=assistant,
        documents=assistant.index.documents,
        model=assistant.model.model if assistant.model is not None else "",
        engine=assistant.model.engine if assistant.model is not None else "extractive",
        search=lambda question, k: assistant.index.search(question, k=k),
        generation=lambda: assistant.index.generation,
        close=assistant.close,
    )


def prepare_page(opened: Opened) -> tuple[str, ...]:
    """Example questions that this index answers; trying them warms the index up."""
    return example_questions(opened.documents(), opened.answering)


def warm_model(opened: Opened, examples: tuple[str, ...], *, needed: Callable[[], bool]) -> None:
    """Let the model begin one answer, so that the first user does not wait until it is loaded.

    It gives way: as soon as it is not ``needed`` any more, because somebody asks, the model is free.
    """
    if not (opened.model and examples):
        return
    before = gone.set(lambda: not needed())
    try:
        for event in opened.answering.stream(examples[0]):
            if isinstance(event, Wording):
                return  # and the model stops: nothing holds the iterator
    finally:
        gone.reset(before)
