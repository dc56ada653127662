"""Made-up charts of every kind, with as many rows or points as a test wants."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import (
    Axis,
    BarRow,
    Bars,
    Break,
    BulletRow,
    Bullets,
    Chart,
    Curve,
    Curves,
    Goal,
    IntervalRow,
    Intervals,
    Line,
    Matrix,
    MatrixRow,
    Parts,
    PartsRow,
    Point,
    Signal,
    Span,
    Tone,
    Weeks,
)
from desktop_app.domain.durations import DAY, HOUR, duration
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import IncidentFilter

KINDS = ("Critical", "High", "Medium", "Low")
GOAL_LINES = (Goal(0, 4 * DAY), Goal(3, 3 * DAY, "goal 3 d"))
GOALS = ("goal 2 h", "goal 4 h", "goal 3 d", "goal 5 d")
ERRORS = (
    "JMS queue full", "Certificate expired", "Batch late, file missing", "Disk full /var/log", "LDAP timeout",
    "Session pool exhausted", "Stale price cache", "Print spooler stuck", "VPN token drift", "Order export locked",
)  # fmt: skip


def opens(name: str, part: str = "") -> IncidentFilter:
    """A filter that no other row has."""
    return IncidentFilter().where("system_error", "one_of", f"{name}{part}")


def names(n: int) -> list[str]:
    return [f"{ERRORS[i % len(ERRORS)]}{f' {i // len(ERRORS) + 1}' if i >= len(ERRORS) else ''}" for i in range(n)]


def bullets(n: int) -> Bullets:
    rows = []
    for i in range(n):
        label = KINDS[i] if i < 4 else f"Class {i}"
        share = (61 + 5 * (i % 4)) / 100
        many = i % 5 != 4
        cells = (
            Cell(
                f"{round(100 * share)} %" if many else "3 of 4",
                share if many else None,
                strong=True,
                opens=opens(label, "in"),
            ),
            Cell(f"{round(100 * share) - 4} %" if many else "–", quiet=True),
            Cell("382", 382, quiet=True, opens=opens(label)),
        )
        low, high, before = (share - 0.14, min(1.0, share + 0.13), share - 0.04) if many else (None, None, None)
        known = share if many else None
        rows.append(BulletRow(label, GOALS[i % 4], known, low, high, before, cells, opens(label)))
    return Bullets(tuple(rows), ("In time", "Before", "n"), 0.85, "24 weeks before")


def bars(n: int) -> Bars:
    labels = names(n)
    rows = [
        BarRow(
            label,
            max(1, 128 - 9 * i),
            (Cell(f"{max(1, 128 - 9 * i)}", strong=True), Cell("16 %", quiet=True)),
            opens(label),
        )
        for i, label in enumerate(labels)
    ]
    if n > 1:
        rows.append(BarRow("45 other errors", 80, (Cell("80"), Cell("100 %", quiet=True)), opens("rest"), rest=True))
    return Bars(tuple(rows), ("Count", "Cumulative"))


def ends(n: int) -> Bars:
    """Bars with the number at their end."""
    rows = [BarRow(name, float(14 - i % 12), (Cell(f"{14 - i % 12}"),), opens(name)) for i, name in enumerate(names(n))]
    return Bars(tuple(rows), ())


def oldest(n: int) -> Bars:
    """A list of incidents with their age against the goal."""
    rows = [
        BarRow(
            f"INC00{12365 + i}",
            (46 - i % 44) * DAY,
            (Cell(name), Cell("Medium"), Cell(f"{46 - i % 44} d", (46 - i % 44) * DAY, strong=True)),
            opens(name),
            goal=3 * DAY,
        )
        for i, name in enumerate(names(n))
    ]
    return Bars(tuple(rows), ("System error", "Class", "Age"), Axis.HOURS, words=2)


def parts(n: int) -> Parts:
    key = (
        ("Ops teams", Tone.FIRST), ("Dev teams", Tone.SECOND), ("other teams", Tone.THIRD), ("suppliers", Tone.FOURTH),
        ("nobody", Tone.REST),
    )  # fmt: skip
    rows = []
    for i, label in enumerate(names(n)):
        raw = [5, 3 + i % 4, 1 + i % 2, 1, 2]
        shares = tuple(part / sum(raw) for part in raw) if i % 9 != 8 else (0.0,) * 5
        rows.append(PartsRow(label, shares, (Cell(f"{120 + i} h", strong=True), Cell("42", quiet=True)), opens(label)))
    return Parts(tuple(rows), key, ("Hours", "n"))


def intervals(n: int) -> Intervals:
    rows = []
    for i, label in enumerate(names(n)):
        value = HOUR * (2 + (i % 10) ** 2)
        known = i % 5 != 4
        cells = (
            Cell(duration(value) if known else "–", strong=True),
            Cell("1.2 h – 3.4 h" if known else "3 of 4"),
            Cell("42"),
        )
        mean, low, high = (value, value * 0.6, value * 1.7) if known else (None, None, None)
        rows.append(IntervalRow(label, mean, low, high, cells, opens(label), 3 * DAY, value * 1.1 if known else None))
    return Intervals(tuple(rows), ("Mean", "95 % interval", "n"), Axis.LOG_TIME)


def differences(n: int) -> Intervals:
    rows = []
    for i, label in enumerate(names(n)):
        value = (i % 7 - 3) / 30
        cells = (Cell(f"{round(100 * value):+} points", strong=True), Cell("61 %"), Cell("42", quiet=True))
        rows.append(IntervalRow(label, value, value - 0.08, value + 0.09, cells, opens(label)))
    return Intervals(tuple(rows), ("Difference", "In time", "n"), Axis.POINTS, zero=True)


def matrix(n: int) -> Matrix:
    columns = ("to 2 h", "to 4 h", "to 3 d", "to 5 d", "to 30 d", "longer")
    rows = []
    for i in range(n):
        label = KINDS[i] if i < 4 else f"Class {i}"
        after = min(6, 1 + i % 5)
        cells = tuple(
            Cell(str(count), count, strong=j >= after and count > 0, opens=opens(label, str(j)) if count else None)
            for j, count in enumerate((i + j) % 3 * (j + i) for j in range(6))
        )
        total = round(sum(cell.value or 0 for cell in cells))
        rows.append(
            MatrixRow(label, GOALS[i % 4], cells, Cell(str(total), total, strong=True, opens=opens(label)), after)
        )
    return Matrix(columns, "Open", tuple(rows))


def curves(n: int) -> Curves:
    """``n`` steps a curve."""
    ticks = tuple(float(t) for t in (HOUR, 4 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY))
    found = []
    for tone, label, slow in (
        (Tone.FIRST, "Ops only", 1.0),
        (Tone.SECOND, "Through Dev", 4.0),
        (Tone.THIRD, "Bounced or nobody", 2.5),
    ):
        seconds = tuple(slow * 900 * 1.9 ** (13 * i / max(1, n - 1)) for i in range(n))
        shares = tuple(1 - (i + 1) / (n + 1 + slow) for i in range(n))
        low, high = (tuple(min(1, max(0, s + d)) for s in shares) for d in (-0.08, 0.08))
        risk = tuple(round(380 / slow / (1 + i)) for i in range(6)) if n else ()
        found.append(Curve(label, tone, seconds, shares, low, high, risk, opens(label)))
    return Curves(tuple(found) if n else (), (Point("goal 3 d", 3 * DAY),), ticks)


def attainment(n: int) -> Curves:
    """Attainment against the target, with today's and the tightest that was met."""
    seconds = tuple(HOUR * 1.6**i if n < 40 else HOUR * 1.013 ** (i / n * 400) for i in range(n))
    shares = tuple(min(1.0, (i + 1) / (n + 1)) for i in range(n))
    points = (Point("today 3 d: 70 %", 3 * DAY, 0.7), Point("85 % at 6.1 d", 6.1 * DAY, 0.85))
    return Curves((Curve("Medium", Tone.FIRST, seconds, shares, opens=opens("Medium")),) if n else (), points, (), 0.85)


