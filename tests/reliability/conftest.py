"""The promises on lost data: a quick run with every `make test`, a long one with `make check-crash`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reliability.effort import effort

_RELEASED = sorted((Path(__file__).parents[1] / "storage" / "fixtures").glob("schema_*.secondway"))
OLDER = _RELEASED[:-1] if effort("KILLS", 0) else _RELEASED[:1]  # the quick run upgrades along the longest way alone


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Says a measured figure at the end of the run, whoever ran the test."""
    return lambda line: record_property("figure", line)
