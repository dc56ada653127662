"""Facts are short, count what they name, and cut words of the file that go on and on."""

from __future__ import annotations

import codecs
from dataclasses import replace

import pytest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import (
    ColumnReview,
    DateOrder,
    DateReading,
    Field,
    FoundPerson,
    FoundPriority,
    FoundState,
    FoundSystem,
    FoundTeam,
    ImportCounts,
    Meaning,
)
from desktop_app.domain.incidents import Status
from desktop_app.domain.teams import Side
from desktop_app.ui.imports import file_words, words
from desktop_app.ui.imports.plain_text import listed
from tests.ui.imports.reviews import MADE, WORKBOOK


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


def test_a_list_names_the_first_and_counts_the_others() -> None:
    assert listed([], 2) == ""
    assert listed(["a", "b"], 2) == "a, b"
    assert listed(["a", "b", "c"], 2, between="; ") == "a; b and 1 more"
    assert listed(["a"], 2, among=1_200) == "a and 1,199 more"


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


def test_a_month_in_words_needs_no_order() -> None:
    told = words.date_fact(DateReading("Created", DateOrder.YMD, True, "28/Nov/25 5:03 PM", "28 November 2025 17:03"))
    assert told == "28/Nov/25 5:03 PM is 28 November 2025 17:03"


def test_states_that_say_nothing_known_are_named() -> None:
    new = FoundState("New", 3, Meaning(Status.NEW))
    odd = [FoundState(f"odd {n}", 1200, None) for n in range(4)]
    assert words.states_fact((new,)) == "1 recognised"
    assert words.states_fact((new, odd[0])) == "1 recognised; odd 0 (1,200) taken from the dates"
    assert words.states_fact(odd).endswith("odd 2 (1,200) and 1 more taken from the dates")


def test_systems_are_told_as_stored_new_or_much_alike() -> None:
    systems = (FoundSystem("a", 1, True), FoundSystem("b", 1, False), FoundSystem("c", 1, False, "C"))
    assert words.systems_fact(systems[:2]) == "2 found: 1 stored here, 1 new"
    assert words.systems_fact(systems) == "3 found: 1 stored here, 2 new, 1 of them similar to a stored one"


def test_people_taken_along_are_counted() -> None:
    people = (FoundPerson("Anna", "", True), FoundPerson("Björn", "", False))
    assert words.persons_fact((), people) == "2 people added, 1 new"


def test_how_a_file_was_read_is_one_fact() -> None:
    assert file_words.file_fact(MADE) == ("Semicolon between columns, Western European, Windows-1252, header in row 3")
    assert file_words.file_fact(WORKBOOK) == "sheet Page 1, header in row 3, 12 hidden rows"
    unsure = replace(MADE, encoding_sure=False, delimiter="^")
    assert file_words.file_fact(unsure).startswith("“^” between columns, Western European, Windows-1252, not sure")


def test_words_to_judge_an_encoding_by_have_a_letter_of_its_own() -> None:
    rows = [("‘plain’", "São Paulo"), ("(müde)", "São"), ("caf\ufffd", "–"), ("x" * 90 + "é", "")]
    assert file_words.accented(("Größe",), rows) == ("Größe", "São", "müde", "caf\ufffd", "x" * 27 + "…")


def test_every_encoding_offered_can_be_read_and_has_a_name_of_its_own() -> None:
    assert len({file_words.encoding_label(name) for name in file_words.ENCODINGS}) == len(file_words.ENCODINGS)
    for name in file_words.ENCODINGS:
        codecs.lookup(name)


def test_every_field_and_order_has_words() -> None:
    assert len({words.field_label(field) for field in Field}) == len(Field)
    assert len({words.order_label(order) for order in DateOrder}) == len(DateOrder)


def test_zones_are_names_a_user_knows() -> None:
    zones = words.zones()
    assert "Europe/Berlin" in zones
    assert not [zone for zone in zones if zone.startswith(("posix", "right"))]
