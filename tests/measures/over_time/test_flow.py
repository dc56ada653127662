from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from statistics import NormalDist
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.cells import Cell
from desktop_app.domain.charts import Weeks
from desktop_app.domain.figures import Choice, Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import End, Rules
from desktop_app.measures.asking import cohort
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.over_time import flow, flow_words, mttr, survival
from tests.measures.factories import TEAMS, at, excluded, frame, incident, random_frame, targets
from tests.measures.made import BLAME, asked, bases, columns, opened, periods, said

WEEK = 7 * 24


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    return lambda line: record_property("figure", line)


def drawn(found: Frame, **values: Any) -> Figure:
    return flow.figure(asked(found, **values))


def weeks(figure: Figure) -> list[dict[str, Any]]:
    return figure.values["weeks"]  # type: ignore[return-value]


def weekly(ends: list[int], opens: int = 10) -> list[dict[str, Any]]:
    """Each week some are opened and some of them end; the first week of the frame is the one of Monday 9 March."""
    made = [incident(-1, -0.5)]
    for week, end in enumerate(ends):
        start = WEEK * (week + 1)
        made += [incident(start + n, start + n + 5 if n < end else None) for n in range(opens)]
    return made


def test_only_whole_weeks_inside_period_and_data_are_shown() -> None:
    found = frame(*weekly([5] * 10), now=at(WEEK * 11 + 30))
    figure = drawn(found, period=Period(date(2026, 3, 11), date(2026, 4, 10)))
    assert [week["monday"] for week in weeks(figure)] == ["2026-03-16", "2026-03-23", "2026-03-30"]
    assert "Whole weeks from 2026-03-16 to 2026-04-05" in figure.definition


def test_the_week_that_still_runs_is_not_shown() -> None:
    found = frame(*weekly([5] * 3), now=at(WEEK * 3 + 100))
    assert weeks(drawn(found))[-1]["monday"] == "2026-03-16"


def test_weeks_begin_at_midnight_of_the_workspace() -> None:
    sunday_night = incident(WEEK - 8.5, WEEK + 1)  # 23:30 UTC on Sunday, half past midnight on Monday in Berlin
    for zone, expected in (("UTC", [1, 0]), ("Europe/Berlin", [0, 1])):
        found = frame(incident(-10, -9), sunday_night, now=at(WEEK * 3), zone=zone)
        assert [week["opened"] for week in weeks(drawn(found))][:2] == expected


def test_a_growing_backlog_is_said_with_its_rate() -> None:
    figure = drawn(frame(*weekly([7, 8] * 6), now=at(WEEK * 13)))
    assert figure.values["trend"] == "grows"
    assert figure.headline.startswith("The backlog grows by about 2.3 a week over 13 whole weeks; ")


