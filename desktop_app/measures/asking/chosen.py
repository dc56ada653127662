"""Which rows of the frame a figure speaks of, as masks: nothing is copied, so a million incidents cost milliseconds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from desktop_app.domain.classifications import Classification
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Outcome
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.conditions import JUDGED
from desktop_app.measures.lives.ends import UNSET, Flags, Seconds, instants

MOST_IDS = 5000
"""As many incidents are opened one by one; beyond that the nearest set that conditions can say."""


def kept(asked: Asked) -> Flags:
    """The rows that the reader's filter keeps."""
    return np.ones(asked.frame.incidents.height, dtype=np.bool_) if asked.kept is None else asked.kept


def included(asked: Asked) -> Flags:
    """The kept rows without what is left out of every measure."""
    incidents = asked.frame.incidents
    found: Flags = kept(asked) & (incidents["exclusion"].to_numpy() == Exclusion.NONE)
    found &= incidents["status"].to_numpy() != Status.CANCELLED
    return found


def repaired(asked: Asked) -> Flags:
    """The included rows that have a repair time and will keep it."""
    found: Flags = included(asked) & ~asked.lives["open"].to_numpy() & ~asked.lives["estimated"].to_numpy()
    return found


def goals(target_set: TargetSet) -> frozenset[Classification]:
    return frozenset(kind for kind in Classification if target_set.newest(kind) is not None)


def judged(asked: Asked) -> Flags:
    """The cohort of ``cohort.cohort`` as far as it has a goal: included, due in the period, the deadline passed."""
    rows = asked.measured
    outcomes = rows["outcome"].to_numpy()
    found: Flags = included(asked) & (outcomes != Outcome.NOT_DUE)  # JUDGED are all the others
    having = goals(asked.target_set)
    if len(having) < len(Classification):
        found &= np.isin(rows["classification"].to_numpy(), [kind.value for kind in having])
    found &= inside(instants(rows["deadline_at"]), asked.period, asked.frame.zone)
    return found


def inside(at: Seconds, period: Period, zone: str) -> Flags:
    """True where there is an instant and it lies in the period."""
    start, end = period.instants(zone)
    found: Flags = at != UNSET
    if start is not None:
        found &= at >= start
    if end is not None:
        found &= at < end
    return found


def behind_judged(asked: Asked, *more: Condition, outcomes: tuple[Outcome, ...] = JUDGED) -> IncidentFilter:
    """The filter that keeps exactly ``judged``, as far as it went so, joined by more conditions."""
    days = (day.isoformat() if day else None for day in (asked.period.from_on, asked.period.to_on))
    return asked.base.merged(
        IncidentFilter(
            (
                Condition("classification", "one_of", tuple(kind.key for kind in sorted(goals(asked.target_set)))),
                Condition("deadline", "between", tuple(days)),
                Condition("outcome", "one_of", tuple(outcome.key for outcome in outcomes)),
                Condition("exclusion", "one_of", (Exclusion.NONE.key,)),
                *more,
            )
        )
    )


def behind_repaired(*more: Condition) -> IncidentFilter:
    """The conditions that keep exactly ``repaired``, joined by more of them."""
    return IncidentFilter(
        (
            Condition("exclusion", "one_of", (Exclusion.NONE.key,)),
            Condition("status", "not_one_of", (Status.CANCELLED.key,)),
            Condition("open", "is", (0,)),
            Condition("estimated", "is", (0,)),
            *more,
        )
    )


def one_by_one(asked: Asked, rows: Flags | Seconds, nearest: IncidentFilter) -> IncidentFilter:
    """These rows of the frame by their ids; ``nearest`` where they are too many for that."""
    ids = asked.frame.incidents["id"].to_numpy()[rows]
    if len(ids) > MOST_IDS:
        return nearest
    return asked.base.merged(IncidentFilter((Condition("id", "one_of", tuple(ids.tolist())),)))


def left_out(asked: Asked, among: Flags) -> Mapping[Exclusion, int]:
    """How many of these rows the measures leave out, by reason; cancelled by status alone counts as cancelled."""
    incidents = asked.frame.incidents
    among = among & kept(asked)
    reason = incidents["exclusion"].to_numpy()[among]
    status = incidents["status"].to_numpy()[among]
    reason = np.where((reason == Exclusion.NONE) & (status == Status.CANCELLED), Exclusion.CANCELLED, reason)
    counts = np.bincount(reason, minlength=max(Exclusion) + 1)
    return {e: int(counts[e]) for e in Exclusion if e is not Exclusion.NONE and counts[e]}


def left_out_due(asked: Asked) -> Mapping[Exclusion, int]:
    """What ``judged`` would hold if it were not left out, by reason: due in the period, the deadline passed."""
    deadline = instants(asked.measured["deadline_at"])
    due = inside(deadline, asked.period, asked.frame.zone) & (deadline <= asked.lives["as_of"].to_numpy())
    return left_out(asked, due)
