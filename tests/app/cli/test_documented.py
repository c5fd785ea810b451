"""The table of commands in both READMEs is whole and true: the program itself is asked what it has."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from app.cli.program import _add_plugins, program

ROOT = Path(__file__).parents[3]
ROW = re.compile(r"^\| (`[^|]*(?:\\\|[^|]*)*) \|", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
# What every command takes is told above the table, and so is what only --help needs to tell.
EVERYWHERE = {"--home", "--json", "--lang", "--help"}


def commands() -> dict[str, set[str]]:
    """Every command of the program, plug-ins' among them, with its options."""
    _add_plugins(["--help"])
    found: dict[str, set[str]] = {}

    def walk(command: object, name: str) -> None:
        listed = getattr(command, "commands", None)
        if listed is None or getattr(command, "invoke_without_command", False):
            found[name] = {o for p in command.params for o in p.opts if o.startswith("--")}  # type: ignore[attr-defined]
        for part, inner in (listed or {}).items():
            walk(inner, f"{name} {part}".strip())

    root = get_command(program)
    for part, inner in root.commands.items():  # type: ignore[attr-defined]
        walk(inner, part)
    return found


def documented(readme: str) -> dict[str, set[str]]:
    """Every command of the table with the options that its row names."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    table = re.search(r"^\| (?:command|命令) \|.*?(?=\n\n)", text, re.MULTILINE | re.DOTALL)
    assert table is not None
    found: dict[str, set[str]] = {}
    for row in ROW.findall(table.group()):
        for said in re.findall(r"`([^`]+)`", row):
            words = re.split(r" (?=[\[<A-Z-])", said.replace("\\|", "|"))[0]
            for first in words.split(" ")[0].split("|"):
                name = " ".join([first, *words.split(" ")[1:]])
                found.setdefault(name, set()).update(OPTION.findall(said))
    return found


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_command_is_in_the_table_and_nothing_else(readme: str) -> None:
    assert set(documented(readme)) == set(commands())


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_option_that_the_table_names_exists(readme: str) -> None:
    has = commands()
    wrong = {name: options - has[name] - EVERYWHERE for name, options in documented(readme).items()}
    assert {name: options for name, options in wrong.items() if options} == {}


def test_every_command_takes_home_and_json() -> None:
    interfaces = {"serve", "mcp"}  # they print no document
    lacking = {n: {"--home", "--json"} - o for n, o in commands().items() if n not in interfaces}
    assert {n: o for n, o in lacking.items() if o} == {}
