"""Six seconds of random use, the same each time; the long run with a seed of its own is ``make soak``."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.soak.run import soak

SECONDS = 6
SEED = 11


def test_random_use_meets_no_fault(qapp: QApplication, tmp_path: Path) -> None:
    found = soak(tmp_path, SECONDS, SEED)
    print(found.told())
    assert not found.faults, found.told()
    assert sum(found.acts.values()) >= 6
