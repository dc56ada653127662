"""The month against the goal: the page to hand out, its issues and what became of them, and the workbook beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

import polars as pl

from desktop_app.domain.errors import Refused
from desktop_app.domain.figures import FEW
from desktop_app.domain.filter_words import filter_words
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.issued import IssuedSheet, facts
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.month_names import month_title
from desktop_app.domain.monthly import MonthSheet
from desktop_app.domain.monthly_sheet import Issue, Restatement, Sheet
from desktop_app.domain.periods import Period
from desktop_app.exchange.monthly import monthly_workbook
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.monthly.monthly import monthly
from desktop_app.measures.monthly.monthly_groups import COUNTED, due_in, month_of
from desktop_app.measures.monthly.monthly_restated import counted, goals, held, restated
from desktop_app.measures.monthly.monthly_sheet import monthly_sheet
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.measures import MeasureService
from desktop_app.services.month_coming import coming
from desktop_app.services.rota_boards import BoardReader
from desktop_app.services.targets import find_set
from desktop_app.services.workspaces import Workspace, local
from desktop_app.storage import issued_sheets as store
from desktop_app.storage import settings

MONTHS_WATCHED: Final = 12
"""Issued months up to so many before a sheet's own are compared with today on it."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Months by their first day, the newest first.

    ``proposed`` is the newest that the data reach the end of and in which ten or more incidents were due; else the
    newest with any that was due, or else the newest that has ended. ``numbers`` are those of the
    newest issues, by month.
    """

    months: tuple[date, ...]
    proposed: date | None
    numbers: Mapping[date, int]


class MonthlyService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._measures = MeasureService(workspace)
        self._boards = BoardReader(workspace)

    # -- the page

    def months(self) -> tuple[date, ...]:
        """The months in which an incident was opened or resolved, the newest first, each by its first day."""
        frame = self._workspace.frames.current()
        stamps = pl.concat([frame.incidents["opened_at"], frame.incidents["resolved_at"].drop_nulls()])
        return tuple(_months(stamps, frame.zone).unique().sort(descending=True))

    def offered(self, incident_filter: IncidentFilter | None = None) -> Offered:
        """The months to choose from, and which of them were issued with this filter."""
        months, frame = self.months(), self._workspace.frames.current()
        as_of = max(frame.as_of.values(), default=frame.now)
        ended = [month for month in months if (month_of(month).instants(frame.zone)[1] or 0) <= as_of]
        wanted = self._whole(incident_filter, None)
        numbers = {issue.month: issue.number for issue in reversed(self._issues(wanted))}
        due = self._due(self._measures.asked(wanted))
        told = (month for least in (FEW, 1, 0) for month in ended if due.get(month, 0) >= least)
        return Offered(months, next(told, months[0] if months else None), numbers)

    def _due(self, asked: Asked) -> Mapping[date, int]:
        """How many incidents were due in each month."""
        deadlines = asked.rows.filter(COUNTED & due_in(asked.frame, Period()))["deadline_at"]
        return Counter(_months(deadlines, asked.frame.zone))

    def sheet(
        self,
        month: date,
        incident_filter: IncidentFilter | None = None,
        target_set: str | int | None = None,
        *,
        fresh: bool = False,
    ) -> Sheet:
        """The page of the calendar month of a day: as it was issued last, or as it is counted today.

        ``fresh`` counts anew also where there is an issue. Target set and clock are the filter's own, the shared goal
        on the elapsed clock by default. What issued months come to today is on either. Raises Refused.
        """
        wanted = self._whole(incident_filter, target_set)
        first = month.replace(day=1)
        issues = self._issues(wanted)
        mine = next((issue for issue in issues if issue.month == first), None)
        asked = self._measures.asked(wanted, month_of(first))
        if mine is not None and not fresh:
            zone = mine.sheet.zone
            issue = Issue(mine.number, mine.month, local(mine.issued_at, zone).replace(tzinfo=None))
            made = replace(mine.sheet, issue=issue)
        else:
            made = self._counted(asked, wanted, first)
        return replace(made, restated=self._restated(asked, issues, first), printed_at=self._now(made.zone))

    def _counted(self, asked: Asked, wanted: IncidentFilter, month: date) -> Sheet:
        made = monthly_sheet(asked, filter_words(wanted))
        lines, left = coming(self._workspace, self._boards, month_of(month).to_on or month)
        with self._workspace.database.read() as connection:
            demo = settings.demo(connection)
        owner = _("Second Way · {name}").format(name=self._workspace.database.path.stem)
        return replace(made, coming=lines, coming_left=left, owner=owner, demo=demo)

    def _now(self, zone: str) -> datetime:
        return local(self._workspace.now(), zone).replace(tzinfo=None)

    def _whole(self, wanted: IncidentFilter | None, target_set: str | int | None) -> IncidentFilter:
        """The filter with the target set that it means, so that an issue is found again."""
        wanted = wanted or IncidentFilter()
        found = find_set(self._workspace, wanted.target_set if target_set is None else target_set)
        return replace(wanted, target_set=found.id)

    # -- issues

    def issue(
        self, month: date, incident_filter: IncidentFilter | None = None, target_set: str | int | None = None
    ) -> Changes:
        """Hand the page out: its figures are kept under the next number. Raises Refused for a month without data."""
        wanted = self._whole(incident_filter, target_set)
        first = month.replace(day=1)
        sheet = self.sheet(first, wanted, fresh=True)
        words = month_title(first)
        if not sheet.whole.due:
            raise Refused(_("No incident was due in {month}, so there is nothing to issue.").format(month=words))
        asked = self._measures.asked(wanted, month_of(first))
        kept = facts(sheet, goals(asked), counted(asked), held(asked))
        name = _("Issue the monthly sheet of {month}").format(month=words)
        with self._workspace.step(name) as (connection, step):
            n = store.next_number(connection)
            row = store.add(step, first, n, self._workspace.now(), wanted, kept)
            message = _("Sheet no {n}, {month}, is issued; its figures stay as they are.")
            message = message.format(n=number(n), month=words)
            return Changes(frozenset({Topic.TARGETS}), (row,), step.id, name, message)

    def issued(self) -> tuple[IssuedSheet, ...]:
        """Every issue, the newest first."""
        with self._workspace.database.read() as connection:
            return tuple(store.issued_sheets(connection))

    def restatements(
        self, month: date | None = None, incident_filter: IncidentFilter | None = None
    ) -> tuple[Restatement, ...]:
        """Issued months that come to something else today, the newest first: all of them, or one month's."""
        wanted = self._whole(incident_filter, None)
        issues = [i for i in self._issues(wanted) if month is None or i.month == month.replace(day=1)]
        asked = self._measures.asked(wanted)
        return self._compared(asked, issues, None)

    def _issues(self, wanted: IncidentFilter) -> list[IssuedSheet]:
        """The newest issue of each month that was made with this filter, the newest month first."""
        newest: dict[date, IssuedSheet] = {}
        for issue in self.issued():
            if issue.filter == wanted:
                newest.setdefault(issue.month, issue)
        return [newest[month] for month in sorted(newest, reverse=True)]

    def _restated(self, asked: Asked, issues: Sequence[IssuedSheet], month: date) -> tuple[Restatement, ...]:
        """Of the month itself and those before it."""
        near = [i for i in issues if 0 <= _between(i.month, month) < MONTHS_WATCHED]
        return self._compared(asked, near, month)

    def _compared(self, asked: Asked, issues: Sequence[IssuedSheet], beside: date | None) -> tuple[Restatement, ...]:
        found = (restated(replace(asked, period=month_of(issue.month)), issue, beside) for issue in issues)
        return tuple(each for each in found if each is not None)

    # -- the workbook

    def figures(
        self, month: date, incident_filter: IncidentFilter | None = None, target_set: str | int | None = None
    ) -> MonthSheet:
        """The figures of the calendar month of a day with the incidents behind them, for the workbook. Raises Refused.

        Target set and clock are the filter's own, the shared goal on the elapsed clock by default.
        """
        wanted = self._whole(incident_filter, target_set)
        return monthly(self._measures.asked(wanted, month_of(month)), filter_words(wanted))

    def write(
        self,
        month: date,
        path: Path,
        incident_filter: IncidentFilter | None = None,
        target_set: str | int | None = None,
    ) -> str:
        """Write the workbook of a month; returns a sentence. Raises Refused, also for a month without incidents."""
        figures = self.figures(month, incident_filter, target_set)
        words = month_title(figures.month)
        if not any(one.opened_in or one.due_in or one.repaired_in for one in figures.incidents):
            raise Refused(_("No incident was opened, due or resolved in {month}.").format(month=words))
        page = self.sheet(month, incident_filter, target_set, fresh=True)
        monthly_workbook.write(figures, page, path)
        due, resolved = figures.all.due, figures.all.resolved
        text = ngettext(
            "{name}: {n} incident due in {month}, {resolved} resolved.",
            "{name}: {n} incidents due in {month}, {resolved} resolved.",
            due,
        )
        return text.format(name=path.name, n=number(due), month=words, resolved=number(resolved))


def _months(stamps: pl.Series, zone: str) -> pl.Series:
    """The first day of the month of each instant."""
    days = pl.from_epoch(stamps, time_unit="s").dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
    return days.dt.truncate("1mo").dt.date()


def _between(earlier: date, later: date) -> int:
    """How many months lie from one to the other."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month
