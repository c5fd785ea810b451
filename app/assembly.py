"""The composition root: settings in, an assistant out."""

from app.answering import Assistant
from app.engines.choose import choose_engine
from app.settings import Settings
from index import make_embedder, open_index


def open_assistant(settings: Settings, *, engine: str | None = None) -> Assistant:
    """An assistant over the index of ``settings.home``; ``engine`` overrides the settings' choice.

    Raises:
        IndexFault: there is no index, or it does not fit the settings.
        EngineUnavailable, ModelMissing: an engine that was named explicitly cannot be started.
    """
    index = open_index(settings.home, make_embedder(settings.index))
    choice = choose_engine(engine or settings.engine.engine, settings)
    return Assistant(index, choice.model, max_tokens=settings.engine.max_tokens)
