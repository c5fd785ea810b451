"""Opening the assistant for the page, and what is done before the first question comes."""

from collections.abc import Callable

from app.answering.answer import Wording
from app.desk.examples import example_questions
from app.desk.interrupt import Interruptible, gone
from app.desk.loading import Opened
from app.settings import Settings


def open_for_page(settings: Settings, engine: str | None) -> Opened:
    """The assistant of ``settings``. Raises what ``open_assistant`` raises."""
    from app.assembly import open_assistant  # late: it brings the index's libraries

    assistant = open_assistant(settings, engine=engine)
    if assistant.model is not None:
        assistant.model = Interruptible(assistant.model)
    return Opened(
        answering=assistant,
        documents=assistant.index.documents,
        model=assistant.model.model if assistant.model is not None else "",
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
