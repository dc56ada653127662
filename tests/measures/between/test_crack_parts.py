"""The parts of what missed the goal: each opens exactly what it counts, and what is apart adds up to the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.charts import Bars
from desktop_app.domain.figures import Choice
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from tests.factories import workspace_with


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder: Path = tmp_path_factory.mktemp("parts")
    made = Services.over(workspace_with(folder / "sided.secondway", 900))
    yield made
    made.close()


def test_every_part_opens_what_it_counts(services: Services) -> None:
    _figure, parts, _listed = services.measures.cracks(IncidentFilter(), Period())
    assert len(parts.rows) >= 4
    for row in parts.rows:
        for cell in row[1:]:
            if cell.opens is not None:
                counted = row[3] if cell is row[3] else row[1]
                assert services.incidents.open_list(View(cell.opens)).total == counted.value, row[0].text


def test_what_fell_between_the_teams_and_what_is_apart_make_up_all_that_missed_the_goal(services: Services) -> None:
    figure, parts, listed = services.measures.cracks(IncidentFilter(), Period())
    apart = sum(row[1].value or 0 for row in parts.rows if row[0].quiet)
    assert figure.n + apart == figure.values["missed"]
    assert len(listed.rows) == figure.n
    hours = sum(row[7].value or 0 for row in listed.rows)
    assert parts.rows[0][2].value == pytest.approx(hours)


def test_where_nothing_missed_the_goal_there_are_no_parts(services: Services) -> None:
    _figure, parts, listed = services.measures.cracks(IncidentFilter(), Period.parse("2030-01-01..2030-12-31"))
    assert parts.rows == listed.rows == ()


def test_a_reader_with_little_room_chooses_how_many_rows_are_shown(services: Services) -> None:
    for key, rows in (("oldest", 3), ("cracks", 2)):
        short = services.measures.figure(key, IncidentFilter(), Period(), Choice(rows=rows)).chart
        whole = services.measures.figure(key, IncidentFilter(), Period()).chart
        assert isinstance(short, Bars)
        assert isinstance(whole, Bars)
        every = [row.label for row in whole.rows if not row.rest]
        assert [row.label for row in short.rows if not row.rest] == every[:rows]
