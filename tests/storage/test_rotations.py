"""Rotas, versions of plans and blocks in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import WEEK, Block, BlockKind, Role, Rota
from desktop_app.domain.teams import Side
from desktop_app.storage import check, journal, people, rotations, sessions, teams
from desktop_app.storage.database import Database
from tests.storage.builders import dumped
from tests.storage.test_people import read, step

MONDAY = date(2026, 11, 30)
GUEST, DUTY = BlockKind.GUEST, BlockKind.DUTY


class House:
    """Two teams with five people each, and a rota."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with step(database) as opened:
            made = teams.ensure(opened, ["Network", "Portal"], {"Network": Side.OPS, "Portal": Side.DEV})
            self.ops, self.dev = made["Network"], made["Portal"]
            self.people = people.add_many(
                opened, [Person(0, f"Person {n}", self.ops if n % 2 else self.dev) for n in range(10)]
            )
        roles = (Role(0, GUEST, Side.DEV, self.ops, 1), Role(0, DUTY, Side.OPS, None, 2))
        self.rota = Rota(0, "Winter", MONDAY, 8, team_ids=(self.ops, self.dev), roles=roles, contact="the desk")
        with step(database) as opened:
            self.rota_id, self.plan_id = rotations.add(opened, self.rota)

    def block(self, n: int, week: int = 0) -> Block:
        start = MONDAY + week * WEEK
        return Block(0, self.people[n], GUEST, self.ops, start, start + WEEK, mentor_id=self.people[1], question="Why?")

    def fill(self, blocks: list[Block], plan_id: int = 0) -> list[int]:
        with step(self.database) as opened:
            return rotations.add_blocks(opened, plan_id or self.plan_id, blocks)


@pytest.fixture
def made(database: Database) -> House:
    return House(database)


def test_a_rota_is_read_as_written_with_an_empty_draft(made: House) -> None:
    (rota,) = read(made.database, rotations.rotas)
    assert rota == read(made.database, rotations.one, made.rota_id)
    bare = replace(rota, id=0, changed_in=0, roles=tuple(replace(role, id=0) for role in rota.roles))
    assert bare == made.rota
    (plan,) = read(made.database, rotations.plans)[made.rota_id]
    assert (plan.id, plan.version, plan.published, plan.blocks) == (made.plan_id, 1, False, ())


def test_roles_are_known_again_when_a_rota_is_changed(made: House) -> None:
    rota = read(made.database, rotations.one, made.rota_id)
    guest, _duty = rota.roles
    added = Role(0, GUEST, Side.OPS, made.dev, 3)
    with step(made.database) as opened:
        rotations.change(opened, replace(rota, weeks=12, roles=(replace(guest, places=2), added)))
    changed = read(made.database, rotations.one, made.rota_id)
    assert (changed.weeks, changed.roles[0]) == (12, replace(guest, places=2))
    assert replace(changed.roles[1], id=0) == added
    with pytest.raises(Conflict, match="Winter"), step(made.database) as opened:
        rotations.change(opened, replace(rota, weeks=4))


def test_a_rota_is_not_overwritten_when_only_its_roles_were_changed(made: House) -> None:
    rota = read(made.database, rotations.one, made.rota_id)
    with step(made.database) as opened:
        rotations.change(opened, replace(rota, roles=rota.roles[:1]))
    assert read(made.database, rotations.one, made.rota_id).changed_in == opened.id
    with pytest.raises(Conflict, match="Winter"), step(made.database) as opened:
        rotations.change(opened, rota)


def test_blocks_are_read_as_written_in_order_of_time(made: House) -> None:
    wanted = [
        made.block(0, 4),
        replace(made.block(2), pinned=True),
        Block(0, made.people[3], DUTY, None, MONDAY, MONDAY),
    ]
    made.fill(wanted)
    held = read(made.database, rotations.blocks, [made.plan_id])[made.plan_id]
    assert [replace(block, id=0, changed_in=0) for block in held] == [wanted[1], wanted[2], wanted[0]]


def test_a_version_knows_what_it_replaces(made: House) -> None:
    with step(made.database) as opened:
        rotations.publish(opened, made.plan_id, 1_700_000_000)
        second = rotations.begin_plan(opened, made.rota_id, 2)
        rotations.begin_plan(opened, made.rota_id, 3)
        rotations.publish(opened, second, 1_700_100_000)
    third, second_plan, first = read(made.database, rotations.plans)[made.rota_id]
    assert (first.replaces_version, second_plan.replaces_version, third.replaces_version) == (0, 1, 2)
    assert third.replaces_at == datetime.fromtimestamp(1_700_100_000, UTC)
    assert (first.label, third.label) == ("v1, published", "v3, draft")


def test_a_rota_has_each_version_once(made: House) -> None:
    with pytest.raises(IntegrityError), step(made.database) as opened:
        rotations.begin_plan(opened, made.rota_id, 1)


def test_replacing_blocks_leaves_alone_what_stays(made: House) -> None:
    made.fill([made.block(n) for n in range(3)])
    stays, moves, _goes = read(made.database, rotations.blocks, [made.plan_id])[made.plan_id]
    with step(made.database) as opened:
        rotations.replace_blocks(
            opened, made.plan_id, [stays, replace(moves, from_on=MONDAY + WEEK, to_on=MONDAY + WEEK), made.block(5, 3)]
        )
    now = read(made.database, rotations.blocks, [made.plan_id])[made.plan_id]
    assert now[0] == stays, "its step too: nobody touched it"
    assert (now[1].id, now[1].changed_in, now[2].person_id) == (moves.id, opened.id, made.people[5])
    assert len(now) == 3