def test_a_shrinking_backlog_is_said_too() -> None:
    before = [incident(0.1 + n, WEEK * (2 + n // 4) + 20) for n in range(48)]
    figure = drawn(
        frame(incident(-1, -0.5), *before, *weekly([10] * 12), now=at(WEEK * 13)), period=Period(date(2026, 3, 9))
    )
    assert figure.values["trend"] == "shrinks"
    assert figure.headline.startswith("The backlog shrinks by about ")


def test_changes_that_cancel_out_are_no_trend() -> None:
    made = weekly([10] * 12)
    swing = [incident(WEEK * (n + 1) + 50, WEEK * (n + 2) + 50) for n in range(0, 12, 2) for _k in range(3)]
    figure = drawn(frame(*made, *swing, now=at(WEEK * 14)))
    assert figure.values["trend"] == "unclear"
    assert figure.headline.endswith("no clear trend")


def test_too_few_weeks_give_counts_and_no_trend() -> None:
    figure = drawn(frame(*weekly([2] * 5), now=at(WEEK * 6)))
    assert figure.values["trend"] == "too_short"
    assert "trend" not in figure.headline


def test_a_backlog_that_only_wanders_is_rarely_called_a_trend(figures: Callable[[str], None]) -> None:
    rng = np.random.default_rng(26)
    false = np.mean(
        [flow_words.trend(rng.poisson(20, 26) - rng.poisson(20, 26), False).key != "unclear" for _n in range(2000)]
    )
    figures(f"flow: of 2000 backlogs without a trend {false:.1%} were called one")
    assert 0.03 < false < 0.07


def test_a_source_that_ends_inside_the_weeks_withholds_the_trend() -> None:
    made = [{**each, "source": 1} for each in weekly([7, 8] * 6)]
    late = [incident(WEEK * 2 + n * 20, source=None) for n in range(60)]
    found = frame(*made, *late, now=at(WEEK * 13), as_of={1: at(WEEK * 6)})
    figure = drawn(found)
    assert figure.values["trend"] == "sources_change"
    assert any("A source begins or ends" in line for line in figure.definition_lines)
    assert "grows" not in figure.headline


def test_closed_without_a_resolve_ends_at_the_close_and_without_any_stamp_in_no_week() -> None:
    found = frame(
        incident(-1, -0.5),
        incident(WEEK + 1, None, WEEK + 5),
        incident(WEEK + 1, status=Status.CLOSED.value),
        incident(WEEK + 1, 2, **excluded(Exclusion.TEST)),
        now=at(WEEK * 3),
    )
    figure = drawn(found)
    assert [(week["opened"], week["ended"], week["open_at_end"]) for week in weeks(figure)][1] == (1, 1, 0)
    assert "2 of 4 incidents, 2 left out: tests 1, without the time of an end 1." in figure.definition
    assert figure.values["without_an_end"] == 1


def test_where_a_workaround_ends_a_repair_the_weeks_count_it_by_the_workaround() -> None:
    made = [incident(-1, -0.5), incident(WEEK + 1, WEEK * 2 + 5, restored_at=at(WEEK + 3))]
    found = frame(*made, now=at(WEEK * 4))
    assert [week["ended"] for week in weeks(drawn(found))][1:3] == [0, 1]
    over = asked(found, rules=Rules(end=End.RESTORED))
    figure = flow.figure(over)
    assert [week["ended"] for week in weeks(figure)][1:3] == [1, 0]
    check(figure, over)


def test_no_whole_week_is_said_in_plain_words() -> None:
    for found in (Frame.empty(), frame(incident(0, 5), now=at(20))):
        figure = drawn(found)
        assert (figure.chart, figure.n, figure.table.rows) == (None, 0, ())
        assert figure.headline.startswith("Nothing to show yet: no whole week")


def check(figure: Figure, over: Asked) -> None:
    for title, cell in columns(figure):
        if cell.opens is not None:
            assert opened(cell, over) == cell.value, title
    if isinstance(figure.chart, Weeks):
        for line in figure.chart.lines:
            for value, opens in zip(line.values, line.opens, strict=True):
                assert opens is None or opened(Cell("", opens=opens), over) == value


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 150), periods, bases)
def test_opened_less_ended_is_the_change_of_what_is_open_and_each_count_opens_its_incidents(
    seed: int, size: int, period: Period, base: IncidentFilter
) -> None:
    over = asked(random_frame(seed, size), None, period, Choice(), base)
    figure = flow.figure(over)
    left = figure.values["open_before"]
    for week in weeks(figure):
        left += week["opened"] - week["ended"]  # type: ignore[operator]
        assert week["open_at_end"] == left
        assert left >= 0  # type: ignore[operator]
    check(figure, over)
    json.dumps(dict(figure.values), allow_nan=False)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 80))
def test_the_weeks_agree_with_counting_one_incident_after_the_other(seed: int, size: int) -> None:
    over = asked(random_frame(seed, size))
    zone = ZoneInfo(over.frame.zone)
    rows = [
        row
        for row in over.measured.to_dicts()
        if row["exclusion"] == 0 and row["status"] != Status.CANCELLED.value
    ]  # fmt: skip
    for week in weeks(flow.figure(over)):
        monday = datetime.fromisoformat(week["monday"]).replace(tzinfo=zone)
        after = (monday + timedelta(days=7)).astimezone(UTC).timestamp()
        begun = ended = left = 0
        for row in rows:
            end = row["closed_at"] if row["estimated"] else row["resolved_at"]
            end = None if row["open"] else end
            if not row["open"] and (end is None or end < row["opened_at"]):
                continue
            begun += monday.timestamp() <= row["opened_at"] < after
            ended += end is not None and monday.timestamp() <= end < after
            left += row["opened_at"] < after and (end is None or end >= after)
        assert (week["opened"], week["ended"], week["open_at_end"]) == (begun, ended, left)


def test_no_sentence_names_a_team_or_blames() -> None:
    words = said(drawn(frame(*weekly([7, 8] * 6), now=at(WEEK * 13))))
    assert not any(team.name.casefold() in words for team in TEAMS.values())
    assert not any(word in words for word in BLAME)


def long_tailed(n: int, mean: float, spread: float, rng: np.random.Generator) -> list[float]:
    """Log-normal times with this mean: their even quantiles in a random order, so that chance plays no part."""
    levels = rng.permutation((np.arange(n) + 0.5) / n)
    return [mean * math.exp(spread * NormalDist().inv_cdf(level) - spread**2 / 2) for level in levels]


