"""Made-up rotas of any size, as they would come from a workspace."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from desktop_app.domain.board import Board
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, Plan, Role, Rota, monday
from desktop_app.domain.sessions import Session, SessionDate, SessionKind
from desktop_app.domain.teams import Side, Team

START = date(2027, 1, 4)
MORNING = datetime.fromisoformat("2027-01-04T10:00")
HOLIDAYS = {date(2027, 1, 1): "New Year", date(2027, 3, 8): "Women's Day", date(2027, 3, 26): "Good Friday"}
GUEST, DUTY = BlockKind.GUEST, BlockKind.DUTY
TOPICS = (
    ("Jenkins pipelines", 2, 120, 2), ("JMS queues: full disk", 10, 180, 1), ("Chef cookbooks", 15, 240, 1),
    ("Log search", 24, 120, 3), ("Certificates", 36, 120, 1), ("Feature flags", 45, 180, 2),
    ("Database locks", 65, 180, 1), ("Test data", 72, 120, 3),
)  # fmt: skip


def teams(count: int) -> tuple[Team, ...]:
    """Ops and as many Dev teams as people fill."""
    named = [Team(1, "Ops", Side.OPS, code="OPS", minimum=max(1, count // 5))]
    for index, name in enumerate(("Payments", "Portal", "Mobile", "Search")[: max(1, min(4, count // 6))]):
        named.append(Team(2 + index, name, Side.DEV, minimum=max(1, count // 10)))
    return tuple(named)


def crew(count: int, of: tuple[Team, ...]) -> tuple[Person, ...]:
    """A third of Ops, the others shared over the Dev teams; some of them part-time."""
    people = []
    ops = max(1, round(count * 0.4))
    for index in range(count):
        if index < ops:
            team, name = of[0].id, f"Ops {index + 1}"
        else:
            team, name = of[1 + (index - ops) % (len(of) - 1)].id, f"Dev {index - ops + 1}"
        people.append(Person(index + 1, name, team, share=80 if index % 7 == 5 else 100))
    return tuple(people)


def board(
    count: int, weeks: int = 13, *, duty: bool = True, published: bool = True, open_slots: int = 0, full: bool = False
) -> Board:
    """A full quarter from 4 January 2027: guests both ways, duty pairs, leave, sessions and holidays.

    ``open_slots`` leaves the guests of so many slots out. Nobody has a place and leave at once in a ``full`` one.
    """
    own = teams(count)
    people = crew(count, own)
    roles = [Role(1, GUEST, Side.DEV, 1, 1), Role(2, GUEST, Side.OPS, own[1].id, 1)]
    if duty:
        roles += [Role(3, DUTY, Side.OPS, None, 1), Role(4, DUTY, Side.DEV, None, 1)]
    rota = Rota(
        1, "Winter 2027", START, weeks, team_ids=tuple(team.id for team in own), roles=tuple(roles),
        contact="Plan desk, ext. 4411, plan-desk@example.org, by Wednesday noon of the week before",
    )  # fmt: skip
    published_at = datetime(2026, 12, 18, 8, 12, tzinfo=UTC) if published else None
    plan = Plan(
        1, 1, 3, published_at, _blocks(rota, people, own, open_slots, duty=duty), 2,
        datetime(2026, 12, 11, 9, 0, tzinfo=UTC),
    )  # fmt: skip
    away = [each for each in _absences(people) if not full or not _on_any(plan.blocks, each)]
    return Board(
        rota, plan, {team.id: team for team in own}, people, tuple(away), {"DE-BE": HOLIDAYS}, "DE-BE",
        around=_around(people), sessions=_sessions(own), zone="Europe/Berlin",
        now=datetime.fromisoformat("2026-12-18T09:12"), demo=True,
    )  # fmt: skip


def _blocks(
    rota: Rota, people: tuple[Person, ...], own: tuple[Team, ...], open_slots: int, *, duty: bool
) -> tuple[Block, ...]:
    ops = [p for p in people if p.team_id == own[0].id]
    dev = [p for p in people if p.team_id != own[0].id]
    made: list[Block] = []
    for slot in rota.slots:
        if slot.index >= len(rota.slots) - open_slots:
            break
        last = slot.to_on - 2 * DAY
        turn = slot.index
        if len(dev) > 1:
            made.append(Block(0, dev[(2 * turn) % len(dev)].id, GUEST, 1, slot.from_on, last, False, ops[0].id))
        if len(ops) > 1:
            guest = ops[(2 * turn + 1) % len(ops)]
            made.append(Block(0, guest.id, GUEST, own[1].id, slot.from_on, last, False, dev[-1].id))
    for week in range(rota.weeks if duty else 0):
        day = rota.from_on + WEEK * week
        busy = {block.person_id for block in made if block.touches(day, day + 6 * DAY)}
        for group, step in ((ops, 3), (dev, 5)):
            free = [p for p in group if p.id not in busy] or group
            made.append(Block(0, free[(week * step) % len(free)].id, DUTY, None, day, day + 6 * DAY))
    return tuple(replace(block, id=index + 1) for index, block in enumerate(made))


def _around(people: tuple[Person, ...]) -> tuple[Block, ...]:
    """The duty week of the plan before."""
    day = START - WEEK
    return (
        Block(9001, people[0].id, DUTY, None, day, day + 6 * DAY),
        Block(9002, people[-1].id, DUTY, None, day, day + 6 * DAY),
    )


def _on_any(blocks: tuple[Block, ...], away: Absence) -> bool:
    return any(block.person_id == away.person_id and block.touches(away.first_on, away.last_on) for block in blocks)


def _absences(people: tuple[Person, ...]) -> tuple[Absence, ...]:
    made = []
    for index, person in enumerate(people):
        if index % 3 == 2:
            first = monday(START + DAY * (13 * index % 80))
            made.append(
                Absence(len(made) + 1, person.id, first + DAY * (index % 4), first + DAY * (4 + 7 * (index % 2)))
            )
    made.append(Absence(len(made) + 1, people[0].id, date(2026, 12, 28), date(2027, 1, 5)))
    return tuple(made)


def _sessions(own: tuple[Team, ...]) -> tuple[Session, ...]:
    known = {team.id for team in own}
    return tuple(
        Session(
            index + 1, topic, SessionKind(1 + index % 3), team if team in known else 1, minutes, (1,),
            (SessionDate(index + 1, MORNING + DAY * day, "Europe/Berlin"),), "Room 2",
            "" if index % 2 else "the first session", 12, own_pace=index % 2 == 0,
        )
        for index, (topic, day, minutes, team) in enumerate(TOPICS)
    )  # fmt: skip
