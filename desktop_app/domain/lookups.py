"""What can be opened by its name: incidents, people, sessions and saved views."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Thing(StrEnum):
    INCIDENT = "incident"
    PERSON = "person"
    SESSION = "session"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Named:
    """Something that can be opened; ``note`` says more of it, such as an incident's title."""

    thing: Thing
    id: int
    words: str
    note: str = ""
