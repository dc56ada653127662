"""The figures of control as a page asks for them: what a count opens in the list is what was counted."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.calendars import Clock
from desktop_app.domain.figures import Choice
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import End, Rules
from desktop_app.domain.targets import Target, Unit
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services

KEYS = ("normal_range", "weekly_counts", "holders", "team_time", "pauses", "what_if")
PERIOD = Period(date(2025, 3, 3), date(2025, 9, 28))


@pytest.mark.parametrize(
    "wanted",
    [
        IncidentFilter(),
        IncidentFilter(clock=Clock.WORKING, rules=Rules(count_gaps=True)).where("release_related", "one_of", "no"),
        IncidentFilter(rules=Rules(End.RESTORED, count_pauses=True)),
    ],
)
def test_every_count_opens_exactly_its_incidents(filled: Services, wanted: IncidentFilter) -> None:
    low = filled.targets.target_sets()[0].targets[-1]
    choice = Choice(trial=(Target(low.classification, low.value / 2, Unit.DAYS),))
    for key in KEYS:
        table = filled.measures.figure(key, wanted, PERIOD, choice).table
        counts = [cell for row in table.rows for cell in row if cell.opens and cell.text.replace(",", "").isdigit()]
        assert counts, key
        for cell in counts[-12:]:
            assert cell.opens is not None
            assert filled.incidents.open_list(View(cell.opens)).total == cell.value, key


def test_an_empty_workspace_says_what_is_missing(services: Services) -> None:
    for key in KEYS:
        figure = services.measures.figure(key)
        assert figure.headline
        assert figure.n == 0
