"""The tables of a workspace, as SQLAlchemy Core sees them; migrations/ builds the same ones step by step.

Every journaled table has ``id``, never used twice, and ``changed_in``, the step that last touched the row. Instants are
whole UTC seconds since 1970, days ISO text. The columns that name a team, system or system error are not foreign keys
of the database, since each would need an index of its own on every incident; the journal guards them (``REFERENCES``),
and ``check.py`` looks after it. A rota's teams are a JSON list that may name a team taken back since: readers skip it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

APPLICATION_ID: Final = 0x32572D44  # "2W-D", so that `file` and other programs can tell
READER: Final = 5  # what this program can read; a file's user_version is the oldest reader that may open it
REVISIONS: Final = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
)  # every migration, oldest first; this program writes the last

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _journaled(name: str, *columns: Column[object] | UniqueConstraint | Index) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("changed_in", Integer, nullable=False),
        *columns,
        sqlite_autoincrement=True,
    )


def _text(name: str, nullable: bool = False, unique: bool = False) -> Column[object]:
    return Column(name, Text, nullable=nullable, unique=unique)


def _whole(name: str, nullable: bool = False, index: bool = False) -> Column[object]:
    return Column(name, Integer, nullable=nullable, index=index)


def _of(parent: str, name: str = "", nullable: bool = False, index: bool = True) -> Column[object]:
    return Column(name or f"{parent}_id", Integer, ForeignKey(f"{parent}.id"), nullable=nullable, index=index)


source = _journaled("source", _text("name", unique=True), _whole("as_of", nullable=True))
team = _journaled(
    "team", _text("name", unique=True), _whole("side"), _text("code", nullable=True), _whole("minimum", nullable=True)
)
system = _journaled(
    "system", _text("name", unique=True), _text("calendar", nullable=True)
)  # name of its support calendar; null is the workspace's own
system_error = _journaled("system_error", _text("name", unique=True))

incident = _journaled(
    "incident",
    Column("source_id", Integer, ForeignKey("source.id"), nullable=True),
    _text("ticket"),
    _text("title"),
    _whole("classification"),
    _whole("status"),
    _whole("pause_reason"),
    _whole("team_id", nullable=True),
    _whole("system_id", nullable=True),
    _whole("system_error_id", nullable=True),
    _whole("opened_at"),
    _whole("acknowledged_at", nullable=True),
    _whole("restored_at", nullable=True),
    _whole("resolved_at", nullable=True),
    _whole("first_resolved_at", nullable=True),
    _whole("closed_at", nullable=True),
    _whole("release_related"),
    _whole("exclusion"),
    _whole("reopens"),
    _text("extra", nullable=True),  # JSON object of further columns of the dump
    _text("digest", nullable=True),  # what the dump said, to tell a changed incident from the same
    _whole("deleted_at", nullable=True),
    _text("workaround", nullable=True),  # what put the service back before the cause was known
    _whole("fix", nullable=True),  # domain.incidents.Fix
    _text("fix_note", nullable=True),
    _whole("merged_into", nullable=True),  # the incident that this one repeats
    _whole("first_classification", nullable=True),  # when it was opened; null: the same as now
    _whole("seen_until", nullable=True),  # missing from newer dumps of its source: known up to this instant
    UniqueConstraint("source_id", "ticket"),
    Index(None, "changed_in"),
    Index(None, "merged_into", sqlite_where=text("merged_into IS NOT NULL")),
    Index(None, "deleted_at", sqlite_where=text("deleted_at IS NOT NULL")),
)
comment = _journaled("comment", _of("incident"), _whole("at"), _text("author"), _text("body"))

segment = _journaled(
    "segment",
    Column("incident_id", Integer, ForeignKey("incident.id"), nullable=False, index=True),
    _whole("from_at"),
    _whole("to_at", nullable=True),
    _whole("status"),
    _whole("team_id", nullable=True),
    _whole("pause_reason"),
    Index(None, "changed_in"),
)

target_set = _journaled(
    "target_set",
    _text("name", unique=True),
    _text("kind"),
    _whole("position"),
    Column("agreed_share", Float, nullable=True),  # of incidents in time; null is the usual one
)
target = _journaled(
    "target",
    Column("target_set_id", Integer, ForeignKey("target_set.id"), nullable=False),
    _whole("classification"),
    Column("value", Float, nullable=False),
    _text("unit"),
    _text("valid_from", nullable=True),  # ISO date
)
support_calendar = _journaled(
    "support_calendar",
    _text("zone"),
    _text("hours"),
    _text("holidays"),
    _text("valid_from", nullable=True),  # ISO date
    _text("name", nullable=True),  # versions of a calendar share it; null is the workspace's own
    Index("uq_support_calendar_name", text("coalesce(name, '')"), text("coalesce(valid_from, '')"), unique=True),
)
phase_event = _journaled(  # what begins a new phase, told by hand
    "phase_event", _text("happened_on"), _text("kind"), _text("title"), _whole("classification", nullable=True)
)
issued_sheet = _journaled(  # a monthly sheet as it was handed out: its figures stay
    "issued_sheet",
    _text("month"),  # ISO day of its first
    _whole("number"),
    _whole("issued_at"),
    _text("filter"),  # JSON, with target set, clock and rules
    _text("facts"),  # JSON
)
saved_filter = _journaled(
    "saved_filter",
    _text("name", unique=True),
    _text("filter"),
    _whole("position"),
    _text("layout", nullable=True),  # JSON: columns, their order and widths, and the sort
)
setting = _journaled("setting", _text("key", unique=True), _text("value"))
import_run = _journaled(
    "import_run",
    _text("file_name"),
    _text("file_hash"),
    _whole("at"),
    Column("source_id", Integer, ForeignKey("source.id"), nullable=False),
    _text("counts"),
    _whole("step_id"),
)
import_profile = _journaled(  # answers that are taken again for a file with the same header
    "import_profile", _text("name", unique=True), _text("tool"), _text("fingerprint"), _text("answers")
)

person = _journaled(
    "person",
    _text("name"),
    _of("team"),
    _whole("share"),  # per cent of a full week
    _text("region"),
    _text("joined_on", nullable=True),
    _text("left_on", nullable=True),
)
absence = _journaled("absence", _of("person"), _text("first_on"), _text("last_on"))
rota = _journaled(
    "rota",
    _text("name"),
    _text("from_on"),
    _whole("weeks"),
    _whole("slot_weeks"),
    _whole("longest_weeks"),
    _whole("rest_weeks"),
    _text("team_ids"),  # JSON list
    _text("contact"),
)
rota_role = _journaled(
    "rota_role", _of("rota"), _whole("kind"), _whole("side"), _of("team", "host_id", nullable=True), _whole("places")
)
plan = _journaled(
    "plan",
    _of("rota", index=False),  # the constraint's own index begins with it
    _whole("version"),
    _whole("published_at", nullable=True),
    UniqueConstraint("rota_id", "version"),
)
block = _journaled(
    "block",
    _of("plan"),
    _of("person"),
    _whole("kind"),
    _of("team", "host_id", nullable=True),
    _text("from_on"),
    _text("to_on"),
    _whole("pinned"),
    _of("person", "mentor_id", nullable=True),
    _text("question"),
)
session = _journaled(
    "session",
    _text("topic"),
    _whole("kind"),
    _of("team"),
    _whole("minutes"),
    _text("place"),
    _text("needs"),
    _whole("seats", nullable=True),
    _whole("own_pace"),
)
session_host = _journaled(
    "session_host", _of("session", index=False), _of("person"), UniqueConstraint("session_id", "person_id")
)
session_date = _journaled(
    "session_date",
    _of("session"),
    _text("starts"),  # wall clock, ISO text without an offset
    _text("zone"),
)

JOURNALED: Final[Mapping[str, Table]] = {
    t.name: t
    for t in (
        # parents before children: the order in which rows can be inserted
        source, team, system, system_error, target_set, incident, segment, comment, target,
        support_calendar, saved_filter, setting, import_run, import_profile, phase_event, issued_sheet,
        person, absence, rota, rota_role, plan, block, session, session_host, session_date,
    )
}  # fmt: skip

REFERENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "incident": {
        "source_id": "source",
        "team_id": "team",
        "system_id": "system",
        "system_error_id": "system_error",
        "merged_into": "incident",
    },
    "segment": {"incident_id": "incident", "team_id": "team"},
    "comment": {"incident_id": "incident"},
    "target": {"target_set_id": "target_set"},
    "import_run": {"source_id": "source"},
    "person": {"team_id": "team"},
    "absence": {"person_id": "person"},
    "rota_role": {"rota_id": "rota", "host_id": "team"},
    "plan": {"rota_id": "rota"},
    "block": {"plan_id": "plan", "person_id": "person", "host_id": "team", "mentor_id": "person"},
    "session": {"team_id": "team"},
    "session_host": {"session_id": "session", "person_id": "person"},
    "session_date": {"session_id": "session"},
}
OWNERS: Final[Mapping[str, str]] = {  # rows that live with another
    "segment": "incident_id",
    "comment": "incident_id",
    "target": "target_set_id",
    "absence": "person_id",
    "rota_role": "rota_id",
    "plan": "rota_id",
    "block": "plan_id",
    "session_host": "session_id",
    "session_date": "session_id",
}
PARTS: Final = ("rota_role", "session_host", "session_date")  # one form with their owner: writing them stamps it too
UNIQUE: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        ("source", "team", "system", "system_error", "target_set", "saved_filter", "import_profile"), ("name",)
    ),
    "setting": ("key",),
    "incident": ("source_id", "ticket"),
    "plan": ("rota_id", "version"),
    "session_host": ("session_id", "person_id"),
    "support_calendar": ("name", "valid_from"),
}
NOTHING_IS_A_KEY: Final = frozenset({"support_calendar"})  # null is taken once there too; elsewhere it is free

step = Table(
    "step",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _text("name"),
    _text("author"),
    _whole("at"),
    _text("kind"),  # journal.Kind
    Column("reverts", Integer, ForeignKey("step.id"), nullable=True, unique=True),
    sqlite_autoincrement=True,
)
change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("step_id", Integer, ForeignKey("step.id"), nullable=False, index=True),
    _whole("seq"),  # order inside the step, counted together with bulk_change
    _text("table_name"),
    _whole("row_id"),
    _text("before", nullable=True),  # the whole row as JSON without id and changed_in; null where there was none
    _text("after", nullable=True),
    Index(None, "table_name", "row_id"),
)
bulk_change = Table(
    "bulk_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("step_id", Integer, ForeignKey("step.id"), nullable=False, index=True),
    _whole("seq"),
    _text("table_name"),
    _whole("first_id"),
    _whole("last_id"),
    Column("before", LargeBinary, nullable=True),
    Column("after", LargeBinary, nullable=True),
)
draft = Table(  # what was typed and not stored; not journaled, and no part of a backup's promise
    "draft",
    metadata,
    Column("author", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    _text("content"),  # JSON
    _whole("at"),
)

TEXT_INDEX: Final = (
    "CREATE VIRTUAL TABLE incident_text USING fts5"
    "(ticket, title, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2')"
)
VERSION_TABLE: Final = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def create(connection: Connection) -> None:
    """Make every table in an empty file and stamp it with the newest revision, without alembic (0.8 s to import)."""
    metadata.create_all(connection)
    connection.exec_driver_sql(TEXT_INDEX)
    connection.exec_driver_sql(VERSION_TABLE)
    connection.exec_driver_sql("INSERT INTO alembic_version (version_num) VALUES (?)", (REVISIONS[-1],))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {READER}")
