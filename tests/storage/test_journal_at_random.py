"""Random edits, bulk writes, undo and redo: undoing everything gives the first dump again."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import select, text

from desktop_app.storage import check, incidents, journal
from desktop_app.storage.database import Database
from desktop_app.storage.schema import incident, segment, system
from tests.storage.builders import dumped, store

_WORDS = st.sampled_from(["red", "green", "blue", "grün", "a b", "100 %"])


class Journal(RuleBasedStateMachine):
    """One author; ``history`` holds the dump before each step that can be undone, ``future`` after each undo."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.database = Database.create(self.folder / "a.secondway")
        self.count = 0
        self.history: list[str] = []
        self.future: list[str] = []
        self.before = dumped(self.database)
        self.first = self.before

    def done(self) -> None:
        """Note the newest step, if the rule made one."""
        now = dumped(self.database)
        with self.database.read() as connection:
            newest = journal.newest_step(connection)
        if newest != getattr(self, "newest", 1):
            self.history.append(self.before)
            self.future.clear()
        self.newest, self.before = newest, now

    def ids(self, table) -> list[int]:
        with self.database.read() as connection:
            return list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())

    @rule(size=st.sampled_from([1, 3, 40]), title=_WORDS)
    def import_(self, size: int, title: str) -> None:
        self.count += 1
        store(self.database, [f"T{self.count}.{n}" for n in range(size)], title=title, source=f"S{self.count % 3}")
        self.done()

    @rule(name=_WORDS)
    def add_or_remove_a_system(self, name: str) -> None:
        with self.database.write() as connection, journal.step(connection, "system", "me", 1) as step:
            row_id = connection.execute(select(system.c.id).where(system.c.name == name)).scalar()
            if row_id is None:
                step.insert("system", {"name": name})
            else:
                step.delete("system", row_id)
        self.done()

    @precondition(lambda self: self.count)
    @rule(data=st.data(), title=_WORDS)
    def edit_one(self, data: st.DataObject, title: str) -> None:
        ids = self.ids(incident)
        if ids:
            with self.database.write() as connection, journal.step(connection, "edit", "me", 1) as step:
                step.update("incident", data.draw(st.sampled_from(ids)), {"title": title})
            self.done()

    @precondition(lambda self: self.count)
    @rule(data=st.data(), title=_WORDS)
    def edit_many(self, data: st.DataObject, title: str) -> None:
        ids = self.ids(incident)
        chosen = sorted(data.draw(st.sets(st.sampled_from(ids), max_size=60))) if ids else []
        if chosen:
            with self.database.write() as connection, journal.step(connection, "edit", "me", 1) as step:
                step.bulk_update("incident", pl.DataFrame({"id": chosen, "title": [title] * len(chosen)}))
            self.done()

    @precondition(lambda self: self.count)
    @rule(data=st.data())
    def take_many_away(self, data: st.DataObject) -> None:
        ids = self.ids(incident)
        chosen = sorted(data.draw(st.sets(st.sampled_from(ids), max_size=60))) if ids else []
        if chosen:
            with self.database.write() as connection, journal.step(connection, "remove", "me", 1) as step:
                lives = select(segment.c.id).where(segment.c.incident_id.in_(chosen))
                step.bulk_delete("segment", pl.Series(connection.execute(lives).scalars().all(), dtype=pl.Int64))
                step.bulk_delete("incident", pl.Series(chosen))
            self.done()

    @precondition(lambda self: self.count)
    @rule(shift=st.integers(1, 5))
    def move_a_life(self, shift: int) -> None:
        ids = self.ids(incident)
        if ids:
            with self.database.write() as connection, journal.step(connection, "move", "me", 1) as step:
                life = incidents.segments(connection, ids[0])
                held = incidents.load(connection, ids[0])
                assert held is not None
                incidents.update(step, held, life[:-1] if shift > 3 and len(life) > 1 else (*life, *life[-1:]))
            self.done()

    @precondition(lambda self: self.history)
    @rule()
    def undo(self) -> None:
        with self.database.write() as connection:
            newest = journal.undoable(connection, "me")
            assert newest is not None
            assert journal.undo(connection, newest.step, "me", 2).kept == ()
        self.future.append(self.before)
        self._expect(self.history.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        with self.database.write() as connection:
            assert journal.redo(connection, "me", 2).kept == ()
        self.history.append(self.before)
        self._expect(self.future.pop())

    def _expect(self, wanted: str) -> None:
        self.before = dumped(self.database)
        assert self.before == wanted
        with self.database.read() as connection:
            self.newest = journal.newest_step(connection)

    def teardown(self) -> None:
        if not hasattr(self, "database"):
            return
        while self.history:
            self.undo()
        assert self.before == self.first
        with self.database.write() as connection:
            connection.execute(text("INSERT INTO incident_text (incident_text) VALUES ('integrity-check')"))
            assert journal.undoable(connection, "me") is None
        assert check.problems(self.database) == []
        self.database.close()
        shutil.rmtree(self.folder)


Journal.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=16,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestJournal = Journal.TestCase
