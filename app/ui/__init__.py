"""The page: a question box, the answer, its clauses. ``serve`` is all that others need."""

from app.ui.server import serve

__all__ = ["serve"]
