"""Plug-ins: packages above this one that bring commands of their own, found by their entry points."""

from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

PLUGINS = "policyqa.commands"  # entry points that are typer applications; each becomes a group of commands


def plugin_folder(name: str) -> Path | None:
    """The folder of the package that brings a command, without importing it; ``None`` where nothing does."""
    for point in entry_points(group=PLUGINS, name=name):
        spec = find_spec(point.module.partition(".")[0])
        for place in (spec.submodule_search_locations or ()) if spec else ():
            return Path(place)
    return None
