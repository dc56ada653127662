"""How the cost grows from ten thousand to a million incidents: linear or better."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import files
from tests.benchmarks.report import Report, printed, process_seconds, slope

SIZES = (10_000, 100_000, 1_000_000)
LINEAR = 1.1  # the tenth above 1 is noise


def growth(report: Report, folder: Path, workspace: Callable[[int], Path], rounds: int) -> None:
    """The exponent of the last tenfold step of import, frame and measures; 1 is linear."""

    def told(verb: str, size: int) -> float:
        return float(printed("tests.benchmarks.ours", verb, workspace(size)).split()[0])

    def imported(size: int) -> float:
        text, target = folder / f"growth{size}.csv", folder / "growth.secondway"
        if not text.exists():
            files.write_csv(text, size)
        for stale in folder.glob("growth.secondway*"):
            stale.unlink()
        return process_seconds("desktop_app", "import", text, "--workspace", target, "--json")

    def spent(once: Callable[[int], float], size: int) -> float:
        return statistics.median(once(size) for _turn in range(1 if size == SIZES[-1] else rounds))

    for what, once in (
        ("frame", lambda size: told("frame", size)),
        ("measures", lambda size: told("measures", size)),
        ("import of csv", imported),
    ):
        times = [spent(once, size) for size in SIZES]
        steps = ", ".join(f"{size:,} in {s:.2f} s" for size, s in zip(SIZES, times, strict=True))
        report.at_most(f"growth of {what} with size, exponent", slope(SIZES, times), LINEAR, steps)
