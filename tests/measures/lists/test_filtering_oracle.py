"""Every condition keeps just what a plain loop over plain values keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.filters import CHOICES, FIELDS, Condition, IncidentFilter, Kind
from desktop_app.domain.hits import folded
from desktop_app.domain.incidents import Fix
from desktop_app.domain.teams import Side
from desktop_app.measures.lists import filtering
from desktop_app.measures.lives.frame import Frame
from tests.domain.conditions import conditions
from tests.measures.factories import MONDAY, frame, incident, measure, random_frame

FRAMES = {seed: random_frame(seed, 60) for seed in range(4)}
MEASURED = {seed: measure(found) for seed, found in FRAMES.items()}
STAMPS = {
    "opened": "opened_at", "acknowledged": "acknowledged_at", "restored": "restored_at", "resolved": "resolved_at",
    "closed": "closed_at", "deadline": "deadline_at",
}  # fmt: skip
framed = conditions.filter(lambda c: FIELDS[c.field] is not Kind.TEXT)


def weeks(today: date, by: int) -> set[date]:
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * by)
    return {monday + timedelta(days=n) for n in range(7)}


def in_period(key: str, day: date, today: date) -> bool:
    quarter, month = (today.month - 1) // 3, (today.year, today.month)
    before = (today.replace(day=1) - timedelta(days=1)).timetuple()[:2]
    asked = {
        "today": day == today,
        "yesterday": day == today - timedelta(days=1),
        "tomorrow": day == today + timedelta(days=1),
        "this_week": day in weeks(today, 0),
        "last_week": day in weeks(today, -1),
        "next_week": day in weeks(today, 1),
        "this_month": (day.year, day.month) == month,
        "last_month": (day.year, day.month) == before,
        "this_quarter": (day.year, (day.month - 1) // 3) == (today.year, quarter),
        "last_quarter": day.year * 4 + (day.month - 1) // 3 == today.year * 4 + quarter - 1,
        "this_year": day.year == today.year,
        "last_year": day.year == today.year - 1,
    }
    return asked[key]


def days_hold(condition: Condition, stamp: int | None, zone: str, today: date) -> bool:
    if condition.operator == "empty" or stamp is None:
        return condition.operator == "empty" and stamp is None
    day, values = datetime.fromtimestamp(stamp, ZoneInfo(zone)).date(), condition.values
    if condition.operator == "between":
        first, last = (None if v is None else date.fromisoformat(str(v)) for v in values)
        return (first is None or first <= day) and (last is None or day <= last)
    if condition.operator == "period":
        return in_period(str(values[0]), day, today)
    asked: dict[str, Any] = {
        "not_empty": lambda: True,
        "last_days": lambda: 0 <= (today - day).days < values[0],
        "next_days": lambda: 0 <= (day - today).days < values[0],
        "days_ago": lambda: (today - day).days > values[0],
    }
    return bool(asked[condition.operator]())


def holds(condition: Condition, row: dict[str, Any], found: Frame, today: date) -> bool:
    field, operator, values = condition.field, condition.operator, condition.values
    kind = FIELDS[field]
    if kind is Kind.DATE:
        return days_hold(condition, row[STAMPS[field]], found.zone, today)
    if kind is Kind.NUMBER:
        held = {"repair": row["repair_s"], "reopens": row["reopens"], "hand_overs": row["hand_overs"]}[field]
        bound = values[0] * (3600 if field == "repair" else 1)
        return held is not None and (held >= bound if operator == "at_least" else held <= bound)
    if kind is Kind.FLAG:
        return bool(row[field]) == bool(values[0])
    if kind is Kind.ID:
        return row["id"] in values
    if kind is Kind.NAME:
        name = found.names[field].get(row[field])
        if operator in ("empty", "not_empty"):
            return (name is None) == (operator == "empty")
        if operator in ("contains", "not_contains"):
            there = name is not None and folded(str(values[0]).strip()) in folded(name)
        else:
            there = name in values
        return there != operator.startswith("not_")
    held = row.get(field)
    if field == "side":
        team = found.teams.get(row["team"])
        held = team.side.value if team else Side.UNKNOWN.value
    if field == "fix":
        held = held or 0
    return (held in [CHOICES[field][v] for v in values]) == (operator == "one_of")


def kept(found: Frame, rows: Any, wanted: IncidentFilter, now: int | None = None) -> list[int]:
    chosen = filtering.selected(rows, wanted, found, now=now)
    return chosen["id"].to_list()


def expected(found: Frame, rows: Any, asked: Iterable[Condition], now: int) -> list[int]:
    today = datetime.fromtimestamp(now, ZoneInfo(found.zone)).date()
    return [r["id"] for r in rows.iter_rows(named=True) if all(holds(c, r, found, today) for c in asked)]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(FRAMES)), st.lists(framed, min_size=1, max_size=3), st.integers(-40, 140))
def test_it_keeps_what_a_plain_loop_keeps(seed: int, asked: list[Condition], days: int) -> None:
    found, rows, now = FRAMES[seed], MEASURED[seed], MONDAY + days * 86400
    assert kept(found, rows, IncidentFilter(tuple(asked)), now) == expected(found, rows, asked, now)


names = st.sampled_from(["desk", "DEV", "Ác", "s", "ledger", "ServiceNow", "o", "e d", "İ", "%", "_"])
near = st.one_of(
    st.builds(lambda f, n: Condition(f, "last_days", (n,)), st.sampled_from(sorted(STAMPS)), st.integers(1, 40)),
    st.builds(lambda f, n: Condition(f, "days_ago", (n,)), st.sampled_from(sorted(STAMPS)), st.integers(1, 40)),
    st.builds(lambda f, o, n: Condition(f, o, (n,)), st.sampled_from(["team", "system", "source"]),
              st.sampled_from(["contains", "not_contains"]), names),
    st.builds(lambda f, o, n: Condition(f, o, (n,)), st.sampled_from(["repair", "reopens", "hand_overs"]),
              st.sampled_from(["at_least", "at_most"]), st.integers(0, 60)),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(FRAMES)), st.lists(near, min_size=1, max_size=2), st.integers(0, 80))
def test_it_keeps_it_where_the_conditions_cut_through(seed: int, asked: list[Condition], days: int) -> None:
    found, rows, now = FRAMES[seed], MEASURED[seed], MONDAY + days * 86400
    assert kept(found, rows, IncidentFilter(tuple(asked)), now) == expected(found, rows, asked, now)


def test_every_condition_is_true_or_false_for_every_incident() -> None:
    found, rows = FRAMES[0], MEASURED[0]
    for field, kind in FIELDS.items():
        if kind in (Kind.NAME, Kind.DATE):
            here = kept(found, rows, IncidentFilter((Condition(field, "empty"),)))
            there = kept(found, rows, IncidentFilter((Condition(field, "not_empty"),)))
            assert sorted(here + there) == rows["id"].to_list(), field


@pytest.mark.parametrize(
    ("now", "expected_ids"),
    [
        ("2026-03-29T21:59:00", [1, 2]),  # still Sunday in Berlin, on the day when the clock goes forward
        ("2026-03-29T22:01:00", [3]),
        ("2026-03-28T22:59:00", []),
        ("2026-03-28T23:01:00", [1, 2]),
    ],
)
def test_today_is_the_day_of_the_workspace(now: str, expected_ids: list[int]) -> None:
    def opened(stamp: str) -> dict[str, Any]:
        at = datetime.fromisoformat(stamp).replace(tzinfo=UTC)
        return incident((at.timestamp() - MONDAY) / 3600)

    found = frame(opened("2026-03-28T23:00:00"), opened("2026-03-29T21:59:59"), opened("2026-03-29T22:00:00"),
                  zone="Europe/Berlin")  # fmt: skip
    asked = IncidentFilter().where("opened", "period", "today")
    at = int(datetime.fromisoformat(now).replace(tzinfo=UTC).timestamp())
    assert kept(found, measure(found), asked, at) == expected_ids


def test_without_another_now_the_frame_says_which_day_it_is() -> None:
    found = frame(incident(0), incident(24), now=MONDAY + 86400)
    assert kept(found, measure(found), IncidentFilter().where("opened", "period", "today")) == [2]


def test_what_nobody_said_of_the_fix_is_unknown() -> None:
    found = frame(incident(0, 5), incident(0, 5, fix=Fix.PERMANENT.value), incident(0, 5, fix=Fix.WORKAROUND.value))
    for wanted, ids in (("unknown", [1]), ("permanent", [2]), ("workaround", [3])):
        assert kept(found, measure(found), IncidentFilter().where("fix", "one_of", wanted)) == ids
