"""Looking through a proxy: who really calls, under which name and scheme, and below which path.

Only a proxy that the settings name is believed. Its headers are taken off in any case: nothing behind this module may
believe them again, and the page's framework would.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

from app.access.place import with_prefix

_HEADERS = frozenset({b"forwarded", b"x-real-ip", b"x-gradio-server", b"x-original-url", b"x-rewrite-url"})


@dataclass(frozen=True, slots=True)
class Forwarding:
    """What the settings say: the path prefix, without a slash at its end, and the proxies that are believed."""

    prefix: str = ""
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def of(cls, prefix: str, proxies: Iterable[str]) -> "Forwarding":
        """From the settings, which have been checked: ``/policyqa``, ``["127.0.0.1", "10.0.0.0/8"]``."""
        return cls(prefix.rstrip("/"), tuple(ip_network(p, strict=False) for p in proxies))

    def resolve(self, scope: Scope) -> Scope:
        """The scope as it would be without proxies: client, scheme, host and path are the caller's."""
        resolved = with_prefix(self._below_prefix(scope), self.prefix)
        client = scope.get("client")
        headers = Headers(scope=scope)
        kept = [(k, v) for k, v in scope["headers"] if k not in _HEADERS and not k.startswith(b"x-forwarded-")]
        if client is not None and self._believes(client[0]):
            resolved["client"] = (self._caller(headers.getlist("x-forwarded-for"), client[0]), 0)
            if _last(headers, "x-forwarded-proto") in {"http", "https"}:
                resolved["scheme"] = _last(headers, "x-forwarded-proto")
            if host := _last(headers, "x-forwarded-host"):
                kept = [(k, v) for k, v in kept if k != b"host"] + [(b"host", host.encode("latin-1"))]
        resolved["headers"] = kept
        return resolved

    def _below_prefix(self, scope: Scope) -> Scope:
        """The path without the prefix, for proxies that leave it there as well as for those that cut it off."""
        if not self.prefix or not (scope["path"] + "/").startswith(self.prefix + "/"):
            return {**scope}
        raw = scope.get("raw_path")
        shortened = {**scope, "path": scope["path"][len(self.prefix) :]}
        if raw is not None and raw.startswith(self.prefix.encode("ascii")):
            shortened["raw_path"] = raw[len(self.prefix) :]
        return shortened

    def _caller(self, forwarded: list[str], proxy: str) -> str:
        """The last address that no believed proxy has: what stands before it, the caller may have made up."""
        for hop in reversed([hop.strip() for line in forwarded for hop in line.split(",")]):
            if parse_address(hop) is None:
                return proxy
            if not self._believes(hop):
                return hop
            proxy = hop
        return proxy

    def _believes(self, address: str) -> bool:
        parsed = parse_address(address)
        return parsed is not None and any(parsed in network for network in self.proxies)


def is_forwarded(scope: Scope) -> bool:
    """Whether a request says that it came through a proxy; to be asked before ``resolve``."""
    return any(k in {b"forwarded", b"x-real-ip"} or k.startswith(b"x-forwarded-") for k, _ in scope["headers"])


def parse_address(text: str) -> IPv4Address | IPv6Address | None:
    """An IP address; of an IPv4 caller at an IPv6 socket the IPv4 one. ``None`` where it is none."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address


def _last(headers: Headers, name: str) -> str:
    """The last value of a header, which is the nearest proxy's."""
    values = headers.getlist(name)
    return values[-1].split(",")[-1].strip().lower() if values else ""
