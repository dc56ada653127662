"""A month against the goal as a workbook: a summary of live formulas over the incidents that count.

Every figure of the sheets Summary, Headline, Routes and Ageing is a formula over the sheet Data (or, in the charts,
over Bins), of kinds that every Excel since 2010 and LibreOffice compute, and carries the application's own value until
it is calculated again. The counts of earlier months are numbers: their incidents are not in Data.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.monthly import MonthSheet
from desktop_app.domain.monthly_sheet import Sheet
from desktop_app.exchange.exports import whole_file
from desktop_app.exchange.monthly.live_cells import LiveCells
from desktop_app.exchange.monthly.monthly_ages import write_ages
from desktop_app.exchange.monthly.monthly_before import write_before
from desktop_app.exchange.monthly.monthly_bins import write_bins
from desktop_app.exchange.monthly.monthly_data import write_data
from desktop_app.exchange.monthly.monthly_headline import write_headline
from desktop_app.exchange.monthly.monthly_routes import write_routes
from desktop_app.exchange.monthly.monthly_summary import write_summary
from desktop_app.exchange.pages import aligned, new_book, on_paper, text
from desktop_app.exchange.rota.rota_words import month_words


def month_title(sheet: MonthSheet) -> str:
    """``October 2026``."""
    return month_words(sheet.month)


def write(sheet: MonthSheet, found: Sheet, path: Path) -> None:
    """Write the workbook; ``found`` is the month's page, counted at the same time.

    The file appears whole or not at all. Raises Refused with the reason.
    """
    if path.suffix.lower() != ".xlsx":
        raise Refused(_("“{name}” is not an xlsx file name.").format(name=path.name))
    with whole_file(path) as file:
        book, live = new_book(), LiveCells()
        summary = book.create_sheet(_("Summary"))
        headline = book.create_sheet(_("Headline"))
        routes = book.create_sheet(_("Routes"))
        ages = book.create_sheet(_("Ageing"))
        months = book.create_sheet(_("Months"))
        meanings = book.create_sheet(_("Definitions"))
        bins = book.create_sheet(_("Bins"))
        page = book.create_sheet(_("Data"))
        data = write_data(page, sheet)
        charts = write_bins(bins, live, sheet, data)
        write_summary(summary, live, sheet, data, charts)
        write_routes(routes, live, sheet, data)
        write_before(months, live, sheet)
        write_headline(headline, live, sheet, found, data, (summary.title, months.title))
        write_ages(ages, live, sheet, found, data)
        _write_definitions(meanings, sheet, found)
        live.save(book, file)


def _write_definitions(page: Any, sheet: MonthSheet, found: Sheet) -> None:
    page.column_dimensions["A"].width = 92
    own = tuple(f"{term.term} {term.words}".strip() for term in found.definitions)
    for row, line in enumerate(("", *sheet.definitions, *own, *_about()), 1):
        if row == 1:
            text(page, "A1", _("What the figures mean"), size=14, bold=True)
            page.row_dimensions[1].height = 22
        else:
            aligned(text(page, f"A{row}", line), wrap=True, top=True)
            page.row_dimensions[row].height = 13 * (1 + len(line) // 100)
    on_paper(page, landscape=False, footer=month_title(sheet))


def _about() -> tuple[str, ...]:
    return (
        _("Summary, Headline, Routes, Ageing and Bins are formulas over Data: a change there changes them."),
        _("Hours run on the month's clock."),
        _("Months has numbers as counted when this file was written, and formulas for the shares."),
        _("Data has no persons and no free text. Dates and times are local time in the workspace's zone."),
    )
