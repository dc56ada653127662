"""People, absences, teams' minimums, holidays, and lists from spreadsheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.errors import Cancelled, Conflict, Refused
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.sessions import Session, SessionKind
from desktop_app.domain.teams import Side
from desktop_app.services.changes import Silent, Topic
from desktop_app.services.suite import Services
from tests.services.planned import House

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "people.csv"


@pytest.fixture
def house(services: Services) -> House:
    return House(services)


def _list(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_roster_has_teams_of_ops_and_dev_first_and_people_by_name(house: House) -> None:
    roster = house.services.people.roster()
    assert [team.name for team in roster.teams] == ["Network Ops", "Payments Dev", "Facilities"]
    assert [person.name for person in roster.people][:6] == ["Dev 1", "Dev 2", "Dev 3", "Dev 4", "Dev 5", "Ops 1"]
    assert (roster.absences, roster.region) == ((), "")


def test_a_person_is_added_changed_and_undone(house: House) -> None:
    people = house.services.people
    changes = people.add(Person(0, "  Dev   6 ", house.dev, 60, "de-be"))
    held = next(p for p in people.roster().people if p.id == changes.ids[0])
    assert (held.name, held.region, changes.name) == ("Dev 6", "DE-BE", "Add Dev 6")
    people.change(replace(held, share=80))
    with pytest.raises(Conflict, match="Dev 6"):
        people.change(replace(held, share=50))
    house.services.history.undo()
    house.services.history.undo()
    assert changes.ids[0] not in {p.id for p in people.roster().people}


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"name": "  "}, "needs a name"),
        ({"name": "x" * 61}, "at most 60"),
        ({"share": 0}, "1 to 100"),
        ({"team_id": 99}, "at home"),
        ({"region": "XX-1"}, "XX-1"),
        ({"joined_on": date(2026, 5, 1), "left_on": date(2026, 4, 1)}, "before the first day"),
        ({"joined_on": date(26, 5, 1)}, "between 1950 and 2999"),
    ],
)
def test_what_is_no_person_is_refused_and_nothing_is_stored(house: House, how: dict[str, object], why: str) -> None:
    before = house.services.people.roster()
    with pytest.raises(Refused, match=why):
        house.services.people.add(replace(Person(0, "Dev 9", house.dev), **how))
    assert house.services.people.roster() == before


def test_who_stands_in_a_published_plan_gets_a_last_day_instead(house: House) -> None:
    services = house.services
    _rota, plan = house.rota()
    services.rotations.place(plan, replace(house.guest("Dev 1"), mentor_id=house.ids["Ops 1"]))
    services.rotations.publish(plan)
    for name in ("Dev 1", "Ops 1"):
        with pytest.raises(Refused, match=rf"{name} stands in the published plan of “Winter”; give a last day"):
            services.people.remove(house.ids[name])
    services.people.remove(house.ids["Dev 2"])


def test_a_person_goes_with_what_stands_in_drafts_in_one_step(house: House) -> None:
    services = house.services
    _rota, plan = house.rota()
    services.rotations.place(plan, house.guest("Dev 1"))
    services.people.add_absence(house.ids["Dev 1"], date(2026, 12, 21), date(2027, 1, 1))
    services.sessions.add(Session(0, "Logs", SessionKind.TOOLS, house.dev, 120, (house.ids["Dev 1"],)))
    changes = services.people.remove(house.ids["Dev 1"])
    assert changes.message == "1 block in a draft went with it."
    assert services.rotations.board().plan.blocks == ()
    assert services.sessions.sessions()[0].host_ids == ()
    assert services.backups.check() == ()
    services.history.undo()
    assert len(services.rotations.board().plan.blocks) == 1
    assert len(services.people.roster().absences) == 1
    with pytest.raises(Refused, match="no longer there"):
        services.people.remove(99)


def test_absences_come_change_and_go(house: House) -> None:
    people = house.services.people
    changes = people.add_absence(house.ids["Dev 1"], date(2026, 12, 21), date(2026, 12, 24))
    assert changes.name == "Dev 1 is away 21 – 24 Dec 2026"
    (held,) = people.roster().absences
    people.change_absence(replace(held, last_on=date(2027, 1, 1)))
    with pytest.raises(Conflict):
        people.change_absence(held)
    people.remove_absence(held.id)
    with pytest.raises(Refused, match="no longer there"):
        people.remove_absence(held.id)
    house.services.history.undo()
    assert people.roster().absences[0].last_on == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("first", "last"), [("2026-12-24", "2026-12-21"), ("2026-01-01", "2030-01-01"), ("0026-01-01", "0026-01-02")]
)
def test_an_absence_that_cannot_be_is_refused(house: House, first: str, last: str) -> None:
    with pytest.raises(Refused, match=r"[Aa]bsence"):
        house.services.people.add_absence(house.ids["Dev 1"], date.fromisoformat(first), date.fromisoformat(last))
    with pytest.raises(Refused, match="no longer there"):
        house.services.people.change_absence(Absence(1, 99, date(2026, 1, 1), date(2026, 1, 1)))


def test_a_team_gets_a_code_and_a_minimum_everywhere(house: House) -> None:
    services = house.services
    changes = services.people.set_team(house.ops, " nw1 ", 3)
    assert Topic.TEAMS in changes.topics
    team = services.people.roster().teams[0]
    assert (team.code, team.letters, team.minimum) == ("NW1", "NW1", 3)
    assert services.workspace.frames.current().teams[house.ops] == team
    services.people.set_team(house.ops, "", 0)
    assert services.people.roster().teams[0].letters == "NET"
    services.history.undo()
    assert services.people.roster().teams[0].letters == "NW1"


@pytest.mark.parametrize("code", ["ABCDE", "A B", "A-1", "Ä_", "💡"])
def test_a_code_is_up_to_four_letters_or_digits(house: House, code: str) -> None:
    with pytest.raises(Refused, match="1 to 4 letters or digits"):
        house.services.people.set_team(house.ops, code, 0)


def test_two_teams_of_a_plan_are_never_called_the_same(house: House) -> None:
    people = house.services.people
    with pytest.raises(Refused, match="“Payments Dev” is called PAY already"):
        people.set_team(house.ops, "pay", 0)
    people.set_team(house.dev, "NEW", 0)
    people.set_team(house.dev, "NEW", 1)
    people.set_team(house.ops, "pay", 0)
    with pytest.raises(Refused, match="0 to 999"):
        people.set_team(house.ops, "PAY", 1000)
    with pytest.raises(Refused, match="no longer there"):
        people.set_team(77, "X", 0)


def test_a_team_changed_elsewhere_is_not_overwritten(house: House) -> None:
    people = house.services.people
    seen = next(team for team in people.roster().teams if team.id == house.ops)
    people.set_team(house.ops, "NW1", 3, seen=seen.changed_in)
    with pytest.raises(Conflict, match="Network Ops"):
        people.set_team(house.ops, "", 2, seen=seen.changed_in)
    assert people.roster().teams[0].minimum == 3


def test_a_code_taken_at_the_last_moment_is_refused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    people, workspace = house.services.people, house.services.workspace
    begin = workspace.step

    def later(name: str) -> object:
        monkeypatch.undo()  # somebody else is first, once
        people.set_team(house.dev, "XY", 0)
        return begin(name)

    monkeypatch.setattr(workspace, "step", later)
    with pytest.raises(Refused, match="“Payments Dev” is called XY already"):
        people.set_team(house.ops, "XY", 0)


def test_the_region_of_the_workspace_is_known_or_refused(house: House) -> None:
    people = house.services.people
    people.set_region("DE-BE")
    assert people.roster().region == "DE-BE"
    with pytest.raises(Refused, match="Atlantis"):
        people.set_region("Atlantis")
    people.set_region("")
    assert people.roster().region == ""
    assert ("DE-BE" in dict(people.regions())) is True


# -- lists


def test_the_sample_list_is_stored_as_one_step_and_never_doubled(services: Services) -> None:
    prepared = services.people.prepare_list(SAMPLE)
    assert (len(prepared.people), len(prepared.absences), prepared.refused, prepared.known) == (24, 5, (), 0)
    assert prepared.new_teams == ("Operations", "Network", "Payments Dev", "Portal Dev")
    assert services.people.roster().people == (), "looking stores nothing"
    changes = services.people.take_list(prepared)
    assert changes.message == "24 people added, 5 absences added"
    roster = services.people.roster()
    assert {team.name: team.side for team in roster.teams} == {
        "Network": Side.OPS, "Operations": Side.OPS, "Payments Dev": Side.DEV, "Portal Dev": Side.DEV
    }  # fmt: skip
    assert services.people.take_list(prepared).message == "Everybody in the list was here already"
    assert services.people.roster() == roster
    again = services.people.prepare_list(SAMPLE)
    assert (again.known, again.new_teams) == (24, ())
    services.history.undo()
    assert services.people.roster().people == services.people.roster().teams == ()
    assert services.backups.check() == ()


def test_a_list_changes_of_a_known_person_only_what_it_tells(house: House, tmp_path: Path) -> None:
    people = house.services.people
    held = next(p for p in people.roster().people if p.name == "Dev 1")
    people.change(replace(held, region="AT-9", share=50))
    prepared = people.prepare_list(_list(tmp_path, "Name;Team;Share", "DEV 1;payments dev;80 %", "Dev 2;Payments Dev;"))
    assert (prepared.known, prepared.new_teams) == (2, ())
    changes = people.take_list(prepared)
    assert changes.message == "0 people added, 1 changed"
    changed = next(p for p in people.roster().people if p.id == held.id)
    assert (changed.name, changed.share, changed.region) == ("Dev 1", 80, "AT-9")
    assert len(people.roster().people) == 10


def test_a_list_of_absences_finds_its_people_by_name(house: House, tmp_path: Path) -> None:
    people = house.services.people
    prepared = people.prepare_list(
        _list(tmp_path, "Name,Absent from,Absent to", "Dev 1,2026-12-21,2026-12-24", "Nobody,2026-12-21,2026-12-24")
    )
    assert prepared.refused == (("row 3", "No team is told for Nobody."),)
    assert people.take_list(prepared).message == "0 people added, 1 absence added"
    assert people.roster().absences[0].person_id == house.ids["Dev 1"]


def test_a_namesake_in_another_team_is_somebody_else_and_that_is_said(house: House, tmp_path: Path) -> None:
    prepared = house.services.people.prepare_list(_list(tmp_path, "Name,Team", "Dev 1,Network Ops"))
    assert prepared.known == 0
    assert any("somebody else" in note for note in prepared.notes)


def test_a_team_keeps_its_side_whatever_a_list_says(house: House, tmp_path: Path) -> None:
    people = house.services.people
    prepared = people.prepare_list(_list(tmp_path, "Name,Team,Side", "Dev 9,Payments Dev,Ops", "Eve,New crew,Dev"))
    assert prepared.notes == ("Payments Dev stays on its side, Dev; the list says Ops.",)
    people.take_list(prepared)
    sides = {team.name: team.side for team in people.roster().teams}
    assert (sides["Payments Dev"], sides["New crew"]) == (Side.DEV, Side.DEV)


def test_regions_are_told_by_code_or_words(house: House, tmp_path: Path) -> None:
    prepared = house.services.people.prepare_list(
        _list(tmp_path, "Name,Team,Country", "A B,Crew,Germany", "C D,Crew,at-9", "E F,Crew,Atlantis")
    )
    assert [person.region for person in prepared.people] == ["DE", "AT-9"]
    assert [row for row, _why in prepared.refused] == ["row 4"]


def test_reading_a_list_can_be_stopped(house: House) -> None:
    with pytest.raises(Cancelled):
        house.services.people.prepare_list(SAMPLE, Silent(stop=lambda: True))


def test_a_list_that_names_nobody_is_refused_when_it_is_to_be_stored(house: House, tmp_path: Path) -> None:
    prepared = house.services.people.prepare_list(_list(tmp_path, "Name,Team", "=1+1,Crew"))
    with pytest.raises(Refused, match=r"No row of people\.csv"):
        house.services.people.take_list(prepared)


def test_a_row_that_makes_of_a_stored_person_what_cannot_be_is_refused(house: House, tmp_path: Path) -> None:
    people = house.services.people
    for name in ("Dev 1", "Dev 2"):
        held = next(p for p in people.roster().people if p.name == name)
        people.change(replace(held, left_on=date(2026, 12, 31)))
    before = people.roster().people
    prepared = people.prepare_list(
        _list(
            tmp_path, "Name,Team,Joined,From,To", "Dev 1,Payments Dev,2027-02-01,2027-03-01,2027-03-05",
            "Dev 2,Payments Dev,2027-02-01,,", "Dev 2,Payments Dev,,2026-12-21,2026-12-24", "Dev 9,Payments Dev,,,",
        )
    )  # fmt: skip
    assert prepared.refused == (
        ("row 2", "Dev 1 would leave before the first day."),
        ("row 3", "Dev 2 would leave before the first day."),
    )
    assert people.take_list(prepared).message == "1 person added, 1 absence added"
    assert [person for person in people.roster().people if person.name != "Dev 9"] == list(before)
    assert people.roster().absences[0].first_on == date(2026, 12, 21)


def test_a_list_is_not_stored_over_a_last_day_told_since_it_was_read(house: House, tmp_path: Path) -> None:
    people = house.services.people
    prepared = people.prepare_list(_list(tmp_path, "Name,Team,Joined", "Dev 1,Payments Dev,2027-02-01", "New,Crew,"))
    held = next(p for p in people.roster().people if p.name == "Dev 1")
    people.change(replace(held, left_on=date(2026, 12, 31)))
    before = people.roster()
    with pytest.raises(Refused, match="Row 2 can no longer be taken: Dev 1 would leave before the first day"):
        people.take_list(prepared)
    assert people.roster() == before
