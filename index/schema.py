"""The tables of the truth and of a generation's own copy of the content."""

from sqlite3 import Connection

FORMAT = 3  # of the tables below; another number asks for a rebuild

# What a reader needs. In the truth `sentences.number` only tells rows apart; in a generation it counts from 0 in
# the order of documents and text, and is what the lexical and the vector index call the sentence.
CONTENT = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    text_sha256 TEXT NOT NULL, issuer TEXT, number TEXT, status TEXT NOT NULL, issued TEXT, effective_from TEXT,
    effective_to TEXT, version TEXT, department TEXT, page_spans TEXT NOT NULL, page_lines TEXT NOT NULL,
    reviews TEXT NOT NULL, supersedes TEXT NOT NULL DEFAULT '[]', not_a_version_of TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE TABLE clauses (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
    path TEXT NOT NULL, headings TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    parent TEXT, pages TEXT NOT NULL
) STRICT;
CREATE INDEX clauses_of_document ON clauses (document_id, position);
CREATE TABLE anomalies (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL, code TEXT NOT NULL,
    message TEXT NOT NULL, start INTEGER, "end" INTEGER, PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE quantities (
    clause_id TEXT NOT NULL REFERENCES clauses ON DELETE CASCADE, position INTEGER NOT NULL, raw TEXT NOT NULL,
    kind TEXT NOT NULL, bound TEXT NOT NULL, low TEXT, high TEXT, unit TEXT NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, subject TEXT NOT NULL, includes_low INTEGER NOT NULL, includes_high INTEGER NOT NULL,
    PRIMARY KEY (clause_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE sentences (
    number INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    clause_id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, vector TEXT NOT NULL
) STRICT;
CREATE INDEX sentences_of_document ON sentences (document_id, start);
CREATE INDEX sentences_of_clause ON sentences (clause_id);
"""

# What only the writer needs. A vector's key is made of the embedder's name and the embedded text.
TRUTH = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, beside_sha256 TEXT NOT NULL, parser TEXT NOT NULL,
    document_id TEXT NOT NULL UNIQUE REFERENCES documents ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) STRICT;
"""

_ADDED = ("supersedes", "not_a_version_of")  # columns of documents that came after format 3 was in use


def add_columns(connection: Connection) -> None:
    """Give an older truth the columns that it lacks; an older generation has nothing to say there."""
    there = {row["name"] for row in connection.execute("PRAGMA table_info(documents)")}
    for column in (c for c in _ADDED if c not in there):
        connection.execute(f"ALTER TABLE documents ADD COLUMN {column} TEXT NOT NULL DEFAULT '[]'")
