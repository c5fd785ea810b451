"""Templates to pages: everything cleaned and escaped, nothing loaded from anywhere else."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from app.desk.cleaning import clean
from app.viewing.asked import Language

_HERE = files("app.viewing")


@cache
def words_of(language: Language) -> dict[str, str]:
    """What the viewer says itself, by its name."""
    table = tomllib.loads((_HERE / "words.toml").read_text(encoding="utf-8"))
    return {name: both[0 if language == "zh" else 1] for name, both in table.items()}


def render(template: str, language: Language, **values: Any) -> str:
    """A page of the viewer; a name that the template uses and ``values`` lack is an error."""
    return _environment().get_template(template).render(language=language, words=words_of(language), **values)


@cache
def style() -> str:
    """The style sheet of all pages of the viewer."""
    return (_HERE / "viewer.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("app.viewing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: Any) -> Any:
    """Text of a document without what steers a display; our own markup as it is."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)
