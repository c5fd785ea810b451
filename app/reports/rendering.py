"""Templates to pages: everything escaped, the style inlined, nothing loaded from anywhere."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@cache
def _environment(package: str) -> Environment:
    from jinja2 import ChoiceLoader

    loaders = [PackageLoader(package), PackageLoader("app.reports")]
    return Environment(
        loader=ChoiceLoader(loaders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def page(template: str, *, package: str = "app.reports", **values: Any) -> str:
    """The HTML page of a template in ``package``; a name that the template uses and ``values`` lack is an error."""
    style = (files("app.reports") / "templates" / "style.css").read_text(encoding="utf-8")
    return _environment(package).get_template(template).render(style=Markup(style), **values)  # noqa: S704 - our own file
