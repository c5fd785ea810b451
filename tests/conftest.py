"""What all tests share: where data and models are, and a run that does not accept skipped tests."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Read once, before the fixture below takes the variables away from the tests.
MODELS = Path(os.environ.get("POLICYQA_HOME") or ROOT / ".policyqa") / "models"
SHARED = Path(os.environ.get("POLICYQA_SHARED") or ROOT.parent / "shared")

_skipped: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fail-on-skip", action="store_true", help="a skipped test makes the whole run fail")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        _skipped.append(f"{report.nodeid}: {reason}")


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        _skipped.append(f"{report.nodeid}: {report.longrepr}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if _skipped and exitstatus == 0 and session.config.getoption("--fail-on-skip"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if _skipped and config.getoption("--fail-on-skip"):
        terminalreporter.section("skipped, and --fail-on-skip was given")
        for line in _skipped:
            terminalreporter.line(line)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of whoever runs it."""
    for name in [n for n in os.environ if n.startswith("POLICYQA_") and n != "POLICYQA_SHARED"]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the plan in five formats and other people's documents."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there; name it in POLICYQA_SHARED")
    return SHARED


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder with the pinned model files, as `make setup` fetches them."""
    if not any(MODELS.glob("*1.5b*.gguf")):
        pytest.skip(f"no model in {MODELS}; run `make setup`")
    return MODELS


@pytest.fixture
def home_with_models(tmp_path: Path, models: Path) -> Path:
    """An empty home that has the real model files."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "models").symlink_to(models, target_is_directory=True)
    return home
