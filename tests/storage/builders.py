"""Plans and rows to store, as small as a test needs them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from desktop_app.domain.teams import Side
from desktop_app.storage import imports, journal
from desktop_app.storage.database import Database
from desktop_app.storage.dump import logical_dump

OPENED = 1_750_000_000


def plan(tickets: Sequence[str], *, ids: Sequence[int | None] | None = None, title: str = "Printer on fire") -> tuple:
    """Two segments per ticket: Service desk for an hour, Portal Dev for another."""
    n = len(tickets)
    known = ids or [None] * n
    incidents = pl.DataFrame(
        {
            "position": pl.Series(range(n), dtype=pl.UInt32),
            "ticket": tickets,
            "title": [f"{title} {t}" for t in tickets],
            "classification": pl.Series([1 + i % 4 for i in range(n)], dtype=pl.Int8),
            "status": pl.Series([5] * n, dtype=pl.Int8),
            "pause_reason": pl.Series([0] * n, dtype=pl.Int8),
            "team": ["Portal Dev"] * n,
            "system": [f"System {i % 5}" for i in range(n)],
            "system_error": pl.Series([None] * n, dtype=pl.String),
            "opened_at": pl.Series([OPENED + i for i in range(n)], dtype=pl.Int64),
            **{
                name: pl.Series([None] * n, dtype=pl.Int64)
                for name in ("acknowledged_at", "restored_at", "first_resolved_at", "closed_at")
            },
            "resolved_at": pl.Series([OPENED + i + 7200 for i in range(n)], dtype=pl.Int64),
            "release_related": pl.Series([0] * n, dtype=pl.Int8),
            "exclusion": pl.Series([0] * n, dtype=pl.Int8),
            "reopens": pl.Series([0] * n, dtype=pl.Int16),
            "extra": pl.Series([None] * n, dtype=pl.String),
            "digest": [f"{title}{t}" for t in tickets],
            "incident_id": pl.Series(known, dtype=pl.Int64),
            "action": pl.Series([0 if i is None else 1 for i in known], dtype=pl.Int8),
        }
    )
    segments = pl.concat(
        pl.DataFrame(
            {
                "position": incidents["position"],
                "from_at": incidents["opened_at"] + 3600 * k,
                "to_at": incidents["opened_at"] + 3600 * (k + 1),
                "status": pl.Series([2] * n, dtype=pl.Int8),
                "team": [team] * n,
                "pause_reason": pl.Series([0] * n, dtype=pl.Int8),
            }
        )
        for k, team in enumerate(("Service desk", "Portal Dev"))
    )
    return incidents, segments


def store(
    database: Database, tickets: Sequence[str], *, source: str = "Tool", author: str = "me", **how: object
) -> int:
    """Import tickets as one step; gives the step."""
    incidents, segments = plan(tickets, **how)  # type: ignore[arg-type]
    with database.write() as connection, journal.step(connection, f"Import {source}", author, 10) as step:
        imports.commit(
            step,
            incidents,
            segments,
            source=source,
            sides={"Portal Dev": Side.DEV},
            as_of=OPENED + 9000,
            run=imports.Run("dump.csv", "0" * 64, 10, {"read": len(tickets)}),
        )
        return step.id


def dumped(database: Database) -> str:
    with database.read() as connection:
        return logical_dump(connection)
