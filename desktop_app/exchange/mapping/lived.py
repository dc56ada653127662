"""Rows become incidents with their lives: the events of a log, or the one state that a list tells of each."""

from __future__ import annotations

import polars as pl

from desktop_app.domain.imports import Field
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.lives import REOPEN_DAYS
from desktop_app.exchange.columns.recognition import Match
from desktop_app.exchange.mapping import events, reopened, rows

Lived = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]
"""Incidents, their segments by position, and of late reopenings which ticket they continue (``reopened.CONTINUED``)."""


def of_log(facts: rows.Facts, matched: Match) -> Lived:
    """One incident and its life of the rows of each ticket."""
    continued = _parted(facts)
    log = events.collapse(
        facts.frame,
        resolved_known=matched.column(Field.RESOLVED) is not None,
        closed_known=matched.column(Field.CLOSED) is not None,
    )
    if log.before_opened:
        text = ngettext(
            "{n} event is older than its ticket's opening.",
            "{n} events are older than their tickets' opening.",
            log.before_opened,
        )
        facts.notes.append(text.format(n=number(log.before_opened)))
    if log.out_of_order:
        text = ngettext("{n} event stands after a later one; they were put in order.",
                        "{n} events stand after later ones; they were put in order.", log.out_of_order)  # fmt: skip
        facts.notes.append(text.format(n=number(log.out_of_order)))
    return log.incidents, log.segments, continued


def of_list(facts: rows.Facts) -> Lived:
    """A list says one state per ticket: one segment from opened to resolved, or to closed, or still going on."""
    resolved, closed = pl.col("resolved_at").is_not_null(), pl.col("closed_at").is_not_null()
    proved = (
        pl.when(closed).then(int(Status.CLOSED)).when(resolved).then(int(Status.RESOLVED))
        .when(pl.col("status").is_not_null()).then("status")
        .when(pl.col("acknowledged_at").is_not_null()).then(int(Status.IN_WORK)).otherwise(int(Status.NEW))
    )  # fmt: skip
    ended = (pl.col("status") >= int(Status.RESOLVED)).fill_null(value=False)
    unsure = facts.frame.select((~ended & (resolved | closed) & pl.col("status").is_not_null()).sum()).item()
    if unsure:
        text = ngettext("{n} row says open and has a date of its end: the date was taken.",
                        "{n} rows say open and have a date of their end: the date was taken.", unsure)  # fmt: skip
        facts.notes.append(text.format(n=number(unsure)))
    incidents = facts.frame.with_columns(status=pl.when(ended).then("status").otherwise(proved).cast(pl.Int8))
    incidents = incidents.with_columns(
        pause_reason=pl.when(pl.col("status") == int(Status.PAUSED)).then("pause_reason").otherwise(0).cast(pl.Int8),
        first_resolved_at="resolved_at",
        told_from="updated_at",
        first_classification=pl.lit(None, dtype=pl.Int8),
        position=pl.int_range(pl.len(), dtype=pl.UInt32),
    )
    # nobody knows since when a ticket waits or what it did before its end: its one segment is work
    plain = pl.col("status").is_in([int(Status.NEW), int(Status.ASSIGNED)])
    segments = incidents.select(
        "position",
        from_at="opened_at",
        to_at=pl.coalesce("resolved_at", "closed_at"),
        status=pl.when(plain).then("status").otherwise(int(Status.IN_WORK)),
        team="team",
        pause_reason=pl.lit(int(PauseReason.NONE)),
    )
    return incidents, segments, pl.DataFrame(schema=reopened.CONTINUED)


def _parted(facts: rows.Facts) -> pl.DataFrame:
    """What was reopened late has a ticket of its own from then on; which one each of these continues."""
    found = reopened.parted(facts.frame)
    facts.frame = found.rows
    if found.before.height:
        text = ngettext(
            "{n} reopening came more than {days} days after the end: from then on it is an incident of its own.",
            "{n} reopenings came more than {days} days after the end: from then on they are incidents of their own.",
            found.before.height,
        )
        such_as = _("The first is {ticket}.").format(ticket=found.before["ticket"][0])
        facts.notes.append(text.format(n=number(found.before.height), days=REOPEN_DAYS) + " " + such_as)
    return found.before
