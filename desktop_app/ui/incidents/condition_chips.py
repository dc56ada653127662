"""Chips for every condition that has no chip of its own, and the link that adds another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.filter_words import condition_value, field_name
from desktop_app.domain.filters import FIELDS, Condition, Kind
from desktop_app.domain.language import _
from desktop_app.ui.incidents.condition_popup import ConditionPopup
from desktop_app.ui.incidents.flow import FlowLayout
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.chips import Chip


class _AddLink(Link):
    """Keeps off what follows it in the row."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(theme().px(8), 0)


class ConditionChips(QObject):
    """``replaced`` tells the condition that goes and the one that comes; either may be None."""

    replaced = Signal(object, object)  # Condition | None, Condition | None

    def __init__(self, row: QWidget, flow: FlowLayout) -> None:
        super().__init__(row)
        self._row, self._flow = row, flow
        self._conditions: Sequence[Condition] = ()
        self._edited: Condition | None = None
        self.chips: list[Chip] = []
        self.popup = ConditionPopup(row)
        self.popup.made.connect(self._on_made)
        self.add = _AddLink(_("Add filter"), icon="plus", tip=_("Filter by title, dates, repair time and more"))
        self.add.clicked.connect(self.begin)

    def begin(self) -> None:
        self._edited = None
        self.popup.begin(self.add)

    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """One chip each, in order; chips that are there already stay, so that the focus does."""
        self._conditions = conditions
        while len(self.chips) > len(conditions):
            self._take_last()
        while len(self.chips) < len(conditions):
            self._add_chip()
        for chip, condition in zip(self.chips, conditions, strict=True):
            chip.set_name(field_name(condition.field))
            chip.set_value(condition_value(condition), active=True)
        self._row.updateGeometry()

    def _add_chip(self) -> None:
        place = len(self.chips)
        chip = Chip("", "", active=True, parent=self._row)
        chip.clicked.connect(partial(self._edit, place))
        chip.cleared.connect(partial(self._clear, place))
        before = self._flow.indexOf(self.add)
        after = self.chips[-1] if self.chips else None
        self._flow.insert(before, chip)
        if after is not None:
            QWidget.setTabOrder(after, chip)
        QWidget.setTabOrder(chip, self.add)
        chip.show()
        self.chips.append(chip)

    def _take_last(self) -> None:
        chip = self.chips.pop()
        focused = chip.hasFocus()
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        if focused:
            (self.chips[-1] if self.chips else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, place: int) -> None:
        condition = self._conditions[place]
        if FIELDS[condition.field] is not Kind.ID:  # incidents chosen one by one have no words to change
            self._edited = condition
            self.popup.edit(condition, self.chips[place])

    def _clear(self, place: int) -> None:
        self.replaced.emit(self._conditions[place], None)

    def _on_made(self, condition: Condition | None) -> None:
        before, self._edited = self._edited, condition
        self.replaced.emit(before, condition)
