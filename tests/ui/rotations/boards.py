"""Boards made by hand: the team of the design's picture, with three days below the minimum."""

from __future__ import annotations

from datetime import UTC, date, datetime

from desktop_app.domain.board import Board
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.rotations import WEEK, Block, BlockKind, Plan, Role, Rota
from desktop_app.domain.sessions import Session, SessionDate, SessionKind
from desktop_app.domain.teams import Side, Team

OPS, PAY, POR = 1, 2, 3
FIRST = date(2026, 11, 23)
HOLIDAYS = {"DE-BE": {date(2026, 12, 25): "Christmas Day", date(2026, 12, 26): "Second Day of Christmas"}}
TEAMS = {
    OPS: Team(OPS, "Operations", Side.OPS, code="OPS", minimum=5),
    PAY: Team(PAY, "Payments Dev", Side.DEV, code="PAY", minimum=2),
    POR: Team(POR, "Portal Dev", Side.DEV, code="POR", minimum=2),
}
PEOPLE = tuple(
    [Person(n, f"Ops {n}", OPS) for n in range(1, 7)]
    + [Person(6 + n, f"Dev {n}", PAY) for n in range(1, 5)]
    + [Person(6 + n, f"Dev {n}", POR) for n in range(5, 9)]
)
DEV = {n: 6 + n for n in range(1, 9)}


def on(day: int) -> date:
    """Days counted from the 23rd of November 2026, the rota's first Monday."""
    return date.fromordinal(FIRST.toordinal() + day)


def guest(block_id: int, person: int, host: int, first: int, last: int, **more: object) -> Block:
    return Block(block_id, person, BlockKind.GUEST, host, on(first), on(last), **more)  # type: ignore[arg-type]


def blocks() -> tuple[Block, ...]:
    return (
        guest(1, 2, PAY, 14, 25, pinned=True),
        guest(2, 3, PAY, 2, 4),
        guest(3, 3, PAY, 7, 9),
        guest(4, 6, POR, 21, 25),
        guest(5, DEV[1], OPS, 14, 18),
        guest(6, DEV[2], OPS, 0, 4),
        guest(7, DEV[5], OPS, 21, 25, mentor_id=4, question="Which release steps does Ops repeat by hand?"),
        guest(8, DEV[6], OPS, 7, 11),
    )


def absences() -> tuple[Absence, ...]:
    away = [(1, 28, 32), (5, 9, 11), (5, 28, 30), (DEV[3], 23, 25), (DEV[3], 28, 32), (DEV[7], 16, 18)]
    return tuple(Absence(n, person, on(a), on(b)) for n, (person, a, b) in enumerate(away, 1))


def sessions() -> tuple[Session, ...]:
    def held(n: int, topic: str, team: int, minutes: int, day: int) -> Session:
        starts = datetime(on(day).year, on(day).month, on(day).day, 10)  # noqa: DTZ001
        return Session(n, topic, SessionKind.TOOLS, team, minutes, dates=(SessionDate(n, starts, "Europe/Berlin"),))

    return (
        held(1, "Log search", OPS, 120, 3), held(2, "Chef runs", OPS, 240, 9),
        held(3, "JMS queues", PAY, 180, 17), held(4, "Jenkins", POR, 120, 24),
    )  # fmt: skip


def rota(**more: object) -> Rota:
    roles = more.pop("roles", (Role(1, BlockKind.GUEST, Side.DEV, OPS), Role(2, BlockKind.GUEST, Side.OPS, PAY)))
    return Rota(1, "Winter", FIRST, 5, 1, 2, 1, (OPS, PAY, POR), roles, "The shift lead", **more)  # type: ignore[arg-type]


def board(**more: object) -> Board:
    """Five weeks with eight blocks; ``more`` replaces fields."""
    given: dict[str, object] = {
        "rota": rota(), "plan": Plan(1, 1, 3, blocks=blocks()), "teams": TEAMS, "people": PEOPLE,
        "absences": absences(), "holidays": HOLIDAYS, "region": "DE-BE", "sessions": sessions(),
        "zone": "Europe/Berlin", "now": datetime(2026, 11, 23, 9, 12, tzinfo=UTC),
    }  # fmt: skip
    return Board(**{**given, **more})  # type: ignore[arg-type]


def large_board(people: int = 60, weeks: int = 52) -> Board:
    """A year with a guest block of two weeks for everybody every ten weeks."""
    teams = {n: Team(n, f"Team {n}", Side.OPS if n < 3 else Side.DEV, minimum=6) for n in range(1, 6)}
    staff = tuple(Person(n, f"Person {n:02}", n % 5 + 1) for n in range(1, people + 1))
    placed = [
        Block(
            n * 100 + k, n, BlockKind.GUEST, 3 if teams[n % 5 + 1].side is Side.OPS else 1,
            FIRST + WEEK * (n % 10 + 10 * k), on(11) + WEEK * (n % 10 + 10 * k),
        )
        for n in range(1, people + 1)
        for k in range(weeks // 10)
    ]  # fmt: skip
    roles = (Role(1, BlockKind.GUEST, Side.DEV, 1, 3), Role(2, BlockKind.GUEST, Side.OPS, 3, 2))
    away = tuple(Absence(n, n, on(40 + n), on(44 + n)) for n in range(1, people + 1))
    return board(
        rota=Rota(1, "Year", FIRST, weeks, 2, 4, 2, tuple(teams), roles), plan=Plan(1, 1, 1, blocks=tuple(placed)),
        teams=teams, people=staff, absences=away, sessions=(),
    )  # fmt: skip
