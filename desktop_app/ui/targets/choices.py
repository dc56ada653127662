"""What the reader chooses at the head of the page: target set, clock, and the kind of export."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.calendars import Clock
from desktop_app.domain.language import _
from desktop_app.domain.targets import TargetSet
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.chips import Chip


class TargetSetButton(Button):
    """``chosen`` tells the id of a set, ``edit_wanted`` that the sets are to be changed."""

    chosen = Signal(int)
    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._choices = QMenu()
        tip = _("The targets that repair times are measured against")
        super().__init__(_("Shared goal"), icon="target", tip=tip, menu=self._choices, parent=parent)

    def show_sets(self, sets: Sequence[TargetSet], current: TargetSet) -> None:
        self._choices.clear()
        group = QActionGroup(self._choices)
        for each in sets:
            action = self._choices.addAction(each.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(each.id == current.id)
            action.triggered.connect(_teller(self.chosen.emit, each.id))
            group.addAction(action)
        self._choices.addSeparator()
        edit = self._choices.addAction(_("Edit target sets…"))
        edit.setStatusTip(_("Show the page on which targets and their dates are set"))
        edit.triggered.connect(self.edit_wanted)
        self.setText(current.name.replace("&", "&&"))
        self.setAccessibleName(_("Target set: {name}").format(name=current.name))
        self.updateGeometry()


class ClockChip(Chip):
    """``chosen`` tells a Clock; the cross leads back to the elapsed one. ``hours_wanted``: show the support hours."""

    chosen = Signal(object)
    hours_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._choices = QMenu()
        super().__init__(_("Clock"), clock_words(Clock.ELAPSED), menu=self._choices, parent=parent)
        self.setStatusTip(_("Whether nights, weekends and holidays count"))
        group = QActionGroup(self._choices)
        self._actions = {}
        for clock in Clock:
            action = self._choices.addAction(clock_words(clock))
            action.setCheckable(True)
            action.triggered.connect(_teller(self.chosen.emit, clock))
            group.addAction(action)
            self._actions[clock] = action
        self._choices.addSeparator()
        hours = self._choices.addAction(_("Support hours…"))
        hours.setStatusTip(_("Show the page on which working hours and holidays are set"))
        hours.triggered.connect(self.hours_wanted)
        self.cleared.connect(lambda: self.chosen.emit(Clock.ELAPSED))
        self.show_clock(Clock.ELAPSED)

    def show_clock(self, clock: Clock) -> None:
        self._actions[clock].setChecked(True)
        self.set_value(clock_words(clock), active=clock is not Clock.ELAPSED)


class ExportButton(Button):
    """``wanted`` tells the ending of a file: xlsx, csv or png."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._choices = QMenu()
        tip = _("Write the figure to a file")
        super().__init__(_("Export"), icon="download", tip=tip, menu=self._choices, parent=parent)
        for words, ending in (
            (_("Table as Excel workbook…"), "xlsx"),
            (_("Table as CSV file…"), "csv"),
            (_("Picture as PNG…"), "png"),
        ):
            self._choices.addAction(words).triggered.connect(_teller(self.wanted.emit, ending))


def clock_words(clock: Clock) -> str:
    return _("elapsed, 24 × 7") if clock is Clock.ELAPSED else _("working hours")


def _teller(tell: Callable[..., object], value: object) -> Callable[[], None]:
    """A slot that tells one value, whatever the signal carries."""

    def told() -> None:
        tell(value)

    return told
