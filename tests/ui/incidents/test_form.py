"""Fields and instants: the wall clock of the workspace's zone in, whole UTC instants out."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import Refused
from desktop_app.domain.incidents import IncidentForm, PauseReason, Status
from desktop_app.services.incidents import Choices
from desktop_app.ui.incidents.form import IncidentFields
from desktop_app.ui.incidents.wall_time import instant, wall

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def fields(qtbot: QtBot) -> IncidentFields:
    made = IncidentFields()
    qtbot.addWidget(made)
    made.show()
    return made


@given(minute=st.integers(10_000_000, 40_000_000))
@settings(max_examples=60)
def test_an_instant_comes_back_to_the_minute_unless_its_hour_comes_twice(minute: int) -> None:
    at = datetime.fromtimestamp(60 * minute, UTC)
    back = instant(wall(at, BERLIN), BERLIN)
    assert back == at or (at - back).total_seconds() == 3600


def test_an_hour_that_the_clocks_skip_is_refused_with_its_day() -> None:
    skipped = QDateTime(QDate(2026, 3, 29), QTime(2, 30), QTimeZone(QTimeZone.Initialization.UTC))
    with pytest.raises(Refused, match="02:30 on 29 Mar 2026 does not exist in Europe/Berlin"):
        instant(skipped, BERLIN)


def test_a_form_comes_back_as_it_was_filled_in(fields: IncidentFields) -> None:
    form = IncidentForm(
        "Mail is down", status=Status.PAUSED, pause_reason=PauseReason.OTHER, team="A", system="B", system_error="C",
        opened_at=datetime(2026, 10, 25, 0, 30, 17, tzinfo=UTC),
    )  # fmt: skip
    fields.fill(form, BERLIN, NOW)
    assert fields.form() == form, "seconds and the second 02:30 of that night survive an untouched field"
    assert not fields.is_edited


def test_opened_means_when_it_is_logged_until_somebody_touches_it(fields: IncidentFields) -> None:
    fields.fill(IncidentForm("x"), BERLIN, NOW)
    assert fields.form().opened_at is None
    assert fields.opened.dateTime().time() == QTime(10, 30)
    fields.opened.setDateTime(fields.opened.dateTime().addDays(-1))
    assert fields.form().opened_at == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def test_reason_and_resolve_show_only_where_they_fit(fields: IncidentFields) -> None:
    fields.unfold(True)
    fields.fill(IncidentForm("x"), UTC, NOW)
    for status, reason, resolved in (
        (Status.IN_WORK, False, False),
        (Status.PAUSED, True, False),
        (Status.RESOLVED, False, True),
        (Status.CANCELLED, False, False),
    ):
        fields.status.choose(status.value)
        assert (fields.reason.isVisible(), fields.resolved.isVisible()) == (reason, resolved)


def test_names_for_completion_leave_what_was_typed(fields: IncidentFields) -> None:
    fields.fill(IncidentForm("x", team="A new one"), UTC, NOW)
    fields.set_choices(Choices(("Ops", "Dev"), (), ()))
    assert fields.team.currentText() == "A new one"
    assert fields.team.findText("Dev") == 1
    assert not fields.is_edited
