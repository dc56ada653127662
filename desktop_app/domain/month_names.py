"""What a month is called in a sentence and in a title."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.language import _


def month_name(on: date) -> str:
    """``October``."""
    names = _("January February March April May June July August September October November December")
    return names.split()[on.month - 1]


def month_title(on: date) -> str:
    """``October 2026``."""
    return _("{month} {year}").format(month=month_name(on), year=on.year)
