"""Reads a plan with all that is needed to judge and draw it, in a fixed number of queries whatever its size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop_app.domain.board import Board
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.ledger import ledger, ledger_weeks
from desktop_app.domain.people import Absence, Person, by_name
from desktop_app.domain.rotations import Block, BlockKind, Plan, Rota, monday
from desktop_app.domain.sessions import Session
from desktop_app.domain.teams import Team
from desktop_app.planning.public_holidays import public_holidays
from desktop_app.services.workspaces import Workspace, local
from desktop_app.storage import people, rotations, sessions, settings, teams
from desktop_app.storage.database import Connection

NEARBY = timedelta(weeks=12)  # blocks of other plans so far away still count for rest and length
_MOST_KEPT = 16

Carried = Mapping[tuple[int, BlockKind], float]
Key = tuple[object, ...]


@dataclass(frozen=True)
class _Shelf:
    """What every board of a workspace is made from, as read in one transaction."""

    rotas: tuple[Rota, ...]
    plans: Mapping[int, tuple[Plan, ...]]
    blocks: Mapping[int, tuple[Block, ...]]  # by plan: of the one asked for, and of the newest published of each rota
    teams: Mapping[int, Team]
    people: tuple[Person, ...]
    absences: tuple[Absence, ...]
    sessions: tuple[Session, ...]
    region: str
    zone: str
    demo: bool
    moved: Key  # differs once people, absences, teams, rotas or published blocks were changed

    def published(self, rota_id: int) -> Plan | None:
        """The newest published version with its blocks."""
        found = next((plan for plan in self.plans.get(rota_id, ()) if plan.published), None)
        return replace(found, blocks=self.blocks.get(found.id, ())) if found else None


class BoardReader:
    """Boards of one workspace. What earlier rotas carry into a later one is worked out once while they stand."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._carried: dict[Key, Carried] = {}

    def board(self, rota_id: int | None = None, plan_id: int | None = None) -> Board | None:
        """A plan by its id, the newest of a rota, or the newest of the newest rota; None when there is no such."""
        with self._workspace.database.read() as connection:
            found = _asked(connection, rota_id, plan_id)
        return self._made(*found) if found else None

    def unmoved(self, connection: Connection, board: Board) -> bool:
        """Whether the board would be made from the same people, leave, roles, teams, blocks and plans today."""
        found = _asked(connection, None, board.plan.id)
        return found is not None and _made_from(self._made(*found)) == _made_from(board)

    def paper(self) -> Board:
        """The newest board, or one of the coming weeks without a plan, with the hosts of every session."""
        board = self.board() or self._blank()
        hosts = {host for session in board.sessions for host in session.host_ids} - board.person.keys()
        with self._workspace.database.read() as connection:
            guests = tuple(person for person in people.people(connection) if person.id in hosts)
        return replace(board, people=(*board.people, *guests))

    def _blank(self, weeks: int = 13) -> Board:
        with self._workspace.database.read() as connection:
            shelf = _read(connection, (), {}, Plan(0, 0, 0))
        today = local(self._workspace.now(), shelf.zone).date()
        rota = Rota(0, _("Knowledge hub"), monday(today), weeks, team_ids=tuple(shelf.teams))
        return self._made(shelf, rota, Plan(0, 0, 0))

    def _made(self, shelf: _Shelf, rota: Rota, plan: Plan) -> Board:
        board = _bare(shelf, rota, replace(plan, blocks=shelf.blocks.get(plan.id, ())))
        there = board.person.keys()
        return replace(
            board,
            around=tuple(block for block in _around(shelf, rota) if block.person_id in there),
            carried={key: amount for key, amount in self._carry(shelf, rota).items() if key[0] in there},
            sessions=shelf.sessions,
            now=local(self._workspace.now(), shelf.zone),
        )

    def _carry(self, shelf: _Shelf, rota: Rota) -> Carried:
        """Balances from the newest published plans of rotas that begin earlier, their weeks before this one only."""
        key = (rota.id, rota.from_on, shelf.moved)
        carried = self._carried.get(key)  # held here: another reader may empty the shelf at any time
        if carried is None:
            carried = _carried(shelf, rota)
            if len(self._carried) >= _MOST_KEPT:
                self._carried.clear()
            self._carried[key] = carried
        return carried


