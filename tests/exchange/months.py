"""A month made by hand, its figures worked out line by line: the oracle for the formulas of the workbook."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

import numpy as np

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import ReleaseRelated
from desktop_app.domain.monthly import (
    Bin,
    Missed,
    MonthGroup,
    MonthIncident,
    MonthSheet,
    PastMonth,
    SideMean,
    SmallNumbers,
)
from desktop_app.domain.monthly_sheet import (
    Ageing,
    AgeRow,
    Between,
    InTime,
    Restatement,
    Sheet,
    Strips,
    Term,
    TopErrors,
)
from desktop_app.domain.routes import Outcome, Route, RouteGroup
from desktop_app.domain.teams import Side

SMALL = SmallNumbers(10, 5, 0.1, 1.959963984540054)
BINS = (
    Bin("≤ 5 min", -1, 300 / 3600, within=True),
    Bin("≤ 2 h", 300 / 3600, 2.0, within=True),
    Bin("≤ 8 h", 2.0, 8.0, within=False),
    Bin("longer", 8.0, None, within=False),
)


def incident(
    classification: Classification = Classification.HIGH,
    hours: float | None = 1.0,
    outcome: Outcome = Outcome.IN_TIME,
    side: Side | None = Side.OPS,
    error: str = "Queue full",
    *,
    opened_in: bool = True,
    due_in: bool = True,
    route: RouteGroup | None = RouteGroup.OPS_ONLY,
    release: ReleaseRelated = ReleaseRelated.NO,
    ticket: str = "INC1",
    way: Route | None = None,
    missed: Missed | None = None,
    late_h: float | None = None,
    age_h: float = 3.0,
    reopened: bool = False,
    closed_in: bool = False,
) -> MonthIncident:
    """Repaired in the month unless ``hours`` is None: then open at its end; ``way`` by default the group's first."""
    at = datetime(2026, 10, 5, 9, 30)  # noqa: DTZ001 - wall time
    done = hours is not None
    return MonthIncident(
        ticket, classification, route, side if done else None, error, release, at, at if done else None, at, hours,
        2.0, outcome, opened_in, due_in, done, way or (route.routes[0] if route is not None else None), not done,
        missed=missed, late_h=late_h, age_h=None if done else age_h, reopened=reopened,
        closed_in=closed_in,
    )  # fmt: skip


def month(incidents: Sequence[MonthIncident], *, by_route: bool = True) -> MonthSheet:
    errors = Counter(i.system_error for i in incidents if i.opened_in and i.release is not ReleaseRelated.YES)
    errors.pop("", None)
    return MonthSheet(
        month=date(2026, 10, 1),
        target_set="Shared goal",
        zone="Europe/Berlin",
        clock="elapsed",
        filter="none",
        as_of=datetime(2026, 11, 1, 8),  # noqa: DTZ001 - wall time
        incidents=tuple(incidents),
        groups=tuple(_group(incidents, kind) for kind in (*Classification, None)),
        bins=dict.fromkeys(Classification, BINS),
        by_route=by_route,
        top_errors=tuple(sorted(errors.items(), key=lambda line: (-line[1], line[0]))[:10]),
        release_unknown=sum(i.opened_in and i.release is ReleaseRelated.UNKNOWN for i in incidents),
        left_out=(("cancelled", 3), ("tests", 1)),
        left_out_due=(("cancelled", 2), ("requests", 4)),
        bands=(("2 h", 2.0), ("30 d", 720.0)),
        not_due=2,
        definitions=("=Repair time: from opened to the last resolve.",),
        small=SMALL,
        ways=tuple(_ways(incidents, by_route=by_route)),
        before=(
            PastMonth(date(2026, 9, 1), tuple(_group(incidents[::2], kind) for kind in (*Classification, None))),
            PastMonth(date(2026, 10, 1), tuple(_group(incidents, kind) for kind in (*Classification, None))),
        ),
    )


