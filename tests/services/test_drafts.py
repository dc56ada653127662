"""Drafts survive a restart, belong to their author, and never stand in the way of typing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import IncidentForm, PauseReason, ReleaseRelated, Status
from desktop_app.services.drafts import DraftService, FormDraft
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace

NAMES = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
STAMPS = st.none() | st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
FORMS = st.builds(
    IncidentForm,
    title=NAMES,
    classification=st.sampled_from(Classification),
    status=st.sampled_from(Status),
    pause_reason=st.sampled_from(PauseReason),
    team=NAMES,
    system=NAMES,
    system_error=NAMES,
    release_related=st.sampled_from(ReleaseRelated),
    opened_at=STAMPS,
    resolved_at=STAMPS,
)
HALF = FormDraft(IncidentForm("Half a title"), IncidentForm(""), 3)


@given(form=FORMS, base=FORMS, seen=st.integers(0, 1000))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_form_comes_back_exactly_as_it_was_typed(
    services: Services, form: IncidentForm, base: IncidentForm, seen: int
) -> None:
    services.drafts.keep_form("incident:new", FormDraft(form, base, seen))
    assert services.drafts.form("incident:new") == FormDraft(form, base, seen)


def test_a_draft_survives_a_restart_and_goes_when_it_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "w.secondway"
    first = Services.over(Workspace.create(path))
    first.drafts.keep_form("incident:new", HALF)
    first.close()
    again = Services.over(Workspace.open(path))
    assert again.drafts.form("incident:new") == HALF
    again.drafts.drop("incident:new")
    assert again.drafts.form("incident:new") is None
    again.close()


def test_keeping_a_draft_is_no_step_that_undo_would_take_back(services: Services) -> None:
    services.incidents.log(IncidentForm("Disk full"))
    name = services.history.names().undo
    changes = services.drafts.keep_form("incident:new", HALF)
    assert (changes.topics, changes.step) == (frozenset(), 0)
    assert services.history.names().undo == name


def test_another_user_of_the_file_is_not_offered_it(workspace: Workspace) -> None:
    drafts = DraftService(workspace)
    workspace.author = "anna"
    drafts.keep_form("incident:new", HALF)
    workspace.author = "ben"
    assert drafts.form("incident:new") is None


def test_a_read_only_workspace_keeps_none_and_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.secondway"
    Workspace.create(path).close()
    held = Workspace.open(path, read_only=True)
    drafts = DraftService(held)
    drafts.keep_form("incident:new", HALF)
    drafts.drop("incident:new")
    assert drafts.form("incident:new") is None
    held.close()


def test_a_full_disk_keeps_the_older_draft_and_says_nothing(workspace: Workspace) -> None:
    drafts = DraftService(workspace)
    drafts.keep_form("incident:new", HALF)
    with workspace.database.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    with workspace.database.write() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # as full as a disk can be
    drafts.keep_form("incident:new", replace(HALF, form=IncidentForm("x" * 200_000)))
    assert drafts.form("incident:new") == HALF


@pytest.mark.parametrize(
    "content", [{}, {"form": {}, "base": {}, "seen": 1}, {"form": "x", "base": "y", "seen": 1}, {"seen": None}]
)
def test_a_draft_of_another_version_reads_as_none(services: Services, content: dict[str, object]) -> None:
    services.drafts.keep("incident:new", content)
    assert services.drafts.form("incident:new") is None
    assert services.drafts.content("incident:new") == content


def test_an_instant_without_a_zone_is_no_draft(services: Services) -> None:
    services.drafts.keep_form("incident:new", HALF)
    content = dict(services.drafts.content("incident:new") or {})
    content["form"] = {**content["form"], "opened_at": "2026-11-23T09:00:00"}
    services.drafts.keep("incident:new", content)
    assert services.drafts.form("incident:new") is None
