"""The desk: what happens between a question and its answer when many ask at once. No HTML, no HTTP."""

from app.desk.catalogues import Catalogues
from app.desk.desk import Desk
from app.desk.event import Busy, Loading, Progress, Stopped
from app.desk.inquiry import Inquiry
from app.desk.loading import Loader, Opened
from app.desk.lookup import final_reply, find_clause, search
from app.desk.run import Broken

__all__ = [
    "Broken",
    "Busy",
    "Catalogues",
    "Desk",
    "Inquiry",
    "Loader",
    "Loading",
    "Opened",
    "Progress",
    "Stopped",
    "final_reply",
    "find_clause",
    "search",
]
