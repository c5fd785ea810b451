"""Users: who asks, and what they may do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.errors import Forbidden

_KEY = "policyqa.user"  # where the guard puts the user in an ASGI scope


class Role(StrEnum):
    """What a user may do. An editor may do all that a reader may."""

    READER = "reader"  # ask, match, read documents and reports
    EDITOR = "editor"  # add, remove and review documents


@dataclass(frozen=True, slots=True)
class User:
    """A person or a program, as the records name it. ``address`` is where the request comes from; it makes no other."""

    name: str
    role: Role
    address: str = field(default="", compare=False)


LOCAL = User("本机", Role.EDITOR)  # whoever sits at the machine, where no account is asked for


def with_user(scope: Mapping[str, Any], user: User) -> dict[str, Any]:
    """The ASGI scope of a request that ``user`` makes."""
    return {**scope, _KEY: user}


def user_of(scope: Mapping[str, Any]) -> User:
    """Who makes the request of an ASGI scope.

    Raises Forbidden where nobody has said who it is: a route without the guard in front of it.
    """
    user = scope.get(_KEY)
    if not isinstance(user, User):
        raise Forbidden("不知道是谁在操作；请重新登录后再试。")
    return user


def require_editor(scope: Mapping[str, Any]) -> User:
    """The editor who makes the request.

    Raises Forbidden where it is somebody else.
    """
    user = user_of(scope)
    if user.role is not Role.EDITOR:
        raise Forbidden(f"“{user.name}”只能查阅，不能修改文件；请用有编辑权限的账号登录，或请管理员给予编辑权限。")
    return user
