"""The commands about API tokens: token add, list, revoke."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.access.user import Role
from app.cli.accounts import moment, operator
from app.cli.options import AsJson, Home, Language, day, home_directory
from app.cli.terminal import Terminal

if TYPE_CHECKING:
    from app.access.audit import Audit
    from app.access.tokens import Tokens

group = typer.Typer(help="程序调用接口用的令牌，只显示一次。 API tokens, shown once.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="令牌的名字，如用它的程序", show_default=False)]


@group.command("add")
def add_token(
    name: Name,
    role: Annotated[Role, typer.Option("--role", help="角色")] = Role.READER,
    expires: Annotated[
        date | None,
        typer.Option("--expires", metavar="DATE", parser=day, help="最后可用的一天；默认不到期", show_default=False),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """发一个令牌，此后不能再看到它。 Make a token; it is shown this once."""
    from app.access.accounts import normal_name
    from app.access.audit import Action

    with Terminal(as_json=as_json, language=lang) as terminal, _opened(home_directory(home)) as (tokens, audit):
        name = normal_name(name)
        end = None if expires is None else _end_of(expires)
        secret = tokens.add(name, role=role, expires=end)
        audit.record(operator(), Action.TOKEN_ADD, f"{name} {role}")
        if as_json:
            terminal.document({"token": {"name": name, "role": str(role), "expires": moment(end), "secret": secret}})
        else:
            terminal.note(terminal.words("token_once"))
            terminal.say(secret)


@group.command("list")
def list_tokens(home: Home = None, as_json: AsJson = False, lang: Language = None) -> None:
    """列出令牌：角色、到期日、上次使用。 List the tokens."""
    with Terminal(as_json=as_json, language=lang) as terminal, _opened(home_directory(home)) as (tokens, _):
        found = tokens.all()
        if as_json:
            rows = [
                {
                    "name": t.name,
                    "role": str(t.role),
                    "created": moment(t.created),
                    "expires": moment(t.expires),
                    "used": moment(t.used),
                }
                for t in found
            ]
            terminal.document({"tokens": rows})
            return
        words = terminal.words
        for token in found:
            expires, used = moment(token.expires) or words("never"), moment(token.used) or words("never_used")
            terminal.say(f"{token.name}  {words(token.role)}  {words('expires')} {expires}  {words('used')} {used}")
        if not found:
            terminal.say(words("no_tokens"))


@group.command("revoke")
def revoke_token(name: Name, home: Home = None, as_json: AsJson = False, lang: Language = None) -> None:
    """收回一个令牌，下一次调用即被拒绝。 Revoke a token."""
    from app.access.accounts import normal_name
    from app.access.audit import Action

    with Terminal(as_json=as_json, language=lang) as terminal, _opened(home_directory(home)) as (tokens, audit):
        name = normal_name(name)
        tokens.revoke(name)
        audit.record(operator(), Action.TOKEN_REVOKE, name)
        if as_json:
            terminal.document({"token": {"name": name}})
        else:
            terminal.say(f"{terminal.words('token_revoked')}  {name}")


def _end_of(last: date) -> float:
    """The end of a day at this machine's clock, in seconds since 1970."""
    return datetime.combine(last + timedelta(days=1), time()).timestamp()


@contextmanager
def _opened(home: Path) -> Iterator[tuple["Tokens", "Audit"]]:
    from app.access.audit import Audit
    from app.access.database import Database
    from app.access.tokens import Tokens

    database = Database(home)
    try:
        yield Tokens(database), Audit(home)
    finally:
        database.close()
