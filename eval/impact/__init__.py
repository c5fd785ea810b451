"""Revision impact: which cases rest on what a revision changed, and what becomes of their answers."""
