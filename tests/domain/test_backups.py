"""Which backups are worth their room, whatever the shelf looks like."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.backups import DAYS, LATELY, MONTHS, WEEKS, Reason, worth_keeping

_THINNED = [reason for reason in Reason if reason is not Reason.MANUAL]
_START = datetime(2024, 1, 1, tzinfo=UTC)
_SHELVES = st.lists(
    st.tuples(st.integers(0, 3 * 365 * 24 * 60).map(lambda m: _START + timedelta(minutes=m)), st.sampled_from(Reason)),
    max_size=200,
)


@settings(max_examples=200, deadline=None)
@given(_SHELVES)
def test_the_newest_of_each_day_week_month_and_reason_stays(shelf: list[tuple[datetime, Reason]]) -> None:
    kept = worth_keeping(shelf)
    stays = [shelf[place] for place in kept]
    assert kept <= set(range(len(shelf)))
    assert all(line in stays for line in shelf if line[1] is Reason.MANUAL)
    by_day = sorted({at.date() for at, _reason in shelf}, reverse=True)[:DAYS]
    by_week = sorted({at.isocalendar()[:2] for at, _reason in shelf}, reverse=True)[:WEEKS]
    by_month = sorted({(at.year, at.month) for at, _reason in shelf}, reverse=True)[:MONTHS]
    times = {at for at, _reason in stays}
    assert all(max(at for at, _r in shelf if at.date() == day) in times for day in by_day)
    assert all(max(at for at, _r in shelf if at.isocalendar()[:2] == week) in times for week in by_week)
    assert all(max(at for at, _r in shelf if (at.year, at.month) == month) in times for month in by_month)
    assert all(max(at for at, r in shelf if r is reason) in times for reason in {r for _at, r in shelf})
    thinned = [line for line in stays if line[1] is not Reason.MANUAL]
    assert len(thinned) <= DAYS + WEEKS + MONTHS + LATELY + len(Reason)


@settings(max_examples=100, deadline=None)
@given(_SHELVES)
def test_thinning_twice_takes_nothing_more(shelf: list[tuple[datetime, Reason]]) -> None:
    stays = [shelf[place] for place in sorted(worth_keeping(shelf))]
    assert worth_keeping(stays) == frozenset(range(len(stays)))


def test_half_hours_of_three_years_come_to_a_few_dozen() -> None:
    """As they really come: one at a time, thinned after each."""
    shelf: list[tuple[datetime, Reason]] = []
    for hours in range(0, 3 * 365 * 24, 3):
        shelf.append((_START + timedelta(hours=hours), Reason.AUTOMATIC))
        shelf = [shelf[place] for place in sorted(worth_keeping(shelf))]
    ages = [(shelf[-1][0] - at).days for at, _reason in shelf]
    assert len(shelf) <= DAYS + WEEKS + MONTHS + LATELY
    assert {age for age in ages if age < DAYS} == set(range(DAYS)), "a backup of each of the last twelve days"
    assert max(ages) > 330, "and of each of the last twelve months"
    assert sum(age == 0 for age in ages) >= LATELY


def test_every_reason_says_itself() -> None:
    assert len({reason.label for reason in Reason}) == len(_THINNED) + 1