def page(made: MonthSheet) -> Sheet:
    """The printed page beside the workbook's month, as far as the workbook shows it."""
    late = [one for one in made.incidents if one.due_in and one.late_h is not None]
    parts = Counter(one.missed for one in late)
    hours = sum(one.late_h or 0.0 for one in late if one.missed in (Missed.BETWEEN, Missed.OPEN))
    before = made.before[-2].groups[-1]
    return Sheet(
        month=made.month, title="Shared goal, October 2026", facts=(), zone=made.zone, as_of=made.as_of, big="84 %",
        lead="of 40 incidents", more="", whole=_in_time(made.all), before=_in_time(before), before_label="September",
        goals=(), means=(), strips=Strips((), 1.0, 2.0, (), ""), definitions=(Term("In time:", "by the deadline."),),
        between=Between(len(late), parts[Missed.BETWEEN], hours, parts[Missed.OPEN], parts[Missed.OTHER])
        if made.by_route
        else Between(len(late), untold="This needs teams of both sides."),
        errors=TopErrors((), 0, 0, 0), left_out=made.left_out, month_label="October",
        reopened=sum(one.reopened for one in made.incidents if one.due_in),
        ageing=Ageing(
            ("to 2 h", "to 30 d", "longer"), ("< 2 h", "< 30 d", "…"),
            tuple(_ages(made, kind) for kind in Classification), "",
        ),
        restated=(Restatement(date(2026, 9, 1), 4, "September (issued as no 4): 88 %, now 86 %: 3 reopened.", ()),),
    )  # fmt: skip


def _in_time(group: MonthGroup) -> InTime:
    told = group.due - group.unknown
    claimed = told >= SMALL.few and group.unknown <= SMALL.most_unknown * group.due
    low, high = group.interval if claimed and group.interval else (None, None)
    share = group.attainment if claimed else None
    return InTime(
        group.due, group.in_time, group.missed, group.open_past, group.unknown, share, low, high, "words", "counts"
    )


def _ages(made: MonthSheet, kind: Classification) -> AgeRow:
    ages = [one.age_h for one in made.incidents if one.classification is kind and one.age_h is not None]
    below = [sum(age < end for age in ages) for end in (2.0, 720.0)]
    return AgeRow(kind, (below[0], below[1] - below[0], len(ages) - below[1]), 1)


def _ways(incidents: Sequence[MonthIncident], *, by_route: bool) -> Iterator[MonthGroup]:
    for kind in (*Classification, None):
        for route in (*Route, None) if by_route else (None,):
            mine = [one for one in incidents if route in (None, one.way)]
            yield replace(_group(mine, kind), route=route)


def _group(incidents: Iterable[MonthIncident], kind: Classification | None) -> MonthGroup:
    mine = [i for i in incidents if kind in (None, i.classification)]
    due = Counter(i.outcome for i in mine if i.due_in)
    hours = [i.repair_h for i in mine if i.repaired_in and i.repair_h is not None]
    told, closed = due.total() - due[Outcome.UNKNOWN], sum(i.closed_in for i in mine)
    named = hours if len(hours) >= SMALL.few and closed <= SMALL.most_unknown * (len(hours) + closed) else []
    return MonthGroup(
        kind, "2 h" if kind else "", due.total(), due[Outcome.IN_TIME], due[Outcome.OPEN_PAST], due[Outcome.UNKNOWN],
        due[Outcome.IN_TIME] / told if told else None,
        _wilson(due[Outcome.IN_TIME], told) if told else None,
        len(hours),
        statistics.fmean(named) if named else None,
        _side(mine, Side.OPS),
        _side(mine, Side.DEV),
        statistics.median(named) if named else None,
        float(np.quantile(named, 0.85)) if named else None,
        opened=sum(i.opened_in for i in mine),
        open_at_end=sum(i.open_at_end for i in mine),
        closed=closed,
    )  # fmt: skip


def _side(mine: Iterable[MonthIncident], side: Side) -> SideMean:
    hours = [i.repair_h for i in mine if i.side is side and i.repaired_in and i.repair_h is not None]
    return SideMean(len(hours), statistics.fmean(hours) if hours else None)


def _wilson(hits: int, n: int) -> tuple[float, float]:
    """The two roots of (p - share)^2 = z^2 p (1 - p) / n."""
    z2 = SMALL.z**2 / n
    roots = np.roots([1 + z2, -(2 * hits / n + z2), (hits / n) ** 2])
    low, high = sorted(float(root.real) for root in roots)
    return (0.0 if hits == 0 else low), (1.0 if hits == n else high)
