"""What is known of a workspace from outside: the ending of its file, and what the window's frame says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

SUFFIX: Final = ".secondway"


@dataclass(frozen=True, slots=True)
class WorkspaceFacts:
    """What the frame of the window says of the workspace."""

    name: str
    path: str
    zone: str
    read_only: bool
    incidents: int
    open_incidents: int
    systems: tuple[str, ...]  # those with most incidents first
    newest_on: date | None  # the day of the newest stamp, in the workspace's zone
    demo: bool  # made-up data, to look around in
