"""From the files to an answer in the browser, on loopback alone: everything works, and nothing tries to leave."""

import json
import shutil
import socket
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.network, pytest.mark.timeout(600)]

HERE = Path(__file__).parent
QUESTION = "整机制造企业采购非关联零部件，每年最高奖励多少？"


@pytest.fixture(scope="module")
def home(tmp_path_factory, models):
    """A home with the real model, not yet synced."""
    home = tmp_path_factory.mktemp("home")
    (home / "models").symlink_to(models, target_is_directory=True)
    return home


@pytest.fixture(scope="module")
def synced(room, home):
    """What the first sync did in the room."""
    return room.policyqa("sync", "--json", "--home", str(home))


def silent(traffic):
    return (traffic.native, traffic.python) == ([], [])


def test_sync(synced):
    assert synced.code == 0, synced.err
    assert {d["status"] for d in json.loads(synced.out)["documents"]} == {"added"}
    assert silent(synced), synced


@pytest.mark.model
def test_ask_with_the_embedded_model(room, home, synced):
    traffic = room.policyqa("ask", QUESTION, "--engine", "embedded", "--json", "--home", str(home))
    assert traffic.code == 0, traffic.err
    answer = json.loads(traffic.out)
    assert answer["engine"] == "embedded"
    assert answer["timings_ms"]["first_token"] is not None
    assert "5000000" in [n["value"] for n in answer["numbers"]]
    assert silent(traffic), traffic


def test_doctor(room, home, synced):
    traffic = room.policyqa("doctor", "--json", "--home", str(home))
    assert traffic.code == 0, traffic.out
    assert silent(traffic), traffic


@pytest.mark.model
@pytest.mark.browser
def test_serve_and_one_question_in_the_browser(room, home, synced):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    driver = [sys.executable, str(HERE / "browse.py"), chromium, port, QUESTION, "500万元"]
    traffic = room.policyqa("serve", "--port", port, "--engine", "embedded", "--home", str(home), driver=driver)
    assert traffic.code in {0, 130}, traffic.err  # it was stopped as by Ctrl-C
    assert "Traceback" not in traffic.err
    seen = json.loads(traffic.out)
    assert "征求意见稿" in seen["shown"]
    assert seen["requests"]
    own = (f"http://127.0.0.1:{port}/", "data:", "blob:")
    assert [url for url in seen["requests"] if not url.startswith(own)] == []
    assert silent(traffic), traffic
