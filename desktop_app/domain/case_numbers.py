"""The article's four case numbers: who resolves, what no release caused, how grave that is, how few errors cause it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.domain.figures import FEW
from desktop_app.domain.filters import IncidentFilter


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """``n`` of the ``of`` incidents for which it is told, and how many stay ``unknown``.

    ``share`` is from 0 to 1; where something is unknown it is None and lies between ``low`` and ``high``, which equal
    it otherwise. Below ten incidents all three are None. ``opens`` leads to the ``n`` incidents, ``opens_all`` to the
    ``of``. ``article`` is what the article says of its own case, empty where it gives no number.
    """

    key: str
    title: str
    n: int
    of: int
    unknown: int
    share: float | None
    low: float | None
    high: float | None
    sentence: str
    opens: IncidentFilter
    opens_all: IncidentFilter
    article: str = ""

    @property
    def few(self) -> bool:
        """Too few are told for a share, however many are unknown beside them."""
        return self.of < FEW or self.low is None or self.high is None


@dataclass(frozen=True, slots=True)
class CaseNumbers:
    """``incidents`` are all that were looked at, ``excluded`` those left out of every number, by the key of the reason.

    ``definition`` says what is counted, one statement a line.
    """

    resolved_by_dev: CaseNumber
    non_release: CaseNumber
    medium_or_low: CaseNumber
    top_errors: CaseNumber
    incidents: int
    excluded: Mapping[str, int]
    definition: tuple[str, ...]

    def __iter__(self) -> Iterator[CaseNumber]:
        return iter((self.resolved_by_dev, self.non_release, self.medium_or_low, self.top_errors))
