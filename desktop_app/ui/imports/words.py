"""What was recognised in a file, in plain words: one short fact per question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from zoneinfo import available_timezones

from desktop_app.domain.imports import (
    ColumnReview,
    DateOrder,
    DateReading,
    Field,
    FoundPerson,
    FoundPriority,
    FoundState,
    FoundSystem,
    FoundTeam,
    ImportCounts,
    ImportReview,
)
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.teams import Side
from desktop_app.ui.imports.plain_text import brief, listed

NAMED = 3  # words of the file told before "and n more"
KNOWN = 6  # priorities of a known scale, which are short
_WORD = re.compile(r"[^\W\d_]{3}")
SHORT = 40  # characters of a word of the file inside a sentence


def field_label(field: Field) -> str:
    """The field as the rest of the window calls it."""
    return {
        Field.TICKET: _("Ticket"),
        Field.TITLE: _("Title"),
        Field.OPENED: _("Opened"),
        Field.ACKNOWLEDGED: _("Acknowledged"),
        Field.RESTORED: _("Restored"),
        Field.RESOLVED: _("Resolved"),
        Field.CLOSED: _("Closed"),
        Field.UPDATED: _("Last update"),
        Field.PRIORITY: _("Classification"),
        Field.STATE: _("Status"),
        Field.PAUSE_REASON: _("Pause reason"),
        Field.TEAM: _("Team"),
        Field.SYSTEM: _("System"),
        Field.SYSTEM_ERROR: _("System error"),
        Field.RELEASE: _("Release-related"),
        Field.REOPENS: _("Reopened"),
        Field.KIND: _("Kind of ticket"),
        Field.CHANGED_FIELD: _("Changed field"),
        Field.OLD_VALUE: _("Old value"),
        Field.NEW_VALUE: _("New value"),
        Field.ACTIVITY: _("Activity"),
        Field.PERSON: _("Person"),
        Field.EXTRA: _("Extra field"),
    }[field]


def order_label(order: DateOrder) -> str:
    return {
        DateOrder.DMY: _("Day first"),
        DateOrder.MDY: _("Month first"),
        DateOrder.YMD: _("Year first"),
    }[order]


def columns_fact(columns: Iterable[ColumnReview]) -> str:
    """``14 of 19 matched, 5 kept as extra fields``"""
    fields = [column.field for column in columns if column.field is not Field.PERSON]
    extra = sum(1 for field in fields if field is Field.EXTRA)
    fact = _("{n} of {all} matched").format(n=number(len(fields) - extra), all=number(len(fields)))
    if not extra:
        return fact
    more = ngettext("{n} kept as an extra field", "{n} kept as extra fields", extra).format(n=number(extra))
    return f"{fact}, {more}"


def date_fact(reading: DateReading) -> str:
    """``day first: 03.02.2025 14:05 is 3 February 2025 14:05``"""
    told = _("{sample} is {meaning}").format(sample=brief(reading.sample, SHORT), meaning=reading.meaning)
    if _WORD.search(reading.sample):
        return told  # a month in words has no order that matters
    order = order_label(reading.order)
    return _("{order}: {reading}").format(order=order[:1].lower() + order[1:], reading=told)


def dates_fact(readings: tuple[DateReading, ...]) -> str:
    if not readings:
        return _("no column of dates")
    return date_fact(next((reading for reading in readings if not reading.decided), readings[0]))


def zone_fact(review: ImportReview) -> str:
    if not review.dates:
        return ""
    return _("for every date without one") if review.zone_needed else _("every date has its own")


def classification_fact(found: tuple[FoundPriority, ...]) -> str:
    """``4 values mapped; P5 (213) to Medium``: what no known scale has, or needs a word, is named."""
    if not found:
        return _("no column of priorities; all are stored as Medium")
    known = sum(1 for each in found if each.recognised)
    odd = [each for each in found if each.recognised and not _evident(each)]
    mapped = ngettext("{n} value mapped", "{n} values mapped", known).format(n=number(known))
    unknown = [each for each in found if not each.recognised]
    if not unknown and not odd:
        return f"{mapped}: {listed([_counted(each) for each in found], KNOWN)}"
    told = [
        _("{value} ({rows}) to {classification}").format(
            value=brief(each.value, SHORT), rows=number(each.rows), classification=each.classification.label
        )
        for each in (*unknown, *odd)
    ]
    return f"{mapped}; {listed(told, NAMED)}"


def _evident(found: FoundPriority) -> bool:
    """Whether the value itself says its classification: "3 - Moderate" does, "P5" as Low does not."""
    digits = [sign for sign in found.value if sign.isdigit()]
    return not digits or digits == [str(int(found.classification))]


def _counted(found: FoundPriority | FoundState) -> str:
    """``Parked (12)``"""
    return f"{brief(found.value, SHORT)} ({number(found.rows)})"


def teams_fact(teams: tuple[FoundTeam, ...]) -> str:
    """``9 found: 4 Dev, 5 Ops``"""
    if not teams:
        return _("no column of teams")
    found = _("{n} found").format(n=number(len(teams)))
    count = Counter(team.side for team in teams)
    parts = [
        _("{n} {side}").format(n=number(count[side]), side=side.label)
        for side in (Side.DEV, Side.OPS, Side.OTHER)
        if count[side]
    ]
    if count[Side.UNKNOWN]:
        parts.append(_("{n} not set").format(n=number(count[Side.UNKNOWN])))
    return f"{found}: {', '.join(parts)}"


def states_fact(states: Sequence[FoundState]) -> str:
    """``7 recognised; Parked (12) taken from the dates``: what is not recognised is named."""
    if not states:
        return _("no status column")
    unknown = [state for state in states if state.meaning is None]
    told = _("{n} recognised").format(n=number(len(states) - len(unknown)))
    if not unknown:
        return told
    named = listed([_counted(each) for each in unknown], NAMED)
    return _("{recognised}; {states} taken from the dates").format(recognised=told, states=named)


def systems_fact(systems: Sequence[FoundSystem]) -> str:
    """``12 found: 9 stored here, 3 new, 1 of them similar to a stored one``"""
    if not systems:
        return _("no column of systems")
    known = sum(1 for system in systems if system.known)
    alike = sum(1 for system in systems if system.like and not system.known)
    told = _("{n} found: {known} stored here, {new} new").format(
        n=number(len(systems)), known=number(known), new=number(len(systems) - known)
    )
    if not alike:
        return told
    more = ngettext("{n} of them similar to a stored one", "{n} of them similar to stored ones", alike)
    return f"{told}, {more.format(n=number(alike))}"


def profile_fact(profile: str) -> str:
    """``Profile: ServiceNow monthly``, or that the answers are kept."""
    if profile:
        return _("Profile: {name}").format(name=brief(profile, SHORT))
    return _("these answers are kept for files with the same header")


def persons_fact(columns: Iterable[ColumnReview], people: Sequence[FoundPerson] = ()) -> str:
    """Names of persons are left where they are, unless they were wanted as people."""
    if people:
        new = sum(1 for person in people if not person.known)
        taken = ngettext("{n} person added", "{n} people added", len(people))
        return _("{persons}, {new} new").format(persons=taken.format(n=number(len(people))), new=number(new))
    names = [brief(column.column, SHORT) for column in columns if column.field is Field.PERSON]
    if not names:
        return _("no column of persons")
    told = ngettext("{names} stays in the file", "{names} stay in the file", len(names))
    return told.format(names=listed(names, NAMED))


def incidents_fact(counts: ImportCounts) -> str:
    """``890 new, 0 changed, 0 same``"""
    return _("{new} new, {changed} changed, {same} same").format(
        new=number(counts.new), changed=number(counts.changed), same=number(counts.same)
    )


def import_label(incidents: int) -> str:
    return ngettext("&Import {n} incident", "&Import {n} incidents", incidents).format(n=number(incidents))


def outcome(counts: ImportCounts) -> str:
    """``890 incidents imported, 0 rows refused``"""
    stored = counts.new + counts.changed
    incidents = ngettext("{n} incident imported", "{n} incidents imported", stored).format(n=number(stored))
    rows = ngettext("{n} row refused", "{n} rows refused", counts.refused).format(n=number(counts.refused))
    return f"{incidents}, {rows}"


def zones() -> tuple[str, ...]:
    """The names of all time zones, without the database's own doublets. Reads the disk."""
    return tuple(sorted(name for name in available_timezones() if not name.startswith(("posix/", "right/"))))
