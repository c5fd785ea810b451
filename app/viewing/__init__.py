"""The document viewer: canonical text clause by clause, and the printed pages, with what is cited highlighted."""

from app.viewing.address import clause_anchor, document_address, page_address
from app.viewing.routes import viewer_routes

__all__ = ["clause_anchor", "document_address", "page_address", "viewer_routes"]
