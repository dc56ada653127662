"""The workspace as csv for people: names where the file keeps numbers, wall time with its offset, one file a noun."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Exclusion, Fix, PauseReason, ReleaseRelated, Status, status_label
from desktop_app.domain.language import _
from desktop_app.domain.phases import PhaseKind
from desktop_app.domain.rotations import BlockKind
from desktop_app.domain.sessions import SessionKind
from desktop_app.domain.targets import AGREED_SHARE
from desktop_app.domain.teams import Side
from desktop_app.exchange import exports
from desktop_app.exchange.exports import Column, Sheet, Value
from desktop_app.exchange.whole_folder import FolderOut
from desktop_app.services.workspaces import local
from desktop_app.storage import whole
from desktop_app.storage.database import Connection

README: Final = "README.txt"
_EACH: Final = 1_000
Tick = Callable[[int], None]
_Kind = TypeVar("_Kind", Classification, Status, PauseReason, Exclusion, ReleaseRelated, Fix, Side, SessionKind)


@dataclass(frozen=True, slots=True)
class _Names:
    """What the numbers of other tables stand for, by table and id; everything that is small enough to be kept."""

    zone: str
    by_table: Mapping[str, Mapping[int, str]]

    def of(self, table: str, row_id: int | None) -> str | None:
        return None if row_id is None else self.by_table[table].get(row_id, "")

    def at(self, seconds: int | None) -> datetime | None:
        return None if seconds is None else local(seconds, self.zone)


@dataclass(frozen=True, slots=True)
class _Table:
    """``file`` without its ending; ``cells`` makes a line of a row of ``table``."""

    file: str
    table: str
    heads: tuple[str, ...]
    cells: Callable[[_Names, Any], Sequence[Value]]


def write(connection: Connection, out: FolderOut, zone: str, tick: Tick) -> None:
    """Write every table of people's interest, and a README that says what is what and in which zone."""
    names = _names(connection, zone)
    for one in _tables():
        with out.file(f"{one.file}.csv") as file:
            sheet = Sheet(one.file, [Column(head) for head in one.heads], _lines(connection, names, one, tick))
            file.rows = exports.write_csv(sheet, file)
    with out.file(README) as file:
        file.write("\r\n".join((*_about(zone), "")).encode())


def _lines(connection: Connection, names: _Names, one: _Table, tick: Tick) -> Iterator[Sequence[Value]]:
    for count, row in enumerate(whole.named_rows(connection, one.table), 1):
        if count % _EACH == 0:
            tick(_EACH)
        yield one.cells(names, row)
    tick(0)


def _names(connection: Connection, zone: str) -> _Names:
    called = {
        "source": "name", "team": "name", "system": "name", "system_error": "name", "target_set": "name",
        "person": "name", "rota": "name", "session": "topic",
    }  # fmt: skip
    held = {table: {row.id: getattr(row, of) for row in whole.named_rows(connection, table)}
            for table, of in called.items()}  # fmt: skip
    plans = {
        row.id: f"{held['rota'].get(row.rota_id, '')} {row.version}" for row in whole.named_rows(connection, "plan")
    }
    return _Names(zone, {**held, "plan": plans})


def _told(kind: type[_Kind], code: int | None) -> str:
    """The word of a code; the code itself where this version knows none."""
    try:
        return kind(code or 0).label
    except ValueError:
        return str(code)


def _status(status: int, reason: int) -> str:
    try:
        return status_label(Status(status), PauseReason(reason))
    except ValueError:
        return str(status)


def _incident(names: _Names, row: Any) -> Sequence[Value]:
    stamps = (row.opened_at, row.acknowledged_at, row.restored_at, row.first_resolved_at, row.resolved_at,
              row.closed_at)  # fmt: skip
    return (
        row.ticket, row.title, _told(Classification, row.classification), _status(row.status, row.pause_reason),
        names.of("team", row.team_id), names.of("system", row.system_id),
        names.of("system_error", row.system_error_id), *map(names.at, stamps),
        _told(ReleaseRelated, row.release_related), _told(Exclusion, row.exclusion), row.reopens, row.workaround,
        _told(Fix, row.fix), row.fix_note, row.of_ticket, names.at(row.deleted_at), names.of("source", row.source_id),
        None if row.first_classification is None else _told(Classification, row.first_classification),
        names.at(row.seen_until), row.extra,
    )  # fmt: skip


