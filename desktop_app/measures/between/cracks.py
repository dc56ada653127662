"""What fell between the teams: every side that held it kept its own target, and the whole missed the goal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Axis, BarRow, Bars
from desktop_app.domain.durations import HOUR
from desktop_app.domain.figures import Amount, Figure
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.routes import Outcome
from desktop_app.domain.teams import Side
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.causes import NO_CAUSE, Causes
from desktop_app.measures.asking.chosen import MOST_IDS, behind_judged, one_by_one
from desktop_app.measures.asking.wording import NONE
from desktop_app.measures.between import crack_words
from desktop_app.measures.between.crack_kinds import Late, Rows, late
from desktop_app.measures.lives.ends import Flags

TOP: Final = 8


def figure(asked: Asked) -> Figure:
    """The figure "cracks": by system error, how many fell between the teams, or how many hours past the goal."""
    found = late(asked)
    groups = _by_cause(asked, found)
    rows = _rows(asked, found, groups)
    return Figure(
        key="cracks",
        title=_("Fell between the teams"),
        headline=crack_words.headline(asked, found),
        definition=crack_words.line(asked, found),
        definition_lines=crack_words.lines(asked, found),
        chart=Bars(tuple(rows), (), Axis.HOURS if asked.choice.amount is Amount.HOURS else Axis.COUNT),
        table=_table(asked, found, groups),
        n=int(found.kept.sum()),
        values=_values(asked, found, groups),
        note=crack_words.note(found),
    )


def crack_list(asked: Asked) -> Table:
    """One row per incident that fell between the teams, the furthest past the goal first."""
    return crack_words.listed(asked, late(asked))


Groups = list[tuple[int, Rows]]
"""Causes with the places of their incidents in Late, the largest amount first; those without a cause last."""


def _by_cause(asked: Asked, found: Late) -> Groups:
    kept = np.flatnonzero(found.kept)
    keys = found.table.select(Causes.key())["system_error"].to_numpy()[kept]
    order = np.argsort(keys, kind="stable")
    causes, starts = np.unique(keys[order], return_index=True)
    groups = dict(zip(causes.tolist(), np.split(kept[order], starts[1:]), strict=True)) if len(kept) else {}
    names = Causes(asked.frame)
    hours = asked.choice.amount is Amount.HOURS

    def place(group: tuple[int, Rows]) -> tuple[bool, float, str, int]:
        key, places = group
        amount = float(found.late_s[places].sum()) if hours else float(len(places))
        return key == NO_CAUSE, -amount, names.label(key), key

    return sorted(groups.items(), key=place)


def behind(asked: Asked, found: Late, places: Rows | Flags) -> IncidentFilter:
    """The filter that keeps these late incidents, one by one; beyond 5,000 of them everything past the goal."""
    rows = found.rows[places]
    nearest = asked.base  # not made for each of many small groups
    if len(rows) > MOST_IDS:
        past = (Outcome.MISSED.key, Outcome.OPEN_PAST.key)
        nearest = behind_judged(asked, Condition("outcome", "one_of", past))
    return one_by_one(asked, rows, nearest)


def _rows(asked: Asked, found: Late, groups: Groups) -> list[BarRow]:
    """The causes that there is room for, and everything else in one row."""
    names = Causes(asked.frame)
    named = [group for group in groups if group[0] != NO_CAUSE]
    top = asked.choice.rows or TOP
    shown, others = named[:top], named[top:]
    rows = [_bar(asked, found, names.label(key), places, rest=False) for key, places in shown]
    if others:
        label = ngettext("{n} other error", "{n} other errors", len(others)).format(n=number(len(others)))
        rows.append(_bar(asked, found, label, np.concatenate([places for _key, places in others]), rest=True))
    rows += [_bar(asked, found, names.label(key), places, rest=True) for key, places in groups if key == NO_CAUSE]
    return rows


def _bar(asked: Asked, found: Late, label: str, places: Rows, *, rest: bool) -> BarRow:
    opens = behind(asked, found, places)
    if asked.choice.amount is Amount.HOURS:
        cell = _hours(int(found.late_s[places].sum()), opens)
    else:
        cell = Cell(number(len(places)), float(len(places)), opens=opens)
    return BarRow(label, cell.value or 0.0, (cell,), opens, rest=rest)


def _hours(seconds: int, opens: IncidentFilter | None = None) -> Cell:
    hours = seconds / HOUR
    if not seconds:
        return Cell(NONE, 0.0, quiet=True)
    return Cell(_("{n} h").format(n=number(hours, 1 if hours < 10 else 0)), hours, opens=opens)


def _table(asked: Asked, found: Late, groups: Groups) -> Table:
    names = Causes(asked.frame)
    columns = (
        _("System error"), _("Incidents"), _("Past the goal"), _("With Ops"), _("With Dev"), _("With nobody"),
        _("Replay"),
    )  # fmt: skip
    rows = []
    for key, places in groups:
        opens = behind(asked, found, places)
        replays = places[found.replay[places]]
        rows.append(
            (
                Cell(names.label(key), strong=True),
                Cell(number(len(places)), float(len(places)), opens=opens),
                _hours(int(found.late_s[places].sum()), opens),
                _hours(int(found.times.sides[Side.OPS][places].sum()), opens),
                _hours(int(found.times.sides[Side.DEV][places].sum()), opens),
                _hours(int(found.times.nobody[places].sum()), opens),
                Cell(number(len(replays)), float(len(replays)), quiet=True, opens=behind(asked, found, replays)),
            )
        )
    return Table(columns, (False, True, True, True, True, True, True), tuple(rows))


def _values(asked: Asked, found: Late, groups: Groups) -> Mapping[str, object]:
    names, late_s = Causes(asked.frame), found.late_s
    parts: Mapping[str, Flags] = {
        "cracks": found.kept,
        "replay": found.kept & found.replay,
        "open": found.kept & found.open,
        "open_inside_holder": found.open_inside,
        "with_nobody": found.with_nobody,
        "hand_overs": found.handed_over,
        "one_side": found.one_side,
        "neither_side": found.neither,
        "untold": found.untold,
    }
    return {
        "missed": len(found.rows),
        **{name: _part(asked, found, flags) for name, flags in parts.items()},
        "nobody_hours": int(found.times.nobody.sum()) / HOUR,
        "by_error": [
            {
                "name": names.label(key) if key != NO_CAUSE else None,
                "incidents": len(places),
                "past_h": int(late_s[places].sum()) / HOUR,
            }
            for key, places in groups
        ],
    }


def _part(asked: Asked, found: Late, flags: Flags) -> dict[str, object]:
    """How many, their hours past the goal, and the ids of the first 5,000."""
    ids = asked.frame.incidents["id"].to_numpy()[found.rows[flags]][:MOST_IDS]
    return {"n": int(flags.sum()), "past_h": int(found.late_s[flags].sum()) / HOUR, "ids": ids.tolist()}
