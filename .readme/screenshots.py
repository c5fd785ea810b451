"""Makes the pictures of the reports in the README.

The plan beside the revision of it that was made up for the tests, and the cases with and without the notice. Everything is
made anew in a folder that is deleted afterwards.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
OLD = ROOT / "corpus/sources/plan.pdf"
NEW = ROOT / "tests/corpus/fixtures/revisions/plan-revised-invented.txt"
NOTICE = ROOT / "corpus/sources/notice.txt"
CASES = [ROOT / "eval/cases" / f"{name}.yaml" for name in ("plan", "plan-callers", "plan-hotline")]
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


def picture(browser: Browser, page: Path, target: Path) -> None:
    """What a reader sees first of a page."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.screenshot(path=str(target))
    context.close()
    with Image.open(target) as image:
        image.quantize(COLOURS).save(target, optimize=True)
    if target.stat().st_size > MOST:
        raise SystemExit(f"{target} has {target.stat().st_size} bytes, more than {MOST}")


def main() -> None:
    """Make the three pages and take a picture of each."""
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
                picture(browser, folder / f"{report}.html", ROOT / ".readme" / f"{report}.png")
            browser.close()


if __name__ == "__main__":
    main()
