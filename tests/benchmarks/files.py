"""Ticket dumps of 20 columns for the import figures."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from openpyxl import Workbook

HEADER = (
    "Number", "Opened", "Short description", "Priority", "State", "Category", "Assignment group", "Updated", "Resolved",
    "Closed", "Configuration item", "Subcategory", "Caused by Change", "Reopen count", "Channel", "Location", "Company",
    "Made SLA", "Time worked", "Resolution code",
)  # fmt: skip
PRIORITIES = ("1 - Critical", "2 - High", "3 - Moderate", "4 - Low")


def rows(size: int, *, as_text: bool) -> list[list[object]]:
    """``size`` tickets; stamps as ISO text, or as datetimes for a workbook."""
    random = np.random.default_rng(3)
    opened = np.datetime64("2025-01-01T00:00:00") + random.integers(0, 31_000_000, size).astype("timedelta64[s]")
    resolved = opened + random.integers(60, 900_000, size).astype("timedelta64[s]")
    closed = resolved + np.timedelta64(432_000, "s")
    stamps = [
        [str(s).replace("T", " ") for s in column] if as_text else column.astype("datetime64[s]").tolist()
        for column in (opened, resolved, closed)
    ]
    pick = random.integers(0, 1000, (size, 6)).tolist()
    return [
        [
            f"INC{n:07}", stamps[0][n], f"Order export locked on node {p[0]}", PRIORITIES[p[1] % 4], "Closed",
            f"Category {p[2] % 20}", f"Team {p[3] % 12} Support", stamps[2][n], stamps[1][n], stamps[2][n],
            f"System {p[4] % 60}", f"Error {p[5] % 90}", "" if p[0] % 11 else f"CHG{p[0]}", str(p[1] % 3), "Phone",
            f"Site {p[2] % 9}", f"Company {p[3] % 5}", "true", str(p[4]), "Solved",
        ]
        for n, p in enumerate(pick)
    ]  # fmt: skip


def write_csv(path: Path, size: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows(size, as_text=True))


def write_xlsx(path: Path, size: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Page 1")
    sheet.append(list(HEADER))
    for row in rows(size, as_text=False):
        sheet.append(row)
    book.save(path)
