"""How often each cause comes back: incidents close together are one occurrence, and the rate has its exact interval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Axis, IntervalRow, Intervals
from desktop_app.domain.durations import DAY
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import Condition, IncidentFilter, Value
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.periods import Period
from desktop_app.measures.asking import causes
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.before import period_line
from desktop_app.measures.asking.causes import NO_CAUSE, Causes
from desktop_app.measures.asking.chosen import included, inside, left_out
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.asking.stated import counts, one_line
from desktop_app.measures.asking.weeks import Watched, watched
from desktop_app.measures.asking.wording import NONE
from desktop_app.measures.certainty.garwood import garwood
from desktop_app.measures.lives.ends import Flags, Seconds, instants
from desktop_app.measures.lives.ordered import in_order

TOP: Final = 20
SAME: Final = DAY
"""Incidents opened within so many elapsed seconds after the first of an occurrence belong to it."""

PER: Final = 30
"""Rates are per so many days."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """One cause: how many incidents it had, and how many occurrences these were."""

    key: int
    incidents: int
    occurrences: int


@dataclass(frozen=True, slots=True)
class _Found:
    ranked: list[Recurring]
    n: int
    days: float  # watched
    watch: Watched | None  # None without any incident
    seen: Period  # the period as far as openings were watched: the days that are counted, and by which rates divide
    among: Flags  # rows of the frame opened in it
    strays: int  # opened in the period outside of the watch

    def rate(self, count: float) -> float | None:
        """Per 30 days; None when less than a day was watched."""
        return count * PER / self.days if self.days >= 1 else None


def figure(asked: Asked) -> Figure:
    """The figure "occurrences": the twenty causes that came back most often, per 30 days."""
    found, names = _found(asked), Causes(asked.frame)
    rows = tuple(_row(asked, names, found, each) for each in found.ranked[:TOP])
    columns = (_("Occurrences"), _("Incidents"), _("Per 30 d"), _("95 % interval"))
    table = Table(
        (_("Cause"), *columns),
        (False, True, True, True, True),
        tuple((Cell(row.label, strong=True, opens=row.opens), *row.cells) for row in rows),
    )
    told = counts(found.n, left_out(asked, found.among), {_("opened outside of what was watched"): found.strays})
    bounded = asked.period.from_on is not None or asked.period.to_on is not None
    return Figure(
        key="occurrences",
        title=_("How often it comes back"),
        headline=_headline(found, names),
        definition=one_line(
            [
                _("opened in the period") if bounded else _("every incident"),
                _("incidents of one cause within 24 h are one occurrence"),
                _("exact Poisson interval"),
            ],
            told,
        ),
        definition_lines=_lines(asked, found, told),
        chart=Intervals(rows, columns, Axis.RATE),
        table=table,
        n=found.n,
        values=_values(found, names),
    )


def occurrences(key: npt.NDArray[np.int64], opened: Seconds) -> dict[int, Recurring]:
    """The occurrences by cause. An occurrence begins with an incident, and all of its cause in the next 24 h join it.

    All causes step on together from one occurrence to the next, so the steps are as many as the busiest cause has.
    """
    order = in_order(key, opened)
    key, opened = key[order], opened[order]
    causes, starts, sizes = np.unique(key, return_index=True, return_counts=True)
    ends = starts + sizes
    # One ascending line of all: each cause begins far behind the end of the one before it.
    span = (int(opened.max()) - int(opened.min()) + 2 * SAME) if len(opened) else 0
    place = opened - (opened.min() if len(opened) else 0) + np.repeat(np.arange(len(causes)), sizes) * span
    after = np.searchsorted(place, place + SAME, side="right")
    found = np.zeros(len(causes), dtype=np.int64)
    going, at = np.arange(len(causes)), starts
    while len(going):
        found[going] += 1
        at = after[at]
        goes_on = at < ends[going]
        going, at = going[goes_on], at[goes_on]
    return {
        int(cause): Recurring(int(cause), int(size), int(times))
        for cause, size, times in zip(causes, sizes, found, strict=True)
    }


def _found(asked: Asked) -> _Found:
    opened, zone = instants(asked.measured["opened_at"]), asked.frame.zone
    watch = watched(opened, int(asked.lives["as_of"].to_numpy().max())) if len(opened) else None
    seen = _seen(asked.period, watch, zone)
    among = np.zeros(len(opened), dtype=np.bool_)
    if seen is not None:
        among = inside(opened, seen, zone)
    chosen = included(asked) & among
    strays = 0
    if seen != asked.period:
        strays = int(np.count_nonzero(included(asked) & inside(opened, asked.period, zone) & ~among))
    key = asked.measured.select(key=Causes.key())["key"].to_numpy()
    names = Causes(asked.frame)
    told = chosen & (key != NO_CAUSE)
    every = occurrences(key[told], opened[told]).values()
    ranked = sorted(every, key=lambda each: (-each.occurrences, -each.incidents, names.label(each.key), each.key))
    return _Found(ranked, int(chosen.sum()), _days(asked, watch), watch, seen or asked.period, among, strays)


def _seen(period: Period, watch: Watched | None, zone: str) -> Period | None:
    """The days of the period without those on which only stray incidents were opened, far from all others.

    None where that leaves no day.
    """
    if watch is None:
        return period
    first, last = (datetime.fromtimestamp(at, ZoneInfo(zone)).date() for at in (watch.first, watch.last))
    start = max(first, period.from_on or first) if watch.early else period.from_on
    end = min(last, period.to_on or last) if watch.ended else period.to_on
    return None if start and end and end < start else Period(start, end)


def _days(asked: Asked, watch: Watched | None) -> float:
    """How long was watched: the period, as far as the openings of all that is known reach into it."""
    if watch is None:
        return 0.0
    start, end = asked.period.instants(asked.frame.zone)
    low = watch.first if start is None else max(watch.first, start)
    high = watch.last if end is None else min(watch.last, end)
    return max(0.0, (high - low) / DAY)


def _behind(asked: Asked, found: _Found, *conditions: Condition) -> IncidentFilter:
    days: tuple[Value, ...] = tuple(d.isoformat() if d else None for d in (found.seen.from_on, found.seen.to_on))
    parts = (
        Condition("opened", "between", days),
        Condition("exclusion", "one_of", (Exclusion.NONE.key,)),
        Condition("status", "not_one_of", (Status.CANCELLED.key,)),
    )
    return asked.base.merged(IncidentFilter((*parts, *conditions)))


def _row(asked: Asked, names: Causes, found: _Found, each: Recurring) -> IntervalRow:
    opens = _behind(asked, found, *names.conditions(each.key))
    rate = found.rate(each.occurrences)
    low, high = (found.rate(bound) for bound in garwood(each.occurrences))
    cells = (
        Cell(number(each.occurrences), float(each.occurrences), strong=True),
        Cell(number(each.incidents), float(each.incidents), opens=opens),
        Cell(NONE, quiet=True) if rate is None else Cell(number(rate, 1), rate),
        Cell(NONE, quiet=True)
        if low is None or high is None
        else Cell(_("{low} – {high}").format(low=number(low, 1), high=number(high, 1)), quiet=True),
    )
    return IntervalRow(names.label(each.key), rate, low, high, cells, opens)


def _headline(found: _Found, names: Causes) -> str:
    """The cause that comes back most often, when its interval lies above the next one's; else what is missing."""
    if not found.n and not found.strays:
        return _("No incident was opened here")
    if not found.n:
        return _("What was opened here lies far from everything else: too few for a rate")
    if found.days < 1:
        return _("Less than a day is known: too short for a rate")
    if not found.ranked:
        return _("No system error is told for these incidents, and no system")
    first = found.ranked[0]
    if first.occurrences < FEW:
        return _("No cause came back ten times yet: the rates rest on few occurrences, as their intervals show")
    rate = found.rate(first.occurrences) or 0.0
    low = garwood(first.occurrences)[0]
    text = _("{name} comes back {rate} times in 30 days")
    if len(found.ranked) > 1:
        second = found.ranked[1].occurrences
        if low > garwood(second)[1]:
            text = _("{name} comes back most often: {rate} times in 30 days")
        else:
            text = _("{name} comes back {rate} times in 30 days; the next one may be as frequent")
    return text.format(name=names.label(first.key), rate=number(rate, 1))


