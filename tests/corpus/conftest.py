"""What the tests of reading and parsing share: the plan in its formats, and its scan, which is read once."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from corpus import RawDocument
from corpus.readers import read

# No test measures time: a busy machine must not fail one.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def plans(shared: Path) -> Path:
    """The folder that holds the plan as text, HTML, DOCX, PDF and scanned PDF: one text in five formats."""
    return shared / "corpus"


@pytest.fixture(scope="session")
def scanned_plan(plans: Path) -> RawDocument:
    """The scanned plan as OCR reads it: 8 pages at 5 to 15 seconds each, so read once for all tests."""
    return read(plans / "plan-scanned.pdf")
