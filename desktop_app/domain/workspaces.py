"""What is known of a workspace from outside: the ending of its file, and what the window's frame says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop_app.domain.language import _

SUFFIX: Final = ".secondway"


class FolderKind(StrEnum):
    """As what a whole workspace leaves."""

    JSONL = "jsonl"  # every row of every table: a new workspace can be made of it
    CSV = "csv"  # names instead of numbers, for people and other programs

    @property
    def label(self) -> str:
        return {
            "jsonl": _("JSON lines: nothing is lost, and a workspace can be made of it again"),
            "csv": _("csv: tables for people, spreadsheets and other programs"),
        }[self.value]


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What is known of a workspace long before its incidents are read."""

    incidents: bool  # whether there is any
    newest_on: date  # as in WorkspaceFacts; today where no dump tells a stamp


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
