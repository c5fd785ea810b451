"""Where the server listens, and whether that asks for accounts."""

import os
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

from app.access.state import access_state
from app.errors import CannotServe
from app.server.tls import TlsFiles
from app.settings import ServerSettings


def parse_host(host: str) -> IPv4Address | IPv6Address:
    """The address to listen at.

    Raises:
        CannotServe: it is no IP address; what a name stands for may change behind our back.
    """
    if host.lower() == "localhost":
        return IPv4Address("127.0.0.1")
    try:
        return ip_address(host.strip("[]"))
    except ValueError as error:
        raise CannotServe(
            f"不能在“{host}”上启动网页：--host 应是 IP 地址；请写 127.0.0.1（只限本机）、本机在局域网里的地址，"
            "或 0.0.0.0（所有网卡）。"
        ) from error


def accounts_required(address: IPv4Address | IPv6Address, settings: ServerSettings) -> bool:
    """Whether callers have to log in: others may reach the address, directly or through a proxy."""
    return settings.shared or not address.is_loopback


def check_accounts(home: Path, address: IPv4Address | IPv6Address, settings: ServerSettings) -> None:
    """Refuse to serve others while nobody can log in.

    Raises:
        CannotServe: accounts are required and there is none.
        AccessDamaged: the file of the accounts cannot be read.
    """
    if not accounts_required(address, settings) or access_state(home).accounts:
        return
    if not address.is_loopback:
        reason = "它可以从别的机器访问，需要登录"
    elif settings.accounts == "always":
        reason = '设置文件写着 accounts = "always"，需要登录'
    else:
        reason = "设置文件的 names、proxies 或 root_path 表明别的机器经代理访问它，需要登录"
    raise CannotServe(
        f"不能在“{address}”上启动网页：{reason}，而还没有账号；请先运行 policyqa user add 名字 --role editor 建一个，"
        "只在本机使用时请写 --host 127.0.0.1。"
    )


def listen(address: IPv4Address | IPv6Address, port: int) -> socket.socket:
    """A bound socket: whoever is refused is refused before anything is loaded.

    Raises:
        CannotServe: the port is taken, or the address is not this machine's.
    """
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((str(address), port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise CannotServe(
            f"不能在 {address}:{port} 上启动网页：{error.strerror or error}；"
            "端口可能被另一个程序（或另一个 PolicyQA）占用，请关闭它，或用 --port 换一个端口。"
        ) from error
    return listening


def url_of(listening: socket.socket, tls: TlsFiles | None) -> str:
    """The address for a browser on this machine; no browser opens ``0.0.0.0``."""
    host, port = listening.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    scheme = "https" if tls else "http"
    return f"{scheme}://[{host}]:{port}/" if ":" in host else f"{scheme}://{host}:{port}/"
