"""Who gets past the guard as what: without accounts, with one, with a token, through a proxy."""

import pytest

from app.access.database import Database
from app.access.tokens import Tokens
from app.access.user import Role


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("GET", "/", 303, id="page-to-the-login"),
        pytest.param("GET", "/documents", 303, id="view-to-the-login"),
        pytest.param("HEAD", "/", 401, id="head"),
        pytest.param("POST", "/ask", 401, id="question"),
        pytest.param("POST", "/documents", 401, id="upload"),
        pytest.param("GET", "/api/documents", 401, id="api"),
        pytest.param("DELETE", "/api/documents", 401, id="api-removal"),
        pytest.param("GET", "/open", 200, id="open"),
        pytest.param("GET", "/nothing", 404, id="unlisted"),
        pytest.param("PUT", "/documents", 405, id="method"),
        pytest.param("TRACE", "/", 405, id="trace"),
        pytest.param("GET", "/documents/../api/edit", 405, id="normalised-by-the-client"),
        pytest.param("GET", "/documents/%2e%2e/x", 404, id="traversal"),
        pytest.param("GET", "/%2fdocuments", 404, id="encoded-slash"),
        pytest.param("GET", "/Documents", 404, id="case"),
        pytest.param("GET", "/documents/", 404, id="slash-behind"),
        pytest.param("GET", "/documents%00", 404, id="nul"),
        pytest.param("GET", "/documents%0a", 404, id="line-end"),
    ],
)
def test_strangers(open_house, method, path, status) -> None:
    assert open_house().browser().request(method, path).status_code == status


@pytest.mark.parametrize(
    ("name", "method", "path", "status"),
    [
        pytest.param("wang", "GET", "/documents", 200, id="reader-reads"),
        pytest.param("wang", "POST", "/ask", 200, id="reader-asks"),
        pytest.param("wang", "POST", "/documents", 403, id="reader-uploads"),
        pytest.param("wang", "POST", "/api/edit", 403, id="reader-edits-by-the-api"),
        pytest.param("li", "POST", "/documents", 200, id="editor-uploads"),
        pytest.param("li", "POST", "/api/edit", 200, id="editor-edits-by-the-api"),
    ],
)
def test_accounts(open_house, name, method, path, status) -> None:
    house = open_house()
    browser = house.browser()
    house.log_in(browser, name=name)
    reply = browser.request(method, path)
    assert reply.status_code == status
    if status == 403:
        sentence = reply.json()["error"]["message"] if path.startswith("/api") else reply.text
        assert "只能查阅" in sentence
        assert house.actions()[-1] == ("refused", "wang")


def test_a_new_role_holds_from_the_next_request_on(open_house) -> None:
    house = open_house()
    browser = house.browser()
    house.log_in(browser)
    assert browser.post("/documents").status_code == 403
    house.accounts.set_role("wang", Role.EDITOR)
    assert browser.post("/documents").status_code == 200


@pytest.mark.parametrize(
    ("header", "status"),
    [
        pytest.param("Bearer {}", 200, id="token"),
        pytest.param("bearer   {} ", 200, id="small-letters-and-blanks"),
        pytest.param("Bearer {}x", 401, id="wrong-token"),
        pytest.param("Bearer", 401, id="no-token"),
        pytest.param("Basic d2FuZzp4", 401, id="basic"),
        pytest.param("{}", 401, id="no-scheme"),
    ],
)
def test_what_a_program_shows(open_house, header, status) -> None:
    house = open_house()
    secret = Tokens(house.database).add("crm", role=Role.READER)
    reply = house.program(authorization=header.format(secret)).get("/api/documents")
    assert reply.status_code == status


def test_a_wrong_token_is_refused_even_where_none_is_needed(open_house) -> None:
    house = open_house(required=False)
    assert house.program("pqa_wrong").get("/api/documents").status_code == 401
    assert house.program().get("/api/documents").json()["role"] == "editor"


