"""How long it still takes is said when it can be known, in words, and never to the second."""

from __future__ import annotations

import pytest

from desktop_app.ui.imports.pace import Pace, left_told, progress_told


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_after_a_few_seconds_the_rest_is_told_from_the_share() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.left(0.1) == "", "too early to say"
    clock.now += 10
    assert pace.left(0.25) == "about 30 seconds left"
    clock.now += 30
    assert pace.left(1.0) == ""


def test_an_unknown_share_and_one_that_falls_begin_anew() -> None:
    clock = Clock()
    pace = Pace(clock)
    clock.now += 10
    assert pace.left(None) == ""
    assert pace.left(0.5) == "", "counted from the share that was unknown"
    clock.now += 10
    assert pace.left(0.8) == "about 5 seconds left"
    assert pace.left(0.1) == "", "another step has begun"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.4, "about 5 seconds left"), (42, "about 40 seconds left"), (89, "about 90 seconds left"),
     (95, "about 2 minutes left"), (1200, "about 20 minutes left")],
)  # fmt: skip
def test_times_are_round(seconds: float, told: str) -> None:
    assert left_told(seconds) == told


def test_rows_share_and_time_stand_in_one_line() -> None:
    assert progress_told("120,000 rows", 0.4, "about 20 seconds left") == "120,000 rows, 40 %, about 20 seconds left"
    assert progress_told("Checking every row", None, "") == "Checking every row"
