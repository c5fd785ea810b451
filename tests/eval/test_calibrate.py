"""Which cases may be fitted on."""

from pathlib import Path

import pytest

from eval.calibrate import is_for_tuning
from eval.case import Case


@pytest.mark.parametrize(
    ("case_id", "file", "policy", "expected"),
    [
        pytest.param("p1", "plan", False, True, id="an older case of our own"),
        pytest.param("p4", "policy", True, True, id="a policy's, digest divisible by five"),
        pytest.param("p1", "policy", True, False, id="a policy's that is reported"),
        pytest.param("p1", "plan-conversations", False, False, id="a conversation that is reported"),
    ],
)
def test_the_reporting_split_is_left_alone(case_id: str, file: str, policy: bool, expected: bool) -> None:
    assert is_for_tuning(Case(case_id, ("问题",), path=Path(f"{file}.yaml")), policy=policy) is expected
