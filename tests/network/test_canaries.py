"""What must be caught: without these, a silent trace would prove nothing."""

import pytest

from corpus.offline import SWITCHES

pytestmark = pytest.mark.network


LIBRARIES = [
    # Its uploader waits for some seconds before it first calls out.
    pytest.param("import onnxruntime, time; time.sleep({})", 15, id="onnxruntime-telemetry-at-import"),
    pytest.param("import gradio, time; gradio.Blocks(); time.sleep({})", 4, id="gradio-analytics-at-Blocks"),
]


@pytest.mark.parametrize(("code", "seconds"), LIBRARIES)
def test_a_library_without_its_switch_is_caught(room, code, seconds):
    assert room.catch(code.format(80)), "the library no longer calls out, or the trace is blind"


@pytest.mark.parametrize(("code", "seconds"), LIBRARIES)
def test_the_same_library_with_its_switch_is_silent(room, code, seconds):
    traffic = room.python("import corpus.offline; " + code.format(seconds))
    assert traffic.code == 0, traffic.err
    assert (traffic.native, traffic.python) == ([], [])


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(
            "import socket\ntry: socket.getaddrinfo('example.invalid', 80)\nexcept OSError: pass", id="look-up"
        ),
        pytest.param(
            "import socket\ntry: socket.create_connection(('192.0.2.1', 80), 1)\nexcept OSError: pass", id="connection"
        ),
    ],
)
def test_python_code_that_calls_out_is_caught_by_both_layers(room, code):
    traffic = room.python(code)
    assert traffic.code == 0, traffic.err
    assert traffic.native
    assert traffic.python
    assert "<string>:2" in traffic.python[0]  # the hook names the place


def test_python_code_that_stays_at_home_is_silent(room):
    code = "import socket\ns = socket.create_server(('127.0.0.1', 0))\nsocket.create_connection(s.getsockname())"
    traffic = room.python(code)
    assert traffic.code == 0, traffic.err
    assert (traffic.native, traffic.python) == ([], [])


def test_the_room_is_a_users_environment(room):
    assert not set(SWITCHES) & set(room.environment())
