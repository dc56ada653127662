"""What a newer dump does not name any more is known up to its last sighting, in the import's own step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.calendars import Clock
from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import ImportAnswers
from desktop_app.domain.incidents import Incident
from desktop_app.domain.lives import CONTINUES
from desktop_app.domain.rules import ClassifiedAt, Rules
from desktop_app.services.incident_edits import BulkEdit
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from tests.storage.builders import dumped

LIST = "Number,Opened,Updated,Resolved,Priority,State\n"
LOG = "number,sys_updated_on,opened_at,incident_state,priority,assignment_group\n"


@pytest.fixture
def utc(tmp_path: Path) -> Iterator[Services]:
    held = Workspace.create(tmp_path / "seen.secondway", "UTC")
    yield Services.over(held)
    held.close()


def taken_in(services: Services, folder: Path, text: str) -> str:
    path = folder / "dump.csv"
    path.write_text(text, encoding="utf-8")
    answers = ImportAnswers(time_zone="UTC", many_ends_agreed=True)
    return services.imports.commit(services.imports.prepare(path, answers)).message


def dump(day: int, *tickets: str, resolved: str = "") -> str:
    return LIST + "".join(
        f"{ticket},2026-01-01 08:00,2026-01-{day:02} 08:00,"
        f"{f'2026-01-{day:02} 08:00,1 - Critical,Resolved' if ticket == resolved else ',1 - Critical,In progress'}\n"
        for ticket in tickets
    )


def stored(services: Services) -> dict[str, Incident]:
    rows = services.incidents.open_list(View()).page(0, 100)
    return {row.ticket: services.incidents.detail(row.id).incident for row in rows}


def day(number: int) -> datetime:
    return datetime(2026, 1, number, 8, tzinfo=UTC)


def ages(services: Services) -> dict[str, float]:
    """In days, of what is open."""
    rows = services.incidents.open_list(View()).page(0, 100)
    return {row.ticket: (row.age_s or 0) / 86400 for row in rows if row.open}


def test_an_open_incident_that_is_missing_does_not_grow_older(utc: Services, tmp_path: Path) -> None:
    taken_in(utc, tmp_path, dump(3, "INC1", "INC2", "INC3"))
    assert ages(utc) == {"INC1": 2, "INC2": 2, "INC3": 2}
    before = dumped(utc.workspace.database)
    said = taken_in(utc, tmp_path, dump(9, "INC1", "INC3", resolved="INC3"))
    assert "1 open incident is not in this file any more" in said
    assert ages(utc) == {"INC1": 8, "INC2": 2}
    assert stored(utc)["INC2"].seen_until == day(3)
    frames = utc.workspace.frames
    measured = frames.measured(frames.current(), Clock.ELAPSED, utc.targets.find(None))
    late = dict(zip(measured["ticket"], measured["late_s"], strict=True))
    assert late["INC2"] == 2 * 86400 - 2 * 3600, "up to where it was last seen"
    taken_in(utc, tmp_path, dump(12, "INC1"))
    assert stored(utc)["INC2"].seen_until == day(3), "its last sighting, however often it is missing"
    utc.history.undo()
    utc.history.undo()
    assert dumped(utc.workspace.database) == before


def test_what_is_seen_again_is_known_again(utc: Services, tmp_path: Path) -> None:
    taken_in(utc, tmp_path, dump(3, "INC1", "INC2"))
    taken_in(utc, tmp_path, dump(9, "INC1"))
    taken_in(utc, tmp_path, dump(6, "INC2"))
    assert stored(utc)["INC2"].seen_until == day(6), "an older file saw it later than the ones before"
    taken_in(utc, tmp_path, dump(12, "INC1", "INC2"))
    assert stored(utc)["INC2"].seen_until is None
    assert ages(utc) == {"INC1": 11, "INC2": 11}


def test_the_same_dump_again_and_an_older_one_miss_nothing(utc: Services, tmp_path: Path) -> None:
    taken_in(utc, tmp_path, dump(9, "INC1", "INC2"))
    taken_in(utc, tmp_path, dump(9, "INC1"))
    taken_in(utc, tmp_path, dump(4, "INC1"))
    assert stored(utc)["INC2"].seen_until is None


def test_who_acts_on_it_has_seen_it(utc: Services, tmp_path: Path) -> None:
    taken_in(utc, tmp_path, dump(3, "INC1", "INC2"))
    taken_in(utc, tmp_path, dump(9, "INC1"))
    utc.life.hand_over([stored(utc)["INC2"].id], "Second line")
    assert stored(utc)["INC2"].seen_until is None


def log(*events: tuple[str, str, str], ticket: str = "INC1") -> str:
    """Events of a ticket as (updated, state, priority); another one makes it a history."""
    other = [("2026-01-01 08:00", "New", "3 - Moderate"), ("2026-01-01 09:00", "Active", "3 - Moderate")]
    lines = [(ticket, *event) for event in events] + [("INC9", *event) for event in other]
    return LOG + "".join(f"{t},{at},2026-01-01 08:00,{state},{priority},Desk\n" for t, at, state, priority in lines)


FIRST = ("2026-01-01 08:00", "New", "1 - Critical")
LOWER = ("2026-01-02 08:00", "Active", "3 - Moderate")


def test_a_log_tells_the_first_classification_and_again_changes_nothing(utc: Services, tmp_path: Path) -> None:
    taken_in(utc, tmp_path, log(FIRST, LOWER))
    held = stored(utc)["INC1"]
    assert (held.classification, held.first_classification) == (Classification.MEDIUM, Classification.CRITICAL)
    assert stored(utc)["INC9"].first_classification is None
    frames, goal = utc.workspace.frames, utc.targets.find(None)
    opening = frames.measured(frames.current(), Clock.ELAPSED, goal, Rules(classified=ClassifiedAt.OPENING))
    assert dict(zip(opening["ticket"], opening["target_s"], strict=True)) == {"INC1": 2 * 3600, "INC9": 3 * 86400}
    before = stored(utc)
    said = taken_in(utc, tmp_path, log(FIRST, LOWER))
    assert said.startswith("0 incidents imported, 2 were here already")
    assert stored(utc) == before
    taken_in(utc, tmp_path, log(FIRST, LOWER, ("2026-01-03 08:00", "Active", "4 - Low")))
    assert stored(utc)["INC1"].first_classification is Classification.CRITICAL


def test_a_list_that_tells_another_classification_keeps_the_first(utc: Services, tmp_path: Path) -> None:
    taken_in(utc, tmp_path, dump(3, "INC1"))
    for priority in ("2 - High", "3 - Moderate"):
        taken_in(utc, tmp_path, dump(5, "INC1").replace("1 - Critical", priority))
    held = stored(utc)["INC1"]
    assert (held.classification, held.first_classification) == (Classification.MEDIUM, Classification.CRITICAL)


def test_an_edit_keeps_the_first_classification_once(utc: Services, tmp_path: Path) -> None:
    taken_in(utc, tmp_path, dump(3, "INC1", "INC2"))
    one, two = (stored(utc)[ticket] for ticket in ("INC1", "INC2"))
    utc.edits.set_field(one.id, "classification", Classification.HIGH, one.changed_in)
    utc.edits.bulk_edit([one.id, two.id], BulkEdit(classification=Classification.LOW))
    assert {each.first_classification for each in stored(utc).values()} == {Classification.CRITICAL}
    utc.history.undo()
    assert stored(utc)["INC2"].first_classification is None
    assert stored(utc)["INC1"].first_classification is Classification.CRITICAL


def test_a_ticket_that_comes_back_after_thirty_days_is_an_incident_of_its_own(utc: Services, tmp_path: Path) -> None:
    events = [FIRST, ("2026-01-02 08:00", "Resolved", "1 - Critical"), ("2026-02-05 08:00", "Active", "1 - Critical")]
    taken_in(utc, tmp_path, log(*events))
    held = stored(utc)
    assert set(held) == {"INC1", "INC1/2", "INC9"}
    assert (held["INC1"].resolved_at, held["INC1"].reopens) == (day(2), 0)
    later = held["INC1/2"]
    assert (later.opened_at, later.resolved_at, later.status.ended) == (
        datetime(2026, 2, 5, 8, tzinfo=UTC),
        None,
        False,
    )
    assert later.extra[CONTINUES] == "INC1"
    said = taken_in(utc, tmp_path, log(*events))
    assert said.startswith("0 incidents imported, 3 were here already")
    assert utc.measures.as_stamped("resolved").incidents == 2, "the tool has two tickets"


def test_a_ticket_that_comes_back_sooner_stays_one(utc: Services, tmp_path: Path) -> None:
    events = [FIRST, ("2026-01-02 08:00", "Resolved", "1 - Critical"), ("2026-01-31 08:00", "Active", "1 - Critical")]
    taken_in(utc, tmp_path, log(*events))
    assert {ticket: held.reopens for ticket, held in stored(utc).items()} == {"INC1": 1, "INC9": 0}
