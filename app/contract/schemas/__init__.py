"""The schemas of the contract: what the interfaces publish of their JSON, in OpenAPI and to MCP clients.

The contract's functions make the JSON; these types describe it, and a test holds each to the other.
"""

from app.contract.schemas.clauses import ClausePage
from app.contract.schemas.jobs import Job, Jobs, Review
from app.contract.schemas.library import Library
from app.contract.schemas.matches import Matches
from app.contract.schemas.replies import Hits, Reply
from app.contract.schemas.service import Failure, Health

__all__ = ["ClausePage", "Failure", "Health", "Hits", "Job", "Jobs", "Library", "Matches", "Reply", "Review"]
