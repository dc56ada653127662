"""How far the data of a dump can be trusted: what is odd in it, how much, and what that does to the figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Doubt(StrEnum):
    """What can be odd in a dump; the value is what answers and profiles keep."""

    NO_RESOLVE = "no_resolve"
    RESOLVED_FIRST = "resolved_first"  # resolved before it was opened
    ZERO_MINUTES = "zero_minutes"
    BULK_CLOSES = "bulk_closes"  # many ended within the same minute
    FUTURE = "future"
    DEFAULT_CLASSIFICATION = "default_classification"  # nearly everything has one and the same
    AMBIGUOUS_DATES = "ambiguous_dates"
    DUPLICATES = "duplicates"
    MONTH_END = "month_end"
    UNKNOWN_SIDES = "unknown_sides"


class Grade(StrEnum):
    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class TrustLine:
    """One doubt: ``sentence`` says what and how many, ``effect`` what it does to a figure, computed from this dump.

    ``rows`` are row numbers of the file, beside them ``tickets`` and, as they are written there, ``openings`` and
    ``titles``, all at most 1,000. ``action`` is the verb of what
    can be done about all of them ("Leave out", "Keep as estimated"), empty when nothing can; it is done where the doubt
    is in ``ImportAnswers.left_out``, which ``left_out`` says.
    """

    doubt: Doubt
    count: int
    sentence: str
    effect: str
    rows: tuple[int, ...] = ()
    tickets: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    action: str = ""
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class TrustCard:
    """``lines`` stand with the worst first; ``said`` is the grade in words: "good, with three things to know"."""

    grade: Grade
    said: str
    lines: tuple[TrustLine, ...] = ()
