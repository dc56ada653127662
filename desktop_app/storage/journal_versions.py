"""Undo and redo leave a rota one draft: a version that another follows does not become a draft again."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, number
from desktop_app.storage.schema import plan, rota


@contextmanager
def no_followed_drafts(connection: Connection, tables: Container[str]) -> Iterator[None]:
    """Around writes into these tables. Raises Refused when a plan that was there is a draft now and was followed.

    Plans that came back together with their rota are as they were and are left alone.
    """
    if "plan" not in tables:
        yield
        return
    there = set(connection.execute(select(plan.c.id)).scalars())
    before = _followed(connection)
    yield
    for plan_id, sentence in _followed(connection).items():
        if plan_id in there and plan_id not in before:
            raise Refused(sentence)


def _followed(connection: Connection) -> dict[int, str]:
    """Drafts with a later version, each with a sentence."""
    query = (
        select(plan.c.id, plan.c.rota_id, plan.c.version, plan.c.published_at, rota.c.name)
        .join(rota, rota.c.id == plan.c.rota_id)
        .order_by(plan.c.version.desc())
    )
    words = _("v{n} of “{rota}” cannot be a draft while v{newer} follows it; nothing was changed.")
    found: dict[int, str] = {}
    newest: dict[int, int] = {}
    for row in connection.execute(query):
        newer = newest.setdefault(row.rota_id, row.version)
        if row.published_at is None and row.version < newer:
            found[row.id] = words.format(n=number(row.version), rota=row.name, newer=number(newer))
    return found
