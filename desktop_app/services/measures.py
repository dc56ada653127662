"""The numbers: repair time against a target set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from desktop_app.domain.calendars import Clock
from desktop_app.domain.case_numbers import CaseNumbers
from desktop_app.domain.cells import Table
from desktop_app.domain.errors import Refused
from desktop_app.domain.figures import Choice, Figure, Measures, RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.periods import Period
from desktop_app.domain.targets import TargetSet, TargetSetKind
from desktop_app.measures import catalogue
from desktop_app.measures.against_goal import attainment, case_numbers, repair_time, summary
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.conditions import due_in
from desktop_app.measures.between import cracks
from desktop_app.measures.between.crack_parts import crack_parts
from desktop_app.measures.lives.ends import Flags
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.lives.rewind import rewound
from desktop_app.services.incidents import kept_rows
from desktop_app.services.phases import phase_events
from desktop_app.services.small_teams import small_teams
from desktop_app.services.targets import find_set
from desktop_app.services.workspaces import Workspace


def refuse_words(wanted: IncidentFilter) -> None:
    """Raise Refused for a filter by words: by a name in the titles it could make a person's own repair time."""
    if wanted.asks_texts:
        raise Refused(_("Words filter lists, not numbers: a filter of titles or tickets could single out a person."))


class MeasureService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def repair_times(
        self,
        incident_filter: IncidentFilter,
        period: Period,
        target_set: str | int | None = None,
        clock: Clock | None = None,
    ) -> RepairTimeFigure:
        """Repair time per classification and route; target set and clock are the filter's own unless given."""
        targets = self._target_set(incident_filter, target_set)
        against = replace(incident_filter, target_set=targets.id, clock=clock or incident_filter.clock)
        asked = self.asked(against, period)
        figure = repair_time.figure(
            asked.measured,
            frame=asked.frame,
            target_set=targets,
            clock=asked.clock,
            base=asked.base,
            period=period,
            kept=asked.kept,
            times=asked.times,
        )
        return replace(figure, note=attainment.beside(asked))

    def measures(
        self,
        incident_filter: IncidentFilter,
        period: Period,
        target_set: str | int | None = None,
        clock: Clock | None = None,
        as_of: int | None = None,
    ) -> Measures:
        """The same numbers bare, for the command line."""
        clock = clock or incident_filter.clock
        frame, kept, targets = self._kept(incident_filter, target_set, clock, as_of)
        running = self._workspace.frames.clock(frame, clock)
        found = summary.measures(
            kept, frame=frame, target_set=targets, clock=running, period=period, rules=incident_filter.rules
        )
        return summary.claimed(found)

    def figure(
        self,
        key: str,
        wanted: IncidentFilter | None = None,
        period: Period | None = None,
        choice: Choice | None = None,
    ) -> Figure:
        """One measure of ``catalogue.FIGURES`` over the incidents that the filter keeps; the filter names target set,
        clock and rules. Raises Refused for a target set that is gone.
        """
        return catalogue.FIGURES[key](self.asked(wanted, period, choice))

    def cracks(self, wanted: IncidentFilter, period: Period) -> tuple[Figure, Table, Table]:
        """What fell between the teams: the figure, how what missed the goal went, and a row for each incident."""
        asked = self.asked(wanted, period)
        return cracks.figure(asked), crack_parts(asked), cracks.crack_list(asked)

    def asked(
        self,
        wanted: IncidentFilter | None = None,
        period: Period | None = None,
        choice: Choice | None = None,
        as_of: int | None = None,
    ) -> Asked:
        """What a figure is made from; with ``as_of`` the stamps as they stood at that instant."""
        wanted = wanted or IncidentFilter()
        frames = self._workspace.frames
        targets = self._target_set(wanted, None)
        frame = self._frame(as_of)
        rows = frames.measured(frame, wanted.clock, targets, wanted.rules)
        return Asked(
            frame=frame,
            measured=rows,
            lives=frames.lives(frame, wanted.clock, wanted.rules),
            target_set=targets,
            clock=frames.clock(frame, wanted.clock),
            period=period or Period(),
            base=replace(wanted, target_set=targets.id),
            kept=self._mask(frame, rows, wanted, as_of),
            times=frames.times(frame, wanted.clock, wanted.rules),
            shares=frames.shares(frame, wanted.clock, wanted.rules),
            unpaused=frames.without_pauses(frame, wanted.clock, targets, wanted.rules),
            choice=choice or Choice(),
            ops=self._own(TargetSetKind.OPS),
            dev=self._own(TargetSetKind.DEV),
            events=phase_events(self._workspace, targets),
            small_teams=small_teams(self._workspace),
        )

    def figures(
        self, wanted: IncidentFilter | None = None, period: Period | None = None, as_of: int | None = None
    ) -> Iterator[Figure]:
        """Every measure of the catalogue one after the other, each with its own default choice."""
        asked = self.asked(wanted, period, as_of=as_of)
        for made in catalogue.FIGURES.values():
            yield made(asked)

    def _own(self, kind: TargetSetKind) -> TargetSet | None:
        """The target set of a side; None where it was removed."""
        try:
            return find_set(self._workspace, kind.value)
        except Refused:
            return None

    def as_stamped(self, end: str, incident_filter: IncidentFilter | None = None) -> Measures:
        """Another tool's own figure: elapsed from opened to the stamp ``resolved`` or ``closed``, nothing taken off."""
        frame, kept, _targets = self._kept(incident_filter or IncidentFilter(), None, Clock.ELAPSED)
        return summary.as_stamped(frame, end, kept)

    def case_numbers(self, incident_filter: IncidentFilter | None = None, period: Period | None = None) -> CaseNumbers:
        """The article's four numbers over the incidents that the filter keeps; in a period those due in it."""
        wanted = due_in(incident_filter or IncidentFilter(), period or Period())
        frame, kept, _targets = self._kept(wanted, None, wanted.clock)
        return case_numbers.case_numbers(kept, frame, wanted)

    def _kept(
        self, incident_filter: IncidentFilter, wanted: str | int | None, clock: Clock, as_of: int | None = None
    ) -> tuple[Frame, pl.DataFrame, TargetSet]:
        """The frame, its measured rows that the filter keeps, and the target set they are measured against."""
        frames = self._workspace.frames
        target_set = self._target_set(incident_filter, wanted)
        frame = self._frame(as_of)
        measured_rows = frames.measured(frame, clock, target_set, incident_filter.rules)
        kept = self._mask(frame, measured_rows, incident_filter, as_of)
        return frame, measured_rows if kept is None else measured_rows.filter(pl.Series(kept)), target_set

    def _frame(self, as_of: int | None) -> Frame:
        frame = self._workspace.frames.current()
        return frame if as_of is None else rewound(frame, as_of)

    def _target_set(self, incident_filter: IncidentFilter, wanted: str | int | None) -> TargetSet:
        return find_set(self._workspace, incident_filter.target_set if wanted is None else wanted)

    def _mask(
        self, frame: Frame, rows: pl.DataFrame, incident_filter: IncidentFilter, now: int | None = None
    ) -> Flags | None:
        """Which of the measured rows the filter keeps; None for all of them. Raises Refused for words."""
        refuse_words(incident_filter)
        if not incident_filter.conditions:
            return None
        return kept_rows(self._workspace, frame, rows, incident_filter, now).to_numpy()
