"""TLS of our own, for offices without a reverse proxy: a certificate and its key, as PEM files."""

import ssl
from dataclasses import dataclass
from pathlib import Path

from app.errors import CannotServe
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """The certificate with its chain, and the private key."""

    certificate: Path
    key: Path


def tls_files(settings: Settings) -> TlsFiles | None:
    """The files that the settings name, which fit each other, or ``None`` where they name none.

    Raises:
        CannotServe: one is missing or cannot be read, or they are no pair.
    """
    server = settings.server
    if not server.tls_certificate and not server.tls_key:
        return None
    if not (server.tls_certificate and server.tls_key):
        raise CannotServe("不能用 https 启动网页：tls_certificate 和 tls_key 要一起写；请在设置文件的 [server] 补上。")
    files = TlsFiles(settings.home / server.tls_certificate, settings.home / server.tls_key)
    for file in (files.certificate, files.key):
        if not file.is_file():
            raise CannotServe(f"不能用 https 启动网页：没有文件“{file}”；请检查设置文件 [server] 里的路径。")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        # An empty password, so that an encrypted key is refused instead of asked for at a terminal nobody sits at.
        context.load_cert_chain(files.certificate, files.key, password="")
    except (OSError, ssl.SSLError) as error:
        raise CannotServe(
            f"不能用 https 启动网页：证书“{files.certificate}”和私钥“{files.key}”读不了或不配套"
            f"（{error.strerror or type(error).__name__}）；请用 PEM 格式、没有口令的一对。"
        ) from error
    return files
