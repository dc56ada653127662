"""A number and the list behind it are the same incidents, whatever is chosen."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.calendars import Clock
from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.figures import RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.targets import Target, TargetSetKind, Unit
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services

EVERYTHING = (IncidentFilter(), Period())


def _counted(figure: RepairTimeFigure) -> list[tuple[IncidentFilter, int]]:
    found = [(row.opens, row.n) for group in figure.groups for row in group.rows]
    for line in figure.table.rows:
        incidents = line[figure.table.columns.index("Incidents")]
        assert incidents.opens is not None
        found.append((incidents.opens, int(incidents.text.replace(",", ""))))
    return found


@pytest.mark.parametrize("clock", list(Clock))
@pytest.mark.parametrize("kind", [TargetSetKind.SHARED, TargetSetKind.DEV])
def test_every_number_opens_exactly_its_incidents(filled: Services, clock: Clock, kind: TargetSetKind) -> None:
    period = Period(date(2025, 3, 1), date(2025, 9, 30))
    narrowed = IncidentFilter().where("release_related", "one_of", "no")
    figure = filled.measures.repair_times(narrowed, period, kind.value, clock)
    assert figure.by_route
    for opens, n in _counted(figure):
        assert filled.incidents.open_list(View(opens)).total == n


def test_without_sides_all_teams_are_drawn_together(filled: Services) -> None:
    from desktop_app.domain.teams import Side

    ids = [line.id for line in filled.teams.teams()]
    filled.teams.set_sides(ids, Side.UNKNOWN)
    figure = filled.measures.repair_times(*EVERYTHING)
    assert not figure.by_route
    assert [len(group.rows) for group in figure.groups] == [1, 1, 1, 1]


def test_a_tighter_goal_lowers_the_share_in_time(filled: Services) -> None:
    before = filled.measures.measures(*EVERYTHING).by_classification["Low"].in_time
    (shared, *_rest) = filled.targets.target_sets()
    filled.targets.set_target(shared.id, Target(Classification.LOW, 4, Unit.HOURS))
    after = filled.measures.measures(*EVERYTHING).by_classification["Low"].in_time
    assert after < before
    filled.history.undo()
    assert filled.measures.measures(*EVERYTHING).by_classification["Low"].in_time == before


def test_a_target_with_a_date_leaves_the_past_alone(filled: Services) -> None:
    past = Period(None, date(2025, 6, 30))
    before = filled.measures.measures(IncidentFilter(), past)
    (shared, *_rest) = filled.targets.target_sets()
    filled.targets.set_target(shared.id, Target(Classification.LOW, 1, Unit.HOURS, date(2025, 7, 1)))
    assert filled.measures.measures(IncidentFilter(), past) == before


def test_the_figure_and_the_command_line_count_the_same(filled: Services) -> None:
    figure = filled.measures.repair_times(*EVERYTHING)
    bare = filled.measures.measures(*EVERYTHING)
    assert figure.n == bare.all.in_time + bare.all.missed
    assert bare.incidents == 2000


def test_history_as_of_an_earlier_instant_knows_nothing_later(filled: Services) -> None:
    now = filled.measures.measures(*EVERYTHING)
    then = filled.measures.measures(*EVERYTHING, as_of=1_740_000_000)
    assert then.as_of == "2025-02-19T21:20:00Z"
    assert then.incidents < now.incidents
    assert then.all.open > 0


def test_an_unknown_target_set_is_refused_with_those_there_are(services: Services) -> None:
    with pytest.raises(Refused, match="Shared goal, Ops targets, Dev targets"):
        services.measures.measures(*EVERYTHING, "their own")


def test_an_empty_workspace_has_words_and_no_numbers(services: Services) -> None:
    figure = services.measures.repair_times(*EVERYTHING)
    assert figure.n == 0
    assert figure.answer
    assert figure.headline
    assert services.measures.measures(*EVERYTHING).all.attainment is None
