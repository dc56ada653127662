"""The figures in the documents are those that the program counts today."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stamped_to_ours import imported, table

ROOT = Path(__file__).parents[1]
DUMP = ROOT.parent / "shared" / "data" / "tickets" / "uci_servicenow_full" / "incident_event_log.zip"


@pytest.mark.skipif(not DUMP.exists(), reason="the real ticket dumps are not beside this checkout")
def test_the_table_from_stamped_to_ours_is_counted_from_the_dump(tmp_path: Path) -> None:
    services = imported(DUMP, tmp_path)
    found = table(services)
    services.close()
    assert found in (ROOT / "docs" / "stamped-to-ours.md").read_text("utf-8")
