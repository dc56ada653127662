"""The numbers: repair time against a target set."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from desktop_app.domain.calendars import Clock
from desktop_app.domain.case_numbers import CaseNumbers
from desktop_app.domain.errors import Refused
from desktop_app.domain.figures import Choice, Figure, Measures, RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.targets import TargetSet, TargetSetKind
from desktop_app.measures import case_numbers, catalogue, measured, repair_time, summary
from desktop_app.measures.asked import Asked
from desktop_app.measures.ends import Flags
from desktop_app.measures.frame import Frame
from desktop_app.measures.rewind import rewound
from desktop_app.services.incidents import kept_rows
from desktop_app.services.targets import find_set
from desktop_app.services.workspaces import Workspace


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
        clock = clock or incident_filter.clock
        frames = self._workspace.frames
        targets = self._target_set(incident_filter, target_set)
        frame = frames.current()
        rows = frames.measured(frame, clock, targets)
        return repair_time.figure(
            rows,
            frame=frame,
            target_set=targets,
            clock=frames.clock(frame, clock),
            base=replace(incident_filter, target_set=targets.id, clock=clock),
            period=period,
            kept=self._mask(frame, rows, incident_filter),
            times=frames.times(frame, clock),
        )

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
        return summary.measures(kept, frame=frame, target_set=targets, clock=running, period=period)

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

    def asked(
        self, wanted: IncidentFilter | None = None, period: Period | None = None, choice: Choice | None = None
    ) -> Asked:
        """What a figure is made from."""
        wanted = wanted or IncidentFilter()
        frames = self._workspace.frames
        targets = self._target_set(wanted, None)
        frame = frames.current()
        rows = frames.measured(frame, wanted.clock, targets)
        return Asked(
            frame=frame,
            measured=rows,
            lives=frames.lives(frame, wanted.clock),
            target_set=targets,
            clock=frames.clock(frame, wanted.clock),
            period=period or Period(),
            base=replace(wanted, target_set=targets.id),
            kept=self._mask(frame, rows, wanted),
            times=frames.times(frame, wanted.clock),
            choice=choice or Choice(),
            ops=self._own(TargetSetKind.OPS),
            dev=self._own(TargetSetKind.DEV),
        )

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

    def case_numbers(self, incident_filter: IncidentFilter | None = None) -> CaseNumbers:
        """The article's four numbers over the incidents that the filter keeps."""
        wanted = incident_filter or IncidentFilter()
        frame, kept, _targets = self._kept(wanted, None, wanted.clock)
        return case_numbers.case_numbers(kept, frame, wanted)

    def _kept(
        self, incident_filter: IncidentFilter, wanted: str | int | None, clock: Clock, as_of: int | None = None
    ) -> tuple[Frame, pl.DataFrame, TargetSet]:
        """The frame, its measured rows that the filter keeps, and the target set they are measured against."""
        frames = self._workspace.frames
        target_set = self._target_set(incident_filter, wanted)
        frame = frames.current()
        if as_of is None:
            measured_rows = frames.measured(frame, clock, target_set)
        else:
            frame = rewound(frame, as_of)
            running = frames.clock(frame, clock)
            measured_rows = measured.against(frame, measured.lives(frame, running), target_set, running)
        kept = self._mask(frame, measured_rows, incident_filter, as_of)
        return frame, measured_rows if kept is None else measured_rows.filter(pl.Series(kept)), target_set

    def _target_set(self, incident_filter: IncidentFilter, wanted: str | int | None) -> TargetSet:
        return find_set(self._workspace, incident_filter.target_set if wanted is None else wanted)

    def _mask(
        self, frame: Frame, rows: pl.DataFrame, incident_filter: IncidentFilter, now: int | None = None
    ) -> Flags | None:
        """Which of the measured rows the filter keeps; None for all of them."""
        if not incident_filter.conditions and not incident_filter.text:
            return None
        return kept_rows(self._workspace, frame, rows, incident_filter, now).to_numpy()
