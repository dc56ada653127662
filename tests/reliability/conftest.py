"""The promises on lost data: a quick run with every `make test`, a long one with `make check-crash`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

FIXTURES = sorted((Path(__file__).parents[1] / "storage" / "fixtures").glob("schema_*.secondway"))


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Says a measured figure at the end of the run, whoever ran the test."""
    return lambda line: record_property("figure", line)
