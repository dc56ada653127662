"""What somebody typed and did not store yet. Not journaled: a draft is nobody's business but its author's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop_app.storage.schema import draft


def keep(connection: Connection, author: str, key: str, content: Mapping[str, Any], at: int) -> None:
    """Store a draft as JSON, ``at`` in UTC seconds; the author's older one of the same key goes."""
    text = json.dumps(content, ensure_ascii=False)
    row = insert(draft).values(author=author, key=key, content=text, at=at)
    connection.execute(row.on_conflict_do_update(index_elements=["author", "key"], set_={"content": text, "at": at}))


def find(connection: Connection, author: str, key: str) -> Mapping[str, Any] | None:
    """The author's draft of that key; None when there is none, or none that can be read."""
    text = connection.execute(select(draft.c.content).where(draft.c.author == author, draft.c.key == key)).scalar()
    if text is None:
        return None
    try:
        content = json.loads(text)
    except ValueError:
        return None
    return content if isinstance(content, dict) else None


def drop(connection: Connection, author: str, key: str) -> None:
    """Forget the author's draft of that key, if there is one."""
    connection.execute(delete(draft).where(draft.c.author == author, draft.c.key == key))
