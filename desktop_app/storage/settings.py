"""What belongs to the workspace and not to the window: its time zone, one's own name, and the like."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from desktop_app.storage.journal import Step
from desktop_app.storage.schema import setting


def get(connection: Connection, key: str, default: Any = None) -> Any:
    """A value as JSON knows it, or the default."""
    text = connection.execute(select(setting.c.value).where(setting.c.key == key)).scalar()
    return default if text is None else json.loads(text)


def put(step: Step, key: str, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False)
    row_id = step.connection.execute(select(setting.c.id).where(setting.c.key == key)).scalar()
    if row_id is None:
        step.insert("setting", {"key": key, "value": text})
    else:
        step.update("setting", row_id, {"value": text})


def zone(connection: Connection) -> str:
    """The zone that decides days, weeks and periods."""
    return str(get(connection, "zone", "UTC"))


def set_zone(step: Step, name: str) -> None:
    put(step, "zone", name)


def demo(connection: Connection) -> bool:
    """Whether the workspace is made up, to look around in."""
    return bool(get(connection, "demo"))


def own_name(connection: Connection) -> str:
    """How the user of this workspace is called; "" when they never said."""
    return str(get(connection, "own_name", ""))


def set_own_name(step: Step, name: str) -> None:
    put(step, "own_name", name)
