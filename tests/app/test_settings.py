from pathlib import Path

import pytest

from app.errors import InvalidSettings
from app.settings import ENGINES, EngineSettings, Settings, load_settings


def write(home: Path, text: str) -> Path:
    (home / "settings.toml").write_text(text, encoding="utf-8")
    return home


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)

    assert settings == Settings(home=tmp_path)
    assert settings.engine.engine == "auto"
    assert settings.engine.openai_url == ""
    assert settings.server.host == "127.0.0.1"
    assert settings.models == tmp_path / "models"


ACCEPTED = [
    pytest.param("", "engine", "auto", id="empty-file"),
    pytest.param("\ufeff[engine]\nengine = 'ollama'", "engine", "ollama", id="byte-order-mark"),
    pytest.param("[engine]\nmodel = '/模型/我的.gguf'", "model", "/模型/我的.gguf", id="chinese-path"),
    pytest.param("[engine]\nstall_timeout = 5", "stall_timeout", 5.0, id="integer-for-a-float"),
    pytest.param("[engine]\ncontext = 512", "context", 512, id="lowest-of-a-range"),
    pytest.param("[engine]\nollama_url = 'http://[::1]:11434'", "ollama_url", "http://[::1]:11434", id="ipv6"),
    pytest.param("[engine]\nopenai_url = ''", "openai_url", "", id="empty-address-means-none"),
]


@pytest.mark.parametrize(("text", "key", "value"), ACCEPTED)
def test_accepted(tmp_path: Path, text: str, key: str, value: object) -> None:
    assert getattr(load_settings(write(tmp_path, text)).engine, key) == value


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_can_be_named(tmp_path: Path, engine: str) -> None:
    assert load_settings(write(tmp_path, f"[engine]\nengine = '{engine}'")).engine.engine == engine


REJECTED = [
    pytest.param("[engines]\n", ["'engines'", "engine"], id="unknown-section"),
    pytest.param("[engine]\nmodle = 'x'", ["'modle'", "model"], id="unknown-key-with-a-near-one"),
    pytest.param("[index]\nembeder = 'x'", ["'embeder'", "embedder"], id="unknown-key-of-the-index"),
    pytest.param("engine = 'ollama'", ["[engine]"], id="value-where-a-section-belongs"),
    pytest.param("[engine]\ncontext = '4096'", ["engine.context", "整数"], id="text-for-a-number"),
    pytest.param("[engine]\ncontext = true", ["engine.context", "整数"], id="bool-is-no-number"),
    pytest.param("[engine]\ncontext = 4096.0", ["engine.context", "整数"], id="float-for-an-integer"),
    pytest.param("[engine]\nstall_timeout = nan", ["engine.stall_timeout"], id="not-a-number"),
    pytest.param("[engine]\nengine = 'gpt'", ["engine.engine", "extractive"], id="unknown-engine"),
    pytest.param("[engine]\ncontext = 511", ["engine.context", "512"], id="below-a-range"),
    pytest.param("[server]\nport = 65536", ["server.port", "65535"], id="above-a-range"),
    pytest.param("[server]\nport = 0", ["server.port"], id="port-zero"),
    pytest.param("[engine]\nollama_url = '127.0.0.1:11434'", ["engine.ollama_url", "http://"], id="no-scheme"),
    pytest.param("[engine]\nollama_url = 'http://a:b'", ["engine.ollama_url"], id="port-that-is-no-number"),
    pytest.param("[engine]\nopenai_url = 'file:///etc'", ["engine.openai_url"], id="foreign-scheme"),
]


@pytest.mark.parametrize(("text", "words"), REJECTED)
def test_rejected(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(InvalidSettings) as raised:
        load_settings(write(tmp_path, text))

    assert "settings.toml" in str(raised.value)
    assert all(word in str(raised.value) for word in words)


def test_not_toml_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match="line 2"):
        load_settings(write(tmp_path, "[engine]\nengine = ollama\n"))


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes("# 设置".encode("gbk"))

    with pytest.raises(InvalidSettings, match="UTF-8"):
        load_settings(tmp_path)


def test_a_folder_in_the_file_s_place(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()

    with pytest.raises(InvalidSettings, match="无法读取设置文件"):
        load_settings(tmp_path)


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    assert "sk-secret" not in repr(EngineSettings(openai_key="sk-secret"))
    with pytest.raises(InvalidSettings) as raised:
        load_settings(write(tmp_path, "[engine]\nopenai_key = ['sk-secret']"))
    assert "sk-secret" not in str(raised.value)
