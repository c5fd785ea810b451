"""Documents, clauses and quantities.

Glossary, used everywhere with exactly these words: 编 part, 章 chapter, 节 section, 条 article, 款 paragraph,
项 item, 目 point, 句 sentence.
"""

import corpus.offline  # noqa: F401 - first: nothing below may load a library before the switches are set
from corpus.benefits.benefit import Benefit, ClauseReview, Condition
from corpus.benefits.finding import find_benefits
from corpus.citation import Citation
from corpus.clause import Clause, ParsedDocument
from corpus.document import Anomaly, Block, Box, Document, Metadata, PageBox, PageLine, PageSpan, RawDocument, Status
from corpus.errors import CorpusError, InvalidMetadata, InvalidReview, PolicyQAError, UnreadableFile
from corpus.parsing import parse
from corpus.quantities.finding import find_quantities
from corpus.quantities.quantity import Bound, Kind, Quantity, display
from corpus.quantities.spoken import find_spoken_quantities
from corpus.references.library import Library, library_of
from corpus.references.reference import Reference, Unresolved
from corpus.references.resolving import all_references, find_references
from corpus.sentences import sentences
from corpus.span import Span
from corpus.structure.outline import Outline, outline

__all__ = [
    "Anomaly",
    "Benefit",
    "Block",
    "Bound",
    "Box",
    "Citation",
    "Clause",
    "ClauseReview",
    "Condition",
    "CorpusError",
    "Document",
    "InvalidMetadata",
    "InvalidReview",
    "Kind",
    "Library",
    "Metadata",
    "Outline",
    "PageBox",
    "PageLine",
    "PageSpan",
    "ParsedDocument",
    "PolicyQAError",
    "Quantity",
    "RawDocument",
    "Reference",
    "Span",
    "Status",
    "UnreadableFile",
    "Unresolved",
    "all_references",
    "display",
    "find_benefits",
    "find_quantities",
    "find_references",
    "find_spoken_quantities",
    "library_of",
    "outline",
    "parse",
    "sentences",
]
