"""Logging in and out: what the browser gets, and what it must not be talked into."""

import re
from http.cookies import SimpleCookie

import pytest

from app.access.backoff import FREE
from app.access.database import FILE_NAME
from app.access.tokens import Tokens
from app.access.user import Role
from app.server.login import own_path

PASSWORD = "correct horse battery"  # noqa: S105
WRONG = "wrong"


@pytest.fixture
def house(open_house):
    return open_house()


def test_from_the_page_to_the_login_and_back(house) -> None:
    browser = house.browser()
    led = browser.get("/documents?a=1&b=%E6%96%87")
    assert led.status_code == 303
    assert led.headers["location"] == "/login?next=%2Fdocuments%3Fa%3D1%26b%3D%25E6%2596%2587"
    form = browser.get(led.headers["location"])
    assert form.status_code == 200
    assert "<script" not in form.text
    (following,) = re.findall(r'name="next" value="([^"]*)"', form.text)
    entered = house.log_in(browser, next=following.replace("&amp;", "&"))
    assert (entered.status_code, entered.headers["location"]) == (303, "/documents?a=1&b=%E6%96%87")
    assert browser.get("/documents").json()["user"] == "wang"
    assert browser.get("/login").status_code == 303  # nothing to log in to any more
    assert "wang" in browser.get("/logout").text
    assert browser.get("/documents").status_code == 200  # the question alone ends nothing
    left = browser.post("/logout")
    assert (left.status_code, left.headers["location"]) == (303, "/login")
    assert browser.get("/documents").status_code == 303
    assert house.actions() == [("login", "wang"), ("logout", "wang")]


@pytest.mark.parametrize(
    ("settings", "url", "proxied", "name", "path", "secure"),
    [
        pytest.param({}, "http://127.0.0.1:7860", {}, "policyqa", "/", False, id="plain"),
        pytest.param(
            {"names": ("qa.example",), "proxies": ("192.0.2.1",)}, "https://qa.example",
            {"x-forwarded-proto": "https"}, "__Host-policyqa", "/", True, id="tls",
        ),
        pytest.param(
            {"names": ("qa.example",), "proxies": ("192.0.2.1",), "root_path": "/policyqa"}, "https://qa.example",
            {"x-forwarded-proto": "https"}, "__Secure-policyqa", "/policyqa", True, id="tls-below-a-path",
        ),
    ],
)  # fmt: skip
def test_the_cookie(open_house, settings, url, proxied, name, path, secure) -> None:
    house = open_house(**settings)
    browser = house.browser(url=url, host=url.partition("//")[2], **proxied)
    # The test's transport speaks http to the server behind the proxy.
    browser.base_url = url.replace("https", "http")
    lines = house.log_in(browser).headers.get_list("set-cookie")
    held = [morsel for line in lines for morsel in SimpleCookie(line).values()]
    assert [morsel.key for morsel in held] == [name, f"{name}-device"]
    for morsel, lifetime in zip(held, (12 * 3600, 180 * 86_400), strict=True):
        assert morsel["httponly"] is True
        assert morsel["samesite"] == "lax"
        assert morsel["path"] == path
        assert bool(morsel["secure"]) == secure
        assert morsel["domain"] == ""
        assert int(morsel["max-age"]) == lifetime
        assert len(morsel.value) >= 43


def test_a_session_that_was_planted_is_not_taken_over(house) -> None:
    browser = house.browser()
    browser.cookies.set("policyqa", "planted-by-somebody-else")
    house.log_in(browser)
    assert browser.cookies.get("policyqa", domain="127.0.0.1") != "planted-by-somebody-else"
    victim = house.browser(cookie="policyqa=planted-by-somebody-else")
    assert victim.get("/documents").status_code == 303


def test_logging_in_again_ends_the_session_before(house) -> None:
    browser = house.browser()
    house.log_in(browser)
    first = browser.cookies["policyqa"]
    house.log_in(browser, name="li")
    assert browser.get("/documents").json()["user"] == "li"
    assert house.browser(cookie=f"policyqa={first}").get("/documents").status_code == 303


def test_sessions_survive_a_restart(house) -> None:
    browser = house.browser()
    house.log_in(browser)
    secret = browser.cookies["policyqa"]
    house.restart()
    assert house.browser(cookie=f"policyqa={secret}").get("/documents").json()["user"] == "wang"


