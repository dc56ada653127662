"""Keeps the one frame of incidents up to date, and what was measured on it, for every service and thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

import polars as pl

from desktop_app.domain.calendars import Clock
from desktop_app.domain.targets import TargetSet
from desktop_app.measures import measured
from desktop_app.measures.frame import Frame
from desktop_app.storage import frames, journal, names, settings, teams
from desktop_app.storage.database import Database


class FrameStore:
    """Loads the frame once, then only what changed; a second process is noticed by the database's data version."""

    def __init__(self, database: Database, now: Callable[[], int]) -> None:
        self._database = database
        self._now = now
        self._lock = threading.RLock()
        self._frame: Frame | None = None
        self._lives: dict[tuple[int, Clock], pl.DataFrame] = {}
        self._measured: dict[tuple[int, Clock, TargetSet], pl.DataFrame] = {}

    def current(self) -> Frame:
        """The frame at the newest step; immutable, so a caller may keep it as long as it likes."""
        with self._lock:
            with self._database.read() as connection:
                newest = journal.newest_step(connection)
                if self._frame is not None and self._frame.step == newest:
                    return self._frame
                lookups = {
                    "teams": {t.id: t for t in teams.all_teams(connection)},
                    "systems": names.systems(connection),
                    "system_errors": names.system_errors(connection),
                    "sources": names.sources(connection),
                    "as_of": names.sources_as_of(connection),
                    "now": self._now(),
                    "zone": settings.zone(connection),
                }
                if self._frame is None:
                    incidents, segments = frames.load(connection)
                    frame = Frame(step=newest, incidents=incidents, segments=segments, **lookups)
                else:
                    incidents, segments, gone = frames.changed_since(connection, self._frame.step)
                    frame = self._frame.refreshed(newest, incidents, segments, gone, **lookups)
            self._frame = frame
            self._lives.clear()
            self._measured.clear()
            return frame

    def lives(self, frame: Frame, clock: Clock) -> pl.DataFrame:
        """What does not depend on a target: repair times, routes, ends. Cached while the frame stands."""
        key = (frame.step, clock)
        with self._lock:
            if key not in self._lives:
                self._lives[key] = measured.lives(frame, self.clock(frame, clock))
            return self._lives[key]

    def measured(self, frame: Frame, clock: Clock, target_set: TargetSet) -> pl.DataFrame:
        """The frame with the columns of ``domain.columns.MEASURED_COLUMNS``, one row per incident."""
        key = (frame.step, clock, target_set)
        lives = self.lives(frame, clock)
        with self._lock:
            if key not in self._measured:
                if len(self._measured) >= 4:
                    self._measured.pop(next(iter(self._measured)))
                self._measured[key] = measured.against(frame, lives, target_set, self.clock(frame, clock))
            return self._measured[key]