def _segment(names: _Names, row: Any) -> Sequence[Value]:
    return (
        row.of_ticket, names.of("source", row.of_source_id), names.at(row.from_at), names.at(row.to_at),
        _status(row.status, row.pause_reason), names.of("team", row.team_id),
    )  # fmt: skip


def _kind(kind: str) -> str:
    """Whose a target set is; the word that is stored where this version knows none."""
    words = {"ops": Side.OPS.label, "dev": Side.DEV.label, "shared": _("shared goal"), "own": _("own set")}
    return words.get(kind, kind)


def _event_kind(kind: str) -> str:
    known = {each.value: each.label for each in PhaseKind}
    return known.get(kind, kind)


def _per_cent(share: float | None) -> float:
    return round(100 * (AGREED_SHARE if share is None else share), 6)


def _tables() -> tuple[_Table, ...]:
    return (*_of_incidents(), *_of_the_team(), *_of_plans())


def _of_incidents() -> Iterator[_Table]:
    yield _Table(
        "incidents", "incident",
        (
            _("Incident"), _("Title"), _("Classification"), _("Status"), _("Team"), _("System"), _("System error"),
            _("Opened"), _("Acknowledged"), _("Restored"), _("First resolved"), _("Resolved"), _("Closed"),
            _("Release-related"), _("Left out as"), _("Reopened"), _("Workaround"), _("Fix"), _("Note on the fix"),
            _("Repeats"), _("Deleted"), _("Source"), _("Classification when opened"), _("Last seen"),
            _("Further columns"),
        ),
        _incident,
    )  # fmt: skip
    yield _Table(
        "segments", "segment", (_("Incident"), _("Source"), _("From"), _("To"), _("Status"), _("Team")), _segment
    )
    yield _Table(
        "comments", "comment", (_("Incident"), _("Source"), _("At"), _("Author"), _("Comment")),
        lambda names, row: (
            row.of_ticket, names.of("source", row.of_source_id), names.at(row.at), row.author, row.body,
        ),
    )  # fmt: skip
    yield _Table(
        "sources", "source", (_("Source"), _("As of")), lambda names, row: (row.name, names.at(row.as_of))
    )  # fmt: skip
    yield _Table(
        "imports", "import_run", (_("File"), _("At"), _("Source"), _("Counts"), _("SHA-256")),
        lambda names, row: (
            row.file_name, names.at(row.at), names.of("source", row.source_id), row.counts, row.file_hash,
        ),
    )  # fmt: skip
    yield _Table(
        "systems", "system", (_("System"), _("Support calendar")), lambda _names, row: (row.name, row.calendar)
    )  # fmt: skip
    yield _Table("system_errors", "system_error", (_("System error"),), lambda _names, row: (row.name,))


def _of_the_team() -> Iterator[_Table]:
    yield _Table(
        "teams", "team", (_("Team"), _("Side"), _("Letters"), _("At the desk, at least")),
        lambda _names, row: (row.name, _told(Side, row.side), row.code, row.minimum),
    )  # fmt: skip
    yield _Table(
        "targets", "target", (_("Target set"), _("Classification"), _("Value"), _("Unit"), _("Valid from")),
        lambda names, row: (
            names.of("target_set", row.target_set_id), _told(Classification, row.classification), row.value, row.unit,
            row.valid_from,
        ),
    )  # fmt: skip
    yield _Table(
        "target_sets", "target_set", (_("Target set"), _("Kind"), _("Agreed share, per cent")),
        lambda _names, row: (row.name, _kind(row.kind), _per_cent(row.agreed_share)),
    )  # fmt: skip
    yield _Table(
        "support_hours", "support_calendar",
        (_("Support calendar"), _("Zone"), _("Hours"), _("Holidays"), _("Valid from")),
        lambda _names, row: (row.name, row.zone, row.hours, row.holidays, row.valid_from),
    )  # fmt: skip
    yield _Table(
        "events", "phase_event", (_("Event"), _("Day"), _("Kind"), _("Classification")),
        lambda _names, row: (
            row.title, row.happened_on, _event_kind(row.kind),
            None if row.classification is None else _told(Classification, row.classification),
        ),
    )  # fmt: skip
    yield _Table(
        "issued_sheets", "issued_sheet", (_("Month"), _("Issue"), _("Issued"), _("Filter"), _("Figures")),
        lambda names, row: (row.month, row.number, names.at(row.issued_at), row.filter, row.facts),
    )  # fmt: skip
    yield _Table(
        "views", "saved_filter", (_("View"), _("Filter"), _("Layout")),
        lambda _names, row: (row.name, row.filter, row.layout),
    )  # fmt: skip
    yield _Table(
        "settings", "setting", (_("Setting"), _("Value")), lambda _names, row: (row.key, row.value)
    )  # fmt: skip
    yield _Table(
        "people", "person", (_("Person"), _("Team"), _("Per cent"), _("Region"), _("Joined"), _("Left")),
        lambda names, row: (
            row.name, names.of("team", row.team_id), row.share, row.region, row.joined_on, row.left_on,
        ),
    )  # fmt: skip
    yield _Table(
        "days_away", "absence", (_("Person"), _("First day"), _("Last day")),
        lambda names, row: (names.of("person", row.person_id), row.first_on, row.last_on),
    )  # fmt: skip


