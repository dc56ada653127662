"""The start of the application, and the memory that it takes with a million incidents."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.report import Report, moments, printed


def start(report: Report, path: Path, rounds: int) -> None:
    """Against a bare window, both from the start of their process; the first page with its figures follows."""
    timed = [
        (
            moments("tests.benchmarks.ours", "window", path),
            moments("tests.benchmarks.bare", "window"),
        )
        for _turn in range(rounds + 1)
    ][1:]  # the first finds nothing warm
    bare, bare_cpu = _medians([theirs["answers"] for _ours, theirs in timed])
    answers, answers_cpu = _medians([ours["answers"] for ours, _theirs in timed])
    page, page_cpu = _medians([ours["page"] for ours, _theirs in timed])
    report.at_most(
        "start to a window whose menus answer, 100,000 incidents, ratio",
        answers / bare,
        3,
        f"bare PySide6 window, {bare:.2f} s to {answers:.2f} s; {answers_cpu / bare_cpu:.1f} x its processor time",
    )
    report.at_most(
        "start to the first page with its figures, 100,000 incidents, seconds",
        page,
        2,
        f"absolute, informs; {page / bare:.1f} x the bare window, {page_cpu / bare_cpu:.1f} x its processor time",
    )


def _medians(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    wall, cpu = zip(*pairs, strict=True)
    return statistics.median(wall), statistics.median(cpu)


def memory(report: Report, path: Path) -> None:
    _word, resting, peak = printed("tests.benchmarks.ours", "memory", path).splitlines()[-1].split()
    report.at_most("memory of the application at rest, 1,000,000 incidents, MB", float(resting), 600, "absolute")
    report.at_most("load peak of the application, 1,000,000 incidents, MB", float(peak), 900, "absolute")
