"""Errors that are sentences for the user; anything else is a bug."""

from __future__ import annotations


class SecondWayError(Exception):
    """One plain sentence that says what went wrong and where. The workspace is as it was before."""

    @property
    def sentence(self) -> str:
        return str(self)


class Refused(SecondWayError):
    """The input cannot be taken: no table, a missing column, a value that is not one."""


class WorkspaceError(SecondWayError):
    """The workspace cannot be opened, read or written: locked, read-only, newer, damaged, disk full."""


class Damaged(WorkspaceError):
    """What the file holds cannot be read any more, or not all of it."""


class Locked(WorkspaceError):
    """Another program holds the file at this moment; trying again may help."""


class Conflict(SecondWayError):
    """The row was changed elsewhere since it was read."""


class Cancelled(SecondWayError):
    """The user stopped the work; nothing was stored."""
