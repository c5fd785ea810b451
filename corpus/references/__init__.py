"""References between clauses: what a text names, and the one clause that it means, or why there is none."""
