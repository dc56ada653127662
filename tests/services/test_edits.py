"""An edit changes what was edited and nothing else, whatever the dump told and did not tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.imports import ImportAnswers
from desktop_app.domain.incidents import Exclusion, IncidentForm, Status
from desktop_app.domain.periods import Period
from desktop_app.services.incident_lists import GoalState, View
from desktop_app.services.suite import Services

HEADER = "Number,Opened,Resolved,Closed,Priority,State,Assignment group,Short description\n"
DUMP = (
    "INC1,2026-01-05 08:00:00,,2026-01-10 08:00:00,4 - Low,Resolved,Operations,closed only",
    "INC2,2026-01-05 08:00:00,2026-01-06 08:00:00,,4 - Low,Cancelled,Operations,cancelled with a resolve",
    "INC3,2026-01-05 08:00:00,,2026-01-06 08:00:00,4 - Low,Closed,Operations,closed in time",
    "INC4,2026-01-05 08:00:00,2026-01-06 08:00:00,2026-01-11 08:00:00,4 - Low,Closed,Operations,the usual",
    "INC5,2026-01-05 08:00:00,,,4 - Low,In Progress,Portal Dev,still open",
    "INC6,2026-01-05 08:00:00,2026-01-30 08:00:00,,4 - Low,Resolved,Portal Dev,late",
)


@pytest.fixture
def imported(services: Services, tmp_path: Path) -> Services:
    path = tmp_path / "list.csv"
    path.write_text(HEADER + "\n".join(DUMP) + "\n", encoding="utf-8")
    services.imports.commit(services.imports.prepare(path, ImportAnswers()))
    return services


def _row(services: Services, ticket: str) -> int:
    return next(r.id for r in services.incidents.open_list(View()).page(0, 50) if r.ticket == ticket)


def _edit(services: Services, number: int, **changed: object) -> None:
    detail = services.incidents.detail(number)
    services.incidents.edit(number, replace(detail.form, **changed), detail.incident.changed_in)  # type: ignore[arg-type]


@pytest.mark.parametrize("ticket", ["INC1", "INC2", "INC3", "INC4", "INC5", "INC6"])
def test_an_edit_of_the_title_changes_no_number(imported: Services, ticket: str) -> None:
    number = _row(imported, ticket)
    everything = (IncidentFilter(), Period())
    before = imported.measures.measures(*everything)
    facts = replace(imported.incidents.detail(number).incident, title="", changed_in=0)
    segments = imported.incidents.detail(number).segments
    _edit(imported, number, title="Another title")
    after = imported.incidents.detail(number)
    assert replace(after.incident, title="", changed_in=0) == facts
    assert after.segments == segments
    assert imported.measures.measures(*everything) == before


def test_what_closed_in_time_without_a_resolve_is_called_in_time(imported: Services) -> None:
    rows = {r.ticket: r for r in imported.incidents.open_list(View()).page(0, 50)}
    assert rows["INC3"].goal is GoalState.IN_TIME
    assert rows["INC6"].goal is GoalState.MISSED
    assert rows["INC6"].goal_label == "20 d over"


def test_the_team_that_held_it_at_the_end_can_be_corrected(imported: Services) -> None:
    number = _row(imported, "INC4")
    _edit(imported, number, team="Portal Dev")
    row = next(r for r in imported.incidents.open_list(View()).page(0, 50) if r.id == number)
    assert (row.team, row.route_label) == ("Portal Dev", "Dev only")


def test_taking_a_cancellation_back_is_no_reopen(imported: Services) -> None:
    number = _row(imported, "INC2")
    _edit(imported, number, status=Status.IN_WORK)
    assert imported.incidents.detail(number).incident.reopens == 0


def test_closing_by_hand_stamps_the_close(services: Services, clock: Callable[[int], None]) -> None:
    noon = int(datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp())
    clock(noon)
    number = services.incidents.log(IncidentForm(title="x")).ids[0]
    clock(noon + 60)
    _edit(services, number, status=Status.CLOSED)
    incident = services.incidents.detail(number).incident
    assert incident.closed_at == incident.resolved_at == datetime(2026, 3, 2, 12, 1, tzinfo=UTC)


def test_a_plan_is_not_committed_over_what_happened_meanwhile(imported: Services, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text(HEADER + "\n".join((*DUMP, DUMP[3].replace("INC4", "INC7"))) + "\n", encoding="utf-8")
    prepared = imported.imports.prepare(path, ImportAnswers())
    assert (prepared.review.counts.new, prepared.review.counts.same) == (1, 6)
    imported.history.undo()
    with pytest.raises(Refused, match="meanwhile"):
        imported.imports.commit(prepared)
    assert imported.incidents.open_list(View()).of == 0


def test_a_filter_brings_its_own_target_set_and_clock(filled: Services) -> None:
    dev = filled.targets.find("dev")
    wanted = replace(IncidentFilter().where("outcome", "one_of", "in_time"), target_set=dev.id)
    listed = filled.incidents.open_list(View(wanted)).total
    measured = filled.measures.measures(wanted, Period())
    assert measured.target_set == "Dev targets"
    assert measured.all.in_time == listed > 0
    assert "“Dev targets”" in filled.incidents.open_list(View(replace(IncidentFilter(), target_set=dev.id))).answer


def test_a_view_on_a_target_set_that_is_gone_counts_nothing_and_spoils_nothing(filled: Services) -> None:
    filled.targets.add_set("Summer")
    summer = filled.targets.find("Summer")
    filled.views.save("Mine", replace(IncidentFilter(), target_set=summer.id))
    filled.targets.remove_set(summer.id)
    views = filled.views.all()
    counts = filled.incidents.counts(views, IncidentFilter())
    assert counts[views[-1].id] == 0
    assert counts[-3] == 2000


def test_what_is_deleted_already_is_not_deleted_again(filled: Services) -> None:
    (number, *_rest) = filled.incidents.open_list(View()).ids([0, 1])
    filled.incidents.delete([number])
    with pytest.raises(Exception, match="no longer there"):
        filled.incidents.delete([number])


def test_a_newer_dump_keeps_what_was_merged_here_a_duplicate(imported: Services, tmp_path: Path) -> None:
    imported.life.merge([_row(imported, "INC5")], _row(imported, "INC6"))
    newer = tmp_path / "newer.csv"
    newer.write_text(HEADER + "\n".join((*DUMP[:4], DUMP[4].replace("still", "yet"), DUMP[5])) + "\n", encoding="utf-8")
    imported.imports.commit(imported.imports.prepare(newer, ImportAnswers()))
    held = imported.incidents.detail(_row(imported, "INC5")).incident
    assert (held.title, held.exclusion) == ("yet open", Exclusion.DUPLICATE)
    assert held.merged_into == _row(imported, "INC6")
