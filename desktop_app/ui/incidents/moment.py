"""A field for one instant: UTC outside, the wall clock of the workspace's zone inside."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.incidents.wall_time import instant, wall
from desktop_app.ui.widgets.fields import DateTimeField


class MomentField(DateTimeField):
    """As long as nobody touches it, it means what it was filled with, to the second; None is "when it is stored"."""

    edited = Signal()

    def __init__(self, *, accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(accessible_name=accessible_name, parent=parent)
        self._known: datetime | None = None
        self._zone: tzinfo = UTC
        self._filling = self.touched = False
        self.dateTimeChanged.connect(self._on_change)

    def fill(self, known: datetime | None, zone: tzinfo, now: datetime) -> None:
        """Show an instant; a missing one shows ``now``."""
        self._known, self._zone, self.touched = known, zone, False
        self._filling = True
        self.setDateTime(wall(known or now, zone))
        self._filling = False

    def value(self) -> datetime | None:
        """The UTC instant. Raises Refused for a wall clock that never was in the zone."""
        return instant(self.dateTime(), self._zone) if self.touched else self._known

    def forget(self) -> None:
        """What was filled in counts again."""
        self.touched = False

    def _on_change(self, _at: object) -> None:
        if not self._filling:
            self.touched = True
            self.edited.emit()
