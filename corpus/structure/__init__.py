"""From the canonical text to clauses: labels, the ladder that they make, tables, signatures and attached documents."""
