"""Sentences, definition and list of what fell between the teams."""

from __future__ import annotations

import numpy as np

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import HOUR
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.routes import Route
from desktop_app.domain.teams import Side
from desktop_app.measures.asking import causes
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.before import period_line
from desktop_app.measures.asking.causes import Causes
from desktop_app.measures.asking.stated import one_line, rules_lines, rules_words
from desktop_app.measures.asking.wording import NONE, goal_name
from desktop_app.measures.between.crack_kinds import Late
from desktop_app.measures.clock import clocks
from desktop_app.measures.lives.ordered import by_route


def headline(asked: Asked, found: Late) -> str:
    """How many fell between the teams, and what is missing where that cannot be told."""
    n, replays, goal = int(found.kept.sum()), int((found.kept & found.replay).sum()), goal_name(asked.target_set)
    if lacking := lacks(asked):
        return lacking
    if not len(found.rows):
        return _("No incident is past {goal}").format(goal=goal)
    if not n:
        return _("No incident kept each side's own target and missed {goal}").format(goal=goal)
    text = ngettext(
        "{n} incident kept each side's own target and missed {goal}",
        "{n} incidents kept each side's own target and missed {goal}",
        n,
    )
    if replays == n:
        text = ngettext(
            "Replay: {n} incident kept each side's own target and would have missed {goal}, which came later",
            "Replay: {n} incidents kept each side's own target and would have missed {goal}, which came later",
            n,
        )
    elif replays:
        text += _(", {replays} of them before it existed (replay)")
    return text.format(n=number(n), goal=goal, replays=number(replays))


def lacks(asked: Asked) -> str:
    """Why nothing can be told of it, or nothing."""
    if not by_route(asked.frame):
        return _("It needs teams of both sides: set them under Teams and targets")
    if asked.ops is None and asked.dev is None:
        return _("It needs the sides' own targets: set them under Teams and targets")
    return ""


def note(found: Late) -> str:
    """What else is told of all that missed the goal."""
    parts = []
    n = int(found.replay.sum())
    if n:
        parts.append(
            ngettext(
                "{n} of all {missed} past the goal was opened before it existed (replay)",
                "{n} of all {missed} past the goal were opened before it existed (replay)",
                n,
            ).format(n=number(n), missed=number(len(found.rows)))
        )
    n = int(found.open_inside.sum())
    if n:
        parts.append(
            ngettext(
                "{n} is open past the goal, inside the own target of the side that holds it",
                "{n} are open past the goal, inside the own target of the side that holds them",
                n,
            ).format(n=number(n))
        )
    n = int(found.with_nobody.sum())
    if n:
        hours = number(int(found.times.nobody.sum()) / HOUR)
        parts.append(
            ngettext(
                "{n} past the goal lay with nobody, {hours} h in all",
                "{n} past the goal lay with nobody, {hours} h in all",
                n,
            ).format(n=number(n), hours=hours)
        )
    n = int(found.handed_over.sum())
    if n:
        parts.append(
            ngettext("{n} had three hand-overs or more", "{n} had three hand-overs or more", n).format(n=number(n))
        )
    return "; ".join(parts)


def line(asked: Asked, found: Late) -> str:
    """The line under the chart."""
    bounded = asked.period.from_on is not None or asked.period.to_on is not None
    first = _("deadline in the period") if bounded else _("every incident whose deadline has passed")
    parts = [first, _("each side inside its own target for the time it held it, the whole past the goal")]
    return one_line([*parts, *rules_words(asked.base.rules, asked.clock)], _counted(found))


def _counted(found: Late) -> str:
    apart = {
        _("one side past its own target"): int(found.one_side.sum()),
        _("held by neither side"): int(found.neither.sum()),
        _("sides or own targets not known"): int(found.untold.sum()),
    }
    n, every, replays = int(found.kept.sum()), len(found.rows), int(found.replay.sum())
    text = ngettext("{n} of {all} incident past the goal", "{n} of {all} incidents past the goal", every)
    if replays:
        text += _(", {replays} of them opened before it existed (replay)").format(replays=number(replays))
    told = ", ".join(f"{words} {number(count)}" for words, count in apart.items() if count)
    if told:
        text += "; " + _("apart from them: {told}").format(told=told)
    return text.format(n=number(n), all=number(every)) + "."


def lines(asked: Asked, found: Late) -> tuple[str, ...]:
    """The whole definition, one statement a line."""
    made = [
        _("Among the incidents that missed {goal}, repaired or still open past it.").format(
            goal=goal_name(asked.target_set)
        ),
        _(
            "Fell between the teams: Ops, Dev or both held it, each no longer than its own target for that "
            "classification, and the whole took longer than the goal."
        ),
        _(
            "The time of a side: the repair clock while one of its teams held it, summed over all its turns. "
            "Nobody's: the repair clock while no team held it, where teams are told at all."
        ),
        *rules_lines(asked.base.rules, asked.clock),
        period_line(_("deadline"), asked.period),
        _counted(found),
        _("Past the goal: repair time beyond the goal, of open incidents so far."),
        causes.definition(),
    ]
    replays = int(found.replay.sum())
    if replays:
        made.append(
            ngettext(
                "Replay: {n} past the goal was opened before the goal existed and is judged by its first value.",
                "Replay: {n} past the goal were opened before the goal existed and are judged by its first value.",
                replays,
            ).format(n=number(replays))
        )
    made.append(_("A side's own target from before its first day is its first one."))
    made.append(_("Beyond 5,000 incidents a number opens everything past the goal."))
    return tuple(made)


def listed(asked: Asked, found: Late) -> Table:
    """The list, the furthest past the goal first; nobody is named in it, and no title."""
    columns = (
        _("Ticket"), _("Classification"), _("System error"), _("Route"), _("With Ops"), _("With Dev"),
        _("With nobody"), _("Past the goal"), _("Replay"),
    )  # fmt: skip
    kept = np.flatnonzero(found.kept)
    order = kept[np.lexsort((found.rows[kept], -found.late_s[kept]))]
    rows = found.table[order]
    cells = zip(
        rows["id"],
        rows["ticket"],
        rows["classification"],
        rows.select(Causes.key()).to_series(),
        rows["route"],
        found.times.sides[Side.OPS][order].tolist(),
        found.times.sides[Side.DEV][order].tolist(),
        found.times.nobody[order].tolist(),
        found.late_s[order].tolist(),
        found.replay[order].tolist(),
        strict=True,
    )
    names = Causes(asked.frame)
    labels: dict[int, str] = {}
    made = []
    for key, ticket, kind, cause, route, ops, dev, nobody, late, replay in cells:
        label = labels.setdefault(cause, names.label(cause))
        opens = asked.base.merged(IncidentFilter((Condition("id", "one_of", (key,)),)))
        made.append(
            (
                Cell(ticket, opens=opens),
                Cell(Classification(kind).label, float(kind)),
                Cell(label),
                Cell(Route(route).label),
                *(_time(seconds, asked) for seconds in (ops, dev, nobody)),
                Cell(_("{n} h").format(n=number(late / HOUR, 1)), late / HOUR, strong=True),
                Cell(_("replay") if replay else ""),
            )
        )
    return Table(columns, (False, False, False, False, True, True, True, True, False), tuple(made))


def _time(seconds: int, asked: Asked) -> Cell:
    return Cell(clocks.text(seconds, asked.clock), seconds / HOUR) if seconds else Cell(NONE, 0.0, quiet=True)
