"""The server: one address, the guard before every route, the page and the interfaces behind it."""

from app.server.serving import serve

__all__ = ["serve"]
