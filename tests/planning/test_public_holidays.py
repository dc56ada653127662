"""Public holidays by region; never their names, which change with the library."""

from __future__ import annotations

import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Refused
from desktop_app.planning.public_holidays import check_region, public_holidays, region_named, regions

KNOWN = [code for code, _words in regions()]


def test_a_country_has_its_holidays_and_a_part_of_it_may_have_more() -> None:
    country, part = public_holidays("DE", [2026]), public_holidays("DE-BY", [2026])
    assert date(2026, 12, 25) in country
    assert country.keys() < part.keys()
    assert all(country.values())


def test_only_the_years_asked_for_are_given() -> None:
    both = public_holidays("AT", [2027, 2026, 2027])
    assert {day.year for day in both} == {2026, 2027}
    assert {day.year for day in public_holidays("AT", [2027])} == {2027}
    assert public_holidays("AT", []) == {}
    assert public_holidays("AT", [1066, 9999]) == {}


def test_boards_read_on_several_threads_at_once_leave_the_warnings_of_the_process_alone() -> None:
    before = list(warnings.filters)
    wanted = [(code, 1971 + n % 40) for n, code in enumerate(KNOWN[:160])]
    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(lambda each: public_holidays(each[0], [each[1]]), wanted))
    assert len(found) == len(wanted)
    assert warnings.filters == before


def test_no_region_has_no_holidays() -> None:
    assert public_holidays("", range(2020, 2030)) == {}


@pytest.mark.parametrize("region", ["XX", "DE-ZZ", "DEU", "../..", "D" * 500, "os.system"])
def test_a_region_nobody_knows_is_refused_with_how_one_is_written(region: str) -> None:
    with pytest.raises(Refused, match="DE-BE"):
        public_holidays(region, [2026])


def test_regions_are_countries_and_their_parts_in_order_of_their_words() -> None:
    words = [said for _code, said in regions()]
    assert words == sorted(words, key=str.casefold)
    assert len(set(KNOWN)) == len(KNOWN) > 200
    assert {"DE", "DE-BE", "AT-9", "US-CA", "GB", "BR"} <= set(KNOWN)


def test_a_region_is_known_by_its_code_in_any_case_and_by_its_words() -> None:
    assert [check_region(code) for code in ("de-be", " DE-BE ", "de", "")] == ["DE-BE", "DE-BE", "DE", ""]
    assert [region_named(said) for said in ("germany", "Berlin", "de-by", "  ")] == ["DE", "DE-BE", "DE-BY", ""]
    with pytest.raises(Refused, match="write its code"):
        region_named("Georgia")


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(KNOWN), st.integers(1975, 2100))
def test_every_region_that_is_offered_can_be_asked_for(region: str, year: int) -> None:
    assert all(isinstance(name, str) and day.year == year for day, name in public_holidays(region, [year]).items())