def _of_plans() -> Iterator[_Table]:
    stays = {int(BlockKind.GUEST): _("guest"), int(BlockKind.DUTY): _("on duty")}
    yield _Table(
        "rotas", "rota",
        (_("Rota"), _("From"), _("Weeks"), _("Weeks of a slot"), _("Longest stay"), _("Weeks of rest"), _("Contact")),
        lambda _names, row: (
            row.name, row.from_on, row.weeks, row.slot_weeks, row.longest_weeks, row.rest_weeks, row.contact,
        ),
    )  # fmt: skip
    yield _Table(
        "rota_places", "rota_role", (_("Rota"), _("Kind"), _("Side"), _("Host"), _("Places")),
        lambda names, row: (
            names.of("rota", row.rota_id), stays.get(row.kind, str(row.kind)), _told(Side, row.side),
            names.of("team", row.host_id), row.places,
        ),
    )  # fmt: skip
    yield _Table(
        "plans", "plan", (_("Rota"), _("Version"), _("Published")),
        lambda names, row: (names.of("rota", row.rota_id), row.version, names.at(row.published_at)),
    )  # fmt: skip
    yield _Table(
        "stays", "block",
        (_("Plan"), _("Person"), _("Kind"), _("Host"), _("From"), _("To"), _("Pinned"), _("Mentor"), _("Question")),
        lambda names, row: (
            names.of("plan", row.plan_id), names.of("person", row.person_id), stays.get(row.kind, str(row.kind)),
            names.of("team", row.host_id), row.from_on, row.to_on, row.pinned, names.of("person", row.mentor_id),
            row.question,
        ),
    )  # fmt: skip
    yield _Table(
        "sessions", "session",
        (_("Session"), _("Kind"), _("Team"), _("Minutes"), _("Place"), _("Needs"), _("Seats"), _("At one's own pace")),
        lambda names, row: (
            row.topic, _told(SessionKind, row.kind), names.of("team", row.team_id), row.minutes, row.place, row.needs,
            row.seats, row.own_pace,
        ),
    )  # fmt: skip
    yield _Table(
        "session_dates", "session_date", (_("Session"), _("Starts"), _("Zone")),
        lambda names, row: (names.of("session", row.session_id), row.starts, row.zone),
    )  # fmt: skip
    yield _Table(
        "session_hosts", "session_host", (_("Session"), _("Person")),
        lambda names, row: (names.of("session", row.session_id), names.of("person", row.person_id)),
    )  # fmt: skip


def _about(zone: str) -> Sequence[str]:
    return (
        _("The whole workspace of Second Way, as tables for people and other programs."),
        "",
        _("Dates and times are local time in {zone}, each with its offset; days are written year-month-day.").format(
            zone=zone
        ),
        _("Filter: none; every incident is here, those in the trash too: they have a stamp under Deleted."),
        _("Text that a spreadsheet could take for a formula has an apostrophe in front."),
        _("What happened when (the history) and unfinished drafts are not here; JSON lines have the history."),
    )
