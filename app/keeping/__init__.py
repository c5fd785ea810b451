"""Keeping the library from the page: files come in and go, folders are read again, a person says what is a version.

``names`` and ``tray`` take uploads, ``removal`` takes documents out, ``librarian`` runs one such work at a time.
"""
