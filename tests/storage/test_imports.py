from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Cancelled, Refused
from desktop_app.domain.teams import Side
from desktop_app.storage import check, import_lookups, imports, incident_search, incidents, journal, names, teams
from desktop_app.storage.database import Database
from tests.storage.builders import OPENED, dumped, plan, store


class _StopsAfter:
    """Progress of a user who stops after so many calls."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def __call__(self, text: str, share: float | None = None) -> None:
        self.left -= 1

    @property
    def cancelled(self) -> bool:
        return self.left <= 0


def _commit(database: Database, tickets: list[str], progress: _StopsAfter | None = None) -> None:
    new, segments = plan(tickets)
    with database.write() as connection, journal.step(connection, "Import", "me", 10) as step:
        run = imports.Run("d.csv", "0", 10)
        imports.commit(step, new, segments, source="Tool", sides={}, as_of=OPENED, run=run, progress=progress)


def test_what_is_new_is_created_with_its_side_and_what_exists_keeps_its_own(database: Database) -> None:
    store(database, ["A"])
    with database.read() as connection:
        sides = {t.name: t.side for t in teams.all_teams(connection)}
        assert sides == {"Portal Dev": Side.DEV, "Service desk": Side.UNKNOWN}
        service_desk = teams.by_name(connection, "Service desk")
    assert service_desk is not None
    with database.write() as connection, journal.step(connection, "side", "me", 1) as step:
        teams.set_side(step, service_desk.id, Side.OPS)
    store(database, ["B"])
    with database.read() as connection:
        assert {t.name: t.side for t in teams.all_teams(connection)}["Service desk"] is Side.OPS
        assert list(names.systems(connection).values()) == ["System 0"]
        assert names.sources_as_of(connection) == {1: OPENED + 9000}
    assert check.problems(database) == []


def test_what_is_stored_is_known_by_ticket_and_digest(database: Database) -> None:
    store(database, ["A", "B"])
    with database.read() as connection:
        known = import_lookups.existing(connection, "Tool")
        assert known.drop("open").rows() == [("A", 1, "Printer on fireA"), ("B", 2, "Printer on fireB")]
        assert import_lookups.existing(connection, "Other").height == 0


def test_a_changed_incident_keeps_its_row_and_gets_new_segments(database: Database) -> None:
    store(database, ["A", "B"])
    before = dumped(database)
    step = store(database, ["B", "C"], ids=[2, None], title="Renamed")
    with database.read() as connection:
        held = incidents.load(connection, 2)
        assert held is not None
        assert (held.ticket, held.title) == ("B", "Renamed B")
        assert len(incidents.segments(connection, 2)) == 2
        assert incident_search.search(connection, "renamed").tolist() == [2, 3]
    with database.write() as connection:
        assert journal.undo(connection, step, "me", 2).kept == ()
    assert dumped(database) == before


@pytest.mark.parametrize("calls", [0, 1, 2, 3])
def test_a_stopped_import_stores_nothing(database: Database, calls: int) -> None:
    before = dumped(database)
    with pytest.raises(Cancelled):
        _commit(database, [f"T{n}" for n in range(21_000)], _StopsAfter(calls))
    assert dumped(database) == before


def test_a_plan_that_was_overtaken_is_refused(database: Database) -> None:
    store(database, ["A"])
    before = dumped(database)
    with pytest.raises(Refused, match="meanwhile"):
        _commit(database, ["A", "B"])
    assert dumped(database) == before


def test_every_import_is_listed_also_when_it_was_undone(database: Database) -> None:
    first = store(database, ["A"])
    second = store(database, ["B", "C"], source="Other")
    with database.write() as connection:
        journal.undo(connection, first, "me", 2)
    with database.read() as connection:
        found = imports.runs(connection)
    assert [(r.step, r.counts["read"], r.undone) for r in found] == [(second, 2, False), (first, 1, True)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_no_text_breaks_the_search(searched: Database, wanted: str) -> None:
    with searched.read() as connection:
        found = incident_search.search(connection, wanted)
    assert set(found) <= {1, 2}


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Database:
    made = Database.create(tmp_path_factory.mktemp("search") / "a.secondway")
    store(made, ["DB-01", "DB-02"], title='Größe AND "x" (NEAR')
    return made


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("db-01", [1]),
        ("db", [1, 2]),
        ("grosse", []),
        ("grö", [1, 2]),
        ("gro", [1, 2]),
        ("AND near", [1, 2]),
        ('"x"', [1, 2]),
        ("ticket:db", []),
        ("* ^ ( -", []),
        ("", []),
    ],
)
def test_words_are_found_by_their_beginning(searched: Database, wanted: str, found: list[int]) -> None:
    with searched.read() as connection:
        assert incident_search.search(connection, wanted).tolist() == found
