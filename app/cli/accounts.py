"""The commands about accounts: user add, list, password, role, remove."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.access.user import Role, User
from app.cli.failure import WrongUse
from app.cli.options import AsJson, Home, Language, home_directory
from app.cli.terminal import Terminal

if TYPE_CHECKING:
    from app.access.accounts import Accounts
    from app.access.audit import Audit

group = typer.Typer(help="网页和接口的账号：reader 提问查阅，editor 还能改动文件。 Accounts.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="账号名", show_default=False)]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="从标准输入读一行口令；不写时在终端上输入两遍")]


@group.command("add")
def add_user(
    name: Name,
    role: Annotated[Role, typer.Option("--role", help="角色")] = Role.READER,
    password_stdin: FromStdin = False,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """建一个账号；口令不写在命令行上。 Add an account."""
    from app.access.accounts import normal_name
    from app.access.audit import Action

    with Terminal(as_json=as_json, language=lang) as terminal, _opened(home_directory(home)) as (accounts, audit):
        name = normal_name(name)  # before the password is asked for
        account = accounts.add(name, role=role, password=_password(terminal, stdin=password_stdin))
        audit.record(operator(), Action.USER_ADD, f"{account.name} {role}")
        _tell(terminal, {"name": account.name, "role": str(role)}, "user_added")


@group.command("list")
def list_users(home: Home = None, as_json: AsJson = False, lang: Language = None) -> None:
    """列出账号和角色。 List the accounts."""
    with Terminal(as_json=as_json, language=lang) as terminal, _opened(home_directory(home)) as (accounts, _):
        found = accounts.all()
        if as_json:
            rows = [{"name": a.name, "role": str(a.role), "created": moment(a.created)} for a in found]
            terminal.document({"users": rows})
        else:
            for account in found:
                terminal.say(f"{account.name}  {terminal.words(account.role)}  {moment(account.created)}")
            if not found:
                terminal.say(terminal.words("no_users"))


@group.command("password")
def change_password(
    name: Name,
    password_stdin: FromStdin = False,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """改口令；已登录的网页随即退出。 Change a password; its sessions end."""
    from app.access.audit import Action

    with Terminal(as_json=as_json, language=lang) as terminal, _opened(home_directory(home)) as (accounts, audit):
        account = accounts.existing(name)  # before the password is asked for
        accounts.set_password(account.name, _password(terminal, stdin=password_stdin))
        audit.record(operator(), Action.USER_PASSWORD, account.name)
        _tell(terminal, {"name": account.name, "role": str(account.role)}, "password_changed")


@group.command("role")
def change_role(
    name: Name,
    role: Annotated[Role, typer.Argument(metavar="reader|editor", help="新的角色", show_default=False)],
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """改角色；下一次操作即按新角色。 Change a role."""
    from app.access.audit import Action

    with Terminal(as_json=as_json, language=lang) as terminal, _opened(home_directory(home)) as (accounts, audit):
        account = accounts.set_role(name, role)
        audit.record(operator(), Action.USER_ROLE, f"{account.name} {role}")
        _tell(terminal, {"name": account.name, "role": str(role)}, "role_changed")


@group.command("remove")
def remove_user(name: Name, home: Home = None, as_json: AsJson = False, lang: Language = None) -> None:
    """删去一个账号和它的对话；已登录的网页随即退出。 Remove an account and its conversations; its sessions end."""
    from app.access.audit import Action
    from app.records.records import open_records
    from app.settings import load_settings

    folder = home_directory(home)
    with Terminal(as_json=as_json, language=lang) as terminal, _opened(folder) as (accounts, audit):
        account = accounts.remove(name)
        audit.record(operator(), Action.USER_REMOVE, account.name)
        with open_records(folder, days=load_settings(folder).server.history_days) as records:
            records.delete_all(User(account.name, account.role))  # whoever gets the name next must not read them
        if not accounts.all():
            terminal.note(terminal.words("last_user"))
        _tell(terminal, {"name": account.name, "role": str(account.role)}, "user_removed")


def operator() -> User:
    """Whoever types the command, as the audit log names it: ``cli:root``."""
    try:
        return User(f"cli:{getpass.getuser()}", Role.EDITOR)
    except (OSError, KeyError):  # a container whose user id has no name
        return User("cli:?", Role.EDITOR)


def moment(seconds: float | None) -> str | None:
    """A time of the database as local ISO 8601 to the minute: ``2026-11-22T21:30+08:00``."""
    return None if seconds is None else datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="minutes")


@contextmanager
def _opened(home: Path) -> Iterator[tuple["Accounts", "Audit"]]:
    from app.access.accounts import Accounts
    from app.access.audit import Audit
    from app.access.database import Database

    database = Database(home)
    try:
        yield Accounts(database), Audit(home)
    finally:
        database.close()


def _password(terminal: Terminal, *, stdin: bool) -> str:
    if stdin:
        line = sys.stdin.readline()
        if not line:
            raise WrongUse(
                "标准输入里没有口令；请这样给出：printf '%s\\n' 口令 | policyqa user add … --password-stdin。"
            )
        return line.rstrip("\r\n")
    if not sys.stdin.isatty():
        raise WrongUse("这里不是终端，不能输入口令；请从标准输入给出，并加上 --password-stdin。")
    first = getpass.getpass(terminal.words("password_prompt"))
    if getpass.getpass(terminal.words("password_again")) != first:
        raise WrongUse("两遍输入的口令不同；请再运行一次。")
    return first


def _tell(terminal: Terminal, row: dict[str, object], word: str) -> None:
    if terminal.as_json:
        terminal.document({"user": row})
    else:
        terminal.say(f"{terminal.words(word)}  {row['name']}  {terminal.words(str(row['role']))}")
