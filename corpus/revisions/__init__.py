"""Versions of a document: which clause became which, and which figures changed.

The stages, each in its module: what a clause says apart from its number (``body``), how alike two of them are
(``likeness``), pairs (``alignment``), what was split or merged (``pieces``), what stands elsewhere (``order``), figures
(``figures``), and marks for the reader (``marks``). ``comparing.compare`` runs them.
"""
