"""Keeps the one frame of incidents up to date, and what was measured on it, for every service and thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

import polars as pl

from desktop_app.domain.calendars import Clock
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.rules import Rules
from desktop_app.domain.targets import TargetSet
from desktop_app.domain.teams import Team
from desktop_app.measures.clock.clocks import ElapsedClock, RunningClock, Support
from desktop_app.measures.lives import measured
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.lives.ordered import Times
from desktop_app.measures.lives.shares_of_time import Shares
from desktop_app.measures.lives.without_pauses import WithoutPauses
from desktop_app.services.thrift import give_back
from desktop_app.services.title_orders import Ranks, TitleOrder
from desktop_app.storage import calendars, frames, journal, names, settings, teams
from desktop_app.storage.database import Connection, Database

HOUSE_RULES: Final = Rules()
K = TypeVar("K")
V = TypeVar("V")
MOST_MEASURED = 4  # target sets, clocks and rules kept at once: about 60 bytes an incident each
MOST_LIVES = 3  # clocks and rules kept at once: about 100 bytes an incident each
MOST_SHARES = 1  # clocks and rules kept at once: about 15 bytes a segment, and 250 an incident ever paused
MANY = 200_000  # incidents whose measuring leaves enough behind to be given back
STALE_S = 60  # hand-logged incidents age with the clock on the wall


@dataclass(frozen=True)
class _Lookups:
    """What the frame's keys stand for, read with it in one transaction."""

    teams: dict[int, Team]
    systems: dict[int, str]
    system_errors: dict[int, str]
    sources: dict[int, str]
    as_of: dict[int, int]
    zone: str

    @classmethod
    def read(cls, connection: Connection) -> _Lookups:
        return cls(
            teams={team.id: team for team in teams.all_teams(connection)},
            systems=names.systems(connection),
            system_errors=names.system_errors(connection),
            sources=names.sources(connection),
            as_of=names.sources_as_of(connection),
            zone=settings.zone(connection),
        )


