"""How the repair time of the incidents is spread over the teams that held them, and nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Axis, BarRow, Bars
from desktop_app.domain.durations import HOUR
from desktop_app.domain.figures import Figure
from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.measures.asking import chosen, stated, timed
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.asking.small_teams import holder_keys, holder_name
from desktop_app.measures.asking.timed import Timed
from desktop_app.measures.lives.walks import NO_TEAM, Rows
from desktop_app.measures.waiting.work_in_progress import SMALL, told_apart

_GONE: Final = -2  # a team that the frame does not name


def figure(asked: Asked) -> Figure:
    """Parts of the whole in hours, the most first; never a team's own repair time."""
    found = timed.timed(asked)
    holders = _holders(asked, found)
    bars = _bars(asked, found, holders)
    return Figure(
        key="team_time",
        title=_("Repair time by team"),
        headline=_headline(found, holders),
        definition=timed.definition(asked, found, _("repair time split by the team that held the incident")),
        definition_lines=_definition_lines(asked, found),
        chart=Bars(tuple(bars), _titles(), Axis.HOURS) if bars else None,
        table=Table(
            (_("Holder"), *_titles()), (False, True, True), tuple((Cell(bar.label), *bar.cells) for bar in bars)
        ),
        n=found.n,
        values={
            "hours": sum(holder.hours for holder in holders.values()),
            "holders": {bar.label: {"hours": bar.cells[0].value, "n": bar.cells[1].value} for bar in bars},
        },
    )


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who held incidents: for how many hours of T, and the rows of the frame."""

    label: str
    hours: float
    rows: Rows

    @property
    def n(self) -> int:
        return len(self.rows)


def _holders(asked: Asked, found: Timed) -> dict[int, _Holder]:
    """By the team's key, the most hours first; small teams by their side, NO_TEAM for nobody."""
    held = asked.stretches.of(found.rows)
    keys = {NO_TEAM: NO_TEAM, **holder_keys(asked)}
    order = sorted(set(keys.values()) | {_GONE})
    code_of = np.full(3 + max(0, *keys), order.index(_GONE), dtype=np.int16)  # the last place is NO_TEAM's
    for key, holder in keys.items():
        code_of[key] = order.index(holder)
    counted = held.counted
    some_time = np.flatnonzero(counted)
    code = code_of[np.minimum(held.team[some_time], len(code_of) - 2)]
    by_code = np.argsort(code, kind="stable")  # by holder, and then still by row
    code, row, seconds = code[by_code], held.row[some_time][by_code], counted[some_time][by_code]
    first = np.ones(len(code), dtype=np.bool_)
    first[1:] = (code[1:] != code[:-1]) | (row[1:] != row[:-1])
    sums = np.bincount(code, weights=seconds, minlength=len(order))
    bounds = np.searchsorted(code[first], np.arange(len(order) + 1))
    rows = row[first].astype(np.int64)
    holders = {
        holder: _Holder(_label(asked, holder), float(sums[n]) / HOUR, rows[bounds[n] : bounds[n + 1]])
        for n, holder in enumerate(order)
        if sums[n]
    }
    return dict(sorted(holders.items(), key=lambda each: (-each[1].hours, each[0])))


def _label(asked: Asked, holder: int) -> str:
    if holder == NO_TEAM:
        return _("Nobody")
    if holder == _GONE:
        return _("A team that is gone")
    return holder_name(asked, holder)


def _bars(asked: Asked, found: Timed, holders: dict[int, _Holder]) -> list[BarRow]:
    """Teams by their hours, then those with few incidents together, then nobody."""
    shown, others = told_apart({key: holder.n for key, holder in holders.items() if key != NO_TEAM})
    bars = [_bar(asked, found, holders[key]) for key in holders if key in shown]
    if others:
        bars.append(_together(asked, found, [holders[key] for key in others]))
    if NO_TEAM in holders:
        bars.append(_bar(asked, found, holders[NO_TEAM], rest=True))
    return bars


def _bar(asked: Asked, found: Timed, holder: _Holder, *, rest: bool = False) -> BarRow:
    opens = chosen.one_by_one(asked, holder.rows, found.opens())
    count = Cell(number(holder.n), float(holder.n), quiet=True, opens=opens)
    return BarRow(holder.label, holder.hours, (_hours_cell(holder.hours), count), opens, rest)


def _together(asked: Asked, found: Timed, holders: list[_Holder]) -> BarRow:
    """Several teams as one; only called few where they held few incidents even together."""
    rows = np.unique(np.concatenate([holder.rows for holder in holders]))
    label = ngettext("{n} other team", "{n} other teams", len(holders)).format(n=number(len(holders)))
    if len(rows) < SMALL or len(holders) < 2:
        return BarRow(label, 0.0, (Cell(_("few"), quiet=True), Cell(_("few"), quiet=True)), None, rest=True)
    return _bar(asked, found, _Holder(label, sum(holder.hours for holder in holders), rows), rest=True)


def _hours_cell(hours: float) -> Cell:
    return Cell(number(hours, 1 if 0 < hours < 10 else 0), hours)


def _titles() -> tuple[str, ...]:
    return _("Hours"), _("Incidents")


def _headline(found: Timed, holders: dict[int, _Holder]) -> str:
    if found.unclaimed:
        return found.unclaimed
    whole = sum(holder.hours for holder in holders.values())
    if found.n < FEW or not whole:
        return _("Fewer than ten incidents: hours only, no shares")
    if not found.told:
        return _("Nothing tells who held these incidents on their way: all their time counts for their last team")
    teams = len([key for key in holders if key != NO_TEAM])
    text = ngettext(
        "{n} team held these incidents for {hours} hours of repair time",
        "{n} teams held these incidents for {hours} hours of repair time",
        teams,
    ).format(n=number(teams), hours=number(round(whole - _nobody(holders))))
    if not _nobody(holders):
        return text
    return _("{text}; nobody held them for {nobody} more, {share} of the whole").format(
        text=text, nobody=number(round(_nobody(holders))), share=percent(_nobody(holders) / whole)
    )


def _nobody(holders: dict[int, _Holder]) -> float:
    return holders[NO_TEAM].hours if NO_TEAM in holders else 0.0


def _definition_lines(asked: Asked, found: Timed) -> tuple[str, ...]:
    return (
        _("The hours are parts of the whole repair time of the incidents, and never a team's own repair time."),
        _("An incident counts for each team that held it while the repair clock ran."),
        _(
            "Teams with fewer than five incidents are counted together, teams with fewer than three people with "
            "their side. More than {n} incidents open everything that is counted."
        ).format(n=number(chosen.MOST_IDS)),
        _("What no team held, and what nothing is told of, lies with nobody."),
        *timed.definition_lines(asked, found),
        *stated.rules_lines(asked.base.rules, asked.clock),
        timed.counts(asked, found),
    )
