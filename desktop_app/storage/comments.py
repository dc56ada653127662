"""What people wrote about incidents. Comments never leave the database for the frame."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection, select

from desktop_app.domain.incidents import Comment
from desktop_app.storage.journal import Step
from desktop_app.storage.schema import comment


def of(connection: Connection, incident_id: int) -> tuple[Comment, ...]:
    """The comments on an incident, the oldest first."""
    query = select(comment).where(comment.c.incident_id == incident_id).order_by(comment.c.at, comment.c.id)
    return tuple(_comment(row) for row in connection.execute(query))


def by_id(connection: Connection, comment_id: int) -> Comment | None:
    row = connection.execute(select(comment).where(comment.c.id == comment_id)).first()
    return _comment(row) if row else None


def add(step: Step, said: Mapping[int, str], at: int, author: str) -> int:
    """What was said of each of the incidents; gives the id of the first comment."""
    rows = [{"incident_id": each, "at": at, "author": author, "body": body} for each, body in said.items()]
    return step.bulk_insert("comment", pl.DataFrame(rows))


def change(step: Step, comment_id: int, body: str) -> None:
    """Raises Conflict when it is gone."""
    step.update("comment", comment_id, {"body": body})


def remove(step: Step, comment_id: int) -> None:
    """Raises Conflict when it is gone."""
    step.delete("comment", comment_id)


def _comment(row: Any) -> Comment:
    return Comment(row.id, row.incident_id, datetime.fromtimestamp(row.at, UTC), row.author, row.body)
