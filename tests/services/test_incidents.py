"""Logging, editing, finding and deleting incidents, each one step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import IncidentForm, PauseReason, ReleaseRelated, Status
from desktop_app.services.incident_lists import COLUMNS, GoalState, View
from desktop_app.services.saved_views import standard_views
from desktop_app.services.suite import Services

DAY = 86_400
NOON = int(datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp())
Clock = Callable[[int], None]


def log(services: Services, title: str = "Batch late", **fields: object) -> int:
    form = IncidentForm(title=title, team="Operations", **fields)  # type: ignore[arg-type]
    return services.incidents.log(form).ids[0]


def test_a_logged_incident_is_in_the_list_with_a_ticket_of_its_own(services: Services, clock: Clock) -> None:
    clock(NOON)
    log(services, "Batch late", system="Billing", system_error="File missing")
    clock(NOON + 3600)
    (row,) = services.incidents.open_list(View()).page(0, 10)
    assert (row.title, row.team, row.system, row.system_error) == (
        "Batch late",
        "Operations",
        "Billing",
        "File missing",
    )
    assert row.ticket.startswith("SW-")
    assert row.goal is GoalState.AHEAD
    assert row.opened_at == datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_an_open_incident_goes_past_its_goal_as_time_passes(services: Services, clock: Clock) -> None:
    clock(NOON)
    log(services, classification=Classification.CRITICAL)
    clock(NOON + 3 * 3600)
    found = services.incidents.open_list(View())
    assert found.answer == "1 of 1 open incident is past the shared goal"
    assert found.page(0, 1)[0].goal_label == "1.0 h past"


def test_resolving_and_reopening_keep_the_first_resolve(services: Services, clock: Clock) -> None:
    clock(NOON)
    number = log(services)
    for hours, status in ((2, Status.RESOLVED), (5, Status.IN_WORK), (6, Status.RESOLVED)):
        clock(NOON + hours * 3600)
        detail = services.incidents.detail(number)
        form = replace(detail.form, status=status, resolved_at=None)
        services.incidents.edit(number, form, detail.incident.changed_in)
    detail = services.incidents.detail(number)
    assert detail.incident.reopens == 1
    assert detail.incident.first_resolved_at == datetime(2026, 3, 2, 14, tzinfo=UTC)
    assert detail.incident.resolved_at == datetime(2026, 3, 2, 18, tzinfo=UTC)
    assert [s.label for s in detail.segments] == ["New", "Resolved", "In work"]
    assert detail.so_far_seconds == 3 * 3600, "the time between resolve and reopen is neither work nor pause"


def test_a_pause_for_the_user_stops_the_clock(services: Services, clock: Clock) -> None:
    clock(NOON)
    number = log(services, status=Status.IN_WORK)
    clock(NOON + 3600)
    detail = services.incidents.detail(number)
    form = replace(detail.form, status=Status.PAUSED, pause_reason=PauseReason.USER)
    services.incidents.edit(number, form, detail.incident.changed_in)
    clock(NOON + 30 * DAY)
    found = services.incidents.open_list(View())
    assert found.answer == "1 incident waits; none of them is past the shared goal"
    row = found.page(0, 1)[0]
    assert row.status_label == "Waiting for user"
    assert services.incidents.detail(number).so_far_seconds == 3600


def test_history_says_who_changed_what_in_words(services: Services, clock: Clock) -> None:
    clock(NOON)
    number = log(services)
    detail = services.incidents.detail(number)
    changed = replace(detail.form, classification=Classification.HIGH, team="Portal Dev")
    services.incidents.edit(number, changed, detail.incident.changed_in)
    newest = services.incidents.detail(number).history[0]
    assert ("Classification", "Medium", "High") in newest.changes
    assert ("Team", "Operations", "Portal Dev") in newest.changes


def test_an_edit_of_what_somebody_else_changed_is_a_conflict_and_loses_nothing(services: Services) -> None:
    number = log(services)
    seen = services.incidents.detail(number)
    services.incidents.edit(number, replace(seen.form, title="Theirs"), seen.incident.changed_in)
    with pytest.raises(Conflict):
        services.incidents.edit(number, replace(seen.form, title="Mine"), seen.incident.changed_in)
    assert services.incidents.detail(number).incident.title == "Theirs"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (IncidentForm(title="  "), "needs a title"),
        (IncidentForm(title="x", opened_at=datetime(2999, 1, 1, tzinfo=UTC)), "Opened lies in the future"),
        (
            IncidentForm(
                title="x",
                status=Status.RESOLVED,
                opened_at=datetime(2026, 3, 2, tzinfo=UTC),
                resolved_at=datetime(2026, 3, 1, tzinfo=UTC),
            ),
            "before opened",
        ),
    ],
)
def test_what_cannot_be_stored_is_refused_in_a_sentence(services: Services, form: IncidentForm, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        services.incidents.log(form)
    assert services.incidents.open_list(View()).of == 0


def test_undo_and_redo_go_through_log_edit_and_delete(services: Services) -> None:
    number = log(services)
    seen = services.incidents.detail(number)
    services.incidents.edit(number, replace(seen.form, title="Renamed"), seen.incident.changed_in)
    services.incidents.delete([number])
    assert services.incidents.open_list(View()).of == 0
    titles = []
    for _turn in range(2):
        services.history.undo()
        titles.append(services.incidents.detail(number).incident.title)
    assert titles == ["Renamed", "Batch late"]
    services.history.undo()
    assert services.incidents.open_list(View()).of == 0
    for _turn in range(3):
        services.history.redo()
    assert services.incidents.open_list(View()).of == 0
    assert services.history.names().redo is None
    services.history.undo()
    assert services.incidents.detail(number).incident.title == "Renamed"


def test_every_column_sorts_both_ways_without_losing_a_row(filled: Services) -> None:
    everything = {row.id for row in filled.incidents.open_list(View()).page(0, 3000)}
    for column in COLUMNS:
        for descending in (False, True):
            rows = filled.incidents.open_list(View(sort=column, descending=descending)).page(0, 3000)
            assert {row.id for row in rows} == everything, column
    titles = [row.title for row in filled.incidents.open_list(View(sort="title")).page(0, 3000)]
    assert titles == sorted(titles, key=str.casefold)


def test_a_column_that_does_not_exist_is_refused(services: Services) -> None:
    with pytest.raises(Refused, match="cannot be sorted"):
        services.incidents.open_list(View(sort="caller"))


def test_filters_text_and_counts_agree(filled: Services) -> None:
    wanted = IncidentFilter(text="System error 01").where("classification", "one_of", "Low")
    found = filled.incidents.open_list(View(wanted))
    rows = found.page(0, found.total)
    assert rows
    assert all(
        r.classification is Classification.LOW and {"System", "error", "01"} <= set(r.title.split()) for r in rows
    )
    counts = filled.incidents.counts(standard_views(), IncidentFilter())
    assert counts[-3] == 2000
    assert 0 < counts[-2] <= counts[-1] < counts[-3]
    waiting = filled.incidents.open_list(View(IncidentFilter().where("open", "is", 1))).page(0, 2000)
    assert counts[-4] == sum(row.status is Status.PAUSED for row in waiting)


def test_a_row_finds_its_place_in_any_order(filled: Services) -> None:
    found = filled.incidents.open_list(View(IncidentFilter().where("open", "is", 1), "goal"))
    for position, row in enumerate(found.page(0, found.total)):
        assert found.position_of(row.id) == position
        assert found.ids([position]) == (row.id,)
    assert found.position_of(999_999) is None


def test_a_view_is_saved_replaced_and_removed(services: Services) -> None:
    low = IncidentFilter().where("classification", "one_of", "Low")
    services.views.save("Mine", low)
    services.views.save("Mine", low.where("open", "is", 1))
    (own,) = [v for v in services.views.all() if v.id > 0]
    assert own.filter == low.where("open", "is", 1)
    services.views.delete(own.id)
    assert services.views.all() == standard_views()


def test_release_related_is_kept(services: Services) -> None:
    number = log(services, release_related=ReleaseRelated.YES)
    assert services.incidents.detail(number).incident.release_related is ReleaseRelated.YES
