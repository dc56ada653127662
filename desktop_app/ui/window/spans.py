"""Periods as seen from the newest stamp, such as the last 24 weeks, and how the window keeps one between starts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.periods import Period, last_days, relative

ALL: Final = "all"
DAYS: Final = "days"  # two that were chosen: not remembered
DEMO: Final = "weeks_24"  # long enough for a change against the weeks before
SPANS: Final = ("weeks_4", "weeks_12", DEMO, "weeks_52", "this_month", "last_month", "this_year")


def span_words(span: str) -> str:
    """What the menu calls one of SPANS."""
    unit, _sign, amount = span.partition("_")
    if unit == "weeks":
        return ngettext("Last {n} week", "Last {n} weeks", int(amount)).format(n=number(int(amount)))
    return {"this_month": _("This month"), "last_month": _("Last month"), "this_year": _("This year")}[span]


def span_period(span: str, newest: date) -> Period:
    """The days of one of SPANS as seen from the day of the newest stamp."""
    unit, _sign, amount = span.partition("_")
    return last_days(7 * int(amount), newest) if unit == "weeks" else relative(span, newest)


def kept_as(workspace: Path) -> str:
    """The name under which the window remembers the period of a workspace."""
    return "periods/" + str(workspace.absolute()).replace("/", "|").replace("\\", "|")
