"""What the tests of reading and parsing share: the plan in its formats, and its scan, which is read once."""

import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from corpus import RawDocument

# No test measures time: a busy machine must not fail one.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

FIXTURES = Path(__file__).parent / "fixtures"
_READ = """
import pickle, sys
from pathlib import Path
from corpus.readers import read
found = read(Path(sys.argv[1]))
Path(sys.argv[2]).write_bytes(pickle.dumps(found))
"""


@dataclass(frozen=True)
class ScanRun:
    """What another process read from the scanned plan, and what it wrote to its terminal meanwhile."""

    document: RawDocument
    output: str


@pytest.fixture(scope="session")
def plans(shared: Path) -> Path:
    """The folder that holds the plan as text, HTML, DOCX, PDF and scanned PDF: one text in five formats."""
    return shared / "corpus"


@pytest.fixture(scope="session")
def scan_run(tmp_path_factory: pytest.TempPathFactory) -> ScanRun:
    """The scanned plan as OCR reads it: 8 pages at 5 to 15 seconds each, so read once for all tests."""
    target = tmp_path_factory.mktemp("scan") / "plan.pickle"
    command = [sys.executable, "-c", _READ, str(FIXTURES / "plan-scanned.pdf"), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    document = pickle.loads(target.read_bytes())  # noqa: S301 - written by the line above
    return ScanRun(document, done.stdout + done.stderr)


@pytest.fixture(scope="session")
def scanned_plan(scan_run: ScanRun) -> RawDocument:
    """The scanned plan's lines."""
    return scan_run.document
