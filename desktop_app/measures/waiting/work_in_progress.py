"""Work in progress: who holds the incidents that are open now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Axis, BarRow, Bars
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import Condition
from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.measures.asking import backlog
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.backlog import Backlog
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.asking.small_teams import holder_keys, holder_name

KEY: Final = "work_in_progress"

SMALL: Final = 5
"""A team that holds fewer is not shown by itself."""

MOST: Final = 12
"""So many teams are shown by themselves."""

_NOBODY: Final = -1


def figure(asked: Asked) -> Figure:
    """Open incidents by the team that holds them now; what no team holds stands apart."""
    found = backlog.backlog(asked)
    held = _held(asked, found)
    shown, others = told_apart({team: n for team, n in held.items() if team != _NOBODY})
    names = {key: holder_name(asked, key) for key in (*shown, *others)}
    bars = _Rows(asked, found)
    rows = [bars.bar(names[key], held[key], [key]) for key in shown]
    if held.get(_NOBODY):
        rows.append(bars.nobody(held[_NOBODY]))
    if others:
        rows.append(bars.others(others, sum(held[key] for key in others), alone=not shown))
    return Figure(
        key=KEY,
        title=_("Work in progress by holder"),
        headline=backlog.with_unseen(_headline(found, held.get(_NOBODY, 0)), found),
        definition=backlog.line(asked, found),
        definition_lines=(
            *backlog.lines(asked, found),
            _("Holder: the team that has the incident now. It says where work lies, not how quickly anybody works."),
            _(
                "Teams that hold fewer than five are counted together; where that would still give one away, with the "
                "next larger team. Teams with fewer than three people are counted with their side."
            ),
        ),
        chart=Bars(tuple(rows), (_("Open"),), Axis.COUNT) if rows else None,
        table=Table(
            (_("Holder"), _("Open")), (False, True), tuple((Cell(r.label, opens=r.opens), *r.cells) for r in rows)
        ),
        n=found.n,
        values={
            "open": found.n,
            "last_seen_open": found.unseen,
            "nobody": held.get(_NOBODY, 0),
            "teams": {names[key]: held[key] for key in shown},
            "others": {"teams": len(others), "open": sum(held[key] for key in others) if shown else None},
        },
    )


def told_apart(held: dict[int, int]) -> tuple[list[int], list[int]]:
    """The teams that are shown by themselves, the largest first, and those that are counted together.

    Counted together are those below SMALL, and beyond MOST. A sum gives its parts away where it is of one team, or
    where each of them must have as many as can be: then the smallest of those shown joins them.
    """
    order = sorted(held, key=lambda team: (-held[team], team))
    shown = [team for team in order if held[team] >= SMALL][:MOST]
    others = order[len(shown) :]
    small = [team for team in others if held[team] < SMALL]
    if small and small == others and shown:
        every = sum(held[team] for team in small)
        if every in (len(small), (SMALL - 1) * len(small)) or len(small) == 1:
            others = [shown.pop(), *others]
    return shown, others


def _held(asked: Asked, found: Backlog) -> dict[int, int]:
    """How many each team holds, small teams with their side; _NOBODY for those of no team."""
    holders = holder_keys(asked)
    teams = asked.frame.incidents["team"].fill_null(_NOBODY).to_numpy()[found.rows]
    keys, counts = np.unique(teams, return_counts=True)
    held: dict[int, int] = {}
    for key, n in zip(keys.tolist(), counts.tolist(), strict=True):
        holder = holders.get(key, _NOBODY)
        held[holder] = held.get(holder, 0) + n
    return held


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes the bars; a holder is a key of holder_keys."""

    asked: Asked
    found: Backlog

    def bar(self, name: str, n: int, holders: list[int]) -> BarRow:
        teams = [self.asked.frame.teams[key].name for key, of in holder_keys(self.asked).items() if of in holders]
        opens = backlog.opens(self.asked, self.found, Condition("team", "one_of", tuple(teams)))
        return BarRow(name, float(n), (Cell(number(n), float(n), opens=opens),), opens)

    def nobody(self, n: int) -> BarRow:
        opens = backlog.opens(self.asked, self.found, Condition("team", "empty"))
        return BarRow(_("Nobody"), float(n), (Cell(number(n), float(n), opens=opens),), opens)

    def others(self, holders: list[int], n: int, *, alone: bool) -> BarRow:
        """Several teams together; only called few where there is no other team to compare with."""
        label = ngettext("{n} other team", "{n} other teams", len(holders)).format(n=number(len(holders)))
        row = self.bar(label, n, holders)
        if alone:
            label = ngettext("{n} team", "{n} teams", len(holders)).format(n=number(len(holders)))
            return BarRow(label, 0.0, (Cell(_("few"), quiet=True, opens=row.opens),), row.opens, rest=True)
        return replace(row, rest=True)


def _headline(found: Backlog, nobody: int) -> str:
    if not found.n:
        return _("Nothing is open")
    text = ngettext("{n} incident is open", "{n} incidents are open", found.n).format(n=number(found.n))
    if not nobody:
        return _("{open}; every one has a team").format(open=text) if found.n > 1 else text
    if found.n < FEW:
        return _("{open}; {nobody} of {n} wait with nobody").format(open=text, nobody=number(nobody), n=number(found.n))
    return ngettext(
        "{open}; {nobody} waits with nobody, {share}", "{open}; {nobody} wait with nobody, {share}", nobody
    ).format(open=text, nobody=number(nobody), share=percent(nobody / found.n))
