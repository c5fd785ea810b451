"""Reports: self-contained HTML pages that load nothing from outside and need no script.

``rendering`` owns the templates and the style, ``revision`` shows two versions of a document side by side. ``eval``
renders its own reports through it.
"""