def test_a_token_made_after_the_start_is_known(open_house) -> None:
    house = open_house(required=False)
    house.gate.close()
    for file in house.home.glob("access.sqlite3*"):
        file.unlink()
    house.restart()
    assert house.program("pqa_wrong").get("/api/documents").status_code == 401
    assert not (house.home / "access.sqlite3").exists()
    later = Database(house.home)
    secret = Tokens(later).add("crm", role=Role.READER)
    later.close()
    assert house.program(secret).get("/api/documents").json()["user"] == "token:crm"


def test_a_token_does_not_excuse_a_foreign_page(open_house) -> None:
    house = open_house()
    secret = Tokens(house.database).add("crm", role=Role.READER)
    assert house.program(secret, origin="http://evil.example").post("/ask").status_code == 403


NAMES = {"names": ("qa.example",), "proxies": ("192.0.2.0/24",)}


@pytest.mark.parametrize(
    ("settings", "headers", "status"),
    [
        pytest.param(NAMES, {"host": "qa.example"}, 303, id="named"),
        pytest.param(NAMES, {"host": "QA.example:8443"}, 303, id="named-with-a-port"),
        pytest.param(NAMES, {"host": "127.0.0.1:7860"}, 303, id="by-the-number-it-listens-at"),
        pytest.param(NAMES, {"host": "evil.example"}, 400, id="rebinding"),
        pytest.param(NAMES, {"host": "x.qa.example"}, 400, id="a-name-below"),
        pytest.param(NAMES, {"host": "qa.example.evil"}, 400, id="a-name-above"),
        pytest.param(NAMES, {"host": "10.9.8.7"}, 400, id="another-number"),
        pytest.param(NAMES, {"host": "x", "x-forwarded-host": "qa.example"}, 303, id="the-proxy-says-the-name"),
        pytest.param(NAMES, {"x-forwarded-host": "evil.example"}, 400, id="the-proxy-says-another"),
        pytest.param(
            {"names": ("qa.example",)}, {"host": "evil.example", "x-forwarded-host": "qa.example"}, 400,
            id="who-is-no-proxy-says-the-name",
        ),
    ],
)  # fmt: skip
def test_names(open_house, settings, headers, status) -> None:
    reply = open_house(**settings).browser(**headers).get("/")
    assert reply.status_code == status
    if status == 400:
        assert "names" in reply.text


@pytest.mark.parametrize(
    ("origin", "said", "proxies", "status"),
    [
        pytest.param("https://qa.example", "https", ("192.0.2.1",), 401, id="https-at-both-ends"),
        pytest.param("http://qa.example", "http", ("192.0.2.1",), 401, id="http-at-both-ends"),
        pytest.param("https://qa.example", "http", ("192.0.2.1",), 403, id="https-only-in-the-browser"),
        pytest.param("http://qa.example", "https", ("192.0.2.1",), 403, id="https-only-at-the-proxy"),
        pytest.param("https://qa.example", "https", ("10.0.0.1",), 403, id="said-by-somebody-else"),
        pytest.param("https://qa.example", "gopher", ("192.0.2.1",), 403, id="nonsense"),
        pytest.param("https://qa.example", "http, https", ("192.0.2.1",), 401, id="the-nearest-counts"),
    ],
)
def test_the_scheme_is_what_the_proxy_says(open_house, origin, said, proxies, status) -> None:
    house = open_house(names=("qa.example",), proxies=proxies)
    browser = house.browser(host="qa.example", origin=origin, **{"x-forwarded-proto": said})
    assert browser.post("/ask").status_code == status


@pytest.mark.parametrize(
    ("peer", "forwarded", "caller"),
    [
        pytest.param("192.0.2.1", "203.0.113.5", "203.0.113.5", id="one-proxy"),
        pytest.param("192.0.2.1", "1.1.1.1, 203.0.113.5", "203.0.113.5", id="made-up-before-it"),
        pytest.param("192.0.2.1", "203.0.113.5, 192.0.2.9", "203.0.113.5", id="two-proxies"),
        pytest.param("192.0.2.1", "203.0.113.5, nonsense", "192.0.2.1", id="nonsense"),
        pytest.param("192.0.2.1", "nonsense, 192.0.2.9", "192.0.2.9", id="nonsense-behind-a-proxy"),
        pytest.param("192.0.2.1", "", "192.0.2.1", id="nothing"),
        pytest.param("198.51.100.1", "203.0.113.5", "198.51.100.1", id="no-proxy-of-ours"),
        pytest.param("::ffff:192.0.2.1", "203.0.113.5", "203.0.113.5", id="mapped"),
        pytest.param("192.0.2.1", "2001:db8::5", "2001:db8::5", id="ipv6"),
    ],
)
def test_the_caller_behind_proxies(open_house, peer, forwarded, caller) -> None:
    house = open_house(**NAMES)
    browser = house.browser(address=peer, **{"x-forwarded-for": forwarded})
    house.log_in(browser)
    assert browser.get("/documents").json()["address"] == caller


