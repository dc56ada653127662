"""The table of incidents beside what plain Qt does with the same rows."""

from __future__ import annotations

import json
from pathlib import Path

from tests.benchmarks.report import Report, printed

NAMES = {
    "sql_table": "a plain QSqlTableModel",
    "proxy_table": "a QSortFilterProxyModel over a Python list",
}


def rivals(report: Report, path: Path, size: int, rival: str) -> None:
    """Ratios of our seconds and megabytes to the rival's; below 1 is better than plain Qt."""
    mine = json.loads(printed("tests.benchmarks.ours", "table", path).splitlines()[-1])
    theirs = json.loads(printed("tests.benchmarks.rivals", rival, path).splitlines()[-1])
    words = {"open": "opens, with its frame", "sort": "sorts by the slowest of four columns", "jump": "jumps anywhere"}
    for what, said in words.items():
        report.at_most(
            f"table of {size:,} {said}, ratio",
            mine[what] / theirs[what],
            1,
            f"{NAMES[rival]}, {1000 * theirs[what]:.0f} ms to {1000 * mine[what]:.0f} ms",
        )
    report.at_most(
        f"memory of a table of {size:,}, ratio",
        mine["mb"] / theirs["mb"],
        1,
        f"{NAMES[rival]}, {theirs['mb']:.0f} MB to {mine['mb']:.0f} MB",
    )
