"""``make soak``: MINUTES of random use (10 unless told), SEED to see the same again."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.soak.run import MOST_GROWTH, soak


def main() -> int:
    """Print the figures; 1 when anything went wrong or memory grew."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    minutes = float(os.environ.get("MINUTES", "10"))
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(1_000_000))
    print(f"soaking for {minutes:g} minutes, SEED={seed}", flush=True)
    with TemporaryDirectory() as folder:
        found = soak(Path(folder), minutes * 60, seed, lambda line: print(line, flush=True))
    print(found.told())
    if found.growth > MOST_GROWTH:
        print(f"memory grew by more than {MOST_GROWTH:.0%}")
    return 1 if found.faults or found.growth > MOST_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
