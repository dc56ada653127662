"""Kinds that are stored as a number and spoken of by a key."""

from __future__ import annotations

from enum import IntEnum


class Keyed(IntEnum):
    """``PauseReason.DEV`` is 3 in the database and ``dev`` in JSON, in filters and on the command line."""

    @property
    def key(self) -> str:
        return self.name.lower()
