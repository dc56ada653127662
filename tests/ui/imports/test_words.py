"""Facts are short, count what they name, and cut words of the file that go on and on."""

from __future__ import annotations

import pytest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import ColumnReview, DateOrder, Field, FoundPriority, FoundTeam, ImportCounts
from desktop_app.domain.teams import Side
from desktop_app.ui.imports import words


def column(name: str, field: Field) -> ColumnReview:
    return ColumnReview(name, field, 1.0, 1, "")


def test_columns_of_persons_are_not_counted_as_columns_to_match() -> None:
    columns = [column("Number", Field.TICKET), column("Caller", Field.PERSON), column("Cost", Field.EXTRA)]
    assert words.columns_fact(columns) == "1 of 2 matched, 1 kept as an extra field"


def test_teams_are_counted_by_side() -> None:
    teams = tuple(FoundTeam(side.name, 1, side) for side in (Side.DEV, Side.OPS, Side.OPS, Side.OTHER, Side.UNKNOWN))
    assert words.teams_fact(teams) == "5 found: 1 Dev, 2 Ops, 1 Other, 1 not set"


def test_priorities_outside_every_scale_are_named_first() -> None:
    known = FoundPriority("1", 40, Classification.CRITICAL, True)
    odd = tuple(FoundPriority(f"odd {n}", 2, Classification.MEDIUM, False) for n in range(5))
    assert words.classification_fact((known,)) == "1 value mapped: 1 (40)"
    assert words.classification_fact((known, *odd)) == (
        "1 value mapped; odd 0 (2) to Medium, odd 1 (2) to Medium, odd 2 (2) to Medium and 2 more"
    )


def test_words_of_the_file_are_cut_inside_a_sentence() -> None:
    fact = words.classification_fact((FoundPriority("x" * 500, 1, Classification.LOW, False),))
    assert len(fact) < 100


def test_many_persons_are_counted_after_the_first_three() -> None:
    columns = [column(f"Person {n}", Field.PERSON) for n in range(6)]
    assert words.persons_fact(columns) == "Person 0, Person 1, Person 2 and 3 more stay in the file"
    assert words.persons_fact(columns[:1]) == "Person 0 stays in the file"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (ImportCounts(read=1, stored=1, new=1), "1 incident imported, 0 rows refused"),
        (ImportCounts(read=900, stored=899, refused=1, new=800, changed=90), "890 incidents imported, 1 row refused"),
    ],
)
def test_the_outcome_counts_incidents_stored_and_rows_refused(counts: ImportCounts, said: str) -> None:
    assert words.outcome(counts) == said


def test_every_field_and_order_has_words() -> None:
    assert len({words.field_label(field) for field in Field}) == len(Field)
    assert len({words.order_label(order) for order in DateOrder}) == len(DateOrder)


def test_zones_are_names_a_user_knows() -> None:
    zones = words.zones()
    assert "Europe/Berlin" in zones
    assert not [zone for zone in zones if zone.startswith(("posix", "right"))]