@pytest.mark.parametrize("change", ["remove", "password"])
def test_what_another_process_does_to_an_account_holds_at_once(house, change) -> None:
    browser = house.browser()
    house.log_in(browser)
    if change == "remove":
        house.accounts.remove("wang")
    else:
        house.accounts.set_password("wang", "another good one")
    assert browser.get("/documents").status_code == 303


def test_the_secret_is_not_in_the_file(house) -> None:
    browser = house.browser()
    house.log_in(browser)
    stored = b"".join(f.read_bytes() for f in house.home.glob(FILE_NAME + "*"))
    assert browser.cookies["policyqa"].encode() not in stored


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 303, id="own-page"),
        pytest.param({"origin": "http://evil.example"}, 403, id="foreign-origin"),
        pytest.param({"origin": "null"}, 403, id="null-origin"),
        pytest.param({"origin": "https://127.0.0.1:7860"}, 403, id="another-scheme"),
        pytest.param({"origin": "http://127.0.0.1:3000"}, 403, id="another-port"),
        pytest.param({"sec-fetch-site": "cross-site"}, 403, id="cross-site"),
        pytest.param({"sec-fetch-site": "same-site"}, 403, id="same-site"),
        pytest.param({"content-length": "99999"}, 413, id="too-large"),
    ],
)
def test_nobody_elses_page_logs_in(house, headers, status) -> None:
    browser = house.browser()
    fields = {"name": "wang", "password": PASSWORD}
    assert browser.post("/login", data=fields, headers=headers).status_code == status
    assert ("set-cookie" in browser.post("/login", data=fields, headers=headers).headers) == (status == 303)


@pytest.mark.parametrize("path", ["/login", "/logout", "/ask"])
def test_a_post_that_says_nothing_of_its_origin(house, path) -> None:
    browser = house.browser()
    house.log_in(browser)
    silent = house.program(cookie=f"policyqa={browser.cookies['policyqa']}")
    assert silent.post(path, data={"name": "li", "password": PASSWORD}).status_code == 403
    assert browser.get("/documents").status_code == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        pytest.param({"json": {"name": "wang", "password": PASSWORD}}, 401, id="json"),
        pytest.param({"data": {}}, 401, id="empty"),
        pytest.param({"data": {"name": "wang"}}, 401, id="no-password"),
        pytest.param({"data": {"name": "wang", "password": PASSWORD * 1000}}, 413, id="huge-password"),
        pytest.param({"data": {"name": "wang\x00", "password": PASSWORD}}, 401, id="nul"),
        pytest.param({"data": {"name": "' OR 1=1 --", "password": PASSWORD}}, 401, id="sql"),
        pytest.param({"data": {f"f{n}": "x" for n in range(20)}}, 401, id="many-fields"),
        pytest.param(
            {"content": b"name=%ff%fe&password=%ed%a0%80", "headers": {"content-type": "application/x-www-form-urlencoded"}},
            401, id="broken-utf-8",
        ),
        pytest.param({"data": {"name": "WANG", "password": PASSWORD}}, 303, id="capitals"),
    ],
)  # fmt: skip
def test_odd_forms(house, sent, status) -> None:
    reply = house.browser().post("/login", **sent)
    assert reply.status_code == status
    assert ("set-cookie" in reply.headers) == (status == 303)


def test_a_name_comes_back_escaped(house) -> None:
    name = '"><script>alert(1)</script>'
    page = house.log_in(house.browser(), name=name, password=WRONG, next='"><script>').text
    assert "<script" not in page
    assert "&quot;&gt;&lt;script&gt;" in page
    assert "账号或口令不对" in page


def test_a_wrong_password_and_an_unknown_name_look_alike(house) -> None:
    wrong = house.log_in(house.browser(), password=WRONG)
    unknown = house.log_in(house.browser(), name="none", password=WRONG)
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace('"wang"', '"none"') == unknown.text
    assert house.actions() == [("login.failed", "wang"), ("login.failed", "?")]


