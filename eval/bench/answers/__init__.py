"""The answers benchmark: how often answers are right, refusals due, clauses found, and what it all takes."""
