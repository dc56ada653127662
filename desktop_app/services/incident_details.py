"""Everything that the detail pane says about one incident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import duration
from desktop_app.domain.incidents import (
    Comment,
    Exclusion,
    Fix,
    Incident,
    IncidentForm,
    PauseReason,
    ReleaseRelated,
    Segment,
    Status,
    status_label,
)
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.lives import CONTINUES, Act, possible
from desktop_app.domain.stamps import stamp
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.lives.frame import Frame
from desktop_app.services.workspaces import local
from desktop_app.storage.journal import HistoryLine as StoredLine

Changed = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """One stretch of the incident's life; ``from_at`` in the workspace's zone, ``seconds`` elapsed."""

    label: str
    team: str
    from_at: datetime
    seconds: float
    waiting: bool
    stops: bool  # the wait stops the clock
    nobody: bool
    lasting: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step that touched the incident: who, when, and each field before and after in words."""

    step: int
    name: str
    author: str
    at: datetime
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment; ``at`` is in the workspace's zone, ``own`` when the user wrote it."""

    id: int
    author: str
    at: datetime
    body: str
    own: bool


@dataclass(frozen=True, slots=True)
class StoredIncident:
    """What the database holds of one incident. The lines of its history are the oldest first."""

    incident: Incident
    segments: tuple[Segment, ...]
    comments: tuple[Comment, ...]
    duplicates: Mapping[int, tuple[str, str]]  # ticket and title by id
    history: Sequence[StoredLine]
    segment_history: Sequence[StoredLine]
    comment_history: Sequence[StoredLine]
    merged_into: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class IncidentDetail:
    incident: Incident
    team: str
    system: str
    system_error: str
    source: str
    facts: tuple[tuple[str, str], ...]
    segments: tuple[SegmentLine, ...]
    goal_label: str
    goal_seconds: float | None
    so_far_seconds: float
    so_far_label: str
    sentence: str
    history: tuple[HistoryLine, ...]  # the newest first
    form: IncidentForm
    comments: tuple[CommentLine, ...]  # the oldest first
    acts: frozenset[Act]
    duplicates: tuple[tuple[int, str, str], ...]  # id, ticket and title of what was merged into this one
    merged_into: tuple[int, str] | None
    raw_segments: tuple[Segment, ...]
    zone: str


def detail_of(
    stored: StoredIncident, frame: Frame, row: dict[str, Any] | None, user: str, goals: TargetSet
) -> IncidentDetail:
    """Put an incident, its segments and its history into words; ``row`` is its measured row against ``goals``."""
    incident, segments = stored.incident, stored.segments
    team = frame.teams.get(incident.team_id or 0)
    drawn = _segment_lines(incident, segments, frame)
    so_far = float(row["repair_s"]) if row and row["repair_s"] is not None else sum(s.seconds for s in drawn)
    opened = local(int(incident.opened_at.timestamp()), frame.zone)
    target = goals.target(incident.classification, opened.date())
    goal = float(row["target_s"]) if row and row["target_s"] is not None else None
    if row and target and target.unit.working:  # it runs on another clock than the strip: where that one reaches it
        goal = float(row["deadline_at"] - row["opened_at"])
    system = frame.systems.get(incident.system_id or 0, "")
    system_error = frame.system_errors.get(incident.system_error_id or 0, "")
    return IncidentDetail(
        incident=incident,
        team=team.name if team else "",
        system=system,
        system_error=system_error,
        source=frame.sources.get(incident.source_id or 0, ""),
        facts=_facts(incident, team.name if team else "", system, system_error, frame),
        segments=drawn,
        goal_label=_("shared goal {time}").format(time=target.label) if goal is not None and target else "",
        goal_seconds=goal,
        so_far_seconds=so_far,
        so_far_label=_end_words(incident, so_far),
        sentence=_sentence(drawn),
        history=_history(stored, frame),
        form=IncidentForm(
            title=incident.title,
            classification=incident.classification,
            status=incident.status,
            pause_reason=incident.pause_reason,
            team=team.name if team else "",
            system=system,
            system_error=system_error,
            release_related=incident.release_related,
            opened_at=incident.opened_at,
            resolved_at=incident.resolved_at,
        ),
        comments=tuple(
            CommentLine(c.id, c.author, local(int(c.at.timestamp()), frame.zone), c.body, c.author == user)
            for c in stored.comments
        ),
        acts=possible(incident),
        duplicates=tuple((key, *words) for key, words in stored.duplicates.items()),
        merged_into=stored.merged_into,
        raw_segments=segments,
        zone=frame.zone,
    )


