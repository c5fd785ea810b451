"""The tools over the scripted desk."""

from pathlib import Path

import pytest

from app.desk import Desk
from app.mcp.tools import Tool, make_tools


@pytest.fixture
def tools(desk: Desk, tmp_path: Path) -> tuple[Tool, ...]:
    return make_tools(desk, tmp_path)
