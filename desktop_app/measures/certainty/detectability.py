"""What a comparison can show at all: the sentence that stands in the definition of every one of them."""

from __future__ import annotations

from typing import Final

from desktop_app.domain.language import _, number, percent

SIDE: Final = 100
"""Incidents on each side of the simulated comparison."""

CUT: Final = 0.25
"""By how much every repair time was really cut."""

SPREAD: Final = 1.5
"""Standard deviation of the logarithms of the simulated repair times."""

MEAN, MEDIAN, LOG_MEAN = 0.13, 0.20, 0.27
"""About how often the cut shows in each, at 5 % two-sided; tests/measures/certainty/test_detectability.py
simulates them anew."""


def line() -> str:
    """How little a comparison of repair times shows, for definitions."""
    return _(
        "What shows at all: with {n} incidents on each side, repair times that really became {cut} shorter show in the "
        "mean about {mean} of the time, in the median {median}, in the mean of logarithms {log_mean} (simulated, "
        "log-normal times, two-sided 5 %)."
    ).format(n=number(SIDE), cut=percent(CUT), mean=percent(MEAN), median=percent(MEDIAN), log_mean=percent(LOG_MEAN))
