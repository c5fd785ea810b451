"""Where a request comes from, and where the application lies for it. The server has looked through the proxies."""

from collections.abc import Mapping
from typing import Any

_PREFIX = "policyqa.prefix"


def address_of(scope: Mapping[str, Any]) -> str:
    """The caller's IP address; empty where the server does not know it."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def prefix_of(scope: Mapping[str, Any]) -> str:
    """What stands before every path behind a proxy, such as ``/policyqa``; mostly empty. Links begin with it."""
    return str(scope.get(_PREFIX, ""))


def with_prefix(scope: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """The scope of a request to an application that lies below ``prefix``."""
    return {**scope, _PREFIX: prefix}
