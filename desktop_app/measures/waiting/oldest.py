"""Longest waiting: the oldest incidents that are open now, each against its goal."""

from __future__ import annotations

from typing import Final

import numpy as np

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Axis, BarRow, Bars
from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import HOUR
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.measures.asking import backlog
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.backlog import Backlog
from desktop_app.measures.asking.wording import NONE, goal_name
from desktop_app.measures.clock import clocks
from desktop_app.measures.lives.ends import Seconds

KEY: Final = "oldest"

MOST: Final = 10
"""So many are shown where the reader's choice leaves it open."""


def figure(asked: Asked) -> Figure:
    """The oldest first, by age on the reader's clock. A bar is its age in hours, with its goal as a mark."""
    found = backlog.backlog(asked)
    most = asked.choice.rows or MOST
    places = oldest(asked, found, most)
    rows = tuple(_bar(place, found, asked) for place in places)
    words = (_("Incident"), _("System error"), _("Classification"))
    return Figure(
        key=KEY,
        title=_("Longest waiting"),
        headline=backlog.with_unseen(_headline(found, places, asked), found),
        definition=backlog.line(asked, found),
        definition_lines=(
            *backlog.lines(asked, found),
            _("Shown: the {n} oldest; the mark is the goal of the day of opening.").format(n=number(most)),
        ),
        chart=Bars(rows, (*words[1:], _("Age")), Axis.HOURS, words=2) if rows else None,
        table=_table(words, rows),
        n=found.n,
        values={
            "open": found.n,
            "last_seen_open": found.unseen,
            "past_goal": int(found.past.sum()),
            "oldest": ages(asked, found, most),
        },
        note=_note(found, places),
    )


def oldest(asked: Asked, found: Backlog, most: int) -> list[int]:
    """The places in the backlog of the oldest, the oldest first; of the same age the earlier opened first."""
    if found.n > most:
        edge = np.partition(found.age, found.n - most)[found.n - most]
        near = np.flatnonzero(found.age >= edge)
    else:
        near = np.arange(found.n)
    opened = asked.frame.incidents["opened_at"].to_numpy()[found.rows[near]]
    return [int(place) for place in near[np.lexsort((found.rows[near], opened, -found.age[near]))][:most]]


def ages(asked: Asked, found: Backlog, most: int) -> list[dict[str, object]]:
    """The oldest as bare values: ticket, classification, hours of age and goal."""
    goal = _goals(asked, found)
    tickets = asked.frame.incidents["ticket"]
    return [
        {
            "ticket": tickets[int(found.rows[place])],
            "classification": Classification(int(found.kind[place])).key,
            "age_h": int(found.age[place]) / HOUR,
            "goal_h": int(goal[place]) / HOUR if goal[place] else None,
            "past_goal": bool(found.past[place]),
        }
        for place in oldest(asked, found, most)
    ]


def _goals(asked: Asked, found: Backlog) -> Seconds:
    """Each one's own goal in seconds on the reader's clock; 0 where it has none, or one on another clock."""
    seconds = asked.measured["target_s"].fill_null(0).to_numpy()[found.rows].copy()
    for target in asked.target_set.targets:
        if clocks.mark_seconds(target, asked.clock) is None:
            seconds[found.kind == target.classification] = 0
    held: Seconds = seconds
    return held


def _bar(place: int, found: Backlog, asked: Asked) -> BarRow:
    row = int(found.rows[place])
    facts = asked.frame.incidents.row(row, named=True)
    age, goal = int(found.age[place]), int(_goals(asked, found)[place])
    opens = asked.base.merged(IncidentFilter((Condition("id", "one_of", (facts["id"],)),)))
    error = asked.frame.system_errors.get(facts["system_error"], NONE)
    late = bool(found.past[place])
    return BarRow(
        label=facts["ticket"],
        value=age / HOUR,
        cells=(
            Cell(error, quiet=error == NONE),
            Cell(Classification(int(found.kind[place])).label),
            Cell(clocks.text(age, asked.clock), float(age), strong=late, opens=opens),
        ),
        opens=opens,
        goal=goal / HOUR if goal else None,
    )


def _table(words: tuple[str, ...], rows: tuple[BarRow, ...]) -> Table:
    lines = tuple(
        (
            Cell(row.label, opens=row.opens),
            *row.cells[:2],
            Cell(_times(row), row.value / row.goal if row.goal else None, opens=row.opens),
            row.cells[2],
        )
        for row in rows
    )
    return Table((*words, _("Age against goal"), _("Age")), (False, False, False, True, True), lines)


def _times(row: BarRow) -> str:
    if not row.goal:
        return NONE
    times = row.value / row.goal
    return _("{n} × goal").format(n=number(times, 0 if times >= 10 else 1))


def _note(found: Backlog, places: list[int]) -> str:
    """Why some have no mark: their classification has a goal, which did not hold yet."""
    early = int(found.before_goals[places].sum())
    if not early:
        return ""
    return ngettext(
        "{n} of them was opened before its goal held", "{n} of them were opened before their goal held", early
    ).format(n=number(early))


def _headline(found: Backlog, places: list[int], asked: Asked) -> str:
    if not places:
        return _("Nothing is open")
    eldest, youngest = (clocks.words(int(found.age[place]), asked.clock) for place in (places[0], places[-1]))
    if len(places) == 1:
        text = _("The one open incident is {age} old").format(age=eldest)
    elif eldest == youngest:
        text = _("The {n} oldest are {age} old").format(n=number(len(places)), age=eldest)
    else:
        text = _("The {n} oldest are {low} to {high} old").format(n=number(len(places)), low=youngest, high=eldest)
    past = int(found.past[places].sum())
    if not asked.target_set.targets or not past:
        return text
    goal = goal_name(asked.target_set)
    if past == len(places) > 1:
        return _("{text}; each is past {goal}").format(text=text, goal=goal)
    return ngettext("{text}; {n} is past {goal}", "{text}; {n} are past {goal}", past).format(
        text=text, n=number(past), goal=goal
    )
