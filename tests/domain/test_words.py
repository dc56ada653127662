"""Durations, numbers, periods and sides read as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import duration
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import number, percent
from desktop_app.domain.periods import Period
from desktop_app.domain.targets import Target, TargetSet, TargetSetKind, Unit, article_targets
from desktop_app.domain.teams import Side, propose_side


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 min"), (29, "0 min"), (45 * 60, "45 min"), (3599, "1.0 h"), (5040, "1.4 h"), (28 * 3600, "28 h"),
        (172_799, "48 h"), (172_800, "2.0 d"), (8.6 * 86400, "8.6 d"), (34 * 86400, "34 d"), (-3600, "−1.0 h"),
    ],
)  # fmt: skip
def test_durations_have_two_figures_and_one_unit(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_numbers_are_grouped() -> None:
    assert number(4812) == "4,812"
    assert number(8.64, 1) == "8.6"


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    assert percent(0.999) == "99 %"
    assert percent(0.001) == "1 %"
    assert percent(1) == "100 %"
    assert percent(0) == "0 %"


def test_a_period_may_be_open_at_either_end() -> None:
    assert Period.parse("2026-01-01..") == Period(date(2026, 1, 1), None)
    assert Period.parse("..") == Period()


@pytest.mark.parametrize("text", ["", "2026", "2026-01-01..soon", "2026-02-30..", "2026-03-01..2026-02-01"])
def test_a_period_that_is_none_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(Refused, match="period"):
        Period.parse(text)


def test_a_period_ends_at_the_midnight_after_its_last_day_in_its_zone() -> None:
    start, end = Period.parse("2026-03-28..2026-03-29").instants("Europe/Berlin")
    assert start is not None
    assert end is not None
    assert end - start == 47 * 3600  # the night to summer time is an hour short


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Payments Dev", Side.DEV), ("Application Development", Side.DEV), ("portal-dev", Side.DEV),
        ("Operations", Side.OPS), ("Service Desk", Side.OPS), ("IT_Infrastructure", Side.OPS),
        ("NetworkTeam", Side.OPS),
        ("Group 56", Side.UNKNOWN), ("DevOps", Side.UNKNOWN), ("Dev Support", Side.UNKNOWN),
        ("Deviation", Side.UNKNOWN),
        ("", Side.UNKNOWN),
    ],
)  # fmt: skip
def test_a_side_is_proposed_only_where_the_name_says_it(name: str, side: Side) -> None:
    assert propose_side(name) is side


def test_the_shared_goal_is_the_old_ops_column() -> None:
    sets = {kind: targets for _name, kind, targets in article_targets()}
    assert sets[TargetSetKind.SHARED] == sets[TargetSetKind.OPS]
    assert [t.label for t in sets[TargetSetKind.SHARED]] == ["2 h", "4 h", "3 d", "5 d"]
    assert [t.label for t in sets[TargetSetKind.DEV]] == ["12 h", "15 h", "90 d", "90 d"]


def test_a_target_holds_from_its_day_on() -> None:
    low = Classification.LOW
    old, new = Target(low, 5, Unit.DAYS), Target(low, 3, Unit.DAYS, date(2026, 6, 1))
    targets = TargetSet(1, "Shared goal", TargetSetKind.SHARED, (old, new))
    assert targets.target(low, date(2026, 5, 31)) is old
    assert targets.target(low, date(2026, 6, 1)) is new
    assert targets.target(Classification.HIGH, date(2026, 6, 1)) is None
