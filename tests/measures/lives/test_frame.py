from __future__ import annotations

import polars as pl
import pytest

from desktop_app.domain.columns import INCIDENT_COLUMNS, MEASURED_COLUMNS, SEGMENT_COLUMNS
from desktop_app.measures.lives.frame import Frame
from tests.measures.factories import frame, incident, measure, segment


def test_a_frame_has_exactly_the_allowed_columns() -> None:
    found = frame(incident(0, 1))
    assert {c: str(t) for c, t in found.incidents.schema.items()} == dict(INCIDENT_COLUMNS)
    assert {c: str(t) for c, t in found.segments.schema.items()} == dict(SEGMENT_COLUMNS)


def test_measured_incidents_have_exactly_the_columns_of_the_list() -> None:
    columns = {c: str(t) for c, t in measure(frame(incident(0, 1))).schema.items()}
    assert columns == {**INCIDENT_COLUMNS, **MEASURED_COLUMNS}


@pytest.mark.parametrize("name", ["assignee", "caller", "title", "description"])
def test_a_column_for_a_person_or_free_text_is_refused(name: str) -> None:
    found = frame(incident(0, 1))
    with pytest.raises(ValueError, match="exactly the columns"):
        Frame(1, found.incidents.with_columns(pl.lit("Ann").alias(name)), found.segments)


def test_incidents_out_of_order_are_refused() -> None:
    found = frame(incident(), incident())
    with pytest.raises(ValueError, match="sorted"):
        Frame(1, found.incidents.reverse(), found.segments)


def test_an_empty_frame_can_be_measured() -> None:
    assert measure(Frame.empty()).height == 0


def test_a_refresh_replaces_a_changed_incident_with_all_its_segments() -> None:
    old = frame(incident(segments=[segment(0, 1), segment(1, 2)]), incident(segments=[segment(0, 3)]))
    new = frame(incident(5, segments=[segment(5, None)]))
    found = old.refreshed(7, new.incidents, new.segments)
    assert found.step == 7
    assert found.incidents["id"].to_list() == [1, 2]
    assert found.incidents["opened_at"][0] == new.incidents["opened_at"][0]
    assert found.segments["incident"].to_list() == [1, 2]
    assert found.teams == old.teams
    assert old.segments.height == 3


def test_a_refresh_takes_out_what_is_gone_and_adds_what_is_new() -> None:
    old = frame(*(incident(n, segments=[segment(n, None)]) for n in range(3)))
    new = frame(*(incident(n, segments=[segment(n, None)]) for n in range(5)))
    added = new.incidents.filter(pl.col("id") > 3), new.segments.filter(pl.col("incident") > 3)
    found = old.refreshed(2, *added, [1, 3], now=12, systems={9: "Till"})
    assert found.incidents["id"].to_list() == [2, 4, 5]
    assert found.segments["incident"].to_list() == [2, 4, 5]
    assert (found.now, found.systems) == (12, {9: "Till"})


def test_a_refresh_with_nothing_changed_keeps_the_tables() -> None:
    old = frame(incident())
    found = old.refreshed(9, old.incidents.clear(), old.segments.clear())
    assert found.incidents is old.incidents
    assert found.step == 9
