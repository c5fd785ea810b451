"""TLS of our own: which files are refused, and that the page, its cookie and its origin are https then."""

import http.client
import ssl
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from app.access.accounts import Accounts
from app.access.database import Database
from app.access.user import Role
from app.errors import CannotServe
from app.server.tls import tls_files
from app.settings import ServerSettings, Settings

PASSWORD = "correct horse battery"  # noqa: S105


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two pairs of files and an encrypted key."""
    folder = tmp_path_factory.mktemp("tls")
    for name in ("a", "b"):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.pem"], check=True, capture_output=True,
        )  # fmt: skip
    subprocess.run(
        [
            "openssl",
            "rsa",
            "-aes256",
            "-passout",
            "pass:secret",
            "-in",
            folder / "a.key",
            "-out",
            folder / "locked.key",
        ],
        check=True,
        capture_output=True,
    )
    (folder / "empty.pem").write_text("")
    return folder


@pytest.mark.parametrize(
    ("certificate", "key", "named"),
    [
        pytest.param("a.pem", "", "要一起写", id="without-a-key"),
        pytest.param("", "a.key", "要一起写", id="without-a-certificate"),
        pytest.param("none.pem", "a.key", "none.pem", id="missing-certificate"),
        pytest.param("a.pem", "none.key", "none.key", id="missing-key"),
        pytest.param("a.pem", "b.key", "不配套", id="another-key"),
        pytest.param("a.key", "a.pem", "不配套", id="swapped"),
        pytest.param("empty.pem", "a.key", "不配套", id="empty"),
        pytest.param("a.pem", "locked.key", "没有口令", id="encrypted-key"),
    ],
)
def test_files_that_cannot_be(pairs: Path, certificate: str, key: str, named: str) -> None:
    settings = Settings(home=pairs, server=ServerSettings(tls_certificate=certificate, tls_key=key))
    with pytest.raises(CannotServe, match=rf"https.*{named}.*[。]"):
        tls_files(settings)


def test_none_is_http(pairs: Path) -> None:
    assert tls_files(Settings(home=pairs)) is None


def test_a_login_over_tls(pairs: Path, serving: Any, tmp_path: Path) -> None:
    database = Database(tmp_path / "home")
    Accounts(database).add("wang", role=Role.READER, password=PASSWORD)
    database.close()
    (tmp_path / "home" / "settings.toml").write_text(
        f'[server]\naccounts = "always"\ntls_certificate = "{pairs}/a.pem"\ntls_key = "{pairs}/a.key"\n'
    )
    script = Path(__file__).parents[1] / "serve_scripted.py"
    form = urlencode({"name": "wang", "password": PASSWORD})
    with serving([sys.executable, str(script), str(tmp_path / "home"), "0"], tmp_path) as server:
        assert server.url.startswith("https://")
        assert "明文" not in server.log.read_text(encoding="utf-8")
        context = ssl.create_default_context(cafile=str(pairs / "a.pem"))
        context.check_hostname = False  # the certificate is localhost's, the server listens at the number
        for scheme, status in (("https", 303), ("http", 403)):
            connection = http.client.HTTPSConnection(server.host, timeout=20, context=context)
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"{scheme}://{server.host}"}
            connection.request("POST", "/login", form, headers)
            reply = connection.getresponse()
            reply.read()
            connection.close()
            assert reply.status == status
            if status == 303:
                cookie = str(reply.getheader("set-cookie"))
                assert cookie.startswith("__Host-policyqa=")
                assert "Secure" in cookie
