"""The month against the goal, as a workbook that shows how its figures are made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop_app.domain.errors import Refused
from desktop_app.domain.filter_words import filter_words
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.monthly import MonthSheet
from desktop_app.exchange.monthly import monthly_workbook
from desktop_app.measures.monthly import monthly
from desktop_app.measures.monthly_groups import month_of
from desktop_app.services.incidents import kept_rows
from desktop_app.services.targets import find_set
from desktop_app.services.workspaces import Workspace


class MonthlyService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def sheet(
        self, month: date, incident_filter: IncidentFilter | None = None, target_set: str | int | None = None
    ) -> MonthSheet:
        """The figures of the calendar month of a day, with the incidents behind them. Raises Refused.

        Target set and clock are the filter's own, the shared goal on the elapsed clock by default.
        """
        wanted = incident_filter or IncidentFilter()
        frames = self._workspace.frames
        targets = find_set(self._workspace, wanted.target_set if target_set is None else target_set)
        frame = frames.current()
        rows = frames.measured(frame, wanted.clock, targets)
        if wanted.conditions or wanted.text:
            rows = rows.filter(kept_rows(self._workspace, frame, rows, wanted))
        running = frames.clock(frame, wanted.clock)
        period = month_of(month)
        words = filter_words(wanted)
        return monthly(rows, frame=frame, target_set=targets, clock=running, period=period, words=words)

    def write(
        self,
        month: date,
        path: Path,
        incident_filter: IncidentFilter | None = None,
        target_set: str | int | None = None,
    ) -> str:
        """Write the workbook of a month; returns a sentence. Raises Refused, also for a month without incidents."""
        sheet = self.sheet(month, incident_filter, target_set)
        words = monthly_workbook.month_title(sheet)
        if not any(one.opened_in or one.due_in or one.repaired_in for one in sheet.incidents):
            raise Refused(_("No incident was opened, due or resolved in {month}.").format(month=words))
        monthly_workbook.write(sheet, path)
        due, resolved = sheet.all.due, sheet.all.resolved
        text = ngettext(
            "{name}: {n} incident due in {month}, {resolved} resolved.",
            "{name}: {n} incidents due in {month}, {resolved} resolved.",
            due,
        )
        return text.format(name=path.name, n=number(due), month=words, resolved=number(resolved))
