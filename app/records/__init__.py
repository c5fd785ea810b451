"""What is kept of conversations and feedback: one SQLite file in the home folder, for each user his own."""

from app.records.changes import Change, Fate, changes
from app.records.exchange import Conversation, Exchange
from app.records.feedback import Feedback, Verdict
from app.records.keeping import Keeper
from app.records.records import Records

__all__ = ["Change", "Conversation", "Exchange", "Fate", "Feedback", "Keeper", "Records", "Verdict", "changes"]
