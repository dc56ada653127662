"""What is said of the flow: whether the backlog grows, only where the weeks carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from desktop_app.domain.language import _, ngettext, number
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.certainty.drift import mean_interval
from desktop_app.measures.lives.ends import Seconds

FEWEST: Final = 8
"""So many whole weeks are needed before a trend is looked for."""


@dataclass(frozen=True, slots=True)
class Trend:
    """``key`` is grows, shrinks, unclear, too_short, sources_change or not_seen.

    ``mean`` is the change a week with its interval.
    """

    key: str
    mean: float | None = None
    low: float | None = None
    high: float | None = None


def trend(changes: Seconds, sources_change: bool, not_seen: bool = False) -> Trend:
    """Whether the mean weekly change of the backlog differs from nothing, by Student's 95 % interval.

    The changes are tested and not the backlog itself: a backlog without any trend still wanders, and a test of its
    levels would mostly find one.
    """
    if len(changes) < FEWEST:
        return Trend("too_short")
    values = changes.astype(np.float64)
    low, high = mean_interval(values)
    mean = float(values.mean())
    if sources_change or not_seen:
        return Trend("sources_change" if sources_change else "not_seen", mean, low, high)
    return Trend("grows" if low > 0 else "shrinks" if high < 0 else "unclear", mean, low, high)


def headline(opened: Seconds, ended: Seconds, left: Seconds, found: Trend) -> str:
    weeks = len(opened)
    if not weeks:
        return _("Nothing to show yet: no whole week lies in the period and in what is known")
    so_many = ngettext("{n} whole week", "{n} whole weeks", weeks).format(n=number(weeks))
    open_last = int(left[-1])
    last = ngettext("{n} is open after the last", "{n} are open after the last", open_last).format(n=number(open_last))
    if found.key == "grows" and found.mean is not None:
        return _("The backlog grows by about {n} a week over {weeks}; {last}").format(
            n=_rate(found.mean), weeks=so_many, last=last
        )
    if found.key == "shrinks" and found.mean is not None:
        return _("The backlog shrinks by about {n} a week over {weeks}; {last}").format(
            n=_rate(-found.mean), weeks=so_many, last=last
        )
    text = _("{opened} opened and {ended} ended in {weeks}; {last}").format(
        opened=number(int(opened.sum())), ended=number(int(ended.sum())), weeks=so_many, last=last
    )
    if found.key == "unclear":
        return _("{text}: no clear trend").format(text=text)
    return text


def _rate(value: float) -> str:
    return number(value, 0 if value >= 10 else 1)


def line(mondays: Sequence[date], counted: str) -> str:
    if not mondays:
        return _("Whole weeks, Monday to Sunday, in the workspace's time zone.")
    return _("Whole weeks from {first} to {last}; ended is resolved, or closed without a resolve. {counted}").format(
        first=mondays[0].isoformat(), last=(mondays[-1] + timedelta(days=6)).isoformat(), counted=counted
    )


def lines(asked: Asked, counted: str, untold: int, found: Trend) -> tuple[str, ...]:
    """The whole definition."""
    said = [
        _(
            "Whole weeks from Monday to Sunday in the time zone {zone}, only those that lie wholly in the period and "
            "between the first opening and the newest known instant."
        ).format(zone=asked.frame.zone),
        _(
            "Opened, and ended when the repair ended or, without a resolve, at the close. No clock and no pause is in "
            "these counts."
        ),
        _("Open at the end: opened before the week's end and not ended by then; opened less ended is its change."),
        _(
            "A reopened incident counts as open until its repair ended. What ended before the first opening is not "
            "known."
        ),
        counted,
        _(
            "Trend: the mean weekly change with Student's 95 % interval, from {n} weeks on. The changes are tested and "
            "not the backlog, which wanders without any trend."
        ).format(n=number(FEWEST)),
        _(
            "A count that cannot be said by conditions opens its incidents one by one; above 5,000 the nearest list "
            "that can be said."
        ),
    ]
    if untold:
        said.append(
            ngettext(
                "{n} ended at a time that is not told, and is in none of these counts.",
                "{n} ended at a time that is not told, and are in none of these counts.",
                untold,
            ).format(n=number(untold))
        )
    if found.key == "not_seen":
        said.append(_("More than 10 % of what is open no longer was never seen to end, so nothing is said of a trend."))
    if found.key == "sources_change":
        said.append(_("A source begins or ends inside these weeks, so nothing is said of a trend."))
    return tuple(said)


def not_seen_since(lost: int) -> tuple[str, ...]:
    """What is said of those that newer files do not name; nothing where there are none."""
    if not lost:
        return ()
    text = ngettext(
        "{n} has not been seen since: open in an older file and missing from newer ones, it counts as open until it "
        "was last seen, and never as ended.",
        "{n} have not been seen since: open in an older file and missing from newer ones, they count as open until "
        "they were last seen, and never as ended.",
        lost,
    )
    return (text.format(n=number(lost)),)
