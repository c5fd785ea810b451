"""The tab that asks: a question box, the answer, its clauses."""
