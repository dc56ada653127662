"""Two changes of one incident: whatever either of them says is in the form or named beside it."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import IncidentForm, PauseReason, ReleaseRelated, Status
from desktop_app.ui.incidents.conflict import _PARTS, ConflictView, Dispute, merged, taking

WORDS = st.sampled_from(("", "a", "b"))
STAMPS = st.sampled_from((None, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)))
FORMS = st.builds(
    IncidentForm,
    title=WORDS,
    classification=st.sampled_from(Classification),
    status=st.sampled_from(Status),
    pause_reason=st.sampled_from(PauseReason),
    team=WORDS,
    system=WORDS,
    system_error=WORDS,
    release_related=st.sampled_from(ReleaseRelated),
    opened_at=STAMPS,
    resolved_at=STAMPS,
)


def test_every_field_of_the_form_is_merged() -> None:
    parts = [part for each in _PARTS.values() for part in each]
    assert sorted(parts) == sorted(f.name for f in fields(IncidentForm))


@given(base=FORMS, yours=FORMS, theirs=FORMS)
def test_nothing_of_either_is_lost(base: IncidentForm, yours: IncidentForm, theirs: IncidentForm) -> None:
    both = merged(base, yours, theirs, UTC)
    disputed = {dispute.field for dispute in both.disputes}
    for field, parts in _PARTS.items():
        mine, other, first, now = (
            tuple(getattr(form, part) for part in parts) for form in (yours, theirs, base, both.form)
        )
        if mine != first:
            assert now == mine, "what was typed stays until theirs is taken by hand"
        else:
            assert now == other
        assert (field in disputed) == (mine != first and other not in (first, mine))


@given(yours=FORMS, theirs=FORMS)
def test_taking_every_field_of_theirs_gives_theirs(yours: IncidentForm, theirs: IncidentForm) -> None:
    for field in _PARTS:
        yours = taking(yours, theirs, field)
    assert yours == theirs


def test_yours_stays_until_theirs_is_chosen(qtbot: QtBot) -> None:
    view = ConflictView()
    qtbot.addWidget(view)
    told: list[tuple[str, bool]] = []
    view.chosen.connect(lambda field, theirs: told.append((field, theirs)))
    view.show_disputes("Anna changed it.", [Dispute("team", "Team", "Ops", "Dev"), Dispute("title", "Title", "a", "b")])
    yours, theirs = view.lines["team"]
    assert (yours.isChecked(), yours.text(), theirs.text()) == (True, "Yours: Ops", "Theirs: Dev")
    theirs.click()
    assert told == [("team", True)]
    assert view.lines["title"][0].isChecked(), "each field is chosen for itself"
    yours.click()
    assert told[-1] == ("team", False)
