"""The revisions benchmark: whether a comparison reports exactly the edits made, and answers follow the document."""
