"""One filter means the same in lists, counts, measures and exports, and a saved view stays alive."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import IncidentForm
from desktop_app.domain.periods import Period
from desktop_app.services.incident_lists import View
from desktop_app.services.incidents import SavedView
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from tests.factories import DAY, END, fill

TITLE = IncidentFilter().where("title", "contains", "ERROR 03 on").where("team", "not_empty")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "w.secondway", "Europe/Berlin")
    fill(made, 400)
    return made


def total(services: Services, wanted: IncidentFilter) -> int:
    return services.incidents.open_list(View(wanted)).total


def test_a_condition_on_titles_keeps_the_same_everywhere(workspace: Workspace, tmp_path: Path) -> None:
    services = Services.over(workspace)
    found = services.incidents.open_list(View(TITLE))
    assert 0 < found.total < 400
    assert all("System error 03 on" in row.title and row.team for row in found.page(0, 400))
    assert services.incidents.counts([SavedView(7, "x", TITLE)], IncidentFilter()) == {7: found.total}
    with pytest.raises(Refused, match="Words filter lists, not numbers"):
        services.measures.repair_times(TITLE, Period())
    path = tmp_path / "out.csv"
    services.exports.incidents(View(TITLE), path)
    written = path.read_text(encoding="utf-8-sig")
    assert written.count("\n") == found.total + 1
    assert written.count("System error 03 on") == found.total
    services.close()


def test_today_moves_on_while_the_workspace_stays_as_it_is(workspace: Workspace) -> None:
    services = Services.over(workspace)
    noon = END - DAY // 2  # of 31 December 2025
    lately, today = (
        IncidentFilter().where("opened", "last_days", 7),
        IncidentFilter().where("opened", "period", "today"),
    )
    workspace.now = lambda: noon  # type: ignore[method-assign]
    first = total(services, today)
    expected = IncidentFilter().where("opened", "between", "2025-12-31", "2025-12-31")
    assert first == total(services, expected)
    week = IncidentFilter().where("opened", "between", "2025-12-25", "2025-12-31")
    assert total(services, lately) == total(services, week) > 0
    workspace.now = lambda: noon + 30 * DAY  # type: ignore[method-assign]
    assert total(services, today) == total(services, lately) == 0
    before = IncidentFilter().where("opened", "days_ago", 30)
    assert total(services, before) == total(services, IncidentFilter().where("opened", "between", None, "2025-12-30"))
    services.close()


def test_numbers_as_they_stood_see_the_days_from_then(workspace: Workspace) -> None:
    services = Services.over(workspace)
    then = int(datetime(2025, 10, 15, 12, tzinfo=UTC).timestamp())
    relative = IncidentFilter().where("opened", "period", "this_month")
    fixed = IncidentFilter().where("opened", "between", date(2025, 10, 1).isoformat(), date(2025, 10, 31).isoformat())
    asked = [services.measures.measures(kept, Period(), as_of=then) for kept in (relative, fixed)]
    assert asked[0].incidents == asked[1].incidents > 0
    services.close()


def test_what_is_in_the_trash_is_found_by_no_condition(workspace: Workspace) -> None:
    services = Services.over(workspace)
    incident_id = services.incidents.log(IncidentForm("Zebra crossing 🔥")).ids[0]
    asked = [
        IncidentFilter(text="zebra"),
        IncidentFilter(text="🔥"),
        IncidentFilter().where("title", "contains", "BRA c"),
    ]
    assert [total(services, kept) for kept in asked] == [1, 1, 1]
    services.incidents.delete([incident_id])
    assert [total(services, kept) for kept in asked] == [0, 0, 0]
    assert total(services, IncidentFilter().where("title", "not_contains", "qqq")) == 400
    services.history.undo()
    assert [total(services, kept) for kept in asked] == [1, 1, 1]
    services.close()
