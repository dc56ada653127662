"""The knowledge hub: sessions, dates, and which team has not given one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.sessions import Session, SessionDate, SessionKind
from desktop_app.services.changes import Topic
from desktop_app.services.suite import Services
from tests.services.planned import NOW, House

NINE = datetime.fromisoformat("2026-12-02T09:00")


@pytest.fixture
def house(services: Services) -> House:
    return House(services)


def _session(house: House, **how: object) -> Session:
    return replace(Session(0, "Reading logs", SessionKind.TOOLS, house.ops, 120, (house.ids["Ops 1"],)), **how)


def test_a_session_is_added_dated_changed_and_undone(house: House) -> None:
    sessions = house.services.sessions
    changes = sessions.add(_session(house, topic="  Reading   logs "))
    assert (changes.name, changes.topics) == ("Add session “Reading logs”", {Topic.SESSIONS, Topic.ROTATIONS})
    dated = sessions.add_date(changes.ids[0], NINE)
    assert dated.name == "“Reading logs” on 2 Dec 2026 09:00"
    (held,) = sessions.sessions()
    assert [(date.id, date.starts, date.zone) for date in held.dates] == [(dated.ids[0], NINE, "UTC")]
    sessions.change(replace(held, minutes=240, dates=(), host_ids=()))
    with pytest.raises(Conflict, match="Reading logs"):
        sessions.change(replace(held, minutes=300))
    house.services.history.undo()
    assert sessions.sessions()[0].dates == held.dates


@pytest.mark.parametrize("minutes", [60, 119, 481, 540])
def test_a_session_of_another_length_is_refused_with_the_reason(house: House, minutes: int) -> None:
    with pytest.raises(Refused, match="2 to 8 hours: shorter ones teach little"):
        house.services.sessions.add(_session(house, minutes=minutes))
    assert house.services.sessions.sessions() == ()


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"team_id": 99}, "the team that gives it"),
        ({"host_ids": (99,)}, "host"),
        ({"dates": (SessionDate(0, NINE, "Nowhere/Land"),)}, "Nowhere/Land"),
        ({"dates": (SessionDate(0, NINE.replace(year=1026), "UTC"),)}, "between 2000 and 2999"),
    ],
)
def test_what_is_no_session_is_refused(house: House, how: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        house.services.sessions.add(_session(house, **how))


def test_a_date_is_given_once_and_taken_away(house: House) -> None:
    sessions = house.services.sessions
    (session_id,) = sessions.add(_session(house)).ids
    (date_id,) = sessions.add_date(session_id, NINE).ids
    with pytest.raises(Refused, match="has this date already"):
        sessions.add_date(session_id, NINE + timedelta(seconds=20))
    sessions.remove_date(date_id)
    assert sessions.sessions()[0].dates == ()
    with pytest.raises(Refused, match="no longer there"):
        sessions.remove_date(date_id)
    sessions.remove(session_id)
    with pytest.raises(Refused, match="no longer there"):
        sessions.remove(session_id)


def test_the_hub_names_the_teams_without_a_contribution_first(house: House) -> None:
    services = house.services
    services.workspace.set_zone("Asia/Tokyo")
    (session_id,) = services.sessions.add(_session(house)).ids
    now = services.sessions.hub().now
    assert now == datetime.fromtimestamp(NOW).astimezone().replace(tzinfo=None) + _tokyo_ahead()
    assert [line.team.id for line in services.sessions.hub().coverage.lines] == [house.ops, house.dev]
    services.sessions.add_date(session_id, now - timedelta(hours=2))
    hub = services.sessions.hub()
    assert (hub.zone, hub.sessions[0].dates[0].zone) == ("Asia/Tokyo", "Asia/Tokyo")
    assert [line.team.id for line in hub.coverage.lines] == [house.dev, house.ops]
    assert hub.coverage.answer == "1 of 2 teams have given a session; Payments Dev not yet"
    assert {team.name for team in hub.teams} == {"Network Ops", "Payments Dev", "Facilities"}
    assert len(hub.people) == 10


def _tokyo_ahead() -> timedelta:
    """How far Tokyo's clocks are ahead of this computer's."""
    here = datetime.fromtimestamp(NOW).astimezone().utcoffset()
    return timedelta(hours=9) - (here or timedelta())


@pytest.mark.parametrize("what", ["date added", "date removed", "host", "undo"])
def test_a_session_whose_dates_or_hosts_changed_meanwhile_is_not_overwritten(house: House, what: str) -> None:
    services, sessions = house.services, house.services.sessions
    (session_id,) = sessions.add(_session(house)).ids
    sessions.add_date(session_id, NINE)
    if what == "undo":
        sessions.add_date(session_id, NINE + timedelta(days=7))
    (held,) = sessions.sessions()
    {
        "date added": lambda: sessions.add_date(session_id, NINE + timedelta(days=7)),
        "date removed": lambda: sessions.remove_date(held.dates[0].id),
        "host": lambda: sessions.change(replace(held, host_ids=(house.ids["Ops 2"],))),
        "undo": services.history.undo,
    }[what]()
    (now,) = sessions.sessions()
    with pytest.raises(Conflict, match="Reading logs"):
        sessions.change(replace(held, minutes=240))
    assert sessions.sessions() == (now,)
    sessions.change(replace(now, minutes=240))


def test_a_date_is_taken_back_after_the_words_of_its_session_were_changed(house: House) -> None:
    services, sessions = house.services, house.services.sessions
    (session_id,) = sessions.add(_session(house)).ids
    dated = sessions.add_date(session_id, NINE)
    sessions.change(replace(sessions.sessions()[0], topic="Reading traces"))
    assert services.history.undo_step(dated.step).message == ""
    (held,) = sessions.sessions()
    assert (held.topic, held.dates) == ("Reading traces", ())
    assert services.backups.check() == ()
