"""Sentences about incidents of a choice that cannot have the status that all were to get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.errors import Refused
from desktop_app.domain.incidents import Incident, Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.lives import REOPEN_DAYS

NAMED = 2  # tickets in a sentence about many


@dataclass(frozen=True, slots=True)
class Kept:
    """An incident that keeps its status, and why."""

    incident: Incident
    why: Refused


def some(kept: Sequence[Kept]) -> str:
    """What is said beside those that did change; empty when all of them did."""
    if not kept:
        return ""
    words = ngettext("{n} keeps its status: {why}", "{n} keep their status: {why}", len(kept))
    if len({each.why.sentence for each in kept}) > 1:
        words = _("{n} keep their status, the first because: {why}")
    return words.format(n=number(len(kept)), why=kept[0].why.sentence)


def none(kept: Sequence[Kept], status: Status) -> Refused:
    """Why nothing happened, when at least one keeps its status and nothing else changed."""
    if len({each.why.sentence for each in kept}) == 1:  # the only one, or the same for all
        return kept[0].why
    words = _("None of the {n} can be {status}: {reason} ({tickets})")
    return Refused(words.format(n=number(len(kept)), status=status.label, reason=_reason(kept), tickets=_tickets(kept)))


def _reason(kept: Sequence[Kept]) -> str:
    merged = sum(each.incident.merged_into is not None for each in kept)
    if merged == len(kept):
        return _("they are merged into others; split them first")
    days = number(REOPEN_DAYS)
    if merged:
        return _("they ended more than {days} days ago or are merged into others").format(days=days)
    return _("they ended more than {days} days ago; “Reopen” logs a new incident for each").format(days=days)


def _tickets(kept: Sequence[Kept]) -> str:
    named, more = ", ".join(each.incident.ticket for each in kept[:NAMED]), len(kept) - NAMED
    return _("{tickets} and {n} more").format(tickets=named, n=number(more)) if more > 0 else named
