"""The doctor's findings."""

import pytest

from app.access.accounts import Accounts
from app.access.database import Database
from app.access.tokens import Tokens
from app.access.user import Role
from app.cli import main
from app.doctor import Verdict, diagnose, listening_addresses
from corpus.offline import SWITCHES
from index import HashingEmbedder, sync

HEADER = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
ROW = "   0: {} 00000000:0000 {} 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0\n"


@pytest.fixture
def home(tmp_path):
    """A home with a quick embedder and an Ollama address that nobody listens at."""
    settings = '[index]\nembedder = "hashing"\n[engine]\nollama_url = "http://127.0.0.1:9"\n'
    (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
    return tmp_path


def change(home, old, new):
    file = home / "settings.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def verdicts(findings, topic):
    return {f.verdict for f in findings if f.topic == topic}


def test_a_fresh_home_is_well_and_says_what_to_do_next(home):
    findings = diagnose(home)
    assert [f for f in findings if f.verdict is Verdict.FAIL] == []
    (index,) = [f for f in findings if f.topic == "index"]
    assert index.verdict is Verdict.WARN
    assert "policyqa sync" in index.message
    (engine,) = [f for f in findings if f.topic == "engines"]
    assert engine.name == "extractive"


def test_an_earlier_generation_in_place_of_a_damaged_one_is_said(home, tmp_path):
    document = tmp_path / "a.txt"
    generations = []
    for text in ("一、奖励。给予5万元奖励。", "一、奖励。给予6万元奖励。"):
        document.write_text(text, encoding="utf-8")
        generations.append(sync(home, [document], HashingEmbedder()).generation)
    (home / "index" / generations[-1] / "manifest.json").write_text("{}", encoding="utf-8")
    findings = [f for f in diagnose(home) if f.topic == "index"]
    assert {f.verdict for f in findings} == {Verdict.WARN}
    assert generations[-1] in findings[0].message


def test_every_offline_switch_is_shown_with_its_value(home):
    shown = {f.name: f.message for f in diagnose(home) if f.topic == "offline"}
    assert {name: f"{name}={value}" for name, value in SWITCHES.items()}.items() <= shown.items()


def test_a_switch_that_somebody_turned_is_a_failure(home, monkeypatch):
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "0")
    monkeypatch.setenv("NLTK_DATA", "/nowhere")
    failed = {f.name for f in diagnose(home) if f.verdict is Verdict.FAIL}
    assert failed == {"ORT_DISABLE_TELEMETRY", "NLTK_DATA"}


@pytest.mark.parametrize(
    ("old", "new", "verdict", "named"),
    [
        pytest.param(
            "[engine]", '[engine]\nollama_model = "qwen3:cloud"', Verdict.FAIL, "qwen3:cloud", id="cloud-model"
        ),
        pytest.param("127.0.0.1:9", "192.0.2.1:9", Verdict.WARN, "192.0.2.1", id="ollama-elsewhere"),
        pytest.param(
            "[engine]", '[engine]\nopenai_url = "http://192.0.2.1/v1"', Verdict.WARN, "192.0.2.1", id="openai-elsewhere"
        ),
    ],
)
def test_what_would_leave_the_machine_is_named(home, old, new, verdict, named):
    change(home, old, new)
    found = [f for f in diagnose(home) if f.topic == "ollama"]
    assert [f.verdict for f in found] == [verdict]
    assert named in found[0].message


def test_wrong_settings_are_a_finding_and_the_rest_is_still_looked_at(home):
    change(home, "[engine]", "[engin]")
    findings = diagnose(home)
    assert verdicts(findings, "settings") == {Verdict.FAIL}
    assert verdicts(findings, "offline") == {Verdict.OK}