def normal_range(n: int, axis: Axis = Axis.COUNT) -> Weeks:
    mondays = tuple(date(2026, 6, 8) + timedelta(weeks=i) for i in range(n))
    scale = 1.0 if axis is Axis.COUNT else 4 * HOUR
    raw = [(5 + 2 * math.sin(i * 2.1)) * scale for i in range(n)]
    if n > 6:
        raw[5] = 17 * scale
    values = tuple(None if i % 13 == 11 else round(v, 1) for i, v in enumerate(raw))
    cells = tuple("–" if v is None else f"{v:.1f}" for v in values)
    line = Line("Incidents", Tone.FIRST, values, cells, tuple(opens("week", str(i)) for i in range(n)))
    split = n * 2 // 3
    spans = [Span(0, split - 1, 6.8 * scale, 1 * scale, 13.8 * scale, False, min(split - 1, 23))] if n > 3 else []
    if n > 3:
        spans.append(Span(split, n - 1, 2.9 * scale, 0.5 * scale, 7.2 * scale, True, n - 1))
    breaks = (Break(split, "fix P-012 live, 21 Sep"),) if n > 3 else ()
    signals = (Signal(5, "17 in week 29"),) if n > 6 else ()
    return Weeks(mondays, (line,) if n else (), axis, tuple(spans), breaks, signals)


def log_range(n: int) -> Weeks:
    made = normal_range(n, Axis.LOG_TIME)
    return Weeks(made.mondays, made.lines, made.axis, made.spans, made.breaks, made.signals, GOAL_LINES)


def flow(n: int) -> Weeks:
    mondays = tuple(date(2025, 12, 1) + timedelta(weeks=i) for i in range(n))
    lines = []
    for tone, label, base in (
        (Tone.FIRST, "opened", 30),
        (Tone.SECOND, "resolved", 28),
        (Tone.THIRD, "open at the end", 12),
    ):
        values = tuple(float(base + round(6 * math.sin(i * base))) for i in range(n))
        lines.append(
            Line(label, tone, values, tuple(f"{v:.0f}" for v in values), tuple(opens(label, str(i)) for i in range(n)))
        )
    return Weeks(mondays, tuple(lines) if n else (), Axis.COUNT)


CHARTS: Final[Mapping[str, Callable[[int], Chart]]] = {
    "bullets": bullets, "bars": bars, "ends": ends, "oldest": oldest, "parts": parts, "intervals": intervals,
    "differences": differences, "matrix": matrix, "curves": curves, "attainment": attainment,
    "normal_range": normal_range, "log_range": log_range, "flow": flow,
}  # fmt: skip


def figure_of(chart: Chart | None, rows: int = 2) -> Figure:
    table = Table(
        ("System error", "Count"),
        (False, True),
        tuple((Cell(f"Row {i}"), Cell("7", 7, opens=opens("row"))) for i in range(rows)),
    )
    return Figure(
        key="example",
        title="Inside the shared goal?",
        headline="All four are below the agreed 85 %; no change against the 24 weeks before is large enough to call",
        definition="Deadline in the period; repair ends at the last resolve. 861 of 880 incidents, 19 left out.",
        definition_lines=("From opened to the last resolve.", "Waiting for the user stops the clock."),
        chart=chart,
        table=table,
        n=861,
        values={},
        note="Reopened within 7 d: 12 of 861.",
    )
