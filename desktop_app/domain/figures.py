"""A figure is a sentence, a definition, marks to draw and a table, made by one function from one frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Chart
from desktop_app.domain.classifications import Classification
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.routes import RouteGroup
from desktop_app.domain.targets import Target

FEW: Final = 10
"""Below this many incidents there are counts and no shares, medians or comparisons."""


class By(StrEnum):
    """What the rows of a figure are."""

    CLASSIFICATION = "classification"
    ROUTE = "route"
    SYSTEM = "system"
    SYSTEM_ERROR = "system_error"
    RELEASE = "release"


class Amount(StrEnum):
    """What a figure adds up."""

    COUNT = "count"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader chooses at one figure; the figure takes what it knows. None is the figure's own default.

    ``trial`` are the targets tried in What if, ``rows`` how many rows there is room for (0: the figure's own number).
    """

    by: By | None = None
    classification: Classification | None = None
    amount: Amount = Amount.COUNT
    trial: tuple[Target, ...] = ()
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure as its reader meets it, made by one function from one frame.

    ``headline`` claims no more than n and interval carry; ``definition`` is one line, ``definition_lines`` the whole of
    it. ``table`` is what the picture shows, for screen readers, clipboard and export. ``values`` are the bare numbers
    for the command line: JSON types alone, None where too few incidents carry a share. ``note`` is a second sentence.
    """

    key: str
    title: str
    headline: str
    definition: str
    definition_lines: tuple[str, ...]
    chart: Chart | None
    table: Table
    n: int
    values: Mapping[str, object]
    note: str = ""


@dataclass(frozen=True, slots=True)
class DistributionRow:
    """Repair times of one group on one line. Durations are seconds on the figure's clock.

    ``dots`` is a fixed sample of at most 90 repaired incidents, sorted; below ten incidents it is all of them and the
    summaries are None. ``zeros`` counts those of zero minutes, which a log axis cannot show. ``cells`` are in time,
    waiting, median, P85 and n.
    """

    group: RouteGroup
    label: str
    n: int
    dots: tuple[float, ...]
    zeros: int
    quarter: float | None
    median: float | None
    three_quarters: float | None
    p85: float | None
    cells: tuple[Cell, ...]
    opens: IncidentFilter


@dataclass(frozen=True, slots=True)
class DistributionGroup:
    classification: Classification
    label: str
    goal_label: str  # "goal 2 h", or "no goal"
    goal_seconds: float | None
    rows: tuple[DistributionRow, ...]


@dataclass(frozen=True, slots=True)
class RepairTimeFigure:
    """Repair time per classification and route against a target set: the picture of the Targets page.

    ``answer`` is the page's one sentence, ``headline`` the chart's own, ``note`` stands beside it; ``definition`` is
    one line, ``definition_lines`` the whole of it; ``table`` the article's table. ``by_route`` is False while no team's
    side is known.
    """

    answer: str
    headline: str
    definition: str
    definition_lines: tuple[str, ...]
    row_columns: tuple[str, ...]  # titles of DistributionRow.cells
    groups: tuple[DistributionGroup, ...]
    table: Table
    status: str  # the counts for the status bar
    target_set: str
    by_route: bool
    n: int
    day_seconds: int = 86400  # how long the figure's clock runs on one day: its days are these, on axis and in goals
    note: str = ""

    def as_table(self) -> Table:
        """The rows of the picture as a table, for screen readers, clipboard and export."""
        from desktop_app.domain.language import _

        columns = (_("Classification"), _("Route"), *self.row_columns)
        rows = tuple((Cell(g.label), Cell(r.label, opens=r.opens), *r.cells) for g in self.groups for r in g.rows)
        return Table(columns, (False, False, *(True for _cell in self.row_columns)), rows)


@dataclass(frozen=True, slots=True)
class GroupMeasures:
    """The measures of one group; hours on the chosen clock; attainment from 0 to 1, None below ten incidents."""

    incidents: int
    open: int
    resolved: int
    estimated: int
    mean_h: float | None
    median_h: float | None
    p85_h: float | None
    in_time: int
    missed: int
    untold: int  # due, but closed late without a resolve: not in attainment
    attainment: float | None


@dataclass(frozen=True, slots=True)
class Measures:
    """``incidents`` counts all, each group the included ones; ``as_of`` is an ISO instant in UTC or None when empty."""

    as_of: str | None
    target_set: str
    clock: str
    incidents: int
    excluded: Mapping[str, int]
    all: GroupMeasures
    by_classification: Mapping[str, GroupMeasures]
    definition: str = ""
    definitions: Mapping[str, str] = field(default_factory=dict)