class FrameStore:
    """Loads the frame once, then only what changed since; a step of another process is noticed like one of our own."""

    def __init__(self, database: Database, now: Callable[[], int]) -> None:
        self._database = database
        self._now = now
        self._lock = threading.RLock()
        self._frame: Frame | None = None
        self._lives: dict[tuple[Clock, Rules], pl.DataFrame] = {}
        self._measured: dict[tuple[Clock, Rules, TargetSet], pl.DataFrame] = {}
        self._times: dict[tuple[Clock, Rules], Times] = {}
        self._shares: dict[tuple[Clock, Rules], Shares] = {}
        self._without_pauses: dict[tuple[Clock, Rules, TargetSet], WithoutPauses] = {}
        self._clocks: dict[Clock, RunningClock] = {}
        self._titles = TitleOrder(database)

    def current(self) -> Frame:
        """The frame at the newest step; immutable, so a caller may keep it as long as it likes."""
        with self._lock:
            frame = self._read()
            if frame is not self._frame:
                self._lives.clear()
                self._measured.clear()
                self._times.clear()
                self._shares.clear()
                self._without_pauses.clear()
                self._clocks.clear()
                self._frame = frame
            return frame

    @property
    def step(self) -> int:
        """The step of the frame that was read last; 0 before the first."""
        frame = self._frame
        return frame.step if frame is not None else 0

    def lives(self, frame: Frame, clock: Clock, rules: Rules = HOUSE_RULES) -> pl.DataFrame:
        """What does not depend on a target: repair times, routes, ends. Some are kept while the frame stands."""
        with self._lock:
            if frame is not self._frame:
                return measured.lives(frame, self.clock(frame, clock), rules)
            key = (clock, rules)
            if key not in self._lives:
                made = measured.lives(frame, self.clock(frame, clock), rules)
                _keep(self._lives, key, made, MOST_LIVES)
                _tidy(frame)
            return self._lives[key]

    def measured(self, frame: Frame, clock: Clock, target_set: TargetSet, rules: Rules = HOUSE_RULES) -> pl.DataFrame:
        """The frame with the columns of ``domain.columns.MEASURED_COLUMNS``, one row per incident."""
        key = (clock, rules, target_set)
        with self._lock:
            if frame is self._frame and key in self._measured:
                return self._measured[key]
            lives = self.lives(frame, clock, rules)
            elsewhere = clock is not Clock.WORKING and any(t.unit.working for t in target_set.targets)
            on_working = self.lives(frame, Clock.WORKING, rules) if elsewhere else None
            made = measured.against(frame, lives, target_set, self.clock(frame, clock), rules, on_working)
            if frame is self._frame:
                _keep(self._measured, key, made, MOST_MEASURED)
            return made

    def times(self, frame: Frame, clock: Clock, rules: Rules = HOUSE_RULES) -> Times:
        """Repair and waiting times in order. Some are kept while the frame stands."""
        with self._lock:
            kind, lives = frame.incidents["classification"], self.lives(frame, clock, rules)
            if frame is not self._frame:
                return Times.of(kind, lives, frame)
            key = (clock, rules)
            if key not in self._times:
                _keep(self._times, key, Times.of(kind, lives, frame), MOST_LIVES)
                _tidy(frame)
            return self._times[key]

    def shares(self, frame: Frame, clock: Clock, rules: Rules = HOUSE_RULES) -> Shares:
        """Who held each incident how long, worked out when first asked for. Some are kept while the frame stands."""
        with self._lock:
            key = (clock, rules)
            if frame is self._frame and key in self._shares:
                return self._shares[key]
            lives = self.lives(frame, clock, rules)
            made = Shares(frame, lives, lives["repair_s"], self.clock(frame, clock), rules)
            if frame is self._frame:
                _keep(self._shares, key, made, MOST_SHARES)
            return made

    def without_pauses(
        self, frame: Frame, clock: Clock, target_set: TargetSet, rules: Rules = HOUSE_RULES
    ) -> WithoutPauses:
        """Who was ever paused, with pauses counted, worked out when first asked for. Some are kept."""
        with self._lock:
            key = (clock, rules, target_set)
            if frame is self._frame and key in self._without_pauses:
                return self._without_pauses[key]
            made = WithoutPauses(frame, self.clock(frame, clock), target_set, rules)
            if frame is self._frame:
                _keep(self._without_pauses, key, made, MOST_SHARES)
            return made

    def title_ranks(self, frame: Frame) -> Ranks:
        """Per row of the frame, the place of its title in alphabetical order: titles themselves stay out of the frame.

        The database sorts them once; later frames only move what changed. Does not hold up who asks for the frame.
        """
        return self._titles.ranks(frame)

    def clock(self, frame: Frame, clock: Clock) -> RunningClock:
        """The running clock of each of the frame's incidents; the working one is that of its system's calendar."""
        with self._lock:
            if frame is self._frame and clock in self._clocks:
                return self._clocks[clock]
            support = self._support(frame)
            made = ElapsedClock(support) if clock is Clock.ELAPSED else support.clock().of(frame)
            if frame is self._frame:
                self._clocks[clock] = made
            return made

    def _support(self, frame: Frame) -> Support:
        with self._database.read() as connection:
            versions, assigned = calendars.by_name(connection), calendars.of_systems(connection)
        first = frame.incidents["opened_at"].min()
        return Support(versions, assigned, first if isinstance(first, int) else frame.now, frame.now)

    def _read(self) -> Frame:
        """The frame as it should be now: the one there is when nothing happened since."""
        frame, now = self._frame, self._now()
        with self._database.read() as connection:
            newest = journal.newest_step(connection)
            if frame is None or (frame.step != newest and journal.restored_since(connection, frame.step)):
                return Frame(newest, *frames.load(connection), now=now, **vars(_Lookups.read(connection)))
            if frame.step != newest:
                changed = frames.changed_since(connection, frame.step)
                return frame.refreshed(newest, *changed, now=now, **vars(_Lookups.read(connection)))
        if now - frame.now > STALE_S and _ages_with_the_wall(frame):
            return replace(frame, now=now)
        return frame


def _keep(kept: dict[K, V], key: K, made: V, most: int) -> None:
    """Keep what was made, and let the oldest go where there are too many."""
    if len(kept) >= most:
        kept.pop(next(iter(kept)))
    kept[key] = made


def _tidy(frame: Frame) -> None:
    if frame.incidents.height >= MANY:
        give_back()


def _going_on() -> pl.Expr:
    ended = pl.col("resolved_at").is_not_null() | pl.col("closed_at").is_not_null()
    return ~ended & (pl.col("status") < Status.RESOLVED) & (pl.col("exclusion") == Exclusion.NONE)


def _ages_with_the_wall(frame: Frame) -> bool:
    return bool(frame.incidents.select((pl.col("source").is_null() & _going_on()).any()).item())


def open_count(frame: Frame) -> int:
    """Incidents that have neither ended nor been left out."""
    return int(frame.incidents.select(_going_on().sum()).item())


def systems(frame: Frame) -> tuple[str, ...]:
    """The names of the systems, those with most incidents first."""
    counts = frame.incidents["system"].drop_nulls().value_counts(sort=True)
    return tuple(frame.systems[key] for key in counts["system"] if key in frame.systems)


def newest_on(frame: Frame) -> date | None:
    """The day of the newest stamp that any source has told, in the workspace's zone; None while there is none."""
    if not frame.incidents.height:
        return None
    return newest_day(frame.as_of, frame.now, frame.zone)


def newest_day(as_of: Mapping[int, int], now: int, zone: str) -> date:
    """The day of the newest stamp of any source, in the zone; today where there is none."""
    return datetime.fromtimestamp(max(as_of.values(), default=now), ZoneInfo(zone)).date()
