"""What the window asks of the computer it runs on."""

from __future__ import annotations

from PySide6.QtCore import QTimeZone

_ALSO_UTC = ("Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu")


def system_zone() -> str:
    """The computer's own time zone by its usual name."""
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return "UTC" if zone in _ALSO_UTC else zone
