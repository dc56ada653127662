"""The words for the signs of the control charts: of repair times, and of how many are opened."""

from __future__ import annotations

from desktop_app.domain.language import _
from desktop_app.measures.certainty.xmr import Sign


def time_signs() -> dict[Sign, str]:
    """What a week of repair times is marked with."""
    return {
        Sign.ABOVE: _("longer than the normal range"),
        Sign.BELOW: _("shorter than the normal range"),
        Sign.RUN_ABOVE: _("8 weeks in a row on the longer side"),
        Sign.RUN_BELOW: _("8 weeks in a row on the shorter side"),
        Sign.CLOSE_ABOVE: _("3 of 4 weeks close to the upper limit"),
        Sign.CLOSE_BELOW: _("3 of 4 weeks close to the lower limit"),
    }


def time_headlines() -> dict[Sign, tuple[str, str]]:
    """Of one sign, and of several: {n} of them, the newest on {day}."""
    return {
        Sign.ABOVE: (
            _("One week was unusually long: the one from {day}"),
            _("{n} weeks were unusually long, the newest from {day}"),
        ),
        Sign.BELOW: (
            _("One week was unusually short: the one from {day}"),
            _("{n} weeks were unusually short, the newest from {day}"),
        ),
        Sign.RUN_ABOVE: (
            _("Repair has taken longer for 8 weeks in a row, up to the one from {day}"),
            _("Repair took longer {n} times for 8 weeks in a row, the last time up to the one from {day}"),
        ),
        Sign.RUN_BELOW: (
            _("Repair has taken less time for 8 weeks in a row, up to the one from {day}"),
            _("Repair took less time {n} times for 8 weeks in a row, the last time up to the one from {day}"),
        ),
        Sign.CLOSE_ABOVE: (
            _("Several weeks near {day} were close to the long end of the normal range"),
            _("{n} times several weeks were close to the long end of the normal range, the last time near {day}"),
        ),
        Sign.CLOSE_BELOW: (
            _("Several weeks near {day} were close to the short end of the normal range"),
            _("{n} times several weeks were close to the short end of the normal range, the last time near {day}"),
        ),
    }


def count_signs() -> dict[Sign, str]:
    """What a week of openings is marked with."""
    return {
        Sign.ABOVE: _("more than the normal range"),
        Sign.BELOW: _("fewer than the normal range"),
        Sign.RUN_ABOVE: _("8 weeks in a row with more than usual"),
        Sign.RUN_BELOW: _("8 weeks in a row with fewer than usual"),
        Sign.CLOSE_ABOVE: _("3 of 4 weeks close to the upper limit"),
        Sign.CLOSE_BELOW: _("3 of 4 weeks close to the lower limit"),
    }


def count_headlines() -> dict[Sign, tuple[str, str]]:
    """Of one sign, and of several: {n} of them, the newest on {day}."""
    return {
        Sign.ABOVE: (
            _("One week had unusually many incidents: the one from {day}"),
            _("{n} weeks had unusually many incidents, the newest from {day}"),
        ),
        Sign.BELOW: (
            _("One week had unusually few incidents: the one from {day}"),
            _("{n} weeks had unusually few incidents, the newest from {day}"),
        ),
        Sign.RUN_ABOVE: (
            _("More incidents than usual for 8 weeks in a row, up to the one from {day}"),
            _("{n} times more incidents than usual for 8 weeks in a row, the last time up to the one from {day}"),
        ),
        Sign.RUN_BELOW: (
            _("Fewer incidents than usual for 8 weeks in a row, up to the one from {day}"),
            _("{n} times fewer incidents than usual for 8 weeks in a row, the last time up to the one from {day}"),
        ),
        Sign.CLOSE_ABOVE: (
            _("Several weeks near {day} had close to unusually many incidents"),
            _("{n} times several weeks had close to unusually many incidents, the last time near {day}"),
        ),
        Sign.CLOSE_BELOW: (
            _("Several weeks near {day} had close to unusually few incidents"),
            _("{n} times several weeks had close to unusually few incidents, the last time near {day}"),
        ),
    }
