"""Many incidents changed at once, one field in place, and the way back from the trash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.incidents import Fix, IncidentForm, PauseReason, ReleaseRelated, Status
from desktop_app.domain.segments import advanced
from desktop_app.services.incident_edits import MIXED, BulkEdit
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.storage import check, incidents, teams
from tests.storage.builders import dumped

NOW = int(datetime(2027, 1, 1, tzinfo=UTC).timestamp())


@pytest.fixture
def two(services: Services) -> list[int]:
    high = IncidentForm("Batch late", Classification.HIGH, team="Operations", system="Billing")
    low = IncidentForm("Batch late", Classification.LOW, team="Operations")
    return [services.incidents.log(form).ids[0] for form in (high, low)]


def test_the_form_of_many_shows_what_they_share(services: Services, two: list[int]) -> None:
    form = services.edits.bulk_form(two)
    assert (form.count, form.title, form.team, form.status) == (2, "Batch late", "Operations", Status.NEW)
    assert (form.classification, form.system, form.system_error) == (MIXED, MIXED, "")
    assert (form.release_related, form.fix) == (ReleaseRelated.UNKNOWN, Fix.UNKNOWN)


def test_only_named_fields_change_in_one_step(services: Services, two: list[int]) -> None:
    before = dumped(services.workspace.database)
    done = services.edits.bulk_edit(two, BulkEdit(team="Payments Dev", system="", fix=Fix.WORKAROUND))
    assert done.name == "Edit 2 incidents"
    form = services.edits.bulk_form(two)
    assert (form.team, form.system, form.fix, form.classification) == ("Payments Dev", "", Fix.WORKAROUND, MIXED)
    assert [s.team for s in services.incidents.detail(two[0]).segments][-1] == "Payments Dev"
    assert check.problems(services.workspace.database) == []
    services.history.undo()
    assert dumped(services.workspace.database) == before


def test_many_get_a_status_with_its_segment_and_one_that_cannot_keeps_its_own(
    filled: Services, clock: Callable[[int], None]
) -> None:
    known = filled.workspace.frames.current().incidents
    waiting = known.filter(known["status"] < Status.RESOLVED)["id"].to_list()[:60]
    ended_ones = known.filter(known["resolved_at"].is_not_null())["id"].to_list()
    long_ended = ended_ones[0]
    before = dumped(filled.workspace.database)
    clock(NOW)
    done = filled.edits.bulk_edit([*waiting, long_ended], BulkEdit(status=Status.IN_WORK, team="Night shift"))
    assert done.message.startswith("1 keeps its status: ")
    assert filled.edits.bulk_form(waiting).status is Status.IN_WORK
    assert filled.edits.bulk_form([long_ended]).status is not Status.IN_WORK
    for each in (waiting[0], waiting[-1]):
        last = filled.incidents.detail(each).segments[-1]
        assert (last.team, last.label) == ("Night shift", "In work")
    assert check.problems(filled.workspace.database) == []
    filled.history.undo()
    assert dumped(filled.workspace.database) == before
    filled.edits.bulk_edit(waiting, BulkEdit(status=Status.RESOLVED))
    ended = {filled.incidents.detail(each).incident.resolved_at for each in waiting}
    assert ended == {datetime.fromtimestamp(NOW, UTC)}
    assert check.problems(filled.workspace.database) == []
    with pytest.raises(Refused, match="values already"):
        filled.edits.bulk_edit(waiting, BulkEdit(status=Status.RESOLVED))
    with pytest.raises(Refused, match="days ago"):
        filled.edits.bulk_edit([long_ended], BulkEdit(status=Status.NEW))
    told = "^None of the 3 can be New: they ended more than .* days ago; .* [(][^ ,]+, [^ ,]+ and 1 more[)]$"
    with pytest.raises(Refused, match=told):
        filled.edits.bulk_edit(ended_ones[:3], BulkEdit(status=Status.NEW))


def test_another_team_is_written_into_each_life(filled: Services, clock: Callable[[int], None]) -> None:
    ids = filled.workspace.frames.current().incidents["id"].to_list()[:500]
    before = dumped(filled.workspace.database)
    with filled.workspace.database.read() as connection:
        held, lives = incidents.load_many(connection, ids), incidents.lives(connection, ids)
    clock(NOW)
    filled.edits.bulk_edit(ids, BulkEdit(team="Everybody"))
    with filled.workspace.database.read() as connection:
        team, after = teams.by_name(connection, "Everybody"), incidents.lives(connection, ids)
    assert team is not None
    at = datetime.fromtimestamp(NOW, UTC)
    assert after == {each.id: advanced(lives[each.id], at, each.status, team.id, each.pause_reason) for each in held}, (
        "the same as one by one"
    )
    frame = filled.workspace.frames.current()
    last = frame.segments.group_by("incident", maintain_order=True).last()
    holder = dict(zip(last["incident"], last["team"], strict=True))
    assert {frame.teams[holder[number]].name for number in ids} == {"Everybody"}
    assert check.problems(filled.workspace.database) == []
    filled.history.undo()
    assert dumped(filled.workspace.database) == before


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (BulkEdit(), "Nothing was chosen"),
        (BulkEdit(title="  "), "needs a title"),
        (BulkEdit(team="x" * 201), "too long: at most 200"),
        (BulkEdit(team="Operations"), "have these values already"),
    ],
)
def test_a_bulk_edit_that_cannot_be_is_refused_and_stores_nothing(
    services: Services, two: list[int], edit: BulkEdit, sentence: str
) -> None:
    before = dumped(services.workspace.database)
    with pytest.raises(Refused, match=sentence):
        services.edits.bulk_edit(two, edit)
    assert dumped(services.workspace.database) == before


def test_a_bulk_edit_of_something_deleted_meanwhile_is_a_conflict(services: Services, two: list[int]) -> None:
    services.incidents.delete(two[:1])
    with pytest.raises(Conflict):
        services.edits.bulk_edit(two, BulkEdit(fix=Fix.PERMANENT))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Batch 0340 late"),
        ("classification", Classification.CRITICAL),
        ("team", "Payments Dev"),
        ("team", ""),
        ("system", "Ledger"),
        ("system_error", "File missing"),
        ("release_related", ReleaseRelated.YES),
        ("fix", Fix.PERMANENT),
        ("status", Status.IN_WORK),
        ("status", Status.RESOLVED),
    ],
)
def test_one_field_is_changed_in_place(services: Services, two: list[int], field: str, value: object) -> None:
    seen = services.incidents.detail(two[0]).incident.changed_in
    done = services.edits.set_field(two[0], field, value, seen)
    form = services.edits.bulk_form(two[:1])
    assert getattr(form, field) == value
    assert done.name == "Edit SW-1"
    assert check.problems(services.workspace.database) == []
    with pytest.raises(Conflict, match="SW-1"):
        services.edits.set_field(two[0], field, value, seen)


def test_the_same_value_again_makes_no_step(services: Services, two: list[int]) -> None:
    seen = services.incidents.detail(two[0]).incident.changed_in
    assert services.edits.set_field(two[0], "team", "Operations", seen).step == 0
    assert services.history.names().undo == "Log incident"


@pytest.mark.parametrize(
    ("field", "value"),
    [("opened_at", 1), ("title", ""), ("classification", 9), ("status", Status.PAUSED), ("system", "x" * 201)],
)
def test_a_field_or_value_that_cannot_be_is_refused(
    services: Services, two: list[int], field: str, value: object
) -> None:
    seen = services.incidents.detail(two[0]).incident.changed_in
    with pytest.raises(Refused):
        services.edits.set_field(two[0], field, value, seen)


def test_a_paused_incident_keeps_its_reason_when_another_field_changes(services: Services, two: list[int]) -> None:
    services.life.pause(two, PauseReason.SUPPLIER)
    seen = services.incidents.detail(two[0]).incident.changed_in
    services.edits.set_field(two[0], "title", "Other words", seen)
    assert services.incidents.detail(two[0]).incident.pause_reason is PauseReason.SUPPLIER


def test_the_trash_holds_what_was_deleted_until_it_is_restored(services: Services, two: list[int]) -> None:
    before = dumped(services.workspace.database)
    services.incidents.delete(two)
    trash = services.edits.trashed()
    assert trash.total == 2
    assert {(row.ticket, row.title, row.team, row.author) for row in trash.rows} == {
        ("SW-1", "Batch late", "Operations", services.workspace.author),
        ("SW-2", "Batch late", "Operations", services.workspace.author),
    }
    assert services.incidents.open_list(View()).total == 0
    assert services.edits.put_back(two).name == "Restore 2 incidents"
    assert dumped(services.workspace.database) == before
    assert services.edits.trashed().total == 0
    with pytest.raises(Conflict, match="no longer in the trash"):
        services.edits.put_back(two)


def test_the_trash_shows_the_newest_and_counts_all(filled: Services) -> None:
    ids = filled.workspace.frames.current().incidents["id"].to_list()[:100]
    filled.incidents.delete(ids)
    trash = filled.edits.trashed(limit=10)
    assert (trash.total, len(trash.rows)) == (100, 10)
