"""Ageing work: what is open now by classification and age, each against its goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Matrix, MatrixRow
from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import HOUR
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import Condition
from desktop_app.domain.language import _, ngettext, number
from desktop_app.measures.asking import backlog
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.backlog import Backlog
from desktop_app.measures.asking.wording import goal_name
from desktop_app.measures.clock import clocks
from desktop_app.measures.waiting.oldest import ages

KEY: Final = "ageing"

OLDEST: Final = 10
"""So many of the oldest are among the values."""

_DAYS: Final = (1, 3, 7, 30, 90, 180, 365)
_FEWEST: Final = 4  # bands that end somewhere
_ROOM: Final = 1.3  # the last edge lies so far above the longest goal
_DOT: Final = "·"


@dataclass(frozen=True, slots=True)
class Edge:
    """A band holds what is younger than ``seconds`` and not in an earlier one."""

    seconds: int
    label: str


def figure(asked: Asked) -> Figure:
    """Counts by band of age; a heavy line follows the bands that lie inside each classification's goal."""
    found, edges = backlog.backlog(asked), age_edges(asked)
    band = np.searchsorted(np.array([edge.seconds for edge in edges]), found.age, side="right")
    only = asked.choice.classification
    kinds = [kind for kind in Classification if only in (None, kind)]
    counts = {kind: np.bincount(band[found.kind == kind], minlength=len(edges) + 1) for kind in kinds}
    columns = (*(_("to {time}").format(time=edge.label) for edge in edges), _("longer"))
    rows = tuple(_row(kind, counts[kind], edges, asked, found) for kind in kinds)
    return Figure(
        key=KEY,
        title=_("Ageing work"),
        headline=backlog.with_unseen(_headline(found, asked), found),
        definition=backlog.line(asked, found),
        definition_lines=(
            *backlog.lines(asked, found),
            _("Bands end at today's goals; the first past the heavy line is past its goal. A band excludes its end."),
            _("What was opened under an earlier goal is counted past it by that goal, and drawn against today's."),
        ),
        chart=Matrix(columns, _("open"), rows) if found.n else None,
        table=_table(columns, rows),
        n=found.n,
        values=_values(found, edges, counts, asked),
        note=_note(found, rows),
    )


def age_edges(asked: Asked) -> list[Edge]:
    """The goals, each once, one edge beyond the longest, and round ones where there are too few of them."""
    day = asked.clock.day_seconds
    known: dict[int, str] = {}
    for kind in Classification:
        target = asked.target_set.newest(kind)
        seconds = clocks.mark_seconds(target, asked.clock) if target else None
        if target is not None and seconds:
            known.setdefault(seconds, target.label)
    longest = max(known, default=0)
    beyond = [days for days in _DAYS if days * day > longest * _ROOM]
    missing = max(1, _FEWEST - len(known))
    for days in [days for days in beyond if days >= 30][:1] if known else beyond[:missing]:
        known[days * day] = _("{n} d").format(n=number(days))
    return [Edge(seconds, label) for seconds, label in sorted(known.items())]


def _row(kind: Classification, counts: np.ndarray, edges: list[Edge], asked: Asked, found: Backlog) -> MatrixRow:
    target = asked.target_set.newest(kind)
    goal = clocks.mark_seconds(target, asked.clock) if target else None
    after = next((place for place, edge in enumerate(edges, 1) if edge.seconds == goal), None)
    cells = []
    for place, count in enumerate(counts.tolist()):
        ends = _between(edges, place)
        late = after is not None and place >= after
        text = number(count) if count else _DOT
        held = backlog.opens(asked, found, backlog.of(kind), *ends) if count else None
        cells.append(Cell(text, float(count), strong=late and count > 0, quiet=not count, opens=held))
    every = int(counts.sum())
    total = Cell(number(every), float(every), strong=True, opens=backlog.opens(asked, found, backlog.of(kind)))
    note = _("goal {target}").format(target=target.label) if target else _("no goal")
    return MatrixRow(kind.label, note, tuple(cells), total, after)


def _between(edges: list[Edge], place: int) -> tuple[Condition, ...]:
    """The ages of a band in hours; the half second keeps whole seconds on their side of an edge."""
    found = []
    if place > 0:
        found.append(Condition("repair", "at_least", ((edges[place - 1].seconds - 0.5) / HOUR,)))
    if place < len(edges):
        found.append(Condition("repair", "at_most", ((edges[place].seconds - 0.5) / HOUR,)))
    return tuple(found)


def _headline(found: Backlog, asked: Asked) -> str:
    if not found.n:
        return _("Nothing is open")
    text = ngettext("{n} incident is open", "{n} incidents are open", found.n).format(n=number(found.n))
    if not asked.target_set.targets:
        return text
    past, goal = int(found.past.sum()), goal_name(asked.target_set)
    if past:
        text = ngettext("{open}, {n} of them past {goal}", "{open}, {n} of them past {goal}", past).format(
            open=text, n=number(past), goal=goal
        )
    else:
        text = _("{open}, none of them past {goal}").format(open=text, goal=goal)
    early = int(found.before_goals.sum())
    if not early:
        return text
    return ngettext(
        "{text}; {n} was opened before there was a goal",
        "{text}; {n} were opened before there was a goal",
        early,
    ).format(text=text, n=number(early))


def _note(found: Backlog, rows: tuple[MatrixRow, ...]) -> str:
    """Why picture and sentence differ: today's goals did not hold yet when some of these were opened."""
    drawn = sum(
        int(cell.value or 0)
        for row in rows
        for place, cell in enumerate(row.cells)
        if row.goal_after is not None and place >= row.goal_after
    )
    more = drawn - int(found.past.sum())
    if more <= 0:
        return ""
    return ngettext(
        "{n} more stands past today's goal, which did not hold yet when it was opened",
        "{n} more stand past today's goals, which did not hold yet when they were opened",
        more,
    ).format(n=number(more))


def _table(columns: tuple[str, ...], rows: tuple[MatrixRow, ...]) -> Table:
    titles = (_("Classification"), _("Goal"), *columns, _("Open"))

    def bare(cell: Cell) -> Cell:
        return Cell(number(cell.value or 0), cell.value, cell.strong, cell.quiet, cell.opens)

    lines = tuple(
        (Cell(row.label), Cell(row.note, quiet=True), *(bare(cell) for cell in row.cells), row.total) for row in rows
    )
    return Table(titles, (False, False, *(True for _column in (*columns, ""))), lines)


def _values(
    found: Backlog, edges: list[Edge], counts: dict[Classification, np.ndarray], asked: Asked
) -> dict[str, object]:
    return {
        "open": found.n,
        "last_seen_open": found.unseen,
        "past_goal": int(found.past.sum()),
        "before_goals": int(found.before_goals.sum()),
        "bands_to_h": [edge.seconds / HOUR for edge in edges],
        "by_classification": {kind.key: each.tolist() for kind, each in counts.items()},
        "oldest": ages(asked, found, OLDEST),
    }
