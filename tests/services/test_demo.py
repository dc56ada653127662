"""The demo fills an empty workspace with incidents, people, rotas and sessions that belong together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app.domain.board import Board
from desktop_app.domain.cover import cover
from desktop_app.domain.errors import Cancelled, Refused
from desktop_app.domain.ledger import balances
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import BlockKind
from desktop_app.domain.targets import TargetSetKind
from desktop_app.domain.teams import Side
from desktop_app.sample.story import TEAMS, Story
from desktop_app.services.changes import Silent
from desktop_app.services.demo import DemoService
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import teams
from tests import factories

SMALL = Story(
    others=(12, 44, 356, 388), release=(5, 17, 34, 28), top=544, rare_errors=40, left_open=25, unresolved=9, stuck=6,
    by_dev=17,
)  # fmt: skip
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

Clock = Callable[[int], None]


@pytest.fixture
def demo(services: Services, clock: Clock) -> Services:
    """Services over the demo as it is on 24 November 2026, with a tenth of its incidents."""
    clock(int(NOON.timestamp()))
    DemoService(services.workspace).fill(story=SMALL)
    return services


@dataclass
class _StopBeforeRota:
    """Progress that is cancelled when so many rotas are planned."""

    planned: int
    told: int = 0

    def __call__(self, text: str, share: float | None = None) -> None:
        self.told += text == "Planning rotas"

    @property
    def cancelled(self) -> bool:
        return self.told > self.planned


def board(services: Services) -> Board:
    found = services.rotations.board()
    assert found is not None
    return found


def test_the_measured_case_numbers_are_those_of_the_plan(services: Services, clock: Clock) -> None:
    clock(int(NOON.timestamp()))
    changes = DemoService(services.workspace).fill()
    found = services.measures.case_numbers()
    assert {each.key: (each.n, each.of) for each in found} == dict(Story().case_numbers)
    assert changes.message == "The demo holds 9,000 incidents and 21 people; everything in it is made up."
    for each in found:
        assert services.incidents.open_list(View(each.opens)).total == each.n
        assert services.incidents.open_list(View(each.opens_all)).total == each.of


def test_the_workspace_says_that_it_is_a_demo_and_is_sound(demo: Services) -> None:
    facts = demo.workspace.facts()
    assert facts.demo
    assert facts.incidents == SMALL.incidents
    assert facts.open_incidents == SMALL.left_open
    assert facts.newest_on == date(2026, 11, 24)
    assert demo.backups.check() == ()
    assert board(demo).demo


def test_teams_have_sides_codes_and_minimums(demo: Services) -> None:
    roster = demo.people.roster()
    assert {(t.name, t.side, t.code, t.minimum) for t in roster.teams} == {
        (t.name, t.side, t.code, t.minimum) for t in TEAMS
    }
    assert roster.region == "DE-BE"
    assert len(roster.people) == 21
    assert len(roster.absences) > 40


def test_the_shared_goal_holds_from_half_way_on_and_the_others_always_did(demo: Services) -> None:
    for held in demo.targets.target_sets():
        days = {target.valid_from for target in held.targets}
        assert days == ({date(2026, 2, 1)} if held.kind is TargetSetKind.SHARED else {None})


def test_the_current_rota_was_planned_published_and_changed_once(demo: Services) -> None:
    lines = demo.rotations.rotas()
    assert [(line.version, line.published) for line in lines] == [(2, True), (1, True), (1, True)]
    held = board(demo)
    assert held.rota.from_on <= NOON.date() <= held.rota.to_on
    assert held.plan.replaces_version == 1
    assert held.plan.replaces_at is not None
    assert held.plan.published_at is not None
    assert held.plan.replaces_at < held.plan.published_at < NOON
    guests = [block for block in held.plan.blocks if block.kind is BlockKind.GUEST]
    assert guests
    assert all(block.question for block in guests)
    assert sum(block.mentor_id is not None for block in guests) > len(guests) / 2


def test_what_was_pinned_stays_where_it_was_agreed(demo: Services) -> None:
    held = board(demo)
    pinned = {(held.person[b.person_id].name, held.host_words(b.host_id)) for b in held.plan.blocks if b.pinned}
    assert pinned == {("Pay 2", "OPS"), ("Ops 4", "PAY")}


@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2026, 4, 15), date(2026, 7, 31), date(2027, 2, 28)])
def test_on_any_day_the_current_rota_has_something_to_solve(services: Services, clock: Clock, today: date) -> None:
    clock(int(datetime(today.year, today.month, today.day, 9, tzinfo=UTC).timestamp()))
    DemoService(services.workspace).fill(story=SMALL)
    held = board(services)
    assert cover(held).shortfalls, "days on which a desk is below its minimum"
    assert held.open_places, "places that nobody can fill"
    assert len(held.plan.blocks) > 12
    assert held.sessions
    assert len(held.absences) >= 8


def test_the_ledger_has_a_history_that_sums_to_zero_per_side(demo: Services) -> None:
    held = board(demo)
    assert any(amount for amount in held.carried.values())
    for kind in BlockKind:
        for side in (Side.OPS, Side.DEV):
            total = sum(v for (person, k), v in balances(held).items() if k is kind and held.side(person) is side)
            assert total == pytest.approx(0, abs=1e-6)


def test_one_team_has_not_contributed_to_the_hub_yet(demo: Services) -> None:
    hub = demo.sessions.hub()
    assert [line.team.name for line in hub.coverage.lines if not line.given] == ["Order bus Dev"]
    assert any(line.planned for line in hub.coverage.lines)
    assert len(hub.sessions) > 5
    assert all(session.host_ids for session in hub.sessions)


def test_the_same_day_and_seed_make_the_same_demo(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        workspace = Workspace.create(tmp_path / f"{name}.secondway", "Europe/Berlin")
        workspace.now = lambda: int(NOON.timestamp())
        services = Services.over(workspace)
        DemoService(workspace).fill(story=SMALL, seed=5)
        frame = workspace.frames.current()
        made.append((frame.incidents.to_dicts(), frame.segments.to_dicts(), board(services).plan.blocks))
        workspace.close()
    assert made[0] == made[1]


def test_a_workspace_with_incidents_is_refused(services: Services) -> None:
    factories.fill(services.workspace, 20)
    with pytest.raises(Refused, match="empty workspace of its own"):
        DemoService(services.workspace).fill(story=SMALL)
    assert services.workspace.facts().incidents == 20


def test_a_workspace_with_people_is_refused(services: Services) -> None:
    with services.workspace.step("Add a team") as (_connection, step):
        team_id = teams.ensure(step, ["Operations"])["Operations"]
    services.people.add(Person(0, "Ops 1", team_id))
    with pytest.raises(Refused, match="incidents or people"):
        DemoService(services.workspace).fill(story=SMALL)


def test_a_cancelled_demo_stores_no_incident(services: Services) -> None:
    with pytest.raises(Cancelled):
        DemoService(services.workspace).fill(Silent(stop=lambda: True), story=SMALL)
    assert services.workspace.facts().incidents == 0
    assert not services.workspace.facts().demo


@pytest.mark.parametrize("planned", [0, 1, 2])
def test_a_demo_stopped_between_its_rotas_keeps_what_was_stored_and_says_so(services: Services, planned: int) -> None:
    stop = _StopBeforeRota(planned)
    with pytest.raises(Cancelled, match="not whole"):
        DemoService(services.workspace).fill(stop, story=SMALL)
    assert services.workspace.facts().incidents == SMALL.incidents
    lines = services.rotations.rotas()
    assert len(lines) == 3
    assert sum(line.published for line in lines) == planned
    blocks = [board.plan.blocks for line in lines if (board := services.rotations.board(line.id))]
    assert sum(bool(held) for held in blocks) == planned
    assert services.backups.check() == ()
    with pytest.raises(Refused, match="empty workspace of its own"):
        DemoService(services.workspace).fill(story=SMALL)


def test_the_import_history_says_what_the_demo_stored(demo: Services) -> None:
    (run,) = demo.imports.runs()
    assert run.counts.new == run.counts.read == SMALL.incidents
