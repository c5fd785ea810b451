"""Makes the pictures of the README: the page, and the reports.

The plan beside the revision of it that was made up for the tests, and the cases with and without the notice. Everything is
made anew in a folder that is deleted afterwards.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
OLD = ROOT / "corpus/sources/plan.pdf"
NEW = ROOT / "tests/corpus/fixtures/revisions/plan-revised-invented.txt"
NOTICE = ROOT / "corpus/sources/notice.txt"
CASES = [ROOT / "eval/cases" / f"{name}.yaml" for name in ("plan", "plan-callers", "plan-hotline")]
QUESTION = "整机企业采购零部件8000万元，能拿多少奖励？"
PROFILE = (("采购非关联零部件、软件企业产品年度采购量", "8000万元"),)
PATIENCE = 60.0  # seconds for the service to begin and to end
SETTLED = 2500  # milliseconds for the results to follow what was typed
CHROMIUM = "/usr/bin/chromium"
WIDTH, HEIGHT = 1280, 820
COLOURS = 64
MOST = 150_000  # bytes of a picture


def policyqa(*arguments: str | Path) -> None:
    """Run a command; reports of what does not hold end with 1, which is what they are for."""
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} did not run")


def run_of(sources: Sequence[Path], folder: Path) -> Path:
    """The saved run of the cases over an index of ``sources``."""
    home, saved = folder / "home", folder / "run.json"
    policyqa("sync", *sources, "--home", home)
    cases = [option for file in CASES for option in ("--cases", file)]
    policyqa("eval", "run", "--engine", "extractive", *cases, "--save", saved, "--home", home)
    return saved


@contextmanager
def tab_of(browser: Browser, address: str) -> Iterator[Page]:
    """An address in a window of its own."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", locale="zh-CN")
    tab = context.new_page()
    tab.goto(address)
    yield tab
    context.close()


def picture(tab: Page, name: str) -> None:
    """What a reader sees first of a page."""
    target = ROOT / ".readme" / f"{name}.png"
    tab.screenshot(path=str(target))
    with Image.open(target) as image:
        image.quantize(COLOURS).save(target, optimize=True)
    if target.stat().st_size > MOST:
        raise SystemExit(f"{target} has {target.stat().st_size} bytes, more than {MOST}")


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The page over an index; its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app", "serve", "--engine", "extractive", "--home", str(home), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def pictures_of_the_page(browser: Browser, address: str) -> None:
    """A question with its answer, and what an enterprise qualifies for."""
    with tab_of(browser, address) as tab:
        tab.fill("#pq-question textarea", QUESTION)
        tab.press("#pq-question textarea", "Enter")
        tab.wait_for_selector("#pq-main .pq-answer")
        tab.wait_for_selector("#pq-side .pq-card")
        picture(tab, "answer")
    with tab_of(browser, address) as tab:
        tab.get_by_role("tab", name="政策匹配").click()
        for label, value in PROFILE:
            asked = tab.locator(".pq-match-group", has_text=label)
            asked.locator("> summary").click()
            asked.get_by_label(label, exact=False).first.fill(value)
        tab.wait_for_timeout(SETTLED)
        picture(tab, "matching")


def main() -> None:
    """Make the reports and the page, and take a picture of each."""
    with TemporaryDirectory(prefix="policyqa-") as name:
        folder = Path(name)
        runs = []
        for side, sources in (("with", [OLD, NOTICE]), ("without", [OLD])):
            (folder / side).mkdir()
            runs.append(run_of(sources, folder / side))
        old, new = OLD.relative_to(ROOT), NEW.relative_to(ROOT)
        policyqa("diff", old, new, "--html", folder / "diff.html")
        policyqa("eval", "compare", *runs, "--html", folder / "compare.html")
        policyqa("eval", "impact", old, new, "--cases", CASES[0], "--html", folder / "impact.html")
        flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
            for report in ("diff", "impact", "compare"):
                with tab_of(browser, (folder / f"{report}.html").as_uri()) as tab:
                    picture(tab, report)
            with serving(folder / "with" / "home") as address:
                pictures_of_the_page(browser, address)
            browser.close()


if __name__ == "__main__":
    main()
