"""The number beside a choice is the number of incidents it keeps."""

from __future__ import annotations

import polars as pl
import pytest

from desktop_app.domain.filters import CHOICES, FIELDS, IncidentFilter, Kind, Value
from desktop_app.measures.lists import filtering
from desktop_app.measures.lists.choice_counts import choice_counts
from tests.measures.factories import measure, random_frame


@pytest.mark.parametrize("field", [name for name, kind in FIELDS.items() if kind in (Kind.CHOICE, Kind.NAME)])
@pytest.mark.parametrize("half", [False, True])
def test_a_count_is_what_the_filter_keeps(field: str, half: bool) -> None:
    found = random_frame(3, 80)
    rows = measure(found)
    kept = pl.Series([not half or n % 2 == 0 for n in range(rows.height)])
    counts = choice_counts(found, rows, field, kept if half else None)
    values: list[Value] = [*CHOICES[field]] if field in CHOICES else [*found.names[field].values(), None]
    for value in values:
        wanted = IncidentFilter().where(field, "one_of", value)
        assert counts.get(value, 0) == filtering.selected(rows.filter(kept), wanted, found).height, value


def test_only_choices_and_names_are_counted() -> None:
    found = random_frame(3, 5)
    with pytest.raises(ValueError, match="opened"):
        choice_counts(found, measure(found), "opened")
