"""The groups beside a list: each count is the length of the list that its condition opens."""

from __future__ import annotations

import pytest

from desktop_app.domain.filters import IncidentFilter
from desktop_app.services.incident_groups import MOST, group_fields
from desktop_app.services.incident_lists import View
from desktop_app.services.saved_views import standard_views
from desktop_app.services.suite import Services


@pytest.mark.parametrize("field", group_fields())
def test_a_group_opens_exactly_what_it_counts(filled: Services, field: str) -> None:
    for kept in (IncidentFilter(), standard_views()[0].filter):
        whole = filled.incidents.open_list(View(kept))
        counts = filled.incidents.group_counts(View(kept), field)
        assert 0 < len(counts.groups) <= MOST
        assert sum(group.count for group in counts.groups) + counts.in_others == whole.total
        for group in counts.groups[:4]:
            assert group.label
            found = filled.incidents.open_list(View(kept.merged(IncidentFilter((group.condition,)))))
            assert (found.total, found.open, found.past_goal) == (group.count, group.open, group.past_goal)


def test_no_group_is_a_person(services: Services) -> None:
    assert not {"person", "assignee", "author"} & set(group_fields())