def test_nothing_behind_the_guard_sees_a_proxys_header(open_house) -> None:
    house = open_house(**NAMES)
    forged = {
        "x-forwarded-for": "1.2.3.4", "x-forwarded-prefix": "/x", "forwarded": "for=1.2.3.4", "x-real-ip": "1.2.3.4",
        "x-gradio-server": "http://evil.example", "x-original-url": "/api/edit",
    }  # fmt: skip
    browser = house.browser(address="198.51.100.1")
    house.log_in(browser)
    reply = browser.get("/documents", headers=forged)
    assert [name for name in reply.json()["headers"] if name in forged] == []


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "x-forwarded-foo"])
def test_who_comes_through_a_proxy_is_not_this_machines_user(open_house, header) -> None:
    house = open_house(required=False)
    browser = house.browser(address="127.0.0.1")
    assert browser.get("/documents").status_code == 200
    refused = browser.get("/documents", headers={header: "127.0.0.1"})
    assert refused.status_code == 403
    assert "proxies" in refused.text


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        pytest.param("/policyqa/", 303, "/policyqa/login", id="below"),
        pytest.param("/", 303, "/policyqa/login", id="cut-off-by-the-proxy"),
        pytest.param("/policyqa", 308, "/policyqa/", id="without-the-slash"),
        pytest.param("/policyqa/documents", 303, "/policyqa/login?next=%2Fdocuments", id="a-path"),
        pytest.param("/policyqax/", 404, None, id="a-likeness"),
        pytest.param("/policyqa/policyqa/", 404, None, id="twice"),
        pytest.param("/policyqa/../documents", 303, "/policyqa/login?next=%2Fdocuments", id="normalised-by-the-client"),
        pytest.param("/policyqa//evil.example/", 404, None, id="two-slashes"),
        pytest.param("/other/", 404, None, id="another-path"),
    ],
)
def test_below_a_path(open_house, path, status, location) -> None:
    reply = open_house(root_path="/policyqa").browser().get(path)
    assert reply.status_code == status
    assert reply.headers.get("location") == location


def test_the_login_below_a_path_leads_back_below_it(open_house) -> None:
    house = open_house(root_path="/policyqa")
    browser = house.browser()
    reply = browser.post(
        "/policyqa/login", data={"name": "wang", "password": "correct horse battery", "next": "/documents"}
    )
    assert reply.headers["location"] == "/policyqa/documents"
    seen = browser.get(reply.headers["location"]).json()
    assert (seen["user"], seen["prefix"], seen["url"]) == ("wang", "/policyqa", "http://127.0.0.1:7860/documents")


@pytest.mark.parametrize(
    ("host", "said", "isolated"),
    [
        pytest.param("127.0.0.1:7860", "http", True, id="loopback"),
        pytest.param("localhost", "http", True, id="localhost"),
        pytest.param("[::1]:7860", "http", True, id="ipv6-loopback"),
        pytest.param("qa.example", "https", True, id="https"),
        pytest.param("qa.example", "http", False, id="plain-http-in-a-network"),
        pytest.param("127.0.0.1.example", "http", False, id="a-likeness"),
    ],
)
def test_no_header_that_browsers_complain_of(open_house, host, said, isolated) -> None:
    house = open_house(names=("qa.example", "127.0.0.1.example"), proxies=("192.0.2.1",))
    headers = house.browser(host=host, **{"x-forwarded-proto": said}).get("/login").headers
    assert ("cross-origin-opener-policy" in headers) == isolated
