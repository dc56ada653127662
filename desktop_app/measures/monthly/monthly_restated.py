"""What an issued month comes to today, and why: each incident as it was counted against how it stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.issued import Counted, Held, IssuedSheet
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.month_names import month_name, month_title
from desktop_app.domain.monthly_sheet import InTime, Restatement
from desktop_app.measures.against_goal import summary
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.lives.ends import known_until
from desktop_app.measures.monthly.monthly_groups import COUNTED, due_in, groups_of, in_force
from desktop_app.measures.monthly.monthly_headline import in_time_of

_KEPT = ("id", "classification", "outcome", "reopens")


def counted(asked: Asked) -> Counted:
    """Those due in the month as they stand now, for an issue to keep."""
    due = _due(asked)
    return Counted(*(due[name].to_list() for name in _KEPT))


def held(asked: Asked) -> Held:
    """What the workspace holds now, to tell later what was not in it from what was not due yet."""
    frame = asked.frame
    return Held(int(frame.incidents["id"].max() or 0), dict(frame.as_of), frame.now)  # type: ignore[arg-type]


def goals(asked: Asked) -> dict[str, str]:
    """The goals that held at the period's end, by the classification's key."""
    own = in_force(asked).target_set
    return {kind.key: target.label for kind in Classification if (target := own.newest(kind)) is not None}


def restated(asked: Asked, issue: IssuedSheet, beside: date | None = None) -> Restatement | None:
    """``asked`` is over the issue's own filter and month; ``beside`` is the month of the sheet that says so.

    None where the month still comes to the same.
    """
    now, then = in_time_now(asked), issue.sheet.whole
    if (now.due, now.in_time, now.unknown) == (then.due, then.in_time, then.unknown):
        return None
    changes = _changes(asked, issue)
    why = ", ".join(_words(kind, n) for kind, n in changes.items())
    words = _("{month} (issued as no {number}): {then}, now {now}: {why}.")
    sentence = words.format(
        month=_title(issue.month, beside), number=number(issue.number),
        then=_figure(then, now), now=_figure(now, then), why=why or _("counted anew"),
    )  # fmt: skip
    return Restatement(issue.month, issue.number, sentence, tuple(changes.items()))


def in_time_now(asked: Asked) -> InTime:
    """The headline of the month as it would be made now."""
    start_end = asked.period
    near = asked.rows.filter(due_in(asked.frame, start_end))
    bare = summary.measures(near, frame=asked.frame, target_set=asked.target_set, clock=asked.clock, period=start_end)
    *_kinds, whole = groups_of(near, asked.frame, asked.target_set, start_end, bare)
    return in_time_of(whole)


def _due(asked: Asked) -> pl.DataFrame:
    return asked.rows.filter(COUNTED & due_in(asked.frame, asked.period)).select(_KEPT).sort("id")


def _changes(asked: Asked, issue: IssuedSheet) -> dict[str, int]:
    """How many are counted otherwise, by the first reason that explains it, the commonest reasons of an issue first."""
    stood = issue.counted
    then = pl.DataFrame(
        {"id": stood.ids, "kind": stood.classifications, "how": stood.outcomes, "again": stood.reopens},
        schema=dict.fromkeys(("id", "kind", "how", "again"), pl.Int64),
    )
    due = _due(asked).with_columns(due=pl.lit(value=True)).select("id", "due")
    known = asked.rows.select(
        "id", "classification", "outcome", "reopens", left_out=~COUNTED, later=_due_later(asked, issue.held)
    )
    now = known.join(due, on="id", how="left").with_columns(
        pl.col("due").fill_null(value=False), there=pl.lit(value=True)
    )
    was = pl.col("how").is_not_null()
    both = then.join(now, on="id", how="full", coalesce=True).filter(was | pl.col("due"))
    now_held, then_held = goals(asked), dict(issue.goals)
    moved = [kind.value for kind in Classification if now_held.get(kind.key) != then_held.get(kind.key)]
    same = was & pl.col("due") & (pl.col("how") == pl.col("outcome")) & (pl.col("kind") == pl.col("classification"))
    reason = (
        pl.when(~was & (pl.col("id") > issue.held.newest)).then(pl.lit("new"))
        .when(~was & pl.col("later")).then(pl.lit("due"))
        .when(~was & pl.col("classification").is_in(moved)).then(pl.lit("goal"))
        .when(~was).then(pl.lit("corrected"))
        .when(pl.col("there").is_null()).then(pl.lit("gone"))
        .when("left_out").then(pl.lit("left_out"))
        .when(pl.col("kind") != pl.col("classification")).then(pl.lit("reclassified"))
        .when(pl.col("reopens") > pl.col("again")).then(pl.lit("reopened"))
        .when(pl.col("kind").is_in(moved)).then(pl.lit("goal"))
        .otherwise(pl.lit("corrected"))
    )  # fmt: skip
    counts = dict(
        both.filter(~same.fill_null(value=False)).select(reason.alias("why"))["why"].value_counts().iter_rows()
    )
    return {kind: counts[kind] for kind in _ORDER if counts.get(kind)}


def _due_later(asked: Asked, then: Held) -> pl.Series:
    """Whose deadline lies past what was known when the sheet was issued."""
    known = known_until(replace(asked.frame, as_of=then.as_of, now=then.now), asked.rows)
    return (asked.rows["deadline_at"] > pl.Series(known)).fill_null(value=False)


_ORDER = ("reopened", "new", "due", "reclassified", "left_out", "gone", "goal", "corrected")


def _words(kind: str, n: int) -> str:
    texts: Mapping[str, str] = {
        "reopened": ngettext("{n} reopened", "{n} reopened", n),
        "new": ngettext("{n} newly known", "{n} newly known", n),
        "due": ngettext("{n} due since", "{n} due since", n),
        "reclassified": ngettext("{n} reclassified", "{n} reclassified", n),
        "left_out": ngettext("{n} left out", "{n} left out", n),
        "gone": ngettext("{n} no longer here", "{n} no longer here", n),
        "goal": ngettext("{n} under another goal", "{n} under another goal", n),
        "corrected": ngettext("{n} corrected", "{n} corrected", n),
    }
    return texts[kind].format(n=number(n))


def _figure(own: InTime, other: InTime) -> str:
    """``88 %``; with its counts where the two would read alike."""
    if own.share is None or other.share is None or own.words == other.words:
        told = own.due - own.unknown
        return _("{hits} of {n}").format(hits=number(own.in_time), n=number(told if told >= FEW else own.due))
    return own.words


def _title(month: date, beside: date | None) -> str:
    """``March``, with its year where the sheet that says so is of another one."""
    return month_name(month) if beside is not None and beside.year == month.year else month_title(month)
