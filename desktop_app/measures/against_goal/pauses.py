"""The pause ledger: how much of the share in time comes from pauses, and which incidents are not due for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import BulletRow, Bullets
from desktop_app.domain.durations import HOUR
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.incidents import Exclusion, PauseReason, Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.routes import Outcome
from desktop_app.measures.against_goal.share_cells import n_cell
from desktop_app.measures.asking import chosen, judged, stated, timed
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.before import period_line
from desktop_app.measures.asking.cohort import Counts, summed
from desktop_app.measures.asking.cuts import by, cut
from desktop_app.measures.asking.wording import NONE, in_time
from desktop_app.measures.certainty.intervals import wilson
from desktop_app.measures.lives import measured
from desktop_app.measures.lives.ends import Flags, Seconds
from desktop_app.measures.lives.shares_of_time import some
from desktop_app.measures.lives.without_pauses import ever_paused

_AGAINST = ("repair_s", "target_s", "deadline_at", "late_s", "outcome")
"""Columns of the measured rows that pauses may change."""


def figure(asked: Asked) -> Figure:
    """By route or classification (``choice.by``): in time with pauses taken off, and with every pause counted."""
    found = _ledger(asked)
    return Figure(
        key="pauses",
        title=_("What pauses do to the share in time"),
        headline=_headline(found),
        definition=_definition(found),
        definition_lines=_definition_lines(found),
        chart=_chart(found),
        table=_table(found),
        n=found.lines[0].off.n,
        values=_values(found),
        note=_note(found),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """``off`` counts with the pauses taken off, ``counted`` with every pause counted; ``waits`` are not due for one."""

    key: str
    label: str
    off: Counts
    counted: Counts
    waits: int
    n: Cell  # of how many the share with the pauses taken off speaks
    opens_waits: IncidentFilter

    @property
    def points(self) -> float | None:
        """How much of the share in time comes from pauses; None where a share is not claimed."""
        if not (self.off.claimable and self.counted.claimable):
            return None
        return self.off.in_time / self.off.told - self.counted.in_time / self.counted.told


@dataclass(frozen=True, slots=True)
class _Ledger:
    """``lines`` are all together, then by group. Hours that stopped the clock, and that did not, by reason."""

    asked: Asked
    off: Asked
    lines: tuple[_Line, ...]
    stopped_h: Mapping[PauseReason, float]
    counted_h: Mapping[PauseReason, float]


def _ledger(asked: Asked) -> _Ledger:
    rows = ever_paused(asked.frame, [reason for reason in PauseReason if reason.stops_clock])
    off, counted = (_by_pauses(asked, rows, count_pauses=flag) for flag in (False, True))
    waits = chosen.judged(counted) & (off.measured["outcome"].to_numpy() == Outcome.NOT_DUE)
    code, groups = cut(asked)
    parts = [judged.counted(each, each.period, code) for each in (off, counted)]
    waiting = np.bincount(code[waits], minlength=max(group.code for group in groups) + 1)
    whole = [summed(list(part.values())) for part in parts]
    every = _line(off, "all", _("All"), whole, waits)
    lines = [
        _line(
            off,
            group.key,
            group.label,
            [part.get(group.code, judged.NOTHING) for part in parts],
            waits & (code == group.code),
            group.condition,
        )
        for group in groups
        if any(group.code in part for part in parts) or waiting[group.code]
    ]
    return _Ledger(asked, off, (every, *lines), *_hours(off))


def _line(off: Asked, key: str, label: str, parts: list[Counts], waits: Flags, *group: Condition) -> _Line:
    nearest = off.base.merged(
        IncidentFilter(
            (
                Condition("outcome", "one_of", (Outcome.NOT_DUE.key,)),
                Condition("exclusion", "one_of", (Exclusion.NONE.key,)),
                *group,
            )
        )
    )
    counts, counted = parts
    n = n_cell(counts, lambda outcomes: chosen.behind_judged(off, *group, outcomes=outcomes))
    return _Line(key, label, counts, counted, int(waits.sum()), n, chosen.one_by_one(off, waits, nearest))


def _by_pauses(asked: Asked, rows: Seconds, *, count_pauses: bool) -> Asked:
    """The same asked by that rule. Only these rows can differ, so only they are measured again."""
    rules = replace(asked.base.rules, count_pauses=count_pauses)
    if rules == asked.base.rules:
        return asked
    part = some(asked.frame, rows)
    again = measured.against(part, measured.lives(part, asked.clock, rules), asked.target_set, asked.clock, rules)
    places = pl.Series(rows, dtype=pl.UInt32)
    table = asked.measured.with_columns(asked.measured[name].scatter(places, again[name]) for name in _AGAINST)
    return replace(asked, measured=table, shares=None, unpaused=None, times=None, base=replace(asked.base, rules=rules))


def _hours(off: Asked) -> tuple[dict[PauseReason, float], dict[PauseReason, float]]:
    """Hours of waiting of the judged incidents by reason: where it stopped the clock, and where it did not."""
    rows = np.zeros(off.frame.incidents.height, dtype=np.bool_)
    rows[ever_paused(off.frame, list(PauseReason))] = True
    held = off.stretches.of(rows & timed.timed(off).rows)
    waits = held.status == Status.PAUSED
    sums = [
        np.bincount(held.reason[rows], weights=held.seconds[rows], minlength=max(PauseReason) + 1)
        for rows in (waits & held.still, waits & ~held.still)
    ]
    stopped, counted = ({r: float(each[r]) / HOUR for r in PauseReason if each[r]} for each in sums)
    return stopped, counted


# -- sentences


def _headline(found: _Ledger) -> str:
    line = found.lines[0]
    if not line.off.n and not line.counted.n:
        return _("No incident has reached its deadline here yet")
    if not found.stopped_h and not line.waits and line.off == line.counted:
        return _("No pause stopped the clock here")
    text = _("{off} in time with pauses taken off, {counted} with every pause counted").format(
        off=in_time(line.off), counted=in_time(line.counted)
    )
    if not line.waits:
        return text
    waits = ngettext(
        "{n} incident is not due yet because of a pause", "{n} incidents are not due yet because of a pause", line.waits
    )
    return f"{text}; {waits.format(n=number(line.waits))}"


def _note(found: _Ledger) -> str:
    stopped, counted = (_reasons(hours) for hours in (found.stopped_h, found.counted_h))
    said = []
    if stopped:
        said.append(_("Hours that stopped the clock: {reasons}.").format(reasons=stopped))
    if counted:
        said.append(_("Hours of waiting that count: {reasons}.").format(reasons=counted))
    return " ".join(said)


def _reasons(hours: Mapping[PauseReason, float]) -> str:
    """By the word for the reason, as two reasons may share one; the most first."""
    by_label: dict[str, float] = {}
    for reason, value in hours.items():
        by_label[reason.label] = by_label.get(reason.label, 0.0) + value
    ordered = sorted(by_label.items(), key=lambda each: -each[1])
    return ", ".join(f"{label} {number(value, 1 if value < 10 else 0)}" for label, value in ordered)


# -- picture and table


def _titles() -> tuple[str, ...]:
    return (_("In time"), _("Every pause counted"), _("From pauses"), _("Not due for a pause"), _("n"))


def _chart(found: _Ledger) -> Bullets:
    rows = tuple(_bullet(line) for line in found.lines)
    return Bullets(rows, _titles(), found.asked.target_set.agreed_share, _("with every pause counted"))


def _bullet(line: _Line) -> BulletRow:
    part, counted = line.off, line.counted
    low, high = wilson(part.in_time, part.told) if part.claimable else (None, None)
    return BulletRow(
        line.label,
        "",
        part.in_time / part.told if part.claimable else None,
        low,
        high,
        counted.in_time / counted.told if counted.claimable else None,
        _cells(line),
        line.n.opens,
    )


def _cells(line: _Line) -> tuple[Cell, ...]:
    part, points = line.off, line.points
    return (
        Cell(in_time(part), part.in_time / part.told if part.claimable else None, strong=True, opens=line.n.opens),
        Cell(in_time(line.counted), line.counted.in_time / line.counted.told if line.counted.claimable else None),
        Cell(NONE, quiet=True) if points is None else Cell(_points(points), points),
        Cell(number(line.waits), float(line.waits), opens=line.opens_waits),
        line.n,
    )


def _points(difference: float) -> str:
    whole = round(100 * difference)
    sign = "+" if whole > 0 else "−" if whole < 0 else ""
    return ngettext("{n} point", "{n} points", abs(whole)).format(n=f"{sign}{number(abs(whole))}")


def _table(found: _Ledger) -> Table:
    rows = tuple((Cell(line.label), *_cells(line)) for line in found.lines)
    return Table((_("Incidents that are"), *_titles()), (False, *[True] * len(_titles())), rows)


# -- definition and values


def _definition(found: _Ledger) -> str:
    asked = found.off
    bounded = asked.period.from_on is not None or asked.period.to_on is not None
    parts = [
        _("deadline in the period") if bounded else _("every incident whose deadline has passed"),
        *stated.rules_words(asked.base.rules, asked.clock),
        _("beside it with every pause counted"),
    ]
    return stated.one_line(parts, _counts(found))


def _counts(found: _Ledger) -> str:
    return stated.due(found.lines[0].off, chosen.left_out_due(found.off))


def _definition_lines(found: _Ledger) -> tuple[str, ...]:
    return (
        _(
            "Pause ledger: the share in time with the pauses taken off that stop the clock, and with every pause "
            "counted. Each has deadlines of its own, so which incidents are due in the period differs too."
        ),
        _("From pauses: the difference of the two shares, in points."),
        _("Not due for a pause: would be due in the period if every pause counted, but the clock stood."),
        _(
            "Hours of waiting are those of the incidents counted, on the same clock, without those that were closed "
            "without a resolve: when their waiting ended is not known."
        ),
        period_line(_("deadline"), found.asked.period),
        *stated.rules_lines(found.off.base.rules, found.asked.clock),
        _("The 95 % interval is Wilson's, as if incidents were independent."),
        _counts(found),
    )


def _values(found: _Ledger) -> dict[str, object]:
    return {
        "by": by(found.asked).value,
        "groups": {
            line.key: {
                "pauses_off": judged.bare(line.off),
                "pauses_counted": judged.bare(line.counted),
                "points_from_pauses": line.points,
                "not_due_for_a_pause": line.waits,
            }
            for line in found.lines
        },
        "stopped_h": {reason.key: hours for reason, hours in found.stopped_h.items()},
        "counted_h": {reason.key: hours for reason, hours in found.counted_h.items()},
    }
