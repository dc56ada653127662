"""The frame: everything that is filtered, sorted or measured, in one immutable pair of tables.

A number and the list behind it hold the same frame, so they cannot differ. Entities are integer keys with lookups
beside them; there is no column for a person, a title or any other free text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import polars as pl

from desktop_app.domain.columns import INCIDENT_COLUMNS, SEGMENT_COLUMNS
from desktop_app.domain.teams import Team


def schema(columns: Mapping[str, str]) -> dict[str, pl.DataType]:
    """The columns of a table in domain.columns as a polars schema."""
    return {name: getattr(pl, kind)() for name, kind in columns.items()}


def _empty(columns: Mapping[str, str]) -> pl.DataFrame:
    return pl.DataFrame(schema=schema(columns))


@dataclass(frozen=True, eq=False)
class Frame:
    """Incidents and their segments as of one step of the workspace; compared by identity.

    ``incidents`` are sorted by id, ``segments`` by incident and from_at. ``as_of`` gives, per source id, the instant up
    to which that source tells something; hand-logged incidents (source null) are known up to ``now``. Instants are UTC
    seconds since 1970. ``zone`` is the workspace's IANA zone, which decides days. Raises ValueError for other columns.
    """

    step: int
    incidents: pl.DataFrame
    segments: pl.DataFrame
    teams: Mapping[int, Team] = field(default_factory=lambda: MappingProxyType({}))
    systems: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    system_errors: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    sources: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    as_of: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    now: int = 0
    zone: str = "UTC"

    def __post_init__(self) -> None:
        for what, table, columns in (
            ("incidents", self.incidents, INCIDENT_COLUMNS),
            ("segments", self.segments, SEGMENT_COLUMNS),
        ):
            if dict(table.schema) != schema(columns):
                raise ValueError(
                    f"The frame's {what} must have exactly the columns of domain.columns, not {table.schema}"
                )
        if not (self.incidents["id"].is_sorted() and self.segments["incident"].is_sorted()):
            raise ValueError("The frame's incidents must be sorted by id, and its segments by incident")

    @classmethod
    def empty(cls, *, step: int = 0, now: int = 0, zone: str = "UTC") -> Frame:
        return cls(step, _empty(INCIDENT_COLUMNS), _empty(SEGMENT_COLUMNS), now=now, zone=zone)

    def pieces(self, size: int) -> Iterator[Frame]:
        """The same frame, ``size`` incidents at a time with their segments; itself when it is no larger."""
        ids, held = self.incidents["id"], self.segments["incident"]
        starts = range(0, max(1, len(ids)), size)
        cuts = [int(held.search_sorted(ids[start], side="left")) for start in starts[1:]]
        for start, low, high in zip(starts, [0, *cuts], [*cuts, len(held)], strict=True):
            yield replace(self, incidents=self.incidents[start : start + size], segments=self.segments[low:high])

    @property
    def names(self) -> Mapping[str, Mapping[int, str]]:
        """The names behind each column of keys."""
        return {
            "team": {key: team.name for key, team in self.teams.items()},
            "system": self.systems,
            "system_error": self.system_errors,
            "source": self.sources,
        }

    def refreshed(
        self,
        step: int,
        incidents: pl.DataFrame,
        segments: pl.DataFrame,
        gone_ids: Iterable[int] = (),
        *,
        teams: Mapping[int, Team] | None = None,
        systems: Mapping[int, str] | None = None,
        system_errors: Mapping[int, str] | None = None,
        sources: Mapping[int, str] | None = None,
        as_of: Mapping[int, int] | None = None,
        now: int | None = None,
        zone: str | None = None,
    ) -> Frame:
        """The frame at a newer step: new and changed incidents in, with all their segments; ``gone_ids`` out.

        What is not given stays as it is.
        """
        stale = pl.concat([incidents["id"], pl.Series("id", list(gone_ids), dtype=pl.Int64)])
        return Frame(
            step=step,
            incidents=_replaced(self.incidents, "id", stale, incidents.sort("id")),
            segments=_replaced(self.segments, "incident", stale, segments.sort("incident", "from_at")),
            teams=self.teams if teams is None else teams,
            systems=self.systems if systems is None else systems,
            system_errors=self.system_errors if system_errors is None else system_errors,
            sources=self.sources if sources is None else sources,
            as_of=self.as_of if as_of is None else as_of,
            now=self.now if now is None else now,
            zone=zone or self.zone,
        )


def _replaced(table: pl.DataFrame, key: str, stale: pl.Series, fresh: pl.DataFrame) -> pl.DataFrame:
    kept = table.filter(~pl.col(key).is_in(stale.implode())) if len(stale) else table
    if not len(fresh):
        return kept
    if not len(kept) or kept[key][-1] < fresh[key][0]:
        return pl.concat([kept, fresh], rechunk=True)  # new incidents have the highest ids: nothing has to be moved
    return kept.merge_sorted(fresh, key)
