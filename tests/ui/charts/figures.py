"""Made-up figures."""

from __future__ import annotations

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import DAY, HOUR
from desktop_app.domain.figures import DistributionGroup, DistributionRow, RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.routes import RouteGroup

TIMES = tuple(HOUR * (1 + i * i / 4) for i in range(24))
ROUTES = (RouteGroup.OPS_ONLY, RouteGroup.THROUGH_DEV, RouteGroup.BOUNCED_OR_NOBODY)


def route_filter(kind: Classification, route: RouteGroup) -> IncidentFilter:
    keys = [r.key for r in route.routes]
    return IncidentFilter().where("classification", "one_of", kind.key).where("route", "one_of", *keys)


def row(kind: Classification, route: RouteGroup, times: tuple[float, ...], zeros: int) -> DistributionRow:
    opens = route_filter(kind, route)
    cells = (
        Cell("88 %", 0.88, strong=True, opens=opens.where("outcome", "one_of", "in_time")),
        Cell("4.9 h"),
        Cell("28 h"),
        Cell("2.6 d"),
        Cell("292", quiet=True, opens=opens),
    )
    few = len(times) < 10
    n = len(times)
    marks = (None,) * 4 if few else tuple(sorted(times)[int(n * share)] for share in (0.25, 0.5, 0.75, 0.85))
    return DistributionRow(route, route.label, n, tuple(sorted(times)), zeros, *marks, cells, opens)


def figure(
    times: tuple[float, ...] = TIMES,
    goal: float | None = 3 * DAY,
    zeros: int = 0,
    routes: tuple[RouteGroup, ...] = ROUTES,
) -> RepairTimeFigure:
    groups = tuple(
        DistributionGroup(kind, kind.label, "goal 3 d", goal, tuple(row(kind, r, times, zeros) for r in routes))
        for kind in Classification
    )
    opens = IncidentFilter()
    table = Table(("Classification", "In time"), (False, True), ((Cell("High"), Cell("65 %", 0.65, opens=opens)),))
    return RepairTimeFigure(
        answer="72 % of 861 incidents were repaired within the shared goal",
        headline="Incidents routed through Dev wait longest before work begins",
        definition="Deadline in the period; repair ends at the last resolve.",
        definition_lines=("From opened to the last resolve.",),
        row_columns=("In time", "Waiting", "Median", "P85", "n"),
        groups=groups,
        table=table,
        status="861 incidents",
        target_set="Shared goal",
        by_route=len(routes) > 1,
        n=861,
    )
