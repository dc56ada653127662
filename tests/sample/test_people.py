"""The demo's people, rotas and sessions fit each other, whatever day it is made."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.people import Person, check_absence, check_person
from desktop_app.domain.rotations import Role, Rota, check_rota, monday
from desktop_app.domain.sessions import Session, SessionDate, check_session, coverage
from desktop_app.domain.teams import Side, Team
from desktop_app.sample.people import absences, people
from desktop_app.sample.rotas import QUESTIONS, ROLES, SLOT_WEEKS, WEEKS, rotas
from desktop_app.sample.sessions import sessions
from desktop_app.sample.story import BUS, TEAMS, Story, allotted

TODAY = date(2026, 11, 24)
IDS = {team.name: n for n, team in enumerate(TEAMS, 1)}
any_day = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@settings(max_examples=60, deadline=None)
@given(any_day)
def test_nobody_is_away_twice_on_one_day_or_before_joining(today: date) -> None:
    known = {person.name: person for person in people(today)}
    away = absences(today)
    assert away
    for n, one in enumerate(away):
        check_absence(one.first_on, one.last_on)
        assert one.first_on >= (known[one.name].joined_on or date.min)
        for other in away[n + 1 :]:
            assert one.name != other.name or other.first_on > one.last_on


@settings(max_examples=60, deadline=None)
@given(any_day)
def test_the_current_rota_runs_today_and_the_earlier_ones_lead_to_it(today: date) -> None:
    found = rotas(today)
    length = timedelta(weeks=WEEKS)
    assert [b.from_on - a.from_on for a, b in pairwise(found)] == [length, length]
    current = found[-1]
    assert current.from_on <= today < current.from_on + length
    known = {person.name: person.team for person in people(today)}
    rota = Rota(
        1, "Rotation", current.from_on, WEEKS, SLOT_WEEKS, team_ids=tuple(IDS.values()),
        roles=tuple(Role(0, r.kind, r.side, IDS[r.host] if r.host else None) for r in ROLES),
    )  # fmt: skip
    check_rota(rota)
    sides = {team.name: team.side for team in TEAMS}
    for pinned in current.pinned:
        slot = rota.slots[pinned.slot]
        assert sides[known[pinned.name]] is not sides[pinned.host], "a guest comes from the other side"
        assert known[pinned.mentor] == pinned.host
        assert not [a for a in absences(today) if a.name == pinned.name and a.first_on <= slot.to_on
                    and slot.from_on <= a.last_on], "who is pinned is there"  # fmt: skip
        assert slot.from_on > today, "it lies ahead"


@settings(max_examples=60, deadline=None)
@given(any_day)
def test_the_current_rota_has_to_live_with_absences(today: date) -> None:
    first = monday(today) - timedelta(weeks=1)
    last = first + timedelta(weeks=WEEKS)
    assert len([a for a in absences(today) if a.first_on < last and first <= a.last_on]) >= 8


def test_everybody_can_be_stored_and_two_work_part_of_the_week() -> None:
    found = [check_person(Person(0, p.name, IDS[p.team], p.share, p.region, p.joined_on)) for p in people(TODAY)]
    assert len(found) == sum(team.size for team in TEAMS) == 21
    assert len([p for p in found if p.share < 100]) == 2
    assert len([p for p in found if p.joined_on and p.joined_on < TODAY]) == 2
    assert len([p for p in found if p.joined_on and p.joined_on > TODAY]) == 1
    assert len({p.name for p in found}) == len(found)


@settings(max_examples=60, deadline=None)
@given(any_day)
def test_four_of_five_teams_have_given_a_session(today: date) -> None:
    held = [
        check_session(Session(
            0, s.topic, s.kind, IDS[s.team], s.minutes, dates=tuple(SessionDate(0, at, "UTC") for at in s.starts),
            place=s.place, needs=s.needs, seats=s.seats, own_pace=s.own_pace,
        ))
        for s in sessions(today)
    ]  # fmt: skip
    teams = [Team(IDS[team.name], team.name, team.side) for team in TEAMS]
    lines = coverage(teams, held, datetime.combine(today, datetime.min.time())).lines
    lacking = [line.team.name for line in lines if not line.given]
    assert lacking == [BUS]
    assert not lines[0].planned
    assert any(line.planned or len(line.given) > 1 for line in lines)
    starts = [at for s in sessions(today) for at in s.starts]
    assert all(at.weekday() < 5 for at in starts)
    assert min(starts).date() < today < max(starts).date()


def test_hosts_belong_to_the_team_that_gives_the_session() -> None:
    home = {person.name: person.team for person in people(TODAY)}
    assert all(home[name] == session.team for session in sessions(TODAY) for name in session.hosts)


def test_every_host_team_has_something_to_go_and_see() -> None:
    assert set(QUESTIONS) == set(IDS)
    assert all(questions for questions in QUESTIONS.values())


@settings(max_examples=100, deadline=None)
@given(any_day)
def test_the_shared_goal_begins_half_way(today: date) -> None:
    story = Story()
    first, goal = story.first_day(today), story.goal_day(today)
    assert first.day == goal.day == 1
    assert (today.year - first.year) * 12 + today.month - first.month == 18
    assert (goal.year - first.year) * 12 + goal.month - first.month == 9
    releases = story.releases(today)
    assert first <= releases[0] < first + timedelta(days=14)
    assert releases[-1] < today
    assert {(b - a).days for a, b in pairwise(releases)} == {14}


@given(st.integers(0, 10**6), st.lists(st.floats(0.1, 100), min_size=1, max_size=30))
def test_what_is_allotted_adds_up_and_follows_the_weights(total: int, weights: list[float]) -> None:
    found = allotted(total, weights)
    assert sum(found) == total
    assert all(abs(n - total * w / sum(weights)) <= 1 for n, w in zip(found, weights, strict=True))


def test_ops_and_dev_can_lend_people_to_each_other() -> None:
    for side in (Side.OPS, Side.DEV):
        spare = sum(team.size - team.minimum for team in TEAMS if team.side is side)
        assert spare >= sum(1 for role in ROLES if role.host and role.side is side)
