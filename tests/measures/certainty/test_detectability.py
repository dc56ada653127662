"""The sentence on what a comparison can show, simulated anew."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from desktop_app.measures.certainty import detectability
from desktop_app.measures.certainty.detectability import CUT, LOG_MEAN, MEAN, MEDIAN, SIDE, SPREAD
from desktop_app.measures.certainty.intervals import Z95

Sample = npt.NDArray[np.float64]

TRIALS = 4000


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    return lambda line: record_property("figure", line)


def shown(before: Sample, after: Sample, error: Sample) -> float:
    """How often the difference lies further above nothing than a two-sided 5 % allows."""
    return float(((before - after) / error > Z95).mean())


def variance_of_mean(values: Sample) -> Sample:
    return values.var(axis=1, ddof=1) / SIDE


def variance_of_median(values: Sample) -> Sample:
    """From the order statistics around each median that hold it with 95 %."""
    ordered, below = np.sort(values, axis=1), round(SIDE / 2 - Z95 * SIDE**0.5 / 2)
    return ((ordered[:, SIDE - 1 - below] - ordered[:, below]) / (2 * Z95)) ** 2


def test_a_quarter_less_on_a_hundred_incidents_a_side_rarely_shows(figures: Callable[[str], None]) -> None:
    rng = np.random.default_rng(25)
    before, after = np.exp(rng.normal(0, SPREAD, (2, TRIALS, SIDE)))
    after = after * (1 - CUT)
    logs = np.log(before), np.log(after)
    mean = shown(before.mean(1), after.mean(1), np.sqrt(variance_of_mean(before) + variance_of_mean(after)))
    medians = np.median(logs[0], axis=1), np.median(logs[1], axis=1)
    median = shown(*medians, np.sqrt(variance_of_median(logs[0]) + variance_of_median(logs[1])))
    log_mean = shown(logs[0].mean(1), logs[1].mean(1), np.sqrt(variance_of_mean(logs[0]) + variance_of_mean(logs[1])))
    figures(
        f"detectability: {SIDE} incidents a side, a true cut of {CUT:.0%}: "
        f"mean {mean:.0%}, median {median:.0%}, log-means {log_mean:.0%}"
    )
    found = f"measured {mean:.3f} {median:.3f} {log_mean:.3f}"
    assert abs(mean - MEAN) < 0.02, found
    assert abs(median - MEDIAN) < 0.02, found
    assert abs(log_mean - LOG_MEAN) < 0.02, found


def test_the_sentence_says_the_simulated_figures() -> None:
    said = detectability.line()
    assert f"{SIDE} incidents on each side" in said
    assert f"really became {CUT * 100:.0f} % shorter" in said
    shares = "mean about {:.0f} % of the time, in the median {:.0f} %, in the mean of logarithms {:.0f} %"
    assert shares.format(100 * MEAN, 100 * MEDIAN, 100 * LOG_MEAN) in said
