"""Where the cases and the saved runs lie. The evaluation itself is found by its entry point and never imported."""

from pathlib import Path

from app.plugins import plugin_folder

_COMMAND = "eval"


def case_files(home: Path) -> dict[str, Path]:
    """Every file of cases by the name that is shown: those that come with the program, then those of the home."""
    own, package = home / "cases", plugin_folder(_COMMAND)
    ours = package / "cases" if package is not None else own
    found = {str(p.relative_to(ours)): p for p in sorted(ours.rglob("*.yaml"))} if ours != own else {}
    return found | {f"{own.name}/{p.relative_to(own)}": p for p in sorted(own.rglob("*.yaml"))}


def saved_runs(home: Path) -> dict[str, Path]:
    """The saved runs by name, the latest first."""
    return {p.stem: p for p in sorted((home / "runs").glob("*.json"), reverse=True)}
