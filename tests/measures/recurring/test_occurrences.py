"""How often causes come back: what is one occurrence, and what its rate claims."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.charts import Axis, Intervals
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.measures.certainty.garwood import garwood
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.recurring import occurrences
from tests.measures.factories import DAY, frame, incident, random_frame
from tests.measures.made import bases, periods
from tests.measures.questions import ask, opened

ERRORS = {n: f"Error {n:02}" for n in range(1, 60)}
MARCH = Period(date(2026, 3, 2), date(2026, 3, 31))


def seen(*hours: float, error: int | None = 1, **values: Any) -> list[dict[str, Any]]:
    return [incident(h, h + 1, system_error=error, **values) for h in hours]


def drawn(*incidents: dict[str, Any], period: Period | None = None, **more: Any) -> Figure:
    return occurrences.figure(ask(frame(*incidents, system_errors=ERRORS, **more), None, period))


def first(figure: Figure) -> dict[str, Any]:
    values: Any = figure.values
    found: dict[str, Any] = values["causes"][0]
    return found


@pytest.mark.parametrize(
    ("hours", "n"),
    [
        ((0,), 1),
        ((0, 1, 5, 23), 1),
        ((0, 24), 1),
        ((0, 24.01), 2),
        ((0, 20, 40, 60), 2),  # 24 h after the first, not after the one before
        ((0, 48, 96), 3),
        ((0, 0, 0, 30, 30), 2),
    ],
)
def test_incidents_within_a_day_of_the_first_are_one_occurrence(hours: tuple[float, ...], n: int) -> None:
    figure = drawn(*seen(*hours))
    assert (first(figure)["occurrences"], first(figure)["incidents"]) == (n, len(hours))


def test_different_causes_never_share_an_occurrence() -> None:
    figure = drawn(*seen(0, 1, 2), *seen(0.5, 30, error=2), *seen(3, error=None, system=1), *seen(4, error=None))
    assert [[cell.text for cell in row[:3]] for row in figure.table.rows] == [
        ["Error 02", "2", "2"], ["Error 01", "1", "3"], ["Shop, error not told", "1", "1"],
    ]  # fmt: skip
    assert "1 has neither error nor system and is in no row." in figure.definition_lines


def test_what_was_merged_is_no_occurrence_of_its_own() -> None:
    figure = drawn(*seen(0), *seen(100, exclusion=2))
    assert first(figure)["occurrences"] == 1
    assert "1 of 2 incidents, 1 left out: duplicates 1." in figure.definition_lines


def test_a_rate_is_per_thirty_days_of_what_was_watched_with_the_exact_interval() -> None:
    until = seen(40 * 24)[0]["opened_at"]
    figure = drawn(*seen(-8, *(48 * n for n in range(1, 15))), period=MARCH, now=until)  # from midnight on: 30 days
    found = first(figure)
    assert (found["occurrences"], found["per_30d"]) == (15, pytest.approx(15))
    assert (found["low"], found["high"]) == pytest.approx(garwood(15))
    assert isinstance(figure.chart, Intervals)
    assert figure.chart.axis is Axis.RATE
    assert [cell.text for cell in figure.table.rows[0]] == ["Error 01", "15", "15", "15.0", "8.4 – 24.7"]


def test_only_what_was_really_watched_counts() -> None:
    made = seen(*(24 * n for n in range(0, 20, 2)))
    figure = drawn(*made, period=Period(date(2026, 1, 1), date(2026, 12, 31)), now=made[0]["opened_at"] + 20 * DAY)
    assert figure.values["days"] == pytest.approx(20)
    assert first(figure)["per_30d"] == pytest.approx(10 * 30 / 20)


def test_days_after_openings_stopped_are_not_watched() -> None:
    made = seen(*(24.5 * n for n in range(60)), 400 * 24)
    figure = drawn(*made, now=made[-1]["opened_at"])
    assert figure.values["days"] == pytest.approx(59 * 24.5 / 24)
    (line,) = [line for line in figure.definition_lines if "nothing but" in line]
    assert line == "Watched until 1 May 2026: nothing but 1 incident was opened after it."
    later = Period(date(2026, 6, 1), date(2027, 12, 31))
    assert (first(figure)["incidents"], first(figure)["occurrences"]) == (60, 60), "a straggler is in no rate"
    assert "60 of 61 incidents, 1 left out: opened outside of what was watched 1." in figure.definition_lines
    opens = figure.table.rows[0][2].opens
    assert opens is not None
    assert "2026-05-01" in opens.to_json()
    empty = drawn(*made, period=later, now=made[-1]["opened_at"])
    assert (empty.values["days"], empty.table.rows) == (0, ())
    assert empty.headline == "What was opened here lies far from everything else: too few for a rate"


def test_the_headline_names_what_clearly_comes_back_most() -> None:
    often, seldom = seen(*(26 * n for n in range(40))), seen(*(100 * n for n in range(10)), error=2)
    assert drawn(*often, *seldom, period=MARCH).headline == "Error 01 comes back most often: 28.3 times in 30 days"
    close = seen(*(28 * n for n in range(36)), error=3)
    assert drawn(*often, *close, period=MARCH).headline.endswith("the next one may be as frequent")
    assert drawn(*often, period=MARCH).headline == "Error 01 comes back 28.3 times in 30 days"


def test_the_headline_says_what_is_missing() -> None:
    assert drawn(*seen(0, 100), period=MARCH).headline == (
        "No cause came back ten times yet: the rates rest on few occurrences, as their intervals show"
    )
    assert drawn(*seen(0, error=None)).headline == "No system error is told for these incidents, and no system"
    short = seen(0)
    assert drawn(*short, now=short[0]["opened_at"] + 3600).headline == "Less than a day is known: too short for a rate"
    assert occurrences.figure(ask(Frame.empty())).headline == "No incident was opened here"


def test_without_a_day_of_watching_there_is_no_rate() -> None:
    short = seen(0)
    figure = drawn(*short, now=short[0]["opened_at"] + 3600)
    assert [cell.text for cell in figure.table.rows[0]] == ["Error 01", "1", "1", "–", "–"]
    assert first(figure)["per_30d"] is None


def test_the_twenty_most_frequent_have_rows() -> None:
    figure = drawn(*[each for n in range(1, 30) for each in seen(*(48 * k for k in range(n)), error=n)])
    assert len(figure.table.rows) == 20
    assert figure.table.rows[0][0].text == "Error 29"
    assert "Shown are the 20 most frequent of 29 causes." in figure.definition_lines


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 200), st.integers(1, 6))
def test_occurrences_are_what_a_loop_over_each_cause_finds(seed: int, n: int, causes: int) -> None:
    rng = random.Random(seed)
    key = [rng.randrange(-causes, causes + 1) for _k in range(n)]
    opened_at = [rng.randrange(0, 20) * DAY // 2 + rng.randrange(0, 3) for _k in range(n)]
    found = occurrences.occurrences(np.array(key, dtype=np.int64), np.array(opened_at, dtype=np.int64))
    for cause in set(key):
        times = sorted(t for k, t in zip(key, opened_at, strict=True) if k == cause)
        count, begun = 0, None
        for time in times:
            if begun is None or time > begun + DAY:
                count, begun = count + 1, time
        assert (found[cause].incidents, found[cause].occurrences) == (len(times), count)
    assert set(found) == set(key)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), bases, periods)
def test_every_number_opens_exactly_the_incidents_behind_it(seed: int, base: IncidentFilter, period: Period) -> None:
    asked = ask(random_frame(seed, 120), None, period, base)
    for row in occurrences.figure(asked).table.rows:
        assert len(opened(asked, row[2].opens)) == row[2].value
        assert opened(asked, row[0].opens) == opened(asked, row[2].opens)
