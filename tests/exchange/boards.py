"""A small rota made by hand: two Ops and one Dev team, stays over a weekend, leave, duty pairs, an open place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from desktop_app.domain.board import Board
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.rotations import Block, BlockKind, Plan, Role, Rota
from desktop_app.domain.sessions import Session, SessionDate, SessionKind
from desktop_app.domain.teams import Side, Team

GUEST, DUTY = BlockKind.GUEST, BlockKind.DUTY
OPS, DEV, PORTAL = 1, 2, 3
QUESTION = "Why three restarts, not one; who decides?\nAsk Ärzte & Co"


def board(*, weeks: int = 4, published: bool = True, version: int = 3) -> Board:
    """From Monday 14 December 2026, over Christmas and the new year."""
    rota = Rota(
        7, "Winter, R&D; 1", date(2026, 12, 14), weeks, team_ids=(OPS, DEV, PORTAL),
        roles=(
            Role(1, GUEST, Side.DEV, OPS, 1),
            Role(2, GUEST, Side.OPS, DEV, 2),
            Role(3, DUTY, Side.DEV, None),
            Role(4, DUTY, Side.OPS, None),
        ),
        contact="Plan desk, ext. 4411",
    )  # fmt: skip
    at = datetime(2026, 12, 11, 8, 12, tzinfo=UTC)
    plan = Plan(
        21, rota.id, version, at if published else None, _blocks(), replaces_version=2,
        replaces_at=datetime(2026, 12, 1, tzinfo=UTC),
    )  # fmt: skip
    teams = {
        OPS: Team(OPS, "Operations", Side.OPS, code="OPS", minimum=2),
        DEV: Team(DEV, "Payments Dev", Side.DEV, code="PAY", minimum=1),
        PORTAL: Team(PORTAL, "=Portal Dev", Side.DEV, code="PAY"),
    }
    return Board(
        rota=rota,
        plan=plan,
        teams=teams,
        people=_people(),
        absences=(
            Absence(1, 1, date(2026, 12, 16), date(2026, 12, 18)),
            Absence(2, 14, date(2026, 12, 30), date(2027, 1, 5)),
        ),
        holidays={"DE": {date(2026, 12, 25): "Christmas Day", date(2027, 1, 1): "New Year"}},
        region="DE",
        sessions=_sessions(),
        zone="Europe/Berlin",
        now=datetime(2026, 12, 11, 9, 12, tzinfo=ZoneInfo("Europe/Berlin")),
    )


def _people() -> tuple[Person, ...]:
    ops = tuple(Person(n, f"Ops {n}", OPS) for n in range(1, 5))
    dev = tuple(Person(10 + n, f"Dev {n}", DEV, share=60 if n == 3 else 100) for n in range(1, 5))
    return (*ops, *dev, Person(20, "=Jörg Ångström-Weiß", PORTAL), Person(21, "Jorg Angstrom Weiss", PORTAL))


def _blocks() -> tuple[Block, ...]:
    monday, friday, after = date(2026, 12, 14), date(2026, 12, 25), date(2026, 12, 28)
    return (
        Block(101, 11, GUEST, OPS, monday, date(2026, 12, 24), mentor_id=2, question=QUESTION),
        Block(102, 3, GUEST, DEV, monday, date(2026, 12, 24)),
        Block(103, 12, DUTY, None, monday, date(2026, 12, 20)),
        Block(104, 4, DUTY, None, monday, date(2026, 12, 20)),
        Block(105, 14, GUEST, OPS, after, date(2027, 1, 8), mentor_id=1),
        Block(106, 12, DUTY, None, date(2026, 12, 28), date(2027, 1, 3)),
        Block(107, 4, DUTY, None, date(2026, 12, 28), date(2027, 1, 3)),
        Block(108, 20, GUEST, OPS, date(2026, 12, 21), friday),
    )


def _sessions() -> tuple[Session, ...]:
    berlin = "Europe/Berlin"
    return (
        Session(
            5, "JMS queues, full; disk", SessionKind.SOLVING, OPS, 180, (2,),
            (SessionDate(31, datetime(2026, 12, 17, 9, 30), berlin),),  # noqa: DTZ001 - wall time
            place="Room 4, by the lift", needs="Access to the test queue", seats=8, changed_in=40,
        ),
        Session(
            6, "Log search", SessionKind.TOOLS, DEV, 120, (11,),
            (SessionDate(32, datetime(2026, 12, 18, 14), berlin), SessionDate(33, datetime(2027, 6, 1, 9), berlin)),  # noqa: DTZ001
            own_pace=True, changed_in=41,
        ),
    )  # fmt: skip
