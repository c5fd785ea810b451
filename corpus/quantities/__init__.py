"""Figures of a text: numerals, units, bounds, dates and what is limited; a document's own rules for reading them."""
