"""What the page asks for, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.calendars import Clock
from desktop_app.domain.figures import Choice, Figure, RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import Rules
from desktop_app.domain.targets import TargetSet
from desktop_app.domain.teams import Side
from desktop_app.services.measures import MeasureService
from desktop_app.services.targets import TargetService

_WITH_A_SIDE = IncidentFilter().where("side", "one_of", *(side.key for side in Side if side is not Side.UNKNOWN))


@dataclass(frozen=True, slots=True)
class Question:
    """What every figure of the page is asked over; ``target_set_id`` None is the shared goal."""

    filter: IncidentFilter = IncidentFilter()  # noqa: RUF009
    period: Period = Period()  # noqa: RUF009
    target_set_id: int | None = None
    clock: Clock = Clock.ELAPSED
    rules: Rules = Rules()  # noqa: RUF009

    def against(self, target_set: TargetSet) -> IncidentFilter:
        """The filter of the figures: it says target set, clock and rules, and so do the lists that they open."""
        return replace(self.filter, target_set=target_set.id, clock=self.clock, rules=self.rules)


@dataclass(frozen=True, slots=True)
class Reading:
    """The figure of the tab Now, the sets to choose from and the one it is measured against.

    ``total`` counts every incident of the workspace; it is only counted when the figure has none. ``sided`` tells
    whether any incident is with a team that has a side.
    """

    question: Question
    figure: RepairTimeFigure
    sets: tuple[TargetSet, ...]
    chosen: TargetSet
    total: int
    sided: bool


def read(measures: MeasureService, targets: TargetService, question: Question) -> Reading:
    """A target set that was removed meanwhile gives way to the shared goal."""
    sets, chosen = _sets(targets, question)
    figure = measures.repair_times(question.against(chosen), question.period)
    total = figure.n or measures.measures(IncidentFilter(), Period()).incidents
    sided = figure.by_route or bool(measures.measures(_WITH_A_SIDE, Period()).incidents)
    return Reading(question, figure, sets, chosen, total, sided)


def read_figure(
    measures: MeasureService, targets: TargetService, key: str, question: Question, choice: Choice
) -> Figure:
    """One figure by its key, against the same target set as the others."""
    _all, chosen = _sets(targets, question)
    return measures.figure(key, question.against(chosen), question.period, choice)


def _sets(targets: TargetService, question: Question) -> tuple[tuple[TargetSet, ...], TargetSet]:
    sets = targets.target_sets()
    return sets, next((each for each in sets if each.id == question.target_set_id), sets[0])