def _asked(connection: Connection, rota_id: int | None, plan_id: int | None) -> tuple[_Shelf, Rota, Plan] | None:
    rotas, plans = rotations.rotas(connection), rotations.plans(connection)
    chosen = _chosen(rotas, plans, rota_id, plan_id)
    return (_read(connection, rotas, plans, chosen[1]), *chosen) if chosen else None


def _made_from(board: Board) -> Key:
    """What a plan hangs on; sessions, the zone and the clock only show on paper."""
    return (
        board.rota, board.plan, board.teams, board.people, board.absences, board.region, board.holidays, board.around,
        board.carried,
    )  # fmt: skip


def _chosen(
    rotas: Iterable[Rota], plans: Mapping[int, tuple[Plan, ...]], rota_id: int | None, plan_id: int | None
) -> tuple[Rota, Plan] | None:
    for rota in rotas:
        for plan in plans.get(rota.id, ()):
            if (rota_id is None or rota.id == rota_id) and (plan_id is None or plan.id == plan_id):
                return rota, plan
    return None


def _read(connection: Connection, rotas: Iterable[Rota], plans: Mapping[int, tuple[Plan, ...]], plan: Plan) -> _Shelf:
    newest = [next((p.id for p in versions if p.published), 0) for versions in plans.values()]
    published = sorted(filter(None, newest))
    held = {team.id: team for team in teams.all_teams(connection)}
    region = str(settings.get(connection, "holidays", ""))
    return _Shelf(
        rotas=tuple(rotas),
        plans=plans,
        blocks=rotations.blocks(connection, {plan.id, *published}),
        teams=held,
        people=tuple(people.people(connection)),
        absences=tuple(people.absences(connection)),
        sessions=tuple(sessions.sessions(connection)),
        region=region,
        zone=settings.zone(connection),
        demo=settings.demo(connection),
        moved=(
            people.moved(connection),
            rotations.moved(connection, published),
            tuple(published),
            region,
            tuple((team.id, team.side) for team in held.values()),
        ),
    )


def _bare(shelf: _Shelf, rota: Rota, plan: Plan) -> Board:
    """The board of a plan without what other plans add to it."""
    on_it = {block.person_id for block in plan.blocks}
    there = [
        person for person in shelf.people
        if person.id in on_it or (person.team_id in rota.team_ids and _in_time(person, rota))
    ]  # fmt: skip
    ids = {person.id for person in there}
    first, last = rota.from_on - NEARBY, rota.to_on + NEARBY
    near = (a for a in shelf.absences if a.person_id in ids and a.first_on <= last and first <= a.last_on)
    return Board(
        rota=rota,
        plan=plan,
        teams=shelf.teams,
        people=tuple(sorted(there, key=lambda p: (_team_name(shelf, p), by_name(p.name), p.id))),
        absences=tuple(near),
        holidays=_holidays({shelf.region, *(person.region for person in there)}, range(first.year, last.year + 1)),
        region=shelf.region,
        zone=shelf.zone,
        demo=shelf.demo,
    )


def _team_name(shelf: _Shelf, person: Person) -> str:
    team = shelf.teams.get(person.team_id)
    return team.name.casefold() if team else ""


def _in_time(person: Person, rota: Rota) -> bool:
    """Whether the person is in the team on any day of the rota."""
    joined, left = person.joined_on or rota.from_on, person.left_on or rota.to_on
    return joined <= rota.to_on and rota.from_on <= left


def _holidays(regions: Iterable[str], years: Iterable[int]) -> dict[str, Mapping[date, str]]:
    """Holidays by region; one that the library no longer knows has none."""
    found: dict[str, Mapping[date, str]] = {}
    for region in filter(None, regions):
        try:
            found[region] = public_holidays(region, years)
        except Refused:
            found[region] = {}
    return found


def _around(shelf: _Shelf, rota: Rota) -> Iterable[Block]:
    first, last = rota.from_on - NEARBY, rota.to_on + NEARBY
    for other in shelf.rotas:
        plan = shelf.published(other.id) if other.id != rota.id else None
        if plan is not None:
            yield from (block for block in plan.blocks if block.touches(first, last))


def _carried(shelf: _Shelf, rota: Rota) -> Carried:
    total: dict[tuple[int, BlockKind], float] = {}
    for other in shelf.rotas:
        plan = shelf.published(other.id) if other.id != rota.id and other.from_on < rota.from_on else None
        if plan is not None:
            for key, debt in ledger(ledger_weeks(_bare(shelf, other, plan), rota.from_on)).items():
                total[key] = total.get(key, 0.0) + debt.balance
    return total
