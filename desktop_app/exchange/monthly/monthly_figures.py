"""The figures of one line of a month's summary: each a formula, the value it has now, and how it is shown.

Values are the application's own (``domain.monthly``); a test has LibreOffice compute the formulas and compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor
from typing import Final

from desktop_app.domain.language import _
from desktop_app.domain.monthly import MonthGroup, MonthSheet, SideMean, SmallNumbers
from desktop_app.domain.routes import Outcome
from desktop_app.domain.teams import Side
from desktop_app.exchange.monthly.live_cells import Live, literal
from desktop_app.exchange.monthly.monthly_data import CLASS, CLOSED_IN, DUE_IN, HOURS, OUTCOME, REPAIRED_IN, SIDE, Data

COLUMNS: Final = "ABCDEFGHIJKLMNOPQR"
NONE: Final = "–"
SHARE: Final = "[=1]0%;[>=0.995]0.00%;0%"  # 100 % only when it is
HOUR: Final = "#,##0.0"
COUNT: Final = "#,##0"
SOME: Final = '#,##0;-#,##0;"·"'  # where most are none


@dataclass(frozen=True, slots=True)
class Figure:
    column: str
    formula: str
    value: Live
    form: str = COUNT
    array: bool = False
    strong: bool = False


def figures(sheet: MonthSheet, group: MonthGroup, data: Data, row: int) -> tuple[Figure, ...]:
    """The columns C to R of a line."""
    line = _Line(sheet, group, data, row)
    return (*line.due(), *line.resolved())


@dataclass(frozen=True, slots=True)
class _Line:
    sheet: MonthSheet
    group: MonthGroup
    data: Data
    row: int

    # -- due in the month

    def due(self) -> Iterator[Figure]:
        group = self.group
        yield Figure("C", f"=COUNTIFS({self._of(DUE_IN)})", group.due)
        counts = (("D", Outcome.IN_TIME, group.in_time), ("E", Outcome.OPEN_PAST, group.open_past))
        for column, outcome, count in (*counts, ("F", Outcome.UNKNOWN, group.unknown)):
            label = literal(outcome.label)
            yield Figure(column, f"=COUNTIFS({self._of(DUE_IN)},{self.data.column(OUTCOME)},{label})", count)
        r = self.row
        yield from shares(group, self.sheet.small, Due(f"C{r}", f"D{r}", f"F{r}", ("G", "H", "I"), r))

    def _of(self, flag: str) -> str:
        """The criteria of COUNTIFS for this classification and one of the month's groups."""
        criteria = f"{self.data.column(flag)},1"
        return criteria if self.group.classification is None else f"{self.data.column(CLASS)},$A{self.row},{criteria}"

    # -- resolved in the month

    def resolved(self) -> Iterator[Figure]:
        group = self.group
        yield Figure("J", f"=COUNTIFS({self._of(REPAIRED_IN)})", group.resolved)
        mean = f"AVERAGEIFS({self.data.column(HOURS)},{self._of(REPAIRED_IN)})"
        yield Figure("K", self._if_enough(mean), self._enough(group.mean_h), HOUR, strong=True)
        for columns, others, side in ((("L", "M"), "N", Side.OPS), (("N", "O"), "L", Side.DEV)):
            yield from self._side(columns, others, side)
        inside = f"({self.data.column(REPAIRED_IN)}=1)"
        if group.classification is not None:
            inside += f"*({self.data.column(CLASS)}=$A{self.row})"
        picked = f"IF({inside},{self.data.column(HOURS)})"
        yield Figure("P", self._if_enough(f"MEDIAN({picked})"), self._enough(group.median_h), HOUR, array=True)
        yield Figure("Q", self._if_enough(f"PERCENTILE({picked},0.85)"), self._enough(group.p85_h), HOUR, array=True)
        yield Figure("R", f"=COUNTIFS({self._of(CLOSED_IN)})", group.closed)

    def _if_enough(self, formula: str) -> str:
        return f"={if_enough(self.sheet.small, f'J{self.row}', f'R{self.row}', formula)}"

    def _enough(self, value: float | None) -> Live:
        return NONE if value is None else value

    def _side(self, columns: tuple[str, str], other: str, side: Side) -> Iterator[Figure]:
        """How many a side resolved, and their mean unless they are few or would give the other's few away."""
        count, mean = columns
        r, few = self.row, self.sheet.small.too_few
        of = f"{self._of(REPAIRED_IN)},{self.data.column(SIDE)},{literal(side.label)}"
        own, rest = self._means(side)
        yield Figure(count, f"=COUNTIFS({of})", own.n)
        told = f"AND({other}{r}>0,{other}{r}<{few},{count}{r}+{other}{r}=J{r})"
        hidden = f"OR({count}{r}<{few},{told})"
        shown = if_enough(self.sheet.small, f"J{r}", f"R{r}", f"AVERAGEIFS({self.data.column(HOURS)},{of})")
        formula = f"=IF({count}{r}=0,{literal(NONE)},IF({hidden},{literal(_('few'))},{shown}))"
        yield Figure(mean, formula, self._mean_now(own, rest), HOUR)

    def _means(self, side: Side) -> tuple[SideMean, SideMean]:
        group = self.group
        return (group.ops, group.dev) if side is Side.OPS else (group.dev, group.ops)

    def _mean_now(self, own: SideMean, other: SideMean) -> Live:
        few = self.sheet.small.too_few
        if not own.n:
            return NONE
        if own.n < few or (0 < other.n < few and own.n + other.n == self.group.resolved):
            return _("few")
        return NONE if self.group.mean_h is None else self._enough(own.mean_h)


