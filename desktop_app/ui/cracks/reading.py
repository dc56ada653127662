"""What the page asks for in one go, off the GUI thread, and the same as a paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.domain.cells import Table
from desktop_app.domain.figures import Figure
from desktop_app.domain.filter_words import filter_words
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, number
from desktop_app.domain.periods import Period
from desktop_app.domain.stamps import span, stamp
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import local

if TYPE_CHECKING:
    from desktop_app.ui.printing.incident_list import IncidentsOnPaper


@dataclass(frozen=True, slots=True)
class Question:
    """The scope of the page."""

    filter: IncidentFilter = field(default_factory=IncidentFilter)
    period: Period = field(default_factory=Period)


@dataclass(frozen=True, slots=True)
class Reading:
    """``parts`` is how what missed the goal went, ``listed`` has a row for each incident that fell between the teams.

    ``held`` tells whether the workspace holds any incident at all.
    """

    question: Question
    figure: Figure
    parts: Table
    listed: Table
    held: bool


def read(services: Services, question: Question) -> Reading:
    found = services.measures.cracks(question.filter, question.period)
    return Reading(question, *found, services.workspace.holds_incidents())


def on_paper(services: Services, reading: Reading) -> IncidentsOnPaper:
    """The list with its definition, words only, on a worker thread."""
    from desktop_app.ui.printing.incident_list import MOST_ROWS, IncidentsOnPaper, ListColumn

    workspace, figure, question = services.workspace, reading.figure, reading.question
    facts = workspace.facts()
    listed = reading.listed
    about = [
        figure.definition,
        _("Period: {days}").format(days=span(question.period.from_on, question.period.to_on)),
        _("Filter: {filter}").format(filter=filter_words(question.filter)),
    ]
    return IncidentsOnPaper(
        title=_("Fell between the teams"),
        columns=tuple(ListColumn(name, index == 1) for index, name in enumerate(listed.columns)),
        rows=tuple(tuple(cell.text for cell in row) for row in listed.rows[:MOST_ROWS]),
        total=len(listed.rows),
        facts=(*hours_words(figure), *([_("made-up data")] if facts.demo else [])),
        about=tuple(about),
        printed=_("printed {stamp}").format(stamp=stamp(local(workspace.now(), facts.zone))),
        owner=_("Second Way · {workspace}").format(workspace=facts.name),
    )


def hours_words(figure: Figure) -> tuple[str, ...]:
    """How far they were past the goal together, for the head of the paper."""
    found = figure.values["cracks"]
    past = found["past_h"] if isinstance(found, dict) else 0
    return (_("{hours} h past the goal in all").format(hours=number(past)),) if past else ()