@pytest.mark.parametrize("count", [3, 60])
def test_a_rota_with_all_its_plans_comes_back_when_its_removal_is_undone(made: House, count: int) -> None:
    made.fill([made.block(n % 10, n // 10) for n in range(count)])
    with step(made.database) as opened:
        second = rotations.begin_plan(opened, made.rota_id, 2)
        held = rotations.blocks(opened.connection, [made.plan_id])[made.plan_id]
        rotations.copy_blocks(opened, held, second)
    before = dumped(made.database)
    with step(made.database, "remove") as opened:
        rotations.remove(opened, made.rota_id)
    assert not read(made.database, rotations.rotas)
    assert check.problems(made.database) == []
    with made.database.write() as connection:
        assert journal.undo(connection, opened.id, "me", 2).kept == ()
    assert dumped(made.database) == before
    assert check.problems(made.database) == []


def test_a_person_goes_with_blocks_absences_and_hosting_and_comes_back_with_them(made: House) -> None:
    from desktop_app.domain.sessions import Session, SessionKind

    mentor = made.people[1]
    made.fill([made.block(0), replace(made.block(1), mentor_id=None)])
    with step(made.database) as opened:
        people.add_absence(opened, mentor, MONDAY, MONDAY)
        hosts = (mentor, made.people[3])
        session_id = sessions.add(opened, Session(0, "Logs", SessionKind.TOOLS, made.ops, 120, hosts))
    before = dumped(made.database)
    with step(made.database, "remove") as opened:
        assert people.remove(opened, mentor) == 1
    (left,) = read(made.database, rotations.blocks, [made.plan_id])[made.plan_id]
    assert left.mentor_id is None
    assert read(made.database, sessions.one, session_id).host_ids == (made.people[3],)
    assert not read(made.database, people.absences)
    assert check.problems(made.database) == []
    with made.database.write() as connection:
        journal.undo(connection, opened.id, "me", 2)
    assert dumped(made.database) == before


def test_a_followed_version_does_not_become_a_draft_again(made: House) -> None:
    with step(made.database) as publishing:
        rotations.publish(publishing, made.plan_id, 1_700_000_000)
    with step(made.database) as opened:
        rotations.begin_plan(opened, made.rota_id, 2)
    before = dumped(made.database)
    with (
        pytest.raises(Refused, match="v1 of “Winter” cannot be a draft while v2 follows it"),
        made.database.write() as connection,
    ):
        journal.undo(connection, publishing.id, "me", 2)
    assert dumped(made.database) == before


def test_a_draft_is_not_undone_by_half(made: House) -> None:
    """Out of order: the step that began a draft is taken back after one of its blocks was moved."""
    with step(made.database, "begin") as opened:
        second = rotations.begin_plan(opened, made.rota_id, 2)
        rotations.add_blocks(opened, second, [made.block(0), made.block(2)])
    held = read(made.database, rotations.blocks, [second])[second]
    with step(made.database, "move") as moving:
        rotations.change_block(moving, second, replace(held[0], pinned=True))
    with made.database.write() as connection:
        outcome = journal.undo(connection, opened.id, "me", 2)
    assert (outcome.restored, outcome.kept) == (0, ("v2",))
    assert len(read(made.database, rotations.blocks, [second])[second]) == 2
    assert check.problems(made.database) == []


def test_a_rota_that_got_blocks_since_is_kept_with_its_roles(made: House) -> None:
    founding = read(made.database, rotations.one, made.rota_id).changed_in
    made.fill([made.block(0)])
    with made.database.write() as connection:
        journal.undo(connection, founding, "me", 2)
    assert len(read(made.database, rotations.one, made.rota_id).roles) == 2


def test_reading_takes_as_many_queries_for_many_rotas_as_for_one(made: House) -> None:
    asked: list[str] = []
    event.listen(made.database._engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    def queries() -> int:
        asked.clear()
        with made.database.read() as connection:
            rotations.rotas(connection)
            plans = rotations.plans(connection)
            rotations.blocks(connection, [plan.id for versions in plans.values() for plan in versions])
        return len(asked)

    one = queries()
    with step(made.database) as opened:
        for n in range(20):
            _rota, plan_id = rotations.add(opened, replace(made.rota, name=f"Rota {n}"))
            rotations.add_blocks(opened, plan_id, [made.block(k) for k in range(10)])
    assert queries() == one


def test_what_moved_tells_changes_of_these_plans(made: House) -> None:
    other = read(made.database, rotations.moved, [made.plan_id])
    (block_id,) = made.fill([made.block(0)])
    then = read(made.database, rotations.moved, [made.plan_id])
    assert then != other
    with step(made.database) as opened:
        rotations.remove_blocks(opened, [block_id])
    assert read(made.database, rotations.moved, [made.plan_id]) not in (then,)


def test_a_lost_reference_is_found_by_the_check(made: House) -> None:
    made.fill([made.block(0)])
    with made.database.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("UPDATE block SET changed_in = 9999")
    assert any("history" in line for line in check.problems(made.database))