def test_a_wrong_model_file_is_a_finding(home):
    (home / "models").mkdir()
    (home / "models" / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf").write_bytes(b"GGUF")
    failed = [f for f in diagnose(home) if f.topic == "models" and f.verdict is Verdict.FAIL]
    assert [f.name for f in failed] == ["1.5b"]
    assert "policyqa model pull" in failed[0].message


def test_the_command_fails_when_something_is_wrong(home, capsys):
    assert main(["doctor", "--home", str(home)]) == 0
    assert "一切正常" in capsys.readouterr().out
    change(home, "[engine]", '[engine]\nollama_model = "qwen3:cloud"')
    assert main(["doctor", "--home", str(home)]) == 1
    assert "1 项需要处理" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("local", "state", "addresses"),
    [
        pytest.param("0100007F:2CAA", "0A", ("127.0.0.1",), id="loopback"),
        pytest.param("00000000:2CAA", "0A", ("0.0.0.0",), id="every-address"),  # noqa: S104
        pytest.param("00000000:2CAA", "01", (), id="a-connection-not-a-server"),
        pytest.param("00000000:1F90", "0A", (), id="another-port"),
        pytest.param("00000000000000000000000000000000:2CAA", "0A", ("::",), id="every-ipv6-address"),
        pytest.param("00000000000000000000000001000000:2CAA", "0A", ("::1",), id="ipv6-loopback"),
    ],
)
def test_listening_addresses(tmp_path, local, state, addresses):
    table = tmp_path / "tcp"
    table.write_text(HEADER + ROW.format(local, state), encoding="ascii")
    assert listening_addresses(11434, (table, tmp_path / "missing")) == addresses


@pytest.mark.parametrize(
    ("server", "made", "found"),
    [
        pytest.param("", [], {"accounts": "ok"}, id="this-machine-only"),
        pytest.param('host = "0.0.0.0"', [], {"accounts": "fail", "http": "warn"}, id="open-without-an-account"),
        pytest.param('host = "192.168.1.5"', ["user"], {"accounts": "ok", "http": "warn"}, id="open-over-http"),
        pytest.param(
            'host = "192.168.1.5"\ntls_certificate = "a"\ntls_key = "b"',
            ["user"],
            {"accounts": "ok"},
            id="open-over-https",
        ),
        pytest.param('accounts = "always"', [], {"accounts": "fail"}, id="asked-for-without-an-account"),
        pytest.param('proxies = ["127.0.0.1"]', ["user"], {"accounts": "ok", "names": "warn"}, id="without-names"),
        pytest.param(
            'proxies = ["127.0.0.1"]\nnames = ["qa.example"]\nroot_path = "/qa"',
            ["user"],
            {"accounts": "ok"},
            id="proxy",
        ),
        pytest.param("", ["reader"], {"accounts": "ok", "editors": "warn"}, id="readers-only"),
        pytest.param("", ["user", "expired"], {"accounts": "ok", "tokens": "warn"}, id="expired-token"),
        pytest.param("", ["user", "readable"], {"accounts": "ok", "file": "warn"}, id="readable-by-others"),
        pytest.param("", ["damaged"], {"accounts": "fail"}, id="damaged"),
    ],
)
def test_who_may_call_is_told(home, monkeypatch, server, made, found):
    monkeypatch.setattr("app.access.passwords._COST", 4)
    with (home / "settings.toml").open("a", encoding="utf-8") as file:
        file.write(f"[server]\n{server}\n")
    if {"user", "reader"} & set(made):
        database = Database(home)
        role = Role.READER if "reader" in made else Role.EDITOR
        Accounts(database).add("wang", role=role, password="correct horse battery")  # noqa: S106
        if "expired" in made:
            Tokens(database, clock=lambda: 0.0).add("crm", role=Role.READER, expires=1.0)
        database.close()
    if "readable" in made:
        (home / "access.sqlite3").chmod(0o644)
    if "damaged" in made:
        (home / "access.sqlite3").write_bytes(b"x" * 9000)
    assert {f.name: str(f.verdict) for f in diagnose(home) if f.topic == "access"} == found


def test_the_doctor_makes_no_accounts(home):
    diagnose(home)
    assert not (home / "access.sqlite3").exists()
