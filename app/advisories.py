"""The reviewed list of security advisories, compared with what is installed."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Advisory:
    """One advisory. ``fixed`` is the first release that mends it, empty where none does; ``why`` is Chinese."""

    id: str
    package: str
    fixed: str
    reachable: bool
    why: str

    def concerns(self, installed: str | None) -> bool:
        """Whether the installed version (``None``: not installed) is one that the advisory is about."""
        return installed is not None and (not self.fixed or release(installed) < release(self.fixed))


def advisories() -> tuple[Advisory, ...]:
    """The reviewed list that comes with the program."""
    text = files("app").joinpath("advisories.toml").read_text(encoding="utf-8")
    return tuple(Advisory(**entry) for entry in tomllib.loads(text)["advisory"])


def installed_versions(packages: frozenset[str]) -> Mapping[str, str | None]:
    """The version of each package, ``None`` where it is not installed."""
    return {package: _installed(package) for package in packages}


def release(text: str) -> tuple[int, ...]:
    """The numbers of a release for comparing: ``1.10.0rc1`` → (1, 10). A pre-release counts as its release."""
    numbers = re.match(r"\d+(?:\.\d+)*", text)
    parts = [int(n) for n in numbers.group().split(".")] if numbers else []
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
