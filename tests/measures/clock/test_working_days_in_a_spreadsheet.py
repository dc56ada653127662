"""Excel's NETWORKDAYS, computed again by LibreOffice, counts the working days that our clock runs through."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from openpyxl import Workbook

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.measures.clock.clocks import WorkingClock
from tests.recalculation import computed, needs_libreoffice

ZONE = "Europe/Berlin"
FIRST = date(2025, 1, 1)


def midnight(day: date) -> int:
    return int(datetime.combine(day, time(), ZoneInfo(ZONE)).astimezone(UTC).timestamp())


@needs_libreoffice
def test_networkdays_counts_the_days_on_which_the_clock_runs(tmp_path: Path) -> None:
    rng = random.Random(6)
    holidays = sorted({FIRST + timedelta(days=rng.randrange(800)) for _n in range(25)})
    hours = dict.fromkeys(range(5), (time(8), time(17)))
    clock = WorkingClock(SupportCalendar(ZONE, hours, frozenset(holidays)), midnight(FIRST), midnight(FIRST))
    book = Workbook()
    page = book.worksheets[0]
    for row, day in enumerate(holidays, 1):
        page.cell(row, 5, day)
    ours = []
    for row in range(1, 201):
        first = FIRST + timedelta(days=rng.randrange(700))
        last = first + timedelta(days=rng.randrange(120))
        page.cell(row, 1, first)
        page.cell(row, 2, last)
        page.cell(row, 3, f"=NETWORKDAYS(A{row},B{row},$E$1:$E${len(holidays)})")
        begin, end = clock.running(np.array([midnight(first), midnight(last + timedelta(days=1))], dtype=np.int64))
        ours.append(int(end - begin) / clock.day_seconds)
    path = tmp_path / "days.xlsx"
    book.save(path)
    (theirs,) = computed(tmp_path, path)
    assert [theirs.worksheets[0].cell(row, 3).value for row in range(1, 201)] == ours
