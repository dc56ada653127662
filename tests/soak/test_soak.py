"""Ten seconds of random use; the long run is ``make soak``."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.soak.run import soak

SECONDS = 10


def test_random_use_meets_no_fault(qapp: QApplication, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(1_000_000)
    found = soak(tmp_path, SECONDS, seed)
    print(found.told())
    assert not found.faults, found.told()
    assert sum(found.acts.values()) >= 10
