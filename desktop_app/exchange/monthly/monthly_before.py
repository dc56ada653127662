"""The sheet Months: this month beside those before it, all counted the same way today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from desktop_app.domain.language import _
from desktop_app.domain.monthly import MonthGroup, MonthSheet, PastMonth
from desktop_app.domain.stamps import months
from desktop_app.exchange.monthly.chart_looks import dress, paint
from desktop_app.exchange.monthly.live_cells import Live, LiveCells, sheet_ref
from desktop_app.exchange.monthly.monthly_figures import HOUR, NONE, SOME, Due, shares
from desktop_app.exchange.pages import aligned, edge, figure, on_paper, text, widths
from desktop_app.exchange.rota.rota_words import month_words

COLUMNS: Final = "ABCDEFGHIJKLMN"
_FIRST: Final = 4  # row of the first block
_CHART_ROWS: Final = 12
_CHART_CM: Final = 12.6
_NEXT_PAGE: Final = (0, 2)  # classifications that begin one


def write_before(page: Any, live: LiveCells, sheet: MonthSheet) -> None:
    """Fill the sheet: charts of all incidents, then a block of months for all and for each classification."""
    page.sheet_format.defaultRowHeight, page.sheet_format.customHeight = 15, True  # points; charts are placed by rows
    title = _("The months up to {month}").format(month=month_words(sheet.month))
    text(page, "A1", title, size=14, bold=True)
    page.row_dimensions[1].height = 22
    note = _("Counted today, each month alike; Data holds this month alone, so the counts here are numbers.")
    text(page, "A2", note)
    if sheet.before:
        _blocks(page, live, sheet)
    widths(page, (15, *([9] * (len(COLUMNS) - 1))))
    on_paper(page, landscape=True, head_rows="1:2", footer=month_words(sheet.month))


def all_row(sheet: MonthSheet) -> int:
    """The row of this month in the block of all incidents; the month before stands above it."""
    return _FIRST + _CHART_ROWS + len(sheet.before)


def _blocks(page: Any, live: LiveCells, sheet: MonthSheet) -> None:
    """All first, with its charts above, then each classification, two on a page."""
    from openpyxl.worksheet.pagebreak import Break

    row, together = _FIRST + _CHART_ROWS, len(sheet.before[-1].groups) - 1
    for place in (together, *range(together)):
        if place in _NEXT_PAGE:
            page.row_breaks.append(Break(id=row - 1))
        last = _block(page, live, sheet, [month.groups[place] for month in sheet.before], row)
        if place == together:
            _charts(page, row, last)
        row = last + 2


def _block(page: Any, live: LiveCells, sheet: MonthSheet, groups: Sequence[MonthGroup], row: int) -> int:
    """Write a head and a line for each month; returns the last row."""
    from openpyxl.styles import Border

    titles = (
        groups[-1].label, _("Opened"), _("Resolved"), _("Open at its end"), _("Due"), _("In time"),
        _("Past the goal"), _("Cannot be told"), _("Share in time"), _("95 % from"), _("95 % to"),
        _("Resolved: mean (h)"), _("Resolved: median (h)"), _("Resolved: P85 (h)"),
    )  # fmt: skip
    for column, title in zip(COLUMNS, titles, strict=True):
        cell = aligned(text(page, f"{column}{row}", title, bold=True), "left" if column == "A" else "right", wrap=True)
        cell.border = Border(bottom=edge("thin", strong=True))
    page.row_dimensions[row].height = 26
    for at, (month, group) in enumerate(zip(sheet.before, groups, strict=True), row + 1):
        _line(page, live, sheet, month, group, at)
    return row + len(groups)


def _line(page: Any, live: LiveCells, sheet: MonthSheet, month: PastMonth, group: MonthGroup, row: int) -> None:
    from openpyxl.styles import Border

    this = month.month == sheet.month
    text(page, f"A{row}", f"{months()[month.month.month - 1]} {month.month.year}", bold=this)
    past = group.missed + group.open_past
    counts = (group.opened, group.resolved, group.open_at_end, group.due, group.in_time, past, group.unknown)
    for column, count in zip("BCDEFGH", counts, strict=True):
        figure(page[f"{column}{row}"], SOME, bold=this).value = count
    for one in shares(group, sheet.small, Due(f"E{row}", f"F{row}", f"H{row}", ("I", "J", "K"), row)):
        figure(live.put(page, f"{one.column}{row}", one.formula, one.value), one.form, bold=this and one.strong)
    for column, hours in zip("LMN", (group.mean_h, group.median_h, group.p85_h), strict=True):
        shown: Live = NONE if hours is None else hours
        figure(page[f"{column}{row}"], HOUR, bold=this).value = shown
    for column in COLUMNS:
        page[f"{column}{row}"].border = Border(bottom=edge("hair"))


def _charts(page: Any, head: int, last: int) -> None:
    """What fell due and how it ended; what came, what was repaired and what stayed open."""
    due = _chart(page, head, last, (("F", "404040", None), ("G", "404040", "wdUpDiag"), ("H", "404040", "pct20")))
    due.title = _("All incidents by the month in which they fell due")
    due.grouping, due.overlap = "stacked", 100
    flow = _chart(page, head, last, (("B", "404040", None), ("C", "404040", "wdUpDiag"), ("D", "BFBFBF", None)))
    flow.title = _("Opened, resolved, open at the end")
    for chart, at in ((due, "A"), (flow, "H")):
        dress(chart, _("incidents"))
        chart.width = _CHART_CM
        page.add_chart(chart, f"{at}{_FIRST}")


def _chart(page: Any, head: int, last: int, shown: Sequence[tuple[str, str, str | None]]) -> Any:
    from openpyxl.chart import BarChart, Reference, Series
    from openpyxl.chart.data_source import AxDataSource, StrRef

    chart = BarChart()
    chart.type, chart.grouping, chart.gapWidth = "col", "clustered", 60
    for column, ink, pattern in shown:
        at = COLUMNS.index(column) + 1
        series = Series(Reference(page, min_col=at, min_row=head, max_row=last), title_from_data=True)
        series.cat = AxDataSource(strRef=StrRef(f"{sheet_ref(page.title)}$A${head + 1}:$A${last}"))
        paint(series, ink, pattern)
        chart.series.append(series)
    return chart
