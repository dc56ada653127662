"""How an incident's life is written down: segments that follow each other from opened to the end, without gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desktop_app.domain.errors import Refused
from desktop_app.domain.incidents import PauseReason, Segment, Status
from desktop_app.domain.language import _


def begun(
    opened_at: datetime, status: Status, team_id: int | None, reason: PauseReason, ended_at: datetime | None
) -> tuple[Segment, ...]:
    """The life of an incident that is logged as it stands: one segment, closed if the incident has ended.

    An incident logged as already resolved was in work until then.
    """
    if status.ended:
        return (Segment(opened_at, ended_at, Status.IN_WORK, team_id),)
    return (Segment(opened_at, None, status, team_id, reason if status is Status.PAUSED else PauseReason.NONE),)


def advanced(
    segments: Sequence[Segment], at: datetime, status: Status, team_id: int | None, reason: PauseReason
) -> tuple[Segment, ...]:
    """The same life with a new state from ``at`` on; an ended state only closes the last segment.

    A reopened incident shows the time since its resolve as a resolved segment. Returns the segments unchanged when
    state, team and reason are as they were.
    """
    if not segments:
        return begun(at, status, team_id, reason, at if status.ended else None)
    last = segments[-1]
    reason = reason if status is Status.PAUSED else PauseReason.NONE
    if last.to_at is None and (last.status, last.team_id, last.pause_reason) == (status, team_id, reason):
        return tuple(segments)
    earlier = list(segments)
    if last.to_at is None:
        if at <= last.from_at:
            earlier.pop()
            at = last.from_at
        else:
            earlier[-1] = replace(last, to_at=at)
    elif at > last.to_at and not status.ended:
        earlier.append(Segment(last.to_at, at, Status.RESOLVED, last.team_id))
    if status.ended:
        if not earlier:
            return (Segment(at, at, Status.IN_WORK, team_id),)
        if last.to_at is not None:  # it had ended before: only who held it at the end is corrected
            earlier[-1] = replace(last, team_id=team_id)
        return tuple(earlier)
    return (*earlier, Segment(at, None, status, team_id, reason))


def retimed(segments: Sequence[Segment], opened_at: datetime, ended_at: datetime | None) -> tuple[Segment, ...]:
    """The same life between corrected times: what lies outside is cut, the first and the last segment stretched.

    Raises Refused when the end lies before the beginning.
    """
    if ended_at is not None and ended_at < opened_at:
        raise Refused(_("The incident would be resolved before it was opened."))
    kept = [
        s
        for s in segments
        if (s.to_at is None or s.to_at > opened_at)
        and (ended_at is None or s.from_at < ended_at or s.from_at <= opened_at)
    ]
    if not kept:
        kept = [segments[-1]] if segments else [Segment(opened_at, ended_at, Status.IN_WORK)]
    first = kept[0]
    kept[0] = replace(first, from_at=opened_at, to_at=max(first.to_at, opened_at) if first.to_at else None)
    if ended_at is not None:
        kept[-1] = replace(kept[-1], to_at=max(ended_at, kept[-1].from_at))
    return tuple(kept)
