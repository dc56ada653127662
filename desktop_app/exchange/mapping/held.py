"""What a workspace holds, as far as the plan of an import asks for it; the services fill it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from desktop_app.domain.teams import Side

TICKETS = {"ticket": pl.String, "incident_id": pl.Int64, "digest": pl.String, "open": pl.Boolean}
FACTS = {
    "incident_id": pl.Int64,
    "ticket": pl.String,
    "title": pl.String,
    "classification": pl.Int8,
    "status": pl.Int8,
    "pause_reason": pl.Int8,
    "team": pl.String,
    "system": pl.String,
    "system_error": pl.String,
    "opened_at": pl.Int64,
    "acknowledged_at": pl.Int64,
    "restored_at": pl.Int64,
    "resolved_at": pl.Int64,
    "closed_at": pl.Int64,
    "release_related": pl.Int8,
    "exclusion": pl.Int8,
    "reopens": pl.Int16,
}
FURTHER = {  # what only our own exports and the journal know
    "incident_id": pl.Int64,
    "first_resolved_at": pl.Int64,
    "extra": pl.String,
    "fix": pl.Int8,
    "workaround": pl.String,
    "fix_note": pl.String,
}
ALIKE = {"ticket": pl.String, "source": pl.String, "title": pl.String, "opened_at": pl.Int64}


@dataclass(frozen=True)
class Held:
    """Each call is made at most once for a plan, ``tickets`` and ``facts`` more often for a table that we exported; the
    empty workspace is the default.

    ``tickets(source)`` has the columns TICKETS, deleted incidents included, and of "" what was logged by hand;
    ``facts(incident ids)`` FACTS,
    ``further`` FURTHER;
    ``alike(first, last)``, of what was opened between two UTC seconds and is not deleted, ALIKE. ``sides`` are those of
    teams by name, Side.UNKNOWN where nobody set one.
    """

    tickets: Callable[[str], pl.DataFrame] = lambda _source: pl.DataFrame(schema=TICKETS)
    facts: Callable[[pl.Series], pl.DataFrame] = lambda _ids: pl.DataFrame(schema=FACTS)
    further: Callable[[pl.Series], pl.DataFrame] = lambda _ids: pl.DataFrame(schema=FURTHER)
    alike: Callable[[int, int], pl.DataFrame] = lambda _first, _last: pl.DataFrame(schema=ALIKE)
    sides: Mapping[str, Side] = field(default_factory=dict)
    systems: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    open_now: int = 0  # incidents of the workspace that are not ended, deleted or left out
