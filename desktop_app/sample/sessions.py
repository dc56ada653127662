"""What the made-up company's teams give to the knowledge hub: four of the five teams have given something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop_app.domain.rotations import WEEK, monday
from desktop_app.domain.sessions import SessionKind
from desktop_app.sample.story import DESK, OPERATIONS, PAYMENTS, PORTAL

_Dates = tuple[tuple[int, int, int], ...]  # week from now, day of the week from 0, hour


@dataclass(frozen=True, slots=True)
class SampleSession:
    """``starts`` are wall-clock times without an offset."""

    topic: str
    kind: SessionKind
    team: str
    minutes: int
    hosts: tuple[str, ...]
    starts: tuple[datetime, ...]
    place: str = ""
    needs: str = ""
    seats: int | None = None
    own_pace: bool = False


def sessions(today: date) -> tuple[SampleSession, ...]:
    """Those held and those to come; Order bus Dev has none."""
    tools, practices, solving = SessionKind.TOOLS, SessionKind.PRACTICES, SessionKind.SOLVING

    def at(dates: _Dates) -> tuple[datetime, ...]:
        start = monday(today)
        days = (start + week * WEEK + timedelta(days=day) for week, day, _hour in dates)
        return tuple(datetime.combine(on, time(hour)) for on, (_w, _d, hour) in zip(days, dates, strict=True))

    return (
        SampleSession("Reading the queue monitor", tools, OPERATIONS, 120, ("Ops 2",), at(((-7, 1, 10), (2, 1, 10))),
                      "Room 2.14", "access to the monitor", 12),
        SampleSession("A restart is not a repair: E07 step by step", solving, OPERATIONS, 180, ("Ops 4", "Ops 2"),
                      at(((-3, 3, 13),)), "Room 2.14", seats=16),
        SampleSession("How a call becomes a ticket", practices, DESK, 120, ("Desk 1",), at(((-11, 2, 9), (1, 2, 9))),
                      "Service desk", seats=6),
        SampleSession("Logs that help at three in the morning", practices, PAYMENTS, 240, ("Pay 1", "Pay 3"),
                      at(((-5, 0, 9),)), "Lab", "a log of your own service", 10, own_pace=True),
        SampleSession("Connection pools and how they run dry", solving, PAYMENTS, 150, ("Pay 3",), at(((3, 3, 14),)),
                      "Lab", seats=10),
        SampleSession("The build and release pipeline", tools, PORTAL, 240, ("Portal 1",), at(((-9, 4, 9), (2, 3, 9))),
                      "Room 3.02", "a laptop", 8, own_pace=True),
        SampleSession("Go and see: one day at the desk", practices, DESK, 480, ("Desk 2",), at(((4, 1, 8),)),
                      "Service desk", seats=3),
        SampleSession("Configuration as code", tools, OPERATIONS, 360, ("Ops 3",), (), own_pace=True),
    )  # fmt: skip
