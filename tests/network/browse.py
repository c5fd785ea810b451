"""Ask one question in a real browser: ``browse.py CHROMIUM PORT QUESTION EXPECTED COMMAND…``.

Starts COMMAND, which serves the page on PORT, asks, waits until the answer holds EXPECTED and the model has ended, and
writes what was shown and every address that the browser asked for as JSON.
"""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

from playwright.sync_api import sync_playwright

PATIENCE = 240  # seconds; the machine may be slow and busy, and everything is traced


def main() -> int:
    chromium, port, question, expected, *command = sys.argv[1:]
    server = subprocess.Popen(command, stdout=sys.stderr, start_new_session=True)
    try:
        url = f"http://127.0.0.1:{port}/"
        wait_for(url, server)
        json.dump(ask(chromium, url, question, expected), sys.stdout, ensure_ascii=False)
    finally:
        stop(server)
    return server.returncode


def stop(server: "subprocess.Popen[bytes]") -> None:
    """As Ctrl-C does: to the whole group, because strace itself takes no notice of it."""
    os.killpg(server.pid, signal.SIGINT)
    try:
        server.wait(60)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        raise


def wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=30):  # noqa: S310 - our own page
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    raise SystemExit(f"the page did not come up; the server's code is {server.poll()}")


def ask(chromium: str, url: str, question: str, expected: str) -> dict[str, object]:
    requests: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("request", lambda request: requests.append(request.url))
        page.on("websocket", lambda socket: requests.append(socket.url))
        page.goto(url)
        page.locator("#pq-question textarea").fill(question)
        page.locator("#pq-ask").click()
        page.locator("#pq-main").get_by_text(expected).first.wait_for()
        page.locator("#pq-stop").wait_for(state="hidden")
        shown = page.locator("#pq-desk").inner_text()
        browser.close()
    return {"shown": shown, "requests": requests}


if __name__ == "__main__":
    sys.exit(main())
