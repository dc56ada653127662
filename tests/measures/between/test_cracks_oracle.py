"""What fell between the teams against a loop over one incident after the other, and what its numbers open."""

from __future__ import annotations

from collections import Counter
from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.charts import Bars
from desktop_app.domain.figures import Amount, Choice
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.periods import Period
from desktop_app.domain.targets import TargetSet
from desktop_app.domain.teams import Side
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.between import cracks
from desktop_app.measures.between.crack_kinds import late
from tests.measures.cracked import DEV_SET, OPS_SET, SHARED, asked_of, from_day, kinds, lived
from tests.measures.factories import (
    DEV,
    HOUR,
    OPS,
    TEAMS,
    random_frame,
)  # fmt: skip
from tests.measures.made import bases, periods
from tests.measures.questions import ask, opened


def held_by(found: Asked, row: int) -> dict[Side | None, int]:
    """The seconds of one incident's repair time by side, None for nobody: one segment after the other."""
    incident_id, opened_at, end = (
        found.frame.incidents["id"][row], found.frame.incidents["opened_at"][row], found.lives["end_at"][row]
    )  # fmt: skip
    life = [each for each in found.frame.segments.iter_rows(named=True) if each["incident"] == incident_id]
    if not life:
        team = found.frame.incidents["team"][row]
        life = [{"from_at": opened_at, "to_at": None, "status": 0, "team": team, "pause_reason": 0}]
    kept = [each for n, each in enumerate(life) if n == 0 or each["from_at"] < end]
    live = [each["from_at"] for each in kept if each["status"] < Status.RESOLVED]
    sums: dict[Side | None, int] = Counter()
    reached = stopped = 0
    for each in kept:
        begin = min(max(each["from_at"], opened_at), end)
        until = min(max(each["to_at"] if each["to_at"] is not None else end, begin), end)
        begin = max(begin, reached)
        until = max(until, begin)
        reached = until
        pause = each["status"] == Status.PAUSED and PauseReason(each["pause_reason"]).stops_clock
        gap = each["status"] >= Status.RESOLVED and bool(live) and begin < min(max(live[-1], opened_at), end)
        if pause or gap:
            stopped += until - begin
        else:
            team = TEAMS.get(each["team"])
            sums[team.side if team else None] += until - begin
    sums[None] += (end - opened_at) - stopped - sum(sums.values())
    if not any(each["team"] in TEAMS for each in kept):
        sums[None] = 0
    return sums


def own_target(target_set: TargetSet, kind: int) -> float:
    return next(t.value for t in target_set.targets if t.classification == kind) * HOUR


def kind_of(found: Asked, row: int, sums: dict[Side | None, int]) -> str:
    kind = found.measured["classification"][row]
    if sums.get(Side.UNKNOWN):
        return "untold"
    own = {Side.OPS: OPS_SET, Side.DEV: DEV_SET}
    inside = [sums[side] <= own_target(own[side], kind) for side in own if sums.get(side)]
    return "neither" if not inside else "kept" if all(inside) else "one side"


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([Period(), Period(date(2026, 3, 10), date(2026, 3, 31))]))
def test_every_rule_is_what_a_loop_over_single_incidents_finds(seed: int, period: Period) -> None:
    found = ask(random_frame(seed, 60), SHARED, period, ops=OPS_SET, dev=DEV_SET)
    result = late(found)
    due = found.measured.with_row_index("row").filter(pl.col("outcome").is_in([2, 3]))
    start, end = period.instants(found.frame.zone)
    rows = [
        row
        for row, deadline in due.select("row", "deadline_at").iter_rows()
        if (start is None or deadline >= start) and (end is None or deadline < end)
    ]
    assert result.rows.tolist() == rows
    loops = [held_by(found, row) for row in rows]
    for side in Side:
        assert result.times.sides[side].tolist() == [sums.get(side, 0) for sums in loops]
    assert result.times.nobody.tolist() == [sums[None] for sums in loops]
    assert kinds(result) == [kind_of(found, row, sums) for row, sums in zip(rows, loops, strict=True)]
    late_s = [
        found.measured["repair_s"][row] - own_target(SHARED, found.measured["classification"][row]) for row in rows
    ]
    assert result.late_s.tolist() == late_s


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), bases, periods, st.sampled_from([Amount.COUNT, Amount.HOURS]))
def test_every_number_opens_exactly_the_incidents_behind_it(
    seed: int, base: IncidentFilter, period: Period, amount: Amount
) -> None:
    goal = from_day(SHARED, date(2026, 3, 20)) if seed % 2 else SHARED
    found = random_frame(seed, 80)
    asked = ask(found, goal, period, base, ops=OPS_SET, dev=DEV_SET, choice=Choice(amount=amount))
    figure = cracks.figure(asked)
    assert isinstance(figure.chart, Bars)
    if amount is Amount.COUNT:
        assert [len(opened(asked, row.opens)) for row in figure.chart.rows] == [row.value for row in figure.chart.rows]
    for row in figure.table.rows:
        cells = dict(zip(figure.table.columns, row, strict=True))
        assert len(opened(asked, cells["Incidents"].opens)) == cells["Incidents"].value
        assert len(opened(asked, cells["Replay"].opens)) == cells["Replay"].value
    listed = cracks.crack_list(asked)
    assert len(listed.rows) == figure.n == sum(int(row[1].value or 0) for row in figure.table.rows)
    assert sorted(i for row in listed.rows for i in opened(asked, row[0].opens)) == figure.values["cracks"]["ids"]  # type: ignore[index]


def test_more_than_five_thousand_open_all_that_is_past_the_goal() -> None:
    asked = asked_of(*[lived((20, OPS), (100, DEV), system_error=1)] * 5001, lived((90, OPS)))
    figure = cracks.figure(asked)
    assert isinstance(figure.chart, Bars)
    assert figure.n == 5001
    assert len(opened(asked, figure.chart.rows[0].opens)) == 5002
    assert "Beyond 5,000 incidents a number opens everything past the goal." in figure.definition_lines
