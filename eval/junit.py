"""JUnit XML, which continuous integration reads: one test a case."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 has no place for


@dataclass(frozen=True, slots=True)
class CaseTest:
    """A case as a test: failed with a one-line ``failure`` and its ``details``, skipped for a reason, else passed."""

    id: str
    file: str
    milliseconds: float
    failure: str | None = None
    details: str = ""
    skipped: str | None = None


def junit_xml(name: str, tests: Sequence[CaseTest]) -> str:
    """The suite of the tests."""
    suite = ET.Element(
        "testsuite",
        name=name,
        tests=str(len(tests)),
        failures=str(sum(t.failure is not None for t in tests)),
        skipped=str(sum(t.skipped is not None for t in tests)),
    )
    for test in tests:
        seconds = f"{test.milliseconds / 1000:.3f}"
        case = ET.SubElement(suite, "testcase", name=_printable(test.id), classname=_printable(test.file), time=seconds)
        if test.failure is not None:
            failure = ET.SubElement(case, "failure", message=_printable(test.failure)[:500])
            failure.text = _printable(test.details)
        elif test.skipped is not None:
            ET.SubElement(case, "skipped", message=_printable(test.skipped))
    ET.indent(suite)
    return ET.tostring(suite, encoding="unicode", xml_declaration=False)


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
