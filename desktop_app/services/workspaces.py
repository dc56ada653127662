"""One open workspace: its database, the frame that all services share, and the door to its steps."""

from __future__ import annotations

import getpass
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.workspaces import FirstLook, WorkspaceFacts
from desktop_app.services import frames
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.frames import FrameStore
from desktop_app.storage import frames as stored
from desktop_app.storage import journal, names, settings
from desktop_app.storage.database import Connection, Database


def _now() -> int:
    return int(time.time())


def _author() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name in the system's list
        return ""


class Workspace:
    """Opened by ``create`` or ``open``, both raise WorkspaceError; ``now`` gives UTC seconds."""

    def __init__(self, database: Database, now: Callable[[], int] = _now) -> None:
        self.database = database
        self.now = now
        self.author = _author()
        self.frames = FrameStore(database, now)

    @classmethod
    def create(cls, path: Path, zone: str = "UTC") -> Workspace:
        """A new file; ``zone`` decides its days until another is chosen."""
        return cls(Database.create(path, zone=zone if zone in time_zones() else "UTC"))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Workspace:
        return cls(Database.open(path, read_only=read_only))

    @classmethod
    def open_or_create(cls, path: Path, zone: str = "UTC") -> Workspace:
        return cls.open(path) if path.exists() else cls.create(path, zone)

    def close(self) -> None:
        self.database.close()

    @contextmanager
    def step(self, name: str) -> Iterator[tuple[Connection, journal.Step]]:
        """One transaction, one step, one undo entry."""
        with self.database.write() as connection, journal.step(connection, name, self.author, self.now()) as step:
            yield connection, step

    def holds_incidents(self) -> bool:
        """Whether there is any incident; known long before the frame is."""
        with self.database.read() as connection:
            return stored.any_incident(connection)

    def first_look(self) -> FirstLook:
        """What the window's first page needs to be the right one, in the right period."""
        with self.database.read() as connection:
            newest = frames.newest_day(names.sources_as_of(connection), self.now(), settings.zone(connection))
            return FirstLook(stored.any_incident(connection), newest)

    @property
    def zone(self) -> str:
        with self.database.read() as connection:
            return settings.zone(connection)

    def zone_to_confirm(self, system: str) -> str:
        """The zone to propose for an import: the computer's while none was chosen and nothing stored, else the own."""
        chosen = self.zone
        if chosen != "UTC" or self.frames.current().incidents.height or system not in time_zones():
            return chosen
        return system

    def set_zone(self, zone: str) -> Changes:
        """Choose the zone that decides days, weeks and periods. Raises Refused for an unknown zone."""
        known_zone(zone)
        name = _("Set time zone to {zone}").format(zone=zone)
        with self.step(name) as (_connection, step):
            settings.set_zone(step, zone)
            return Changes(frozenset(Topic), step=step.id, name=name)

    def facts(self) -> WorkspaceFacts:
        frame = self.frames.current()
        with self.database.read() as connection:
            demo = settings.demo(connection)
        return WorkspaceFacts(
            name=self.database.path.stem,
            path=str(self.database.path),
            zone=frame.zone,
            read_only=self.database.read_only,
            incidents=frame.incidents.height,
            open_incidents=frames.open_count(frame),
            systems=frames.systems(frame),
            newest_on=frames.newest_on(frame),
            demo=demo,
        )


@cache  # hundreds of files are opened for them
def time_zones() -> tuple[str, ...]:
    """The names of all time zones, in alphabetical order."""
    return tuple(sorted(available_timezones()))


def known_zone(zone: str) -> str:
    """The zone itself. Raises Refused when no such time zone exists."""
    if zone not in time_zones():
        raise Refused(_("There is no time zone “{zone}”; a name such as Europe/Berlin is needed.").format(zone=zone))
    return zone


def utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def local(seconds: int, zone: str) -> datetime:
    return datetime.fromtimestamp(seconds, ZoneInfo(zone))
