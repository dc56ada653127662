"""The sheet Data of a month: one line for each incident that counts, and the names by which formulas find them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from desktop_app.domain.language import _
from desktop_app.domain.monthly import MonthIncident, MonthSheet
from desktop_app.exchange.exports import DATE_FORMAT, MAX_ROWS, clean
from desktop_app.exchange.monthly.live_cells import sheet_ref
from desktop_app.exchange.pages import aligned, on_paper, text, widths

CLASS, WAY, SIDE, ERROR, RELEASE, HOURS, OUTCOME, OPENED_IN, DUE_IN, REPAIRED_IN, OPEN_AT_END, ROUTE = "BCDEFJLMNOPQ"
MISSED, LATE, AGE, REOPENED, CLOSED_IN = "RSTUV"
_COLUMNS: Final = "ABCDEFGHIJKLMNOPQRSTUV"
_WIDTHS: Final = (16, 13, 16, 12, 34, 10, 18, 18, 18, 12, 10, 18, 9, 9, 10, 10, 18, 30, 11, 11, 11, 18)


@dataclass(frozen=True, slots=True)
class Data:
    """The lines of the sheet, for formulas."""

    title: str
    last: int

    def column(self, letter: str) -> str:
        """``'Data'!$B$2:$B$434``."""
        return f"{sheet_ref(self.title)}${letter}$2:${letter}${self.last}"


def write_data(page: Any, sheet: MonthSheet) -> Data:
    """Fill the sheet. Raises Refused when a month has more incidents than a sheet has lines."""
    from desktop_app.domain.errors import Refused

    if len(sheet.incidents) >= MAX_ROWS:
        raise Refused(_("A sheet holds at most {n} rows; narrow the filter.").format(n=f"{MAX_ROWS:,}"))
    titles = (
        _("Incident"), _("Classification"), _("Route"), _("Resolved by"), _("System error"), _("Release"), _("Opened"),
        _("Resolved"), _("Deadline"), _("Repair time (h)"), _("Goal (h)"), _("Outcome"), _("Opened in the month"),
        _("Due in the month"), _("Resolved in the month"), _("Open at its end"), _("Group of routes"),
        _("How it missed the goal"), _("Past the goal (h)"), _("Age at its end (h)"), _("Reopened within 7 d"),
        _("Closed in the month without a resolve"),
    )  # fmt: skip
    for letter, title in zip(_COLUMNS, titles, strict=True):
        aligned(text(page, f"{letter}1", title, bold=True), wrap=True, top=True)
    for row, incident in enumerate(sheet.incidents, 2):
        _write_line(page, row, incident)
    last = len(sheet.incidents) + 1
    page.freeze_panes = "B2"
    page.auto_filter.ref = f"A1:{_COLUMNS[-1]}{last}"
    page.row_dimensions[1].height = 38
    widths(page, _WIDTHS)
    on_paper(page, landscape=True, head_rows="1:1", footer=page.title)
    return Data(page.title, max(last, 2))


def _write_line(page: Any, row: int, incident: MonthIncident) -> None:
    values: tuple[str | float | int | datetime | None, ...] = (
        incident.ticket,
        incident.classification.label,
        incident.way.label if incident.way is not None else None,
        incident.side.label if incident.side is not None else None,
        incident.system_error or None,
        incident.release.label,
        incident.opened,
        incident.resolved,
        incident.deadline,
        incident.repair_h,
        incident.goal_h,
        incident.outcome.label,
        int(incident.opened_in),
        int(incident.due_in),
        int(incident.repaired_in),
        int(incident.open_at_end),
        incident.route.label if incident.route is not None else None,
        incident.missed.label if incident.missed is not None else None,
        incident.late_h,
        incident.age_h,
        int(incident.reopened),
        int(incident.closed_in),
    )
    for column, value in enumerate(values, 1):
        if value is None:
            continue
        cell = page.cell(row, column)
        if isinstance(value, str):
            cell.value = clean(value)
            cell.data_type = "s"
            continue
        cell.value = value
        if isinstance(value, datetime):
            cell.number_format = DATE_FORMAT
        elif isinstance(value, float):
            cell.number_format = "0.00"