def hard_and_easy(stops_on: float, days: int) -> Frame:
    """Four incidents a day, three in ten of them hard: 32 days on average, the others one. From a day on the hard ones
    are no longer closed.
    """
    rng, n = np.random.default_rng(30), 4 * days
    hard, easy = long_tailed(n, 32, 0.6, rng), long_tailed(n, 1, 0.8, rng)
    made = []
    for k in range(n):
        came, is_hard = k / 4, k * 3 % 10 < 3
        ended = came + (hard[k] if is_hard else easy[k])
        closed = ended < days and not (is_hard and ended > stops_on)
        made.append(incident(24 * came, 24 * ended if closed else None))
    return frame(*made, now=at(24 * days))


def test_the_flow_ends_where_openings_ended_and_not_where_the_last_was_closed() -> None:
    made = [incident(24 * n, 24 * n + 60 * 24) for n in range(100)]
    figure = drawn(frame(*made, now=at(40 * 168)))
    assert weeks(figure)[-1]["monday"] == "2026-06-01"
    assert "Watched until 9 Jun 2026: nothing was opened after it." in figure.definition_lines
    assert figure.values["trend"] == "grows"


def test_a_team_that_stops_closing_its_hard_three_in_ten_looks_better_by_the_mean_alone(
    figures: Callable[[str], None],
) -> None:
    first = date(2026, 3, 2)
    found, goals = hard_and_easy(200, 300), targets(120)
    before, after = (
        Period(first + timedelta(days=start), first + timedelta(days=end)) for start, end in ((100, 199), (250, 299))
    )
    mean = [
        float(mttr.figure(asked(found, goals, period)).values["mean_h"]) / 24  # type: ignore[arg-type]
        for period in (before, after)
    ]
    backlog = {week["monday"]: week["open_at_end"] for week in weeks(drawn(found, target_set=goals))}
    mondays = sorted(backlog)
    stopped = max(day for day in mondays if date.fromisoformat(day) + timedelta(days=6) < first + timedelta(days=200))
    left = [backlog[stopped], backlog[mondays[-1]]]
    shares, watched = [], []
    for period in (before, after):
        over = asked(found, goals, period)
        judged = cohort.cohort(over.measured, over.frame, goals, period).judged
        shares.append(judged.in_time / judged.told)
        watched.append(survival.figure(over).values)
    at_goal = [float(each["open_at_target"]) for each in watched]  # type: ignore[arg-type]
    figures(
        f"stops closing its hard 30 %: naive MTTR {mean[0]:.1f} -> {mean[1]:.1f} d, open {left[0]} -> {left[1]}, "
        f"in time {shares[0]:.0%} -> {shares[1]:.0%}, still open at the goal {at_goal[0]:.0%} -> {at_goal[1]:.0%}, "
        f"85 % repaired after {_days(watched[0]['p85_h'])} -> {_days(watched[1]['p85_h'])}"
    )
    assert mean[0] == pytest.approx(10.3, abs=1.5)
    assert mean[1] == pytest.approx(1.0, abs=0.2)
    assert (left[0], left[1]) == (pytest.approx(42, abs=12), pytest.approx(166, abs=20))
    assert abs(shares[0] - shares[1]) < 0.08  # nothing became better
    assert abs(at_goal[0] - at_goal[1]) < 0.08
    assert watched[0]["p85_h"] is not None
    assert watched[1]["p85_h"] is None  # not reached any more
    beside = mttr.figure(asked(found, goals, after))
    assert f"{beside.values['open_at_end']} that were open at the end of the period" in beside.headline
    assert flow.figure(asked(found, goals, Period(first + timedelta(days=200)))).values["trend"] == "grows"


def _days(hours: object) -> str:
    return f"{float(hours) / 24:.0f} d" if isinstance(hours, float) else "not reached"


def test_what_newer_files_no_longer_name_counts_as_open_until_it_was_last_seen_and_never_as_ended() -> None:
    made = [incident(-1, -0.5, source=1), *({**each, "source": 1} for each in weekly([9, 10] * 6))]
    gone = [incident(WEEK + 1, source=1, seen_until=at(WEEK * 3 + 5)) for _n in range(70)]
    over = asked(frame(*made, *gone, now=at(WEEK * 13), as_of={1: at(WEEK * 13)}))
    figure = flow.figure(over)
    assert [week["open_at_end"] for week in weeks(figure)][:5] == [0, 71, 71, 2, 2]
    assert weeks(figure)[2]["ended"] + weeks(figure)[3]["ended"] == 19, "the seventy are no ends"
    assert figure.values["not_seen_since"] == 70
    assert figure.note.startswith("70 have not been seen since: ")
    assert figure.note in figure.definition_lines
    assert figure.values["trend"] == "not_seen"
    check(figure, over)
