"""The article's four numbers against a naive recount, and their bounds against every way it may have been."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.case_numbers import CaseNumber, CaseNumbers
from desktop_app.domain.filters import IncidentFilter
from desktop_app.measures.against_goal.case_numbers import TOP, case_numbers
from desktop_app.measures.certainty.top_share import Bounds, top_bounds
from desktop_app.measures.lists.filtering import selected
from desktop_app.measures.lives.frame import Frame
from tests.measures import factories as make

NO, YES, UNKNOWN = 1, 2, 0
ERRORS = {n: f"Error {n}" for n in range(1, 40)}
SIDES = {team.id: team.side.value for team in make.TEAMS.values()}


def plain(**values: Any) -> dict[str, Any]:
    """A repaired Medium incident of Ops that no release caused."""
    return make.incident(0, 1, **{"release_related": NO, "system_error": 1, **values})


def counted(*incidents: dict[str, Any]) -> CaseNumbers:
    frame = made(*incidents)
    return case_numbers(make.measure(frame), frame)


def made(*incidents: dict[str, Any]) -> Frame:
    return make.frame(*incidents, system_errors=ERRORS)


def test_each_number_is_a_share_of_the_incidents_it_speaks_of() -> None:
    found = counted(
        *[plain(team=make.DEV) for _n in range(2)],
        *[plain(classification=1) for _n in range(4)],
        *[plain() for _n in range(10)],
        *[plain(release_related=YES, classification=2) for _n in range(4)],
    )
    assert [(each.n, each.of) for each in found] == [(2, 20), (16, 20), (12, 16), (16, 16)]
    assert [each.share for each in found] == [0.1, 0.8, 0.75, 1.0]
    assert found.resolved_by_dev.sentence == "Dev resolved 10 % of 20 repaired incidents"
    assert found.non_release.sentence == "80 % of 20 incidents were not caused by a release"
    assert found.medium_or_low.sentence == "75 % of 16 incidents that no release caused are medium or low"
    assert found.top_errors.sentence == "20 system errors cause 100 % of 16 incidents that no release caused"


def test_excluded_incidents_are_left_out_and_counted() -> None:
    found = counted(
        *[plain() for _n in range(3)],
        plain(exclusion=2),
        plain(exclusion=3),
        plain(exclusion=3),
        make.incident(0, status=6, release_related=NO),
    )
    assert found.incidents == 7
    assert found.non_release.of == 3
    assert found.excluded == {"cancelled": 1, "duplicate": 1, "request": 2, "test": 0, "left_out": 0}


def test_below_ten_incidents_there_is_no_percentage() -> None:
    found = counted(*[plain() for _n in range(8)], plain(team=make.DEV))
    assert all(each.share is each.low is each.high is None for each in found)
    assert found.resolved_by_dev.sentence == "Dev resolved 1 of 9 repaired incidents"
    assert "%" not in "".join(each.sentence for each in found)


def test_nothing_counted_says_so() -> None:
    found = counted()
    assert [(each.n, each.of, each.share) for each in found] == [(0, 0, None)] * 4
    assert found.resolved_by_dev.sentence == "No incident is repaired yet"


def test_an_unknown_release_gives_bounds() -> None:
    found = counted(
        *[plain() for _n in range(10)], *[plain(release_related=UNKNOWN, classification=1) for _n in range(10)]
    )
    non_release, mild = found.non_release, found.medium_or_low
    assert (non_release.share, non_release.low, non_release.high) == (None, 0.5, 1.0)
    assert (mild.low, mild.high) == (0.5, 1.0)
    assert non_release.sentence == (
        "Of 20 incidents, between 50 % and 100 % were not caused by a release; of 10 it is not known"
    )


def test_open_and_estimated_incidents_are_resolved_by_nobody() -> None:
    found = counted(*[plain() for _n in range(3)], make.incident(0), make.incident(0, None, 5), plain(team=make.UNSET))
    assert (found.resolved_by_dev.n, found.resolved_by_dev.of, found.resolved_by_dev.unknown) == (0, 3, 1)
    assert found.non_release.of + found.non_release.unknown == 6


def test_only_the_twenty_most_frequent_errors_count() -> None:
    found = counted(*[plain(system_error=1 + n % 25) for n in range(25 * 4)])
    assert (found.top_errors.n, found.top_errors.of) == (TOP * 4, 100)
    assert found.top_errors.share == 0.8


def test_a_reader_s_own_filter_stays_in_what_the_numbers_open() -> None:
    frame = made(*[plain() for _n in range(6)], *[plain(release_related=YES) for _n in range(5)])
    measured = make.measure(frame)
    mine = IncidentFilter().where("release_related", "one_of", "yes")
    kept = selected(measured, mine, frame)
    found = case_numbers(kept, frame, mine)
    assert (found.non_release.n, found.non_release.of) == (0, 5)
    assert selected(measured, found.non_release.opens, frame).height == 0


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 60))
def test_every_number_equals_a_naive_recount_and_opens_what_it_counts(seed: int, size: int) -> None:
    rng = random.Random(seed)
    frame = made(*[random_incident(rng) for _n in range(size)])
    measured = make.measure(frame)
    found = case_numbers(measured, frame)
    rows = measured.to_dicts()
    assert {each.key: (each.n, each.of, each.unknown) for each in found} == dict(recounted(rows))
    for each in found:
        assert selected(measured, each.opens, frame).height == each.n, each.key
        assert selected(measured, each.opens_all, frame).height == each.of, each.key
        assert_within(each)
    assert sum(found.excluded.values()) == len(rows) - len(included(rows))


def assert_within(each: CaseNumber) -> None:
    if each.low is None or each.high is None:
        assert each.of + each.unknown < 10
        return
    assert 0 <= each.low <= each.high <= 1
    if not each.unknown:
        assert each.share == each.low == each.high == each.n / each.of


def random_incident(rng: random.Random) -> dict[str, Any]:
    values = {
        "release_related": rng.choice((UNKNOWN, NO, NO, NO, YES)),
        "classification": rng.randrange(1, 5),
        "system_error": rng.choice((None, *range(1, 30))),
        "team": rng.choice((None, *make.TEAMS)),
        "exclusion": rng.choice((0, 0, 0, 0, 1, 2, 3, 4)),
    }
    if rng.random() < 0.05:
        values["status"] = 6
    ends = rng.choice(((1.0, None), (1.0, 9.0), (None, 9.0), (None, None)))
    return make.incident(0, *ends, **values)


def included(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["exclusion"] == 0 and row["status"] != 6]


def recounted(rows: list[dict[str, Any]]) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """One incident after the other, without polars."""
    kept = included(rows)
    sides = [SIDES.get(row["team"], 0) for row in kept if row["resolved_at"] is not None]
    yield "resolved_by_dev", (sides.count(2), len(sides) - sides.count(0), sides.count(0))
    others = [row for row in kept if row["release_related"] == NO]
    unsure = sum(1 for row in kept if row["release_related"] == UNKNOWN)
    yield "non_release", (len(others), len(kept) - unsure, unsure)
    yield "medium_or_low", (sum(1 for row in others if row["classification"] >= 3), len(others), unsure)
    errors = Counter(row["system_error"] for row in others if row["system_error"] is not None)
    nameless = len(others) - sum(errors.values())
    top = sum(count for _error, count in errors.most_common(TOP))
    yield "top_errors", (top, sum(errors.values()), nameless + unsure)


counts = st.dictionaries(st.integers(1, 4), st.integers(1, 4), max_size=4)
few = st.dictionaries(st.integers(1, 5), st.integers(1, 2), max_size=2)


@settings(max_examples=120, deadline=None)
@given(counts, st.integers(0, 2), few, st.integers(0, 1), st.integers(1, 3))
def test_the_bounds_of_the_top_errors_are_the_smallest_and_largest_that_may_be(
    known: dict[int, int], nameless: int, perhaps: dict[int, int], perhaps_nameless: int, top: int
) -> None:
    found = top_bounds(known, nameless, perhaps, perhaps_nameless, top)
    shares = list(possible(known, nameless, perhaps, perhaps_nameless, top))
    if not shares:
        assert found == Bounds(0.0, 0.0)
        return
    assert found.low == pytest.approx(min(shares))
    assert found.high == pytest.approx(max(shares))


def possible(
    known: Mapping[int, int], nameless: int, perhaps: Mapping[int, int], perhaps_nameless: int, top: int
) -> Iterator[float]:
    """The share in each world: which unsure incidents no release caused, and which error each nameless one has."""
    unsure = [error for error, count in perhaps.items() for _n in range(count)] + [None] * perhaps_nameless
    fresh = range(101, 101 + nameless + perhaps_nameless)
    errors = [*known.keys() | perhaps.keys(), *fresh]
    for size in range(len(unsure) + 1):
        for joined in set(combinations(unsure, size)):
            blank = nameless + joined.count(None)
            for guess in product(errors, repeat=blank):
                world = Counter(known) + Counter(e for e in joined if e is not None) + Counter(guess)
                if world.total():
                    yield sum(count for _error, count in world.most_common(top)) / world.total()


def test_many_unknown_releases_are_bounded_in_no_time() -> None:
    rng = random.Random(3)
    known = {n: rng.randrange(1, 400) for n in range(3000)}
    perhaps = {n: rng.randrange(1, 400) for n in range(1500, 4500)}
    found = top_bounds(known, 50, perhaps, 70, TOP)
    assert 0 < found.low < found.high < 1