def _lines(asked: Asked, found: _Found, told: str) -> tuple[str, ...]:
    nameless = found.n - sum(each.incidents for each in found.ranked)
    made = [
        _("How often each cause comes back, per 30 days."),
        _("An occurrence begins with an incident; all of the same cause opened in the 24 h after it belong to it."),
        _("What was merged into another incident is a duplicate and no occurrence of its own."),
        causes.definition(),
        period_line(_("opened"), asked.period),
        _("Watched: {days} days, as far as the data reach into the period.").format(days=number(found.days, 1)),
        *(found.watch.lines(asked.frame.zone) if found.watch else ()),
        _("The 95 % interval is Garwood's, exact for any count, as if occurrences came independently."),
        told,
    ]
    if nameless:
        made.append(
            ngettext(
                "{n} has neither error nor system and is in no row.",
                "{n} have neither error nor system and are in no row.",
                nameless,
            ).format(n=number(nameless))
        )
    if len(found.ranked) > TOP:
        made.append(
            _("Shown are the {top} most frequent of {n} causes.").format(top=number(TOP), n=number(len(found.ranked)))
        )
    return tuple(made)


def _values(found: _Found, names: Causes) -> dict[str, object]:
    made: list[dict[str, object]] = []
    for each in found.ranked[:TOP]:
        low, high = garwood(each.occurrences)
        made.append(
            {
                "name": names.label(each.key),
                "by": "system_error" if each.key > 0 else "system",
                "occurrences": each.occurrences,
                "incidents": each.incidents,
                "per_30d": found.rate(each.occurrences),
                "low": found.rate(low),
                "high": found.rate(high),
            }
        )
    return {"days": found.days, "causes": made, "of": len(found.ranked)}