def _end_words(incident: Incident, so_far: float) -> str:
    if incident.status.ended:
        return _("{time} in all").format(time=duration(so_far))
    return _("{time} so far").format(time=duration(so_far))


def _facts(incident: Incident, team: str, system: str, error: str, frame: Frame) -> tuple[tuple[str, str], ...]:
    when = [
        (_("Opened"), incident.opened_at),
        (_("Acknowledged"), incident.acknowledged_at),
        (_("Restored"), incident.restored_at),
        (_("First resolved"), incident.first_resolved_at),
        (_("Resolved"), incident.resolved_at),
        (_("Closed"), incident.closed_at),
        (_("Last seen in a file"), incident.seen_until),
    ]
    first = incident.first_classification
    return (
        (_("Classification"), incident.classification.label),
        *(((_("Classification when opened"), first.label),) if first and first is not incident.classification else ()),
        *(((_("Continues"), incident.extra[CONTINUES]),) if CONTINUES in incident.extra else ()),
        (_("Status"), status_label(incident.status, incident.pause_reason)),
        (_("Team"), team or _("nobody")),
        (_("System"), system or "–"),
        (_("System error"), error or "–"),
        (_("Release-related"), incident.release_related.label),
        *((label, stamp(local(int(at.timestamp()), frame.zone))) for label, at in when if at is not None),
        *(((_("Workaround"), incident.workaround),) if incident.workaround else ()),
        *(((_("Fix"), incident.fix.label),) if incident.fix else ()),
        *(((_("Note on the fix"), incident.fix_note),) if incident.fix_note else ()),
        *(((_("Left out of measures"), incident.exclusion.label),) if incident.exclusion else ()),
    )


def _segment_lines(incident: Incident, segments: Sequence[Segment], frame: Frame) -> tuple[SegmentLine, ...]:
    as_of = float(frame.as_of.get(incident.source_id, frame.now) if incident.source_id else frame.now)
    as_of = min(as_of, incident.seen_until.timestamp()) if incident.seen_until else as_of
    lines = []
    for segment in segments:
        team = frame.teams.get(segment.team_id or 0)
        start = segment.from_at.timestamp()
        end = segment.to_at.timestamp() if segment.to_at else max(as_of, start)
        lines.append(
            SegmentLine(
                label=status_label(segment.status, segment.pause_reason),
                team=team.name if team else "",
                from_at=local(int(start), frame.zone),
                seconds=end - start,
                waiting=segment.status is Status.PAUSED,
                stops=segment.status is Status.PAUSED and segment.pause_reason.stops_clock,
                nobody=team is None,
                lasting=segment.to_at is None,
            )
        )
    return tuple(lines)


def _sentence(lines: Sequence[SegmentLine]) -> str:
    """Where the time went: waiting, work, and time without a team."""
    total = sum(s.seconds for s in lines)
    if not total:
        return ""
    waiting = sum(s.seconds for s in lines if s.waiting)
    nobody = sum(s.seconds for s in lines if s.nobody and not s.waiting)
    parts = []
    if waiting:
        parts.append(_("{part} of {all} was waiting").format(part=duration(waiting), all=duration(total)))
    if nobody:
        parts.append(_("{part} passed without a team").format(part=duration(nobody)))
    holders = {s.team for s in lines if s.team}
    if len(holders) > 1:
        text = ngettext("{n} team held it", "{n} teams held it", len(holders))
        parts.append(text.format(n=number(len(holders))))
    return "; ".join(parts) + "." if parts else ""


