"""The command line: one module for each group of commands, and what they share."""

from app.cli.program import main

__all__ = ["main"]