@pytest.mark.parametrize(
    ("following", "led"),
    [
        pytest.param("/", "/", id="page"),
        pytest.param("/documents?d=plan&c=1", "/documents?d=plan&c=1", id="own-path"),
        pytest.param("/%E6%96%87", "/%E6%96%87", id="encoded"),
        pytest.param("//evil.example", "/", id="two-slashes"),
        pytest.param("/\\evil.example", "/", id="backslash"),
        pytest.param("https://evil.example", "/", id="address"),
        pytest.param("javascript:alert(1)", "/", id="script"),
        pytest.param("evil", "/", id="relative"),
        pytest.param("", "/", id="empty"),
        pytest.param("/a\r\nSet-Cookie: x=1", "/", id="header"),
        pytest.param("/\t/evil.example", "/", id="tab"),
        pytest.param("/a b", "/", id="blank"),
    ],
)
def test_a_login_leads_to_our_own_paths_only(house, following, led) -> None:
    assert own_path(following) == led
    assert house.log_in(house.browser(), next=following).headers["location"] == led


def test_of_three_hundred_wrong_passwords_ten_are_looked_at(house) -> None:
    browser = house.browser()
    replies = [house.log_in(browser, password=f"wrong {n}") for n in range(300)]
    assert [r.status_code for r in replies] == [401] * FREE + [429] * (300 - FREE)
    assert all(int(r.headers["retry-after"]) <= 30 for r in replies[FREE:])
    assert "请等" in replies[-1].text
    assert house.log_in(browser).status_code == 429  # the right one has to wait as well
    assert house.log_in(house.browser(address="198.51.100.7")).status_code == 429  # the account waits everywhere
    assert house.log_in(house.browser(address="198.51.100.7"), name="li").status_code == 303
    house.restart()
    assert house.log_in(house.browser(address="198.51.100.7")).status_code == 429
    assert len(house.actions()) == FREE + 1  # what was not looked at does not fill the log


@pytest.mark.parametrize(
    ("lang", "words"),
    [("", ["账号", "口令", "English"]), ("en", ["Account", "Password", "中文"]), ("<b>", ["账号"])],
)
def test_the_language_of_the_form(house, lang, words) -> None:
    page = house.browser().get("/login", params={"lang": lang, "next": "/documents"}).text
    assert [w for w in words if w not in page] == []
    assert "next=%2Fdocuments" in page  # the other language leads to the same place
    assert "<b>" not in page


@pytest.mark.parametrize("path", ["/login", "/logout", "/login.css", "/", "/ask", "/nothing", "/open"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_headers_on_every_answer(house, method, path) -> None:
    headers = house.browser().request(method, path).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] in {"no-referrer", "same-origin"}
    assert headers["cache-control"] == "no-store"
    if path.startswith("/log") or method == "PUT":
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "script" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "policy"), [("/login", "same-origin"), ("/open", "no-referrer"), ("/x", "no-referrer")]
)
def test_only_a_form_of_ours_says_where_it_comes_from(house, path, policy) -> None:
    assert house.browser().get(path).headers["referrer-policy"] == policy


def test_where_no_login_is_asked_for_there_is_none(open_house) -> None:
    house = open_house(required=False)
    browser = house.browser(address="127.0.0.1")
    assert browser.get("/documents").json()["role"] == "editor"
    assert browser.get("/login").headers["location"] == "/"
    assert house.log_in(browser).headers["location"] == "/"
    assert browser.post("/logout").headers["location"] == "/"
    assert house.actions() == []


def test_a_damaged_file_is_a_sentence(house) -> None:
    browser = house.browser()
    house.log_in(browser)
    with house.database.writing() as connection:
        connection.execute("DROP TABLE sessions")
    reply = browser.get("/documents")
    assert reply.status_code == 503
    assert "账号文件" in reply.text


def test_tokens(house) -> None:
    tokens = Tokens(house.database)
    reader, editor = tokens.add("crm", role=Role.READER), tokens.add("sync", role=Role.EDITOR)
    assert house.program(reader).get("/api/documents").json()["user"] == "token:crm"
    assert house.program(reader).post("/ask").status_code == 200
    assert house.program(editor).post("/api/edit").json()["role"] == "editor"
    tokens.revoke("sync")
    refused = house.program(editor).post("/api/edit")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert "已收回" in refused.json()["error"]["message"]


def test_a_stranger_who_guesses_does_not_lock_out_who_was_here_before(house) -> None:
    known, stranger, colleague = (house.browser() for _ in range(3))  # all behind one address
    house.log_in(known)
    known.cookies.delete("policyqa")
    assert [house.log_in(stranger, password=f"guess number {n}").status_code for n in range(12)][-1] == 429
    assert house.log_in(colleague).status_code == 429
    assert house.log_in(known).status_code == 303
    assert house.log_in(known, name="li").status_code == 429  # as nobody has logged in to that account here
