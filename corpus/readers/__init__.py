"""Readers: a file of any supported format becomes blocks in reading order; what it is, its content decides."""

from corpus.readers.reading import read

__all__ = ["read"]
