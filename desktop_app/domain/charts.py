"""What a picture shows, as data: one class for each kind of picture, drawn by the widget of the same name in ui/charts.

Seconds are on the figure's clock, shares run from 0 to 1. A mark that leads somewhere has ``opens``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.cells import Cell
from desktop_app.domain.filters import IncidentFilter


class Tone(StrEnum):
    """What a mark stands for; the theme gives each its colour, and every one has a shape or a texture of its own."""

    FIRST = "first"  # Ops only, or the only series
    SECOND = "second"  # through Dev
    THIRD = "third"  # bounced or nobody
    FOURTH = "fourth"
    REST = "rest"  # everything else, unknown, nobody


class Axis(StrEnum):
    """What the values of a picture are."""

    LOG_TIME = "log_time"  # seconds, drawn on a log axis with human ticks
    COUNT = "count"
    HOURS = "hours"
    SHARE = "share"
    POINTS = "points"  # differences of shares, from -1 to 1, around zero
    RATE = "rate"  # per 30 days


@dataclass(frozen=True, slots=True)
class BulletRow:
    """A share on a track. ``share`` with its interval is None below ten incidents; ``before`` is the period before."""

    label: str
    note: str  # "goal 2 h"
    share: float | None
    low: float | None
    high: float | None
    before: float | None
    cells: tuple[Cell, ...]
    opens: IncidentFilter | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """``columns`` are the titles of the rows' cells; ``agreed`` is the share agreed upon, None where there is none."""

    rows: tuple[BulletRow, ...]
    columns: tuple[str, ...]
    agreed: float | None
    before_label: str  # "24 weeks before", empty without one


@dataclass(frozen=True, slots=True)
class BarRow:
    """``goal`` is where a line crosses the bar. A ``rest`` row stands below a rule, in grey."""

    label: str
    value: float
    cells: tuple[Cell, ...]
    opens: IncidentFilter | None = None
    rest: bool = False
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars from zero, longest first as given; ``columns`` are the titles of the rows' cells.

    Without columns the first cell stands at the end of its bar. The first ``words`` columns are text, before the bar.
    """

    rows: tuple[BarRow, ...]
    columns: tuple[str, ...]
    axis: Axis = Axis.COUNT
    words: int = 0


@dataclass(frozen=True, slots=True)
class PartsRow:
    """``shares`` are the parts of the whole in the order of the key; they sum to 1, or to 0 where nothing is there."""

    label: str
    shares: tuple[float, ...]
    cells: tuple[Cell, ...]
    opens: IncidentFilter | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """Each row is one whole, cut into the same parts; ``key`` names them."""

    rows: tuple[PartsRow, ...]
    key: tuple[tuple[str, Tone], ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A step curve: ``shares[i]`` holds from ``seconds[i]`` on (ascending). ``low`` and ``high`` are its band or empty.

    ``at_risk`` are how many are still watched at each of the chart's ``ticks``; empty where nobody asks.
    """

    label: str
    tone: Tone
    seconds: tuple[float, ...]
    shares: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    at_risk: tuple[int, ...] = ()
    opens: IncidentFilter | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A place of its own in a chart of curves, such as today's target."""

    label: str
    seconds: float
    share: float | None = None  # None: a line over the whole height


@dataclass(frozen=True, slots=True)
class Curves:
    """Shares against time on a log axis."""

    curves: tuple[Curve, ...]
    points: tuple[Point, ...] = ()
    ticks: tuple[float, ...] = ()  # seconds at which ``at_risk`` is told
    agreed: float | None = None
    day_seconds: int = 86400


@dataclass(frozen=True, slots=True)
class Signal:
    """``index`` of the week, and why it is one, in plain words."""

    index: int
    words: str


@dataclass(frozen=True, slots=True)
class Span:
    """The normal range of weeks ``first`` to ``last`` (both inside); ``frozen_at`` is the last week it was made of.

    ``frozen_at`` is -1 where that week lies before the first one shown. Where the range of a week depends on how many
    incidents it has, ``lows`` and ``highs`` are those of each week from ``first`` on, None in a week without incidents;
    ``low`` and ``high`` are then those of the median week.
    """

    first: int
    last: int
    centre: float
    low: float
    high: float
    provisional: bool
    frozen_at: int
    lows: tuple[float | None, ...] = ()
    highs: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A phase begins at week ``index``; ``label`` says why, with its day."""

    index: int
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One value a week, None where there is none. ``cells`` say each week's value and count."""

    label: str
    tone: Tone
    values: tuple[float | None, ...]
    cells: tuple[str, ...]
    opens: tuple[IncidentFilter | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """A value drawn as a line from the week ``first`` on until the next one's; one with a ``label`` is the newest.

    ``first`` is the number of weeks where it holds from a later day on. None is a goal that this clock cannot place.
    """

    first: int
    value: float | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Weeks:
    """Values by week; ``mondays`` are their first days. ``goals`` are in the order of their weeks."""

    mondays: tuple[date, ...]
    lines: tuple[Line, ...]
    axis: Axis
    spans: tuple[Span, ...] = ()
    breaks: tuple[Break, ...] = ()
    signals: tuple[Signal, ...] = ()
    goals: tuple[Goal, ...] = ()
    day_seconds: int = 86400


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """``goal_after`` counts the columns that lie inside the goal: a heavy line follows them, what is beyond is grey."""

    label: str
    note: str
    cells: tuple[Cell, ...]
    total: Cell
    goal_after: int | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts by row and column, such as open incidents by classification and age."""

    columns: tuple[str, ...]
    total: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """A value with its interval; all None where too little is known. ``goal`` and ``before`` are marks beside it."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    cells: tuple[Cell, ...]
    opens: IncidentFilter | None = None
    goal: float | None = None
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Intervals:
    """Points with whiskers; ``zero`` draws the line of no difference."""

    rows: tuple[IntervalRow, ...]
    columns: tuple[str, ...]
    axis: Axis
    zero: bool = False
    day_seconds: int = 86400


Chart = Bullets | Bars | Parts | Curves | Weeks | Matrix | Intervals
