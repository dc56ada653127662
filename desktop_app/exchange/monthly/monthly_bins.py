"""How repair times are spread: a table of counted bins for each classification, and a chart over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _
from desktop_app.domain.monthly import Bin, MonthGroup, MonthIncident, MonthSheet
from desktop_app.domain.routes import RouteGroup
from desktop_app.exchange.monthly.chart_looks import dress, paint
from desktop_app.exchange.monthly.live_cells import LiveCells, literal, sheet_ref
from desktop_app.exchange.monthly.monthly_data import CLASS, HOURS, REPAIRED_IN, ROUTE, Data
from desktop_app.exchange.pages import aligned, figure, on_paper, text, widths
from desktop_app.exchange.rota.rota_words import month_words

_FIRST_COUNT: Final = 5  # column E
_WITHOUT_END: Final = 1e9  # hours
_SHADES: Final[Mapping[RouteGroup, tuple[str, Any]]] = {  # fill and pattern of a series; the patterns print in grey
    RouteGroup.ALL: ("404040", None),
    RouteGroup.OPS_ONLY: ("404040", None),
    RouteGroup.THROUGH_DEV: ("404040", "wdUpDiag"),
    RouteGroup.BOUNCED_OR_NOBODY: ("BFBFBF", None),
    RouteGroup.UNKNOWN: ("404040", "pct20"),
}


def write_bins(page: Any, live: LiveCells, sheet: MonthSheet, data: Data) -> tuple[Any, ...]:
    """Fill the sheet and return a chart for each classification, gravest first."""
    routes = _routes(sheet)
    text(page, "A1", _("Repair times of the incidents resolved in the month, counted in bins"), size=14, bold=True)
    page.row_dimensions[1].height = 22
    charts, row = [], 3
    for group in sheet.groups:
        if group.classification is not None:
            bins = sheet.bins[group.classification]
            charts.append(_chart(page, sheet, group, routes, row, bins))
            row = _table(page, live, sheet, data, group.classification, routes, row) + 2
    widths(page, (20, 12, 11, 11, *([15] * (len(routes) + 1))))
    on_paper(page, landscape=False, footer=month_words(sheet.month))
    return tuple(charts)


def _routes(sheet: MonthSheet) -> tuple[RouteGroup, ...]:
    """Those that the month has; all together while no side is known."""
    if not sheet.by_route:
        return (RouteGroup.ALL,)
    unknown = any(i.route is RouteGroup.UNKNOWN and i.repaired_in for i in sheet.incidents)
    known = (RouteGroup.OPS_ONLY, RouteGroup.THROUGH_DEV, RouteGroup.BOUNCED_OR_NOBODY)
    return (*known, RouteGroup.UNKNOWN) if unknown else known


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _table(
    page: Any,
    live: LiveCells,
    sheet: MonthSheet,
    data: Data,
    kind: Classification,
    routes: Sequence[RouteGroup],
    row: int,
) -> int:
    """Write a table from a row on and return its last row."""
    heads = (kind.label, _("Bin"), _("Over (h)"), _("To (h)"), *(route.label for route in routes), _("Together"))
    for column, title in enumerate(heads, 1):
        aligned(text(page, f"{_letter(column)}{row}", title, bold=True), "left" if column < 3 else "right", wrap=True)
    repaired = [i for i in sheet.incidents if i.repaired_in and i.classification is kind]
    bins = sheet.bins[kind]
    for at, one in enumerate(bins, row + 1):
        if at == row + 1 or bins[at - row - 2].within != one.within:
            text(page, f"A{at}", _group_label(sheet, kind, one))
        text(page, f"B{at}", one.label)
        for letter, hours in (("C", one.over_h), ("D", one.to_h or _WITHOUT_END)):
            figure(page[f"{letter}{at}"], f"[<0]{literal('')};[>=1000000]{literal('–')};0.##").value = hours
        for column, route in enumerate(routes, _FIRST_COUNT):
            count = sum(_in_bin(i, one) and route in (RouteGroup.ALL, i.route) for i in repaired)
            figure(live.put(page, f"{_letter(column)}{at}", _counting(data, kind, route, at), count))
        first, last = _letter(_FIRST_COUNT), _letter(_FIRST_COUNT + len(routes) - 1)
        total = sum(_in_bin(i, one) for i in repaired)
        figure(live.put(page, f"{_letter(len(heads))}{at}", f"=SUM({first}{at}:{last}{at})", total))
    return row + len(bins)


def _group_label(sheet: MonthSheet, kind: Classification, one: Bin) -> str:
    goal = next(group.goal for group in sheet.groups if group.classification is kind)
    if not goal:
        return _("no goal")
    return (_("within the goal, {goal}") if one.within else _("past the goal, {goal}")).format(goal=goal)


def _in_bin(incident: MonthIncident, one: Bin) -> bool:
    hours = incident.repair_h
    return hours is not None and hours > one.over_h and (one.to_h is None or hours <= one.to_h)


def _counting(data: Data, kind: Classification, route: RouteGroup, row: int) -> str:
    """COUNTIFS would compare with hours rounded to 15 digits, and five minutes are no such number."""
    parts = [
        f"({data.column(CLASS)}={literal(kind.label)})",
        f"({data.column(REPAIRED_IN)}=1)",
        f"({data.column(HOURS)}>$C{row})",
        f"({data.column(HOURS)}<=$D{row})",
    ]
    if route is not RouteGroup.ALL:
        parts.append(f"({data.column(ROUTE)}={literal(route.label)})")
    return f"=SUMPRODUCT({'*'.join(parts)})"


def _chart(
    page: Any, sheet: MonthSheet, group: MonthGroup, routes: Sequence[RouteGroup], row: int, bins: Sequence[Bin]
) -> Any:
    """Columns stacked by route; under the bins stands which of them lie within the goal."""
    from openpyxl.chart import BarChart, Reference, Series
    from openpyxl.chart.data_source import AxDataSource, MultiLevelStrRef

    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 40
    first, last = row + 1, row + len(bins)
    categories = f"{sheet_ref(page.title)}$A${first}:$B${last}"
    for column, route in enumerate(routes, _FIRST_COUNT):
        series = Series(Reference(page, min_col=column, min_row=row, max_row=last), title_from_data=True)
        series.cat = AxDataSource(multiLvlStrRef=MultiLevelStrRef(f=categories))
        paint(series, *_SHADES[route])
        chart.series.append(series)
    words = _("{label}, goal {goal}: repair times in {month}") if group.goal else _("{label}: repair times in {month}")
    chart.title = words.format(label=group.label, goal=group.goal, month=month_words(sheet.month))
    dress(chart, _("incidents"))
    return chart
