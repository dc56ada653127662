"""Steps on people, rotas and sessions, taken back in any order: what is left is always sound."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Refused
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import WEEK, Block, BlockKind, Role, Rota
from desktop_app.domain.sessions import Session, SessionKind
from desktop_app.domain.teams import Side
from desktop_app.storage import check, journal, people, rotations, sessions, teams
from desktop_app.storage.database import Database
from tests.storage.builders import dumped
from tests.storage.test_people import step

MONDAY = date(2026, 11, 30)
_WORK = ("team", "people", "absence", "rota", "blocks", "version", "move", "session", "remove_person", "remove_rota")
_STEPS = st.lists(st.tuples(st.sampled_from(_WORK), st.integers(0, 50)), min_size=3, max_size=14)


def _do(opened: journal.Step, what: str, n: int) -> None:
    connection = opened.connection
    homes = [team.id for team in teams.all_teams(connection)]
    everybody = people.people(connection)
    rotas = rotations.rotas(connection)
    if what == "team" or not homes:
        teams.ensure(opened, [f"Team {n}"], {f"Team {n}": Side(1 + n % 2)})
    elif what == "people" or not everybody:
        people.add_many(opened, [Person(0, f"Person {n}.{k}", homes[n % len(homes)]) for k in range(1 + n % 40)])
    elif what == "absence":
        people.add_absence(opened, everybody[n % len(everybody)].id, MONDAY, MONDAY + timedelta(days=n))
    elif what == "session":
        hosts = tuple(person.id for person in everybody[: n % 3])
        made = sessions.add(opened, Session(0, f"Topic {n}", SessionKind.TOOLS, homes[n % len(homes)], 120, hosts))
        sessions.add_date(opened, made, datetime.combine(MONDAY, datetime.min.time()), "UTC")
    elif what == "remove_person":
        people.remove(opened, everybody[n % len(everybody)].id)
    elif what == "rota" or not rotas:
        role = Role(0, BlockKind.GUEST, Side.DEV, homes[n % len(homes)])
        rotations.add(opened, Rota(0, f"Rota {n}", MONDAY, 8, team_ids=tuple(homes), roles=(role,)))
    else:
        _plan(opened, what, n, rotas[n % len(rotas)].id, [person.id for person in everybody], homes)


def _plan(opened: journal.Step, what: str, n: int, rota_id: int, everybody: list[int], homes: list[int]) -> None:
    newest = rotations.plans(opened.connection)[rota_id][0]
    held = rotations.blocks(opened.connection, [newest.id]).get(newest.id, ())
    if what == "remove_rota":
        rotations.remove(opened, rota_id)
    elif what == "version":
        if not newest.published:
            rotations.publish(opened, newest.id, 1)
        second = rotations.begin_plan(opened, rota_id, newest.version + 1)
        rotations.copy_blocks(opened, held, second)
    elif what == "move" and held:
        moved = held[n % len(held)]
        other = replace(moved, person_id=everybody[n % len(everybody)], mentor_id=everybody[0])
        rotations.change_block(opened, newest.id, other)
    else:
        count = 1 + n % 40
        made = [
            Block(0, everybody[k % len(everybody)], BlockKind.GUEST, homes[0], MONDAY + k * WEEK, MONDAY + k * WEEK)
            for k in range(count)
        ]
        rotations.add_blocks(opened, newest.id, made)


@settings(max_examples=8, deadline=None)
@given(_STEPS, st.lists(st.integers(0, 13), max_size=6))
def test_steps_taken_back_in_any_order_leave_a_sound_workspace(work: list[tuple[str, int]], undone: list[int]) -> None:
    with TemporaryDirectory() as folder:
        database = Database.create(Path(folder) / "a.secondway")
        states, steps = [dumped(database)], []
        for what, n in work:
            with step(database, what) as opened:
                _do(opened, what, n)
            if (now := dumped(database)) != states[-1]:
                states.append(now)
                steps.append(opened.id)
        for place in undone:
            with suppress(Refused), database.write() as connection:  # undone already
                journal.undo(connection, steps[place % len(steps)], "me", 2)
            assert check.problems(database) == []
        database.close()


@settings(max_examples=6, deadline=None)
@given(_STEPS)
def test_taking_back_every_step_gives_each_state_again(work: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        database = Database.create(Path(folder) / "a.secondway")
        states = [dumped(database)]
        for what, n in work:
            with step(database, what) as opened:
                _do(opened, what, n)
            if (now := dumped(database)) != states[-1]:
                states.append(now)
        for state in reversed(states[:-1]):
            with database.write() as connection:
                line = journal.undoable(connection, "me")
                assert line is not None
                assert journal.undo(connection, line.step, "me", 2).kept == ()
            assert dumped(database) == state
        for state in states[1:]:
            with database.write() as connection:
                journal.redo(connection, "me", 3)
            assert dumped(database) == state
        assert check.problems(database) == []
        database.close()
