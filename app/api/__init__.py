"""The HTTP API: JSON for programs, the same shapes as the command line."""

from app.api.application import make_api
from app.api.routes import PREFIX, routes

__all__ = ["PREFIX", "make_api", "routes"]