def if_enough(small: SmallNumbers, n: str, closed: str, formula: str) -> str:
    """A dash instead of a mean of too few, or beside too many that were closed without a resolve."""
    return f"IF(OR({n}<{small.few},{closed}>{small.most_unknown}*({n}+{closed})),{literal(NONE)},{formula})"


@dataclass(frozen=True, slots=True)
class Due:
    """Where the counts of those due stand; ``columns`` are those of the share and of the ends of its interval."""

    n: str
    in_time: str
    unknown: str
    columns: tuple[str, str, str]
    row: int


def shares(group: MonthGroup, small: SmallNumbers, due: Due) -> Iterator[Figure]:
    """The share in time and the two ends of its interval."""
    share, low, high = due.columns
    yield Figure(share, _share(small, due), share_now(group, small), SHARE, strong=True)
    ends = group.interval or (0.0, 1.0)
    told = _claimable(group, small)
    yield Figure(low, _bound(small, due, "-", "0"), ends[0] if told else NONE, SHARE)
    yield Figure(high, _bound(small, due, "+", "1"), ends[1] if told else NONE, SHARE)


def _claimable(group: MonthGroup, small: SmallNumbers) -> bool:
    """Enough incidents for a share, and few enough that cannot be told."""
    return group.due - group.unknown >= small.few and group.unknown <= small.most_unknown * group.due


def _share(small: SmallNumbers, due: Due) -> str:
    """A share, bounds where too many cannot be told, ``3 of 4`` where there are few, a dash for none."""
    n, hits, unknown = due.n, due.in_time, due.unknown
    few = f'IF({unknown}=0,{hits},{hits}&"–"&{hits}+{unknown})&{literal(" " + _("of") + " ")}&{n}'
    bounds = f'ROUND(100*{hits}/{n},0)&"–"&ROUND(100*({hits}+{unknown})/{n},0)&" %"'
    claimed = f"IF({unknown}>{small.most_unknown}*{n},{bounds},{hits}/({n}-{unknown}))"
    return f"=IF({n}=0,{literal(NONE)},IF({n}-{unknown}<{small.few},{few},{claimed}))"


def share_now(group: MonthGroup, small: SmallNumbers) -> Live:
    """What ``_share`` comes to."""
    if not group.due:
        return NONE
    if _claimable(group, small):
        return group.in_time / (group.due - group.unknown)
    most = group.in_time + group.unknown
    if group.due - group.unknown >= small.few:
        return f"{_whole(group.in_time / group.due)}–{_whole(most / group.due)} %"
    hits = f"{group.in_time}–{most}" if group.unknown else str(group.in_time)
    return f"{hits} {_('of')} {group.due}"


def _bound(small: SmallNumbers, due: Due, sign: str, edge: str) -> str:
    """One end of the Wilson interval, where a share is claimed."""
    share, z = f"{due.columns[0]}{due.row}", repr(small.z)
    n = f"({due.n}-{due.unknown})"
    spread = f"{z}*SQRT({share}*(1-{share})/{n}+{z}^2/(4*{n}^2))"
    ends = f"({share}+{z}^2/(2*{n}){sign}{spread})/(1+{z}^2/{n})"
    return f"=IF(ISNUMBER({share}),IF({share}={edge},{edge},{ends}),{literal(NONE)})"


def _whole(share: float) -> int:
    """Rounded as spreadsheets do: halves go up."""
    return floor(100 * share + 0.5)
