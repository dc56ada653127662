"""People and absences."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop_app.domain.errors import Refused
from desktop_app.domain.names import tidy
from desktop_app.domain.people import Absence, Person, check_absence, check_person

FIRST = date(2026, 12, 1)


def test_a_person_is_there_from_the_first_to_the_last_day_both_inside() -> None:
    person = Person(1, "Dev 1", 1, joined_on=FIRST, left_on=FIRST + timedelta(days=9))
    days = [FIRST + timedelta(days=n) for n in (-1, 0, 9, 10)]
    assert [person.here_on(day) for day in days] == [False, True, True, False]
    assert Person(1, "Dev 1", 1).here_on(date(1900, 1, 1))


def test_a_full_week_needs_no_words() -> None:
    assert [Person(1, "Dev 1", 1, share).share_words for share in (100, 60)] == ["", "60 %"]


def test_a_name_is_trimmed_and_has_at_most_sixty_characters() -> None:
    assert check_person(Person(1, " Ada \t One ", 1, region=" DE ")) == Person(1, "Ada One", 1, region="DE")
    assert check_person(Person(1, "x" * 60, 1)).name == "x" * 60
    for name in ("", "   ", "x" * 61):
        with pytest.raises(Refused):
            check_person(Person(1, name, 1))


@pytest.mark.parametrize("share", [-1, 0, 101])
def test_nobody_works_less_than_one_per_cent_or_more_than_a_week(share: int) -> None:
    with pytest.raises(Refused, match="1 to 100 %"):
        check_person(Person(1, "Dev 1", 1, share))


def test_the_last_day_may_be_the_first_and_not_before_it() -> None:
    check_person(Person(1, "Dev 1", 1, joined_on=FIRST, left_on=FIRST))
    with pytest.raises(Refused, match="leave before the first day"):
        check_person(Person(1, "Dev 1", 1, joined_on=FIRST, left_on=FIRST - timedelta(days=1)))


def test_an_absence_covers_both_its_days() -> None:
    absence = Absence(1, 1, FIRST, FIRST + timedelta(days=2))
    assert [absence.covers(FIRST + timedelta(days=n)) for n in range(-1, 4)] == [False, True, True, True, False]


def test_an_absence_is_neither_turned_round_nor_longer_than_three_years() -> None:
    check_absence(FIRST, FIRST)
    with pytest.raises(Refused, match="before it begins"):
        check_absence(FIRST, FIRST - timedelta(days=1))
    with pytest.raises(Refused, match="last day in the team"):
        check_absence(FIRST, FIRST + timedelta(days=1101))


def test_names_that_look_the_same_are_the_same_and_signs_a_screen_would_act_on_go() -> None:
    assert tidy("Ju\u0308rgen") == "J\u00fcrgen"
    assert tidy("Kim\u200b  Lee\n") == "Kim Lee"
    assert tidy("\x1b[31mEvil\u202e\x00") == "[31mEvil"
    assert tidy("\u200b") == ""
