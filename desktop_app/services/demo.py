"""Fills a workspace with the demo: a made-up company's incidents, people, rotas and sessions, around today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import snapped
from desktop_app.domain.errors import Cancelled, Refused
from desktop_app.domain.language import _, number
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import Block, BlockKind, Role, Rota
from desktop_app.domain.sessions import Session, SessionDate
from desktop_app.domain.stamps import day
from desktop_app.domain.targets import TargetSetKind
from desktop_app.sample import incidents, people, rotas, sessions
from desktop_app.sample.rotas import QUESTIONS, Pinned, SampleRota
from desktop_app.sample.story import SEED, TEAMS, Story
from desktop_app.services.changes import Changes, Progress, Silent, Topic
from desktop_app.services.rota_plans import RotaPlanService
from desktop_app.services.rotations import RotationService
from desktop_app.services.workspaces import Workspace, local
from desktop_app.storage import imports as incident_store
from desktop_app.storage import people as people_store
from desktop_app.storage import rotations as rota_store
from desktop_app.storage import sessions as session_store
from desktop_app.storage import settings, targets, teams
from desktop_app.storage.journal import Step

_FIRST_PUBLISHED, _LAST_PUBLISHED = timedelta(days=12), timedelta(days=4)  # before a rota begins
_PUBLISHED_AT = time(10)


@dataclass(frozen=True, slots=True)
class _Ids:
    teams: Mapping[str, int]
    people: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the whole progress, told as if it were the whole."""

    told: Progress
    begin: float
    end: float

    def __call__(self, text: str, share: float | None = None) -> None:
        self.told(text, None if share is None else self.begin + (self.end - self.begin) * share)

    @property
    def cancelled(self) -> bool:
        return self.told.cancelled


class DemoService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._rotations = RotationService(workspace)
        self._plans = RotaPlanService(workspace, self._rotations)

    def fill(self, progress: Progress | None = None, seed: int = SEED, story: Story | None = None) -> Changes:
        """Fill an empty workspace, in a few steps; the same for the same seed, day and time zone.

        Raises Refused when it holds incidents or people, and Cancelled: what is stored by then stays.
        """
        told = progress or Silent()
        self._check_empty()
        zone = self._workspace.zone
        today = local(self._workspace.now(), zone).date()
        plot = story or Story()
        told(_("Making up incidents"), 0.0)
        made = incidents.generate(plot, seed, today, zone)
        name = _("Fill the demo")
        with self._workspace.step(name) as (_connection, step):
            self._store_incidents(step, made, _Stretch(told, 0.2, 0.7))
            _targets_from(step, plot.goal_day(today))
            ids = _store_people(step, today)
            _store_sessions(step, ids, today, zone)
            settings.put(step, "holidays", people.REGION)
            settings.put(step, "demo", "1")
            plans = [(rota, _store_rota(step, rota, ids)) for rota in rotas.rotas(today)]
        for n, (sample, plan_id) in enumerate(plans):  # each begins with what the one before left owing
            told(_("Planning rotas"), 0.7 + 0.1 * n)
            if told.cancelled:
                raise Cancelled(_("Stopped; the demo is not whole."))
            if sample.pinned:
                self._pin(plan_id, sample.pinned, ids)
            self._plans.plan(plan_id, as_of=sample.from_on - _FIRST_PUBLISHED)
            self._publish(plan_id, zone, _FIRST_PUBLISHED)
        changed = self._rotations.replace_blocks(*self._with_questions(plans[-1][1]))
        self._publish(changed.ids[0], zone, _LAST_PUBLISHED)
        told(name, 1.0)
        message = _("The demo holds {n} incidents and {people} people; everything in it is made up.").format(
            n=number(made.incidents.height), people=number(len(ids.people))
        )
        return Changes(frozenset(Topic), name=name, message=message)

    def _check_empty(self) -> None:
        with self._workspace.database.read() as connection:
            busy = bool(people_store.people(connection))
        if busy or self._workspace.frames.current().incidents.height:
            raise Refused(_("The demo needs an empty workspace of its own; this one has incidents or people."))

    def _store_incidents(self, step: Step, made: incidents.SampleIncidents, told: Progress) -> None:
        size = made.incidents.height
        counts = {"read": size, "stored": size, "new": size}
        incident_store.commit(
            step,
            made.incidents,
            made.segments,
            source=_("Demo"),
            sides=made.sides,
            as_of=made.as_of,
            run=incident_store.Run(_("Demo"), "0" * 64, self._workspace.now(), counts),
            progress=told,
        )

    def _pin(self, plan_id: int, agreed: Sequence[Pinned], ids: _Ids) -> None:
        """Put the stays that were agreed into a draft, each from the first to the last working day of its slot."""
        board = self._board(plan_id)
        blocks = []
        for each in agreed:
            slot = board.rota.slots[each.slot]
            stay = Block(0, ids.people[each.name], BlockKind.GUEST, ids.teams[each.host], slot.from_on, slot.to_on,
                         True, ids.people[each.mentor], each.question)  # fmt: skip
            blocks.append(snapped(board, stay))
        self._rotations.replace_blocks(board, blocks, _("Pin what was agreed"))

    def _board(self, plan_id: int) -> Board:
        board = self._rotations.board(plan_id=plan_id)
        if board is None:
            raise Refused(_("The demo's plan is no longer there."))
        return board

    def _publish(self, plan_id: int, zone: str, before: timedelta) -> None:
        """Publish a plan on a day before its rota begins, as it would have been."""
        board = self._board(plan_id)
        on = datetime.combine(board.rota.from_on - before, _PUBLISHED_AT)
        at = int(on.replace(tzinfo=local(self._workspace.now(), zone).tzinfo).astimezone(UTC).timestamp())
        name = _("Publish v{n} of “{rota}”").format(n=number(board.plan.version), rota=board.rota.name)
        with self._workspace.step(name) as (_connection, step):
            rota_store.publish(step, plan_id, at)

    def _with_questions(self, plan_id: int) -> tuple[Board, list[Block], str]:
        """A plan, with a mentor and something to go and see for every guest."""
        board = self._board(plan_id)
        asked = {name: cycle(questions) for name, questions in QUESTIONS.items()}

        def with_question(block: Block) -> Block:
            host = board.teams.get(block.host_id) if block.host_id is not None else None
            if host is None or block.question:
                return block
            mentor = _mentor(board, block)
            return replace(block, mentor_id=mentor.id if mentor else None, question=next(asked[host.name]))

        return board, [with_question(block) for block in board.plan.blocks], _("Add what guests go and see")


