"""The frame: everything that is filtered, sorted or measured, in one immutable pair of tables.

A number and the list behind it hold the same frame, so they cannot differ. Entities are integer keys with lookups
beside them; there is no column for a person, a title or any other free text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import polars as pl

from desktop_app.domain.columns import INCIDENT_COLUMNS, SEGMENT_COLUMNS
from desktop_app.domain.incidents import Status
from desktop_app.domain.teams import Team


def schema(columns: Mapping[str, str]) -> dict[str, pl.DataType]:
    """The columns of a table in domain.columns as a polars schema."""
    return {name: getattr(pl, kind)() for name, kind in columns.items()}


def _empty(columns: Mapping[str, str]) -> pl.DataFrame:
    return pl.DataFrame(schema=schema(columns))


@dataclass(frozen=True, eq=False)
class Frame:
    """Incidents and their segments as of one step of the workspace; compared by identity, so that results can be kept by it.

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
                raise ValueError(f"The frame's {what} must have exactly the columns of domain.columns, not {table.schema}")
        if not (self.incidents["id"].is_sorted() and self.segments["incident"].is_sorted()):
            raise ValueError("The frame's incidents must be sorted by id, and its segments by incident")

    @classmethod
    def empty(cls, *, step: int = 0, now: int = 0, zone: str = "UTC") -> Frame:
        return cls(step, _empty(INCIDENT_COLUMNS), _empty(SEGMENT_COLUMNS), now=now, zone=zone)

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
        given = {
            "teams": teams, "systems": systems, "system_errors": system_errors, "sources": sources,
            "as_of": as_of, "now": now, "zone": zone,
        }  # fmt: skip
        return replace(
            self,
            step=step,
            incidents=_replaced(self.incidents, "id", stale, incidents.sort("id")),
            segments=_replaced(self.segments, "incident", stale, segments.sort("incident", "from_at")),
            **{name: value for name, value in given.items() if value is not None},
        )

    def seen_at(self, instant: int) -> Frame:
        """The frame as it was at an earlier instant: later incidents, resolves, closes and segments are not known yet."""
        incidents = self.incidents.filter(pl.col("opened_at") <= instant)
        segments = (
            self.segments.filter(pl.col("from_at") <= instant)
            .join(incidents.select("id"), left_on="incident", right_on="id", how="semi", maintain_order="left")
            .with_columns(pl.when(pl.col("to_at") <= instant).then("to_at"))
        )
        last = segments.group_by("incident", maintain_order=True).last()
        return replace(
            self,
            incidents=_known_at(incidents, last, instant).select(INCIDENT_COLUMNS).cast(schema(INCIDENT_COLUMNS)),  # type: ignore[arg-type]
            segments=segments,
            as_of={source: min(known, instant) for source, known in self.as_of.items()},
            now=min(self.now, instant),
        )


def _replaced(table: pl.DataFrame, key: str, stale: pl.Series, fresh: pl.DataFrame) -> pl.DataFrame:
    kept = table.filter(~pl.col(key).is_in(stale.implode())) if len(stale) else table
    return kept.merge_sorted(fresh, key) if len(fresh) else kept


def _known_at(incidents: pl.DataFrame, last: pl.DataFrame, instant: int) -> pl.DataFrame:
    """The incidents with the stamps up to an instant, and with status and team of the segment that held then.

    An incident resolved again after the instant keeps its earlier resolve only while it lay resolved.
    """
    later = (pl.col("resolved_at") > instant) | (pl.col("closed_at") > instant) | (pl.col("status") != pl.col("then_status"))
    unfinished = (pl.col("resolved_at").fill_null(instant) > instant) | (pl.col("closed_at").fill_null(instant) > instant)
    then_ended = pl.col("then_status") >= Status.RESOLVED.value
    resolve = pl.when(pl.col("resolved_at") <= instant).then("resolved_at").when(then_ended).then("then_from")
    held = last.select("incident", *(pl.col(c).alias(f"then_{c[:6].rstrip('_')}") for c in ("from_at", "status", "team")))
    known = incidents.join(held, left_on="id", right_on="incident", how="left", maintain_order="left")
    rewound = later & unfinished & pl.col("then_status").is_not_null()
    stamps = [
        pl.when(pl.col(c) <= instant).then(c).alias(c)
        for c in ("acknowledged_at", "restored_at", "first_resolved_at", "closed_at")
    ]
    return known.with_columns(
        *stamps,
        resolve.alias("resolved_at"),
        *(pl.when(rewound).then(f"then_{c}").otherwise(c).alias(c) for c in ("status", "team")),
    )
