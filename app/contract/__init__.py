"""The JSON documents of the command line and the interfaces: a contract that scripts depend on, field by field and in this order."""

from app.contract.benefits import benefits_json, formula
from app.contract.documents import parse_json, quantities_json, sync_json
from app.contract.matches import batch_json, form_json, match_json
from app.contract.replies import hits_json, reply_json
from app.contract.revisions import revision_json
from app.contract.values import Json, quantity_json
from app.contract.versions import library_json, questions_json

__all__ = [
    "Json",
    "batch_json",
    "benefits_json",
    "form_json",
    "formula",
    "hits_json",
    "library_json",
    "match_json",
    "parse_json",
    "quantities_json",
    "quantity_json",
    "questions_json",
    "reply_json",
    "revision_json",
    "sync_json",
]
