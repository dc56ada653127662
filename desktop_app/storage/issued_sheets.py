"""Monthly sheets as they were handed out."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, select

from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.issued import IssuedSheet, read_facts
from desktop_app.storage.journal import Step
from desktop_app.storage.schema import issued_sheet


def issued_sheets(connection: Connection) -> list[IssuedSheet]:
    """Every issue, the newest first. One that this version cannot read is left out, and stays stored."""
    found = []
    for row in connection.execute(
        select(issued_sheet).order_by(issued_sheet.c.number.desc(), issued_sheet.c.id.desc())
    ):
        try:
            wanted, kept = IncidentFilter.from_json(row.filter), read_facts(row.facts)
        except Refused:
            continue
        month = date.fromisoformat(row.month)
        found.append(IssuedSheet(row.id, month, row.number, row.issued_at, wanted, *kept, changed_in=row.changed_in))
    return found


def next_number(connection: Connection) -> int:
    """The number of the next issue: one more than the highest there is."""
    return int(connection.execute(select(func.max(issued_sheet.c.number))).scalar() or 0) + 1


def add(step: Step, month: date, number: int, issued_at: int, wanted: IncidentFilter, facts: str) -> int:
    """Keep an issue; ``issued_at`` in UTC seconds. Gives its id."""
    values = {
        "month": month.isoformat(), "number": number, "issued_at": issued_at, "filter": wanted.to_json(),
        "facts": facts,
    }  # fmt: skip
    return step.insert("issued_sheet", values)
