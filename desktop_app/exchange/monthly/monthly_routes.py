"""The sheet Routes of a month: every classification by the route that its incidents took, as formulas over Data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from desktop_app.domain.language import _
from desktop_app.domain.monthly import MonthGroup, MonthSheet
from desktop_app.domain.routes import Outcome
from desktop_app.exchange.monthly.chart_looks import dress, paint
from desktop_app.exchange.monthly.live_cells import Live, LiveCells, literal, sheet_ref
from desktop_app.exchange.monthly.monthly_data import (
    CLASS,
    CLOSED_IN,
    DUE_IN,
    HOURS,
    OPEN_AT_END,
    OUTCOME,
    REPAIRED_IN,
    WAY,
    Data,
)
from desktop_app.exchange.monthly.monthly_figures import HOUR, NONE, SOME, Due, Figure, if_enough, shares
from desktop_app.exchange.pages import aligned, edge, figure, on_paper, text, widths
from desktop_app.exchange.rota.rota_words import month_words

COLUMNS: Final = "ABCDEFGHIJKLMNOP"
_HEADS, _FIRST = 4, 5  # rows
_CHART_ROWS: Final = 10
_COUNTED: Final = (("D", "404040", None), ("E", "404040", "wdUpDiag"), ("F", "BFBFBF", None), ("G", "404040", "pct20"))


def write_routes(page: Any, live: LiveCells, sheet: MonthSheet, data: Data) -> None:
    """Fill the sheet: a block for each classification and for all, with a chart of what fell due in each."""
    page.sheet_format.defaultRowHeight, page.sheet_format.customHeight = 15, True  # points; charts are placed by rows
    text(
        page, "A1", _("By classification and route, {month}").format(month=month_words(sheet.month)), size=14, bold=True
    )
    page.row_dimensions[1].height = 22
    note = (
        _("An incident is in one route alone. Below {few} incidents: counts only.").format(few=sheet.small.few)
        if sheet.by_route
        else _("No team has a side yet, so routes cannot be told; sides are set under Teams and targets.")
    )
    text(page, "A2", note)
    _heads(page)
    row, charts = _FIRST, []
    for _kind, block in groupby(sheet.ways, key=lambda one: one.classification):
        groups = list(block)
        for at, group in enumerate(groups, row):
            _line(page, live, sheet, data, group, at)
        if len(groups) > 1:
            charts.append(_chart(page, sheet, groups[0], row, row + len(groups) - 2))
        row += len(groups)
    _place(page, charts, row + 1)
    widths(page, (13, 15, *([9] * (len(COLUMNS) - 2))))
    page.freeze_panes = f"C{_FIRST}"
    on_paper(page, landscape=True, head_rows="1:2", footer=month_words(sheet.month))


def _heads(page: Any) -> None:
    from openpyxl.styles import Border

    for first, last, title in (("C", "J", _("Due in the month")), ("K", "O", _("Resolved in the month, hours"))):
        page.merge_cells(f"{first}{_HEADS - 1}:{last}{_HEADS - 1}")
        aligned(text(page, f"{first}{_HEADS - 1}", title, bold=True), "center")
    titles = (
        _("Classification"), _("Route"), _("Due"), _("In time"), _("Late"), _("Open past the goal"),
        _("Cannot be told"), _("Share in time"), _("95 % from"), _("95 % to"), _("Incidents"), _("Mean"), _("Median"),
        _("P85"), _("Closed without a resolve"), _("Open at its end"),
    )  # fmt: skip
    for column, title in zip(COLUMNS, titles, strict=True):
        cell = aligned(
            text(page, f"{column}{_HEADS}", title, bold=True), "left" if column in "AB" else "right", wrap=True
        )
        cell.border = Border(bottom=edge("medium", strong=True))
    page.row_dimensions[_HEADS].height = 38


def _line(page: Any, live: LiveCells, sheet: MonthSheet, data: Data, group: MonthGroup, row: int) -> None:
    from openpyxl.styles import Border

    together = group.route is None
    text(page, f"A{row}", group.label, bold=together)
    text(page, f"B{row}", group.route_label, bold=together)
    for one in _Line(sheet, group, data, row).figures():
        cell = live.put(page, f"{one.column}{row}", one.formula, one.value, array=one.array)
        figure(cell, one.form, bold=together and one.strong)
    for column in COLUMNS:
        page[f"{column}{row}"].border = Border(bottom=edge("thin", strong=True) if together else edge("hair"))


class _Line:
    """The figures of one classification and route."""

    def __init__(self, sheet: MonthSheet, group: MonthGroup, data: Data, row: int) -> None:
        self._group, self._small, self._data, self._row = group, sheet.small, data, row

    def figures(self) -> Iterator[Figure]:
        group, row, outcome = self._group, self._row, self._data.column(OUTCOME)
        yield Figure("C", f"=COUNTIFS({self._of(DUE_IN)})", group.due, SOME)
        counts = (
            ("D", Outcome.IN_TIME, group.in_time), ("E", Outcome.MISSED, group.missed),
            ("F", Outcome.OPEN_PAST, group.open_past), ("G", Outcome.UNKNOWN, group.unknown),
        )  # fmt: skip
        for column, one, count in counts:
            yield Figure(column, f"=COUNTIFS({self._of(DUE_IN)},{outcome},{literal(one.label)})", count, SOME)
        yield from shares(group, self._small, Due(f"C{row}", f"D{row}", f"G{row}", ("H", "I", "J"), row))
        yield Figure("K", f"=COUNTIFS({self._of(REPAIRED_IN)})", group.resolved, SOME)
        hours = self._data.column(HOURS)
        mean = f"AVERAGEIFS({hours},{self._of(REPAIRED_IN)})"
        yield Figure("L", self._if_enough(mean), self._enough(group.mean_h), HOUR, strong=True)
        picked = f"IF({self._picked()},{hours})"
        yield Figure("M", self._if_enough(f"MEDIAN({picked})"), self._enough(group.median_h), HOUR, array=True)
        yield Figure("N", self._if_enough(f"PERCENTILE({picked},0.85)"), self._enough(group.p85_h), HOUR, array=True)
        yield Figure("O", f"=COUNTIFS({self._of(CLOSED_IN)})", group.closed, SOME)
        yield Figure("P", f"=COUNTIFS({self._of(OPEN_AT_END)})", group.open_at_end, SOME)

    def _named(self) -> Iterator[tuple[str, str]]:
        """The columns of Data and the cells that they must equal."""
        if self._group.classification is not None:
            yield self._data.column(CLASS), f"$A{self._row}"
        if self._group.route is not None:
            yield self._data.column(WAY), f"$B{self._row}"

    def _of(self, flag: str) -> str:
        return ",".join((f"{self._data.column(flag)},1", *(f"{column},{cell}" for column, cell in self._named())))

    def _picked(self) -> str:
        inside = (f"({self._data.column(REPAIRED_IN)}=1)", *(f"({column}={cell})" for column, cell in self._named()))
        return "*".join(inside)

    def _if_enough(self, formula: str) -> str:
        return f"={if_enough(self._small, f'K{self._row}', f'O{self._row}', formula)}"

    def _enough(self, value: float | None) -> Live:
        return NONE if value is None else value


def _chart(page: Any, sheet: MonthSheet, group: MonthGroup, first: int, last: int) -> Any:
    """What fell due, by route, and how it ended: counts, so that few are seen to be few."""
    from openpyxl.chart import BarChart, Reference, Series
    from openpyxl.chart.data_source import AxDataSource, StrRef
    from openpyxl.chart.series import SeriesLabel

    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 60
    for column, ink, pattern in _COUNTED:
        at = COLUMNS.index(column) + 1
        series = Series(Reference(page, min_col=at, min_row=first, max_row=last))
        series.tx = SeriesLabel(strRef=StrRef(f"{sheet_ref(page.title)}${column}${_HEADS}"))
        series.cat = AxDataSource(strRef=StrRef(f"{sheet_ref(page.title)}$B${first}:$B${last}"))
        paint(series, ink, pattern)
        chart.series.append(series)
    words = (
        _("{label}, goal {goal}: due in {month}, by route") if group.goal else _("{label}: due in {month}, by route")
    )
    chart.title = words.format(label=group.label, goal=group.goal, month=month_words(sheet.month))
    dress(chart, _("incidents"))
    return chart


def _place(page: Any, charts: Sequence[Any], row: int) -> None:
    """Two beside each other, from the next page on."""
    from openpyxl.worksheet.pagebreak import Break

    if charts:
        page.row_breaks.append(Break(id=row - 2))
    for index, chart in enumerate(charts):
        page.add_chart(chart, f"{'AI'[index % 2]}{row + _CHART_ROWS * (index // 2)}")
