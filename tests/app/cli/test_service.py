"""serve, where it cannot."""

import socket

import pytest


def test_an_address_that_others_reach_is_refused(policyqa, quick_home):
    ended = policyqa("serve", "--host", "0.0.0.0")  # noqa: S104
    assert ended.code == 2
    assert "0.0.0.0" in ended.err  # noqa: S104
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize("json", [[], ["--json"]])
def test_a_taken_port_is_named_and_the_settings_are_followed(policyqa, quick_home, json):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (quick_home / "settings.toml").open("a", encoding="utf-8") as file:
            file.write(f"[server]\nport = {port}\n")
        ended = policyqa("serve", *json)
    assert ended.code == 2
    assert str(port) in ended.err
    assert bool(ended.out) == bool(json)