def _mentor(board: Board, block: Block) -> Person | None:
    """Somebody of the host team who is there all the time, by turns."""
    there = [
        person
        for person in board.members.get(block.host_id or 0, ())
        if not any(b.touches(block.from_on, block.to_on) for b in board.blocks_of(person.id))
        and not any(a.first_on <= block.to_on and block.from_on <= a.last_on for a in board.leave(person.id))
        and person.here_on(block.from_on)
    ]
    return there[(block.from_on.toordinal() // 14) % len(there)] if there else None


def _targets_from(step: Step, goal_on: date) -> None:
    """Let the shared goal hold from a day on; before it Ops and Dev had targets of their own only."""
    shared = next(s for s in targets.target_sets(step.connection) if s.kind is TargetSetKind.SHARED)
    for target in shared.targets:
        targets.set_target(step, shared, replace(target, valid_from=goal_on))


def _store_people(step: Step, today: date) -> _Ids:
    team_ids = teams.ensure(step, [team.name for team in TEAMS], {team.name: team.side for team in TEAMS})
    for team in TEAMS:
        teams.set_cover(step, team_ids[team.name], team.code, team.minimum)
    sample = people.people(today)
    known = [Person(0, p.name, team_ids[p.team], p.share, p.region, p.joined_on) for p in sample]
    person_ids = dict(zip((p.name for p in sample), people_store.add_many(step, known), strict=True))
    away = people.absences(today)
    people_store.add_absences(step, ((person_ids[a.name], a.first_on, a.last_on) for a in away))
    return _Ids(team_ids, person_ids)


def _store_sessions(step: Step, ids: _Ids, today: date, zone: str) -> None:
    for held in sessions.sessions(today):
        hosts = tuple(ids.people[name] for name in held.hosts)
        dates = tuple(SessionDate(0, starts, zone) for starts in held.starts)
        made = Session(0, held.topic, held.kind, ids.teams[held.team], held.minutes, hosts, dates, held.place,
                       held.needs, held.seats, held.own_pace)  # fmt: skip
        session_store.add(step, made)


def _store_rota(step: Step, sample: SampleRota, ids: _Ids) -> int:
    """The rota with an empty draft, whose id it gives."""
    rota = Rota(
        id=0,
        name=_("Rotation from {day}").format(day=day(sample.from_on)),
        from_on=sample.from_on,
        weeks=rotas.WEEKS,
        slot_weeks=rotas.SLOT_WEEKS,
        team_ids=tuple(ids.teams[team.name] for team in TEAMS),
        roles=tuple(Role(0, r.kind, r.side, ids.teams[r.host] if r.host else None) for r in rotas.ROLES),
        contact=rotas.CONTACT,
    )
    _rota_id, plan_id = rota_store.add(step, rota)
    return plan_id