def _history(stored: StoredIncident, frame: Frame) -> tuple[HistoryLine, ...]:
    """Every step that touched the incident, its segments or its comments, the newest first."""
    lines = {line.step: _history_line(line, frame) for line in stored.history}
    moved = {step for step, line in lines.items() if line.changes}
    for line in stored.segment_history:
        if line.step not in moved:  # elsewhere the facts of the incident say what the segments repeat
            _join(lines, line, _segment_changes(line, frame), frame)
    for line in stored.comment_history:
        before, after = line.changes.get("body", (None, None))
        _join(lines, line, ((_("Comment"), before or "–", after or "–"),), frame)
    return tuple(lines[step] for step in sorted(lines, reverse=True))


def _join(lines: dict[int, HistoryLine], line: StoredLine, changes: Changed, frame: Frame) -> None:
    known = lines.get(line.step)
    if known is None:
        lines[line.step] = HistoryLine(line.step, line.name, line.author, local(line.at, frame.zone), changes)
    else:
        lines[line.step] = replace(known, changes=known.changes + changes)


def _segment_changes(line: StoredLine, frame: Frame) -> Changed:
    """What was put right in one segment; one that came or went whole is told by its beginning."""
    labels = {"from_at": _("Segment from"), "to_at": _("Segment until"), "status": _("Segment’s status")}
    labels |= {"team_id": _("Segment’s team"), "pause_reason": _("Segment waits for")}
    named = {column: values for column, values in line.changes.items() if column in labels}
    if "incident_id" in line.changes:
        named = {column: values for column, values in named.items() if column == "from_at"}
    return tuple(
        (labels[column], _value_words(column, before, frame), _value_words(column, after, frame))
        for column, (before, after) in named.items()
    )


def _history_line(line: StoredLine, frame: Frame) -> HistoryLine:
    changes = []
    created = line.changes.get("ticket", ("", ""))[0] is None
    for column, (before, after) in line.changes.items():
        label = _field_label(column)
        if label and not created:  # of a new incident every field is new: the facts above say them
            changes.append((label, _value_words(column, before, frame), _value_words(column, after, frame)))
    return HistoryLine(line.step, line.name, line.author, local(line.at, frame.zone), tuple(changes))


def _field_label(column: str) -> str:
    labels = {
        "title": _("Title"),
        "classification": _("Classification"),
        "status": _("Status"),
        "pause_reason": _("Waiting for"),
        "team_id": _("Team"),
        "system_id": _("System"),
        "system_error_id": _("System error"),
        "release_related": _("Release-related"),
        "exclusion": _("Left out of measures"),
        "opened_at": _("Opened"),
        "acknowledged_at": _("Acknowledged"),
        "restored_at": _("Restored"),
        "resolved_at": _("Resolved"),
        "first_resolved_at": _("First resolved"),
        "closed_at": _("Closed"),
        "first_classification": _("Classification when opened"),
        "seen_until": _("Last seen in a file"),
        "deleted_at": _("Deleted"),
        "workaround": _("Workaround"),
        "fix": _("Fix"),
        "fix_note": _("Note on the fix"),
    }
    return labels.get(column, "")


def _value_words(column: str, value: Any, frame: Frame) -> str:
    if value is None:
        return "–"
    if column.endswith("_at") or column == "seen_until":
        return stamp(local(int(value), frame.zone))
    if column == "team_id":
        team = frame.teams.get(value)
        return team.name if team else "–"
    if column in ("system_id", "system_error_id"):
        return (frame.systems if column == "system_id" else frame.system_errors).get(value, "–")
    if column in ("classification", "first_classification"):
        return Classification(value).label
    if column == "status":
        return Status(value).label
    if column == "pause_reason":
        return PauseReason(value).label if value else "–"
    if column == "release_related":
        return ReleaseRelated(value).label
    if column == "fix":
        return Fix(value).label
    return Exclusion(value).label or "–" if column == "exclusion" else str(value)
