"""Days and instants in words, as the review of an import tells them."""

from __future__ import annotations

from datetime import datetime

from desktop_app.domain.language import _


def month_name(month: int) -> str:
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )[month - 1]  # fmt: skip


def day_form(at: datetime) -> str:
    """``2 April 2025``."""
    return _("{day} {month} {year}").format(day=at.day, month=month_name(at.month), year=at.year)


def long_form(at: datetime) -> str:
    """``3 February 2026 14:05``."""
    return f"{day_form(at)} {at:%H:%M}"
