"""A text file of a million tickets from the file to the commit, and how flat the reader's memory stays up to 1 GB."""

from __future__ import annotations

import json
from pathlib import Path

from tests.benchmarks import files
from tests.benchmarks.report import Report, printed

MILLION = 1_000_000
SMALL, LARGE = 100_000_000, 1_000_000_000  # bytes


def large(report: Report, folder: Path) -> None:
    text = folder / f"growth{MILLION}.csv"
    if not text.exists():
        files.write_csv(text, MILLION)
    for stale in folder.glob("large.secondway*"):
        stale.unlink()
    found = _told("imported", text, folder / "large.secondway")
    what = f"import {MILLION:,} x 20 csv, file to committed"
    report.at_most(f"{what}, seconds", found["seconds"], 60, "absolute, informs")
    report.at_most(f"{what}, peak of the reader's process, MB", found["worker"], 500, "absolute")
    report.at_most(f"{what}, peak of the application, MB", found["mb"], 2500, "absolute, informs")
    flat(report, folder, text)


def flat(report: Report, folder: Path, text: Path) -> None:
    """The same rows again and again: 0.1 GB and 1 GB of them."""
    peaks, times = {}, {}
    for size in (SMALL, LARGE):
        path = folder / "flat.csv"
        _repeated(text, path, size)
        found = _told("read_text", path)
        peaks[size], times[size] = found["worker"], found["seconds"]
        path.unlink()
    report.at_most(
        "memory of the reader's process for a csv of 1 GB, MB",
        peaks[LARGE],
        500,
        f"{peaks[SMALL]:.0f} MB for 0.1 GB; {times[SMALL]:.1f} s and {times[LARGE]:.1f} s",
    )


def _told(verb: str, *arguments: Path) -> dict[str, float]:
    found: dict[str, float] = json.loads(printed("tests.benchmarks.ours", verb, *arguments).splitlines()[-1])
    return found


def _repeated(source: Path, target: Path, size: int) -> None:
    with source.open("rb") as rows, target.open("wb") as file:
        header = rows.readline()
        file.write(header)
        while file.tell() < size:
            rows.seek(len(header))
            while file.tell() < size and (lines := rows.readlines(1 << 23)):
                file.writelines(lines)
