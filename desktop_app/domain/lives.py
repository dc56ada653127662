"""What can happen to an incident: each act, when it is possible, and the life that it writes.

Every act has an instant. It never lies before the newest change of the incident: what happened earlier is put right by
correcting times.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from desktop_app.domain.errors import Refused
from desktop_app.domain.incidents import Exclusion, Fix, Incident, PauseReason, ReleaseRelated, Segment, Status
from desktop_app.domain.language import _
from desktop_app.domain.segments import advanced, begun, retimed


class Act(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    START_WORK = "start_work"
    HAND_OVER = "hand_over"
    PAUSE = "pause"
    RESTORE = "restore"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    CLOSE = "close"
    CANCEL = "cancel"
    MERGE = "merge"
    SPLIT = "split"
    COMMENT = "comment"
    RELEASE = "release"

    @property
    def label(self) -> str:
        """The verb, as a button or a menu says it."""
        return {
            "acknowledge": _("Acknowledge"),
            "start_work": _("Start work"),
            "hand_over": _("Hand over"),
            "pause": _("Pause"),
            "restore": _("Restore"),
            "resolve": _("Resolve"),
            "reopen": _("Reopen"),
            "close": _("Close"),
            "cancel": _("Cancel incident"),
            "merge": _("Merge"),
            "split": _("Split again"),
            "comment": _("Comment"),
            "release": _("Set release-related"),
        }[self.value]


@dataclass(frozen=True, slots=True)
class Doing:
    """An act with what belongs to it; ``at`` is UTC. What an act does not need is not looked at."""

    act: Act
    at: datetime
    team_id: int | None = None
    reason: PauseReason = PauseReason.NONE
    workaround: str = ""
    fix: Fix = Fix.UNKNOWN
    note: str = ""
    release: ReleaseRelated = ReleaseRelated.UNKNOWN
    into: int = 0


@dataclass(frozen=True, slots=True)
class Lived:
    """An incident with its segments, before or after an act."""

    incident: Incident
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """Corrected instants of an incident and its segments, which follow each other; all UTC."""

    opened_at: datetime
    acknowledged_at: datetime | None
    restored_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    segments: tuple[Segment, ...]


REOPEN_DAYS: Final = 30
"""What comes back within so many days (24 x 7) after its end is the same incident; later it is one of its own."""

CONTINUES: Final = "Continues"
"""The extra field of such a one that names the ticket before it; the same in every language, since dumps compare it."""

_GOING: Final = frozenset(
    {Act.HAND_OVER, Act.PAUSE, Act.RESTORE, Act.RESOLVE, Act.CANCEL, Act.MERGE, Act.COMMENT, Act.RELEASE}
)
_ENDED: Final = frozenset({Act.REOPEN, Act.MERGE, Act.COMMENT, Act.RELEASE})


def possible(incident: Incident) -> frozenset[Act]:
    """What can be done with an incident as it is."""
    if incident.merged_into is not None:
        return frozenset({Act.SPLIT, Act.COMMENT})
    if incident.status.ended:
        return _ENDED | ({Act.CLOSE} if incident.status is Status.RESOLVED else frozenset())
    acts = _GOING
    if incident.acknowledged_at is None:
        acts |= {Act.ACKNOWLEDGE}
    if incident.status is not Status.IN_WORK:
        acts |= {Act.START_WORK}
    return acts


def acted(lived: Lived, doing: Doing, now: datetime) -> Lived:
    """The incident after the act. Raises Refused with a sentence that names it when the act is not possible.

    Reopened more than REOPEN_DAYS after its end, it stays as it is: what comes back is a new incident, with the id 0.
    """
    held = lived.incident
    if doing.act not in possible(held):
        words = _("“{act}” is not possible for {ticket} as it is now.")
        raise Refused(words.format(act=doing.act.label, ticket=held.ticket))
    if doing.act in _TIMED:
        doing = replace(doing, at=_checked_time(lived, doing.at, now))
        lived = replace(lived, incident=replace(held, seen_until=None))  # who acts on it has seen it
    return _DOES.get(doing.act, _unchanged)(lived, doing)


def retold(lived: Lived, times: Times, now: datetime) -> Lived:
    """The incident with corrected times. Raises Refused with the first thing that cannot be."""
    held, segments = lived.incident, times.segments
    _refuse_order(times, now)
    _refuse_ends(held.status, times)
    end = times.resolved_at or times.closed_at if held.status.ended else None
    if not segments or segments[0].from_at != times.opened_at:
        raise Refused(_("The first segment does not begin when the incident was opened."))
    for earlier, later in pairwise(segments):
        if earlier.to_at != later.from_at:
            raise Refused(_("Each segment ends when the next one begins."))
    last = segments[-1].to_at
    if held.status.ended and held.status is not Status.CANCELLED and end is not None and last != end:
        raise Refused(_("The last segment does not end when the incident was repaired or closed."))
    if not held.status.ended and last is not None:
        raise Refused(_("The last segment of an open incident has no end yet."))
    after = replace(
        held,
        opened_at=times.opened_at,
        acknowledged_at=times.acknowledged_at,
        restored_at=times.restored_at,
        resolved_at=times.resolved_at,
        closed_at=times.closed_at,
    )
    if not held.status.ended:
        newest = segments[-1]
        state = (newest.status, newest.team_id, newest.pause_reason)
        after = replace(after, status=state[0], team_id=state[1], pause_reason=state[2])
    return Lived(after, segments)


def changed(lived: Lived, after: Incident, now: datetime) -> Lived:
    """Bring segments and derived instants in line with an incident that was edited as a whole."""
    before, segments = lived.incident, lived.segments
    if after.classification is not before.classification and before.first_classification is None:
        after = replace(after, first_classification=before.classification)
    at = after.resolved_at if after.status.ended and after.resolved_at else now
    state = (after.status, after.team_id, after.pause_reason)
    if state != (before.status, before.team_id, before.pause_reason):
        segments = advanced(segments, max(at, after.opened_at), *state)
    if after.status is Status.CLOSED and before.status is not Status.CLOSED:
        after = replace(after, closed_at=max(now, after.resolved_at or now))
    if before.status.ended and not after.status.ended:
        if reopened_late(before, now):
            words = _("{ticket} ended more than {days} days ago: “Reopen” logs a new incident that continues it.")
            raise Refused(words.format(ticket=before.ticket, days=REOPEN_DAYS))
        after = _opened_again(before, after)
    end = after.resolved_at or after.closed_at
    if (after.opened_at, end) != (before.opened_at, before.resolved_at or before.closed_at):
        segments = retimed(segments, after.opened_at, end)
    return Lived(after, segments)


# -- the acts


def _acknowledge(lived: Lived, doing: Doing) -> Lived:
    held = lived.incident
    status = Status.ASSIGNED if held.status is Status.NEW else held.status
    return _moved(replace(lived, incident=replace(held, acknowledged_at=doing.at)), doing.at, status, held.team_id)


def _start_work(lived: Lived, doing: Doing) -> Lived:
    return _moved(_acknowledged(lived, doing.at), doing.at, Status.IN_WORK, lived.incident.team_id)


def _hand_over(lived: Lived, doing: Doing) -> Lived:
    if doing.team_id == lived.incident.team_id:
        raise Refused(_("{ticket} is with this team already.").format(ticket=lived.incident.ticket))
    return _moved(lived, doing.at, Status.ASSIGNED, doing.team_id)


def _pause(lived: Lived, doing: Doing) -> Lived:
    if (lived.incident.status, lived.incident.pause_reason) == (Status.PAUSED, doing.reason):
        raise Refused(_("{ticket} waits for this already.").format(ticket=lived.incident.ticket))
    return _moved(lived, doing.at, Status.PAUSED, lived.incident.team_id, doing.reason)


def _restore(lived: Lived, doing: Doing) -> Lived:
    held = _acknowledged(lived, doing.at).incident
    held = replace(held, restored_at=held.restored_at or doing.at, workaround=doing.workaround or held.workaround)
    return _moved(Lived(held, lived.segments), doing.at, Status.IN_WORK, held.team_id)


def _resolve(lived: Lived, doing: Doing) -> Lived:
    held = _acknowledged(lived, doing.at).incident
    held = replace(held, resolved_at=doing.at, fix=doing.fix, fix_note=doing.note or held.fix_note)
    return _moved(Lived(held, lived.segments), doing.at, Status.RESOLVED, held.team_id)


def _close(lived: Lived, doing: Doing) -> Lived:
    return replace(lived, incident=replace(lived.incident, status=Status.CLOSED, closed_at=doing.at))


def _cancel(lived: Lived, doing: Doing) -> Lived:
    return _moved(lived, doing.at, Status.CANCELLED, lived.incident.team_id)


def _reopen(lived: Lived, doing: Doing) -> Lived:
    held = lived.incident
    if reopened_late(held, doing.at):
        return _continued(held, doing.at)
    status = Status.NEW if held.team_id is None else Status.ASSIGNED
    after = _opened_again(held, replace(held, status=status, pause_reason=PauseReason.NONE))
    return Lived(after, advanced(lived.segments, doing.at, status, held.team_id, PauseReason.NONE))


def reopened_late(held: Incident, at: datetime) -> bool:
    """Whether a reopening at ``at`` is an incident of its own; coming back from a cancellation is no reopening."""
    end = None if held.status is Status.CANCELLED else held.resolved_at or held.closed_at
    return end is not None and at - end > timedelta(days=REOPEN_DAYS)


def _continued(held: Incident, at: datetime) -> Lived:
    """A new incident, without id and ticket yet, that goes on where one ended long ago."""
    status = Status.NEW if held.team_id is None else Status.ASSIGNED
    after = Incident(
        id=0,
        changed_in=0,
        ticket="",
        title=held.title,
        classification=held.classification,
        status=status,
        opened_at=at,
        team_id=held.team_id,
        system_id=held.system_id,
        system_error_id=held.system_error_id,
        release_related=held.release_related,
        extra={CONTINUES: held.ticket},
    )
    return Lived(after, begun(at, status, held.team_id, PauseReason.NONE, None))


def _merge(lived: Lived, doing: Doing) -> Lived:
    held = replace(lived.incident, merged_into=doing.into, exclusion=Exclusion.DUPLICATE)
    if held.status.ended:
        return replace(lived, incident=held)
    held = replace(held, closed_at=doing.at)
    return _moved(Lived(held, lived.segments), doing.at, Status.CLOSED, held.team_id)


def _split(lived: Lived, _doing: Doing) -> Lived:
    """As if it had never been merged: one that was open then lives on."""
    held = replace(lived.incident, merged_into=None, exclusion=Exclusion.NONE)
    if held.status is not Status.CLOSED or held.resolved_at is not None or not lived.segments:
        return Lived(held, lived.segments)
    last = lived.segments[-1]
    if last.to_at != held.closed_at:  # a dump told of its close: nothing was ended by merging
        return Lived(held, lived.segments)
    held = replace(held, status=last.status, team_id=last.team_id, pause_reason=last.pause_reason, closed_at=None)
    return Lived(held, (*lived.segments[:-1], replace(last, to_at=None)))


def _release(lived: Lived, doing: Doing) -> Lived:
    return replace(lived, incident=replace(lived.incident, release_related=doing.release))


def _unchanged(lived: Lived, _doing: Doing) -> Lived:
    return lived


_DOES: Final[Mapping[Act, Callable[[Lived, Doing], Lived]]] = {
    Act.ACKNOWLEDGE: _acknowledge,
    Act.START_WORK: _start_work,
    Act.HAND_OVER: _hand_over,
    Act.PAUSE: _pause,
    Act.RESTORE: _restore,
    Act.RESOLVE: _resolve,
    Act.REOPEN: _reopen,
    Act.CLOSE: _close,
    Act.CANCEL: _cancel,
    Act.MERGE: _merge,
    Act.SPLIT: _split,
    Act.RELEASE: _release,
}
_TIMED: Final = frozenset(_DOES) - {Act.SPLIT, Act.RELEASE}


# -- parts


def _moved(
    lived: Lived, at: datetime, status: Status, team_id: int | None, reason: PauseReason = PauseReason.NONE
) -> Lived:
    """Into another state from ``at`` on; the life says so in a segment."""
    held = replace(lived.incident, status=status, team_id=team_id, pause_reason=reason)
    return Lived(held, advanced(lived.segments, at, status, team_id, reason))


def _acknowledged(lived: Lived, at: datetime) -> Lived:
    """Whoever works on it has seen it."""
    held = lived.incident
    return lived if held.acknowledged_at else replace(lived, incident=replace(held, acknowledged_at=at))


def _opened_again(before: Incident, after: Incident) -> Incident:
    """The first resolve is kept; coming back from a cancellation is no reopening."""
    again = before.status is not Status.CANCELLED
    first = before.first_resolved_at or before.resolved_at if again else before.first_resolved_at
    return replace(
        after,
        first_resolved_at=first,
        resolved_at=None,
        closed_at=None,
        restored_at=None if again else before.restored_at,
        fix=Fix.UNKNOWN,
        reopens=before.reopens + again,
    )


def _checked_time(lived: Lived, at: datetime, now: datetime) -> datetime:
    """The time of an act; one told to the minute means the newest change when that was in the same minute."""
    held = lived.incident
    told = [held.opened_at, held.resolved_at, held.closed_at, *(s.from_at for s in lived.segments[-1:])]
    newest = max(t for t in told if t is not None)
    if at > now:
        raise Refused(_("The time for {ticket} lies in the future.").format(ticket=held.ticket))
    if at < newest.replace(second=0):
        words = _("The time lies before the newest change of {ticket}; “Correct times” can put that right.")
        raise Refused(words.format(ticket=held.ticket))
    return max(at, newest)


def _refuse_order(times: Times, now: datetime) -> None:
    named: Sequence[tuple[str, datetime | None]] = (
        (_("Acknowledged"), times.acknowledged_at),
        (_("Restored"), times.restored_at),
        (_("Resolved"), times.resolved_at),
        (_("Closed"), times.closed_at),
    )
    for name, at in ((_("Opened"), times.opened_at), *named):
        if at is not None and at > now:
            raise Refused(_("{time} lies in the future.").format(time=name))
        if at is not None and at < times.opened_at:
            raise Refused(_("{time} lies before opened.").format(time=name))
    if times.resolved_at and times.closed_at and times.closed_at < times.resolved_at:
        raise Refused(_("Closed lies before resolved."))
    for segment in times.segments:
        if segment.to_at is not None and segment.to_at < segment.from_at:
            raise Refused(_("A segment would end before it begins."))
        if segment.from_at > now:
            raise Refused(_("A segment would begin in the future."))


def _refuse_ends(status: Status, times: Times) -> None:
    if not status.ended and (times.resolved_at or times.closed_at):
        raise Refused(_("An open incident has no end yet: resolve it first."))
    if status is Status.RESOLVED and times.resolved_at is None:
        raise Refused(_("A resolved incident needs the time when it was resolved; reopen it instead."))
    if status is Status.RESOLVED and times.closed_at is not None:
        raise Refused(_("The incident is not closed yet: close it first."))
