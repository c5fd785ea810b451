import pytest

from app.access import LOCAL, Role, User, require_editor, user_of, with_user
from app.errors import Forbidden

READER = User("读者", Role.READER)


def test_the_user_of_a_request() -> None:
    scope = {"type": "http"}
    assert user_of(with_user(scope, READER)) == READER
    assert scope == {"type": "http"}


@pytest.mark.parametrize(
    ("scope", "sentence"),
    [
        pytest.param({}, "不知道是谁", id="nobody"),
        pytest.param({"policyqa.user": "本机"}, "不知道是谁", id="a-name-is-no-user"),
        pytest.param(with_user({}, READER), "“读者”只能查阅", id="a-reader"),
    ],
)
def test_who_may_not_edit(scope: dict[str, object], sentence: str) -> None:
    with pytest.raises(Forbidden, match=sentence):
        require_editor(scope)


def test_an_editor_may() -> None:
    assert require_editor(with_user({}, LOCAL)) == LOCAL
