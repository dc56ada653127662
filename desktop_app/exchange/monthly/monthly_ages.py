"""The sheet Ageing of a month: what was open at its end by age, each classification against its goal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _
from desktop_app.domain.monthly import MonthSheet
from desktop_app.domain.monthly_sheet import AgeRow, Sheet
from desktop_app.exchange.monthly.chart_looks import dress, paint
from desktop_app.exchange.monthly.live_cells import LiveCells, sheet_ref
from desktop_app.exchange.monthly.monthly_data import AGE, CLASS, Data
from desktop_app.exchange.monthly.monthly_figures import SOME
from desktop_app.exchange.pages import Ground, aligned, edge, figure, on_paper, text, widths
from desktop_app.exchange.rota.rota_words import month_words

_HEADS: Final = 4
_INKS: Final = (("404040", None), ("404040", "wdUpDiag"), ("BFBFBF", None), ("404040", "pct20"))
_CHART_CM: Final = 18.0


def write_ages(page: Any, live: LiveCells, sheet: MonthSheet, found: Sheet, data: Data) -> None:
    """Fill the sheet: the bands' ends stand in hours above the counts, which are formulas over Data."""
    page.sheet_format.defaultRowHeight, page.sheet_format.customHeight = 15, True  # points; charts are placed by rows
    title = _("Open at the end of {month}, by age").format(month=month_words(sheet.month))
    text(page, "A1", title, size=14, bold=True)
    page.row_dimensions[1].height = 22
    text(page, "A2", _("Age is the repair time so far; a band excludes its end; grey is past the goal."))
    _heads(page, found, sheet)
    for row, line in enumerate(found.ageing.rows, _HEADS + 1):
        _line(page, live, line, data, row)
    last = _HEADS + len(found.ageing.rows)
    _sums(page, live, found, last + 1)
    _chart(page, found, last)
    widths(page, (16, *([11] * (len(found.ageing.columns) + 1))))
    on_paper(page, landscape=True, footer=month_words(sheet.month))


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _heads(page: Any, found: Sheet, sheet: MonthSheet) -> None:
    from openpyxl.styles import Border

    text(page, f"A{_HEADS - 1}", _("Below (h)"))
    for column, (_label, hours) in enumerate(sheet.bands, 2):
        figure(page[f"{_letter(column)}{_HEADS - 1}"], "#,##0.##").value = hours
    titles = (_("Classification"), *found.ageing.columns, _("open"))
    for column, title in enumerate(titles, 1):
        cell = text(page, f"{_letter(column)}{_HEADS}", title, bold=True)
        aligned(cell, "left" if column == 1 else "right")
        cell.border = Border(bottom=edge("medium", strong=True))


def _line(page: Any, live: LiveCells, line: AgeRow, data: Data, row: int) -> None:
    text(page, f"A{row}", line.classification.label, bold=True)
    last = len(line.counts) - 1
    ages, kinds = data.column(AGE), data.column(CLASS)
    for place, count in enumerate(line.counts):
        at, ends = _letter(place + 2), f"${_HEADS - 1}"
        criteria = [f"{kinds},$A{row}"]
        if place:
            criteria.append(f'{ages},">="&{_letter(place + 1)}{ends}')
        if place < last:
            criteria.append(f'{ages},"<"&{at}{ends}')
        cell = live.put(page, f"{at}{row}", f"=COUNTIFS({','.join(criteria)})", count)
        past = line.goal_after is not None and place >= line.goal_after
        figure(cell, SOME, bold=past and count > 0)
        cell.fill = Ground.REST.fill if past else Ground.PLAIN.fill
    total = f"=SUM(B{row}:{_letter(last + 2)}{row})"
    figure(live.put(page, f"{_letter(last + 3)}{row}", total, line.total), SOME, bold=True)


def _sums(page: Any, live: LiveCells, found: Sheet, row: int) -> None:
    from openpyxl.styles import Border

    text(page, f"A{row}", _("All"), bold=True)
    columns: Sequence[int] = [sum(column) for column in zip(*(r.counts for r in found.ageing.rows), strict=True)]
    for column, count in enumerate((*columns, sum(columns)), 2):
        at = _letter(column)
        cell = live.put(page, f"{at}{row}", f"=SUM({at}{_HEADS + 1}:{at}{row - 1})", count)
        figure(cell, SOME, bold=True)
    for column in range(1, len(columns) + 3):
        page[f"{_letter(column)}{row}"].border = Border(top=edge("thin", strong=True))


def _chart(page: Any, found: Sheet, last: int) -> None:
    """The bands as columns, classifications upon each other."""
    from openpyxl.chart import BarChart, Reference, Series
    from openpyxl.chart.data_source import AxDataSource, StrRef

    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 60
    bands = len(found.ageing.columns)
    place = f"{sheet_ref(page.title)}$B${_HEADS}:${_letter(bands + 1)}${_HEADS}"
    rows = range(_HEADS + 1, last + 1)
    for (ink, pattern), row, kind in zip(_INKS, rows, Classification, strict=True):
        series = Series(Reference(page, min_col=2, max_col=bands + 1, min_row=row, max_row=row), title=kind.label)
        series.cat = AxDataSource(strRef=StrRef(place))
        paint(series, ink, pattern)
        chart.series.append(series)
    chart.title = _("Open at the month's end, by age")
    dress(chart, _("incidents"))
    chart.width = _CHART_CM
    page.add_chart(chart, f"A{last + 3}")
