"""The targets that are tried: a number and a unit for each classification, beside what holds today."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.targets import Target, TargetSet, Unit
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.fields import Combo
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import boxed, column, row
from desktop_app.ui.widgets.value_field import ValueField

PATIENCE_MS = 350  # while somebody types or steps, nothing is asked


class TrialField(QWidget):
    """One classification. ``edited`` tells each change, also of what cannot be read yet."""

    edited = Signal()

    def __init__(self, classification: Classification, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classification = classification
        self._today: Target | None = None
        name = classification.label
        self._caption = Label(name, TextStyle.BODY_MEDIUM)
        self._held = Label("", TextStyle.CAPTION, "text2")
        self.value = ValueField(_("Target to try for {classification}").format(classification=name))
        self.unit = Combo(
            [(unit.label, unit) for unit in Unit],
            accessible_name=_("Unit of the target to try for {classification}").format(classification=name),
        )
        self.value.setFixedWidth(self.value.sizeHint().width())
        self.unit.setFixedWidth(self.unit.sizeHint().width())
        head = row(self._caption, self._held, None, spacing=8)
        self.setLayout(column(head, row(self.value, self.unit, None, spacing=6), spacing=4))
        self.value.textEdited.connect(self.edited)
        self.unit.activated.connect(self.edited)

    def show_today(self, today: Target | None, *, keep: bool) -> None:
        """What holds today; ``keep`` leaves what is tried as it is."""
        self._today = today
        self._held.setText(_("today {target}").format(target=today.label) if today else _("no target today"))
        self.setEnabled(today is not None)
        if not keep:
            self.restore()

    def restore(self) -> None:
        """Try what holds today."""
        today = self._today
        self.value.set_value(today.value if today else None)
        self.unit.choose(today.unit if today else Unit.HOURS)
        self.value.set_refused(False)

    def tried(self) -> Target | None:
        """The target that differs from today's, None where none does. Raises Refused for what is no number."""
        today = self._today
        if today is None:
            return None
        try:
            value = self.value.value()
        except Refused:
            self.value.set_refused(True)
            raise
        self.value.set_refused(False)
        unit = Unit(self.unit.currentData())
        if value is None or (value, unit) == (today.value, today.unit):
            return None
        return Target(self.classification, value, unit)

    def chosen(self) -> Target | None:
        """What is tried, else what holds today. Raises Refused."""
        tried, today = self.tried(), self._today
        return tried or (Target(today.classification, today.value, today.unit) if today else None)


class TrialFields(QWidget):
    """``tried`` tells that the trial is another one, a moment after the last key; ``refused`` why it cannot be read."""

    tried = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: TargetSet | None = None
        self.fields = {c: TrialField(c) for c in Classification}
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._tell)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(24))
        self._grid.setVerticalSpacing(theme().px(12))
        self.setLayout(column(row(boxed(self._grid), None)))
        for field in self.fields.values():
            field.edited.connect(self._patience.start)
        self._beside = 0
        self._place(2)

    def show_set(self, target_set: TargetSet) -> None:
        """The newest targets of a set; what is tried against the same set stays."""
        same = self._shown is not None and self._shown.id == target_set.id
        for classification, field in self.fields.items():
            before = self._shown.newest(classification) if same and self._shown else None
            today = target_set.newest(classification)
            changed = before is None or today is None or (before.value, before.unit) != (today.value, today.unit)
            field.show_today(today, keep=same and not (changed and not self._differs(field)))
        self._shown = target_set

    def restore(self) -> None:
        """Back to today's targets."""
        for field in self.fields.values():
            field.restore()
        self._tell()

    def trial(self) -> tuple[Target, ...]:
        """The targets that differ from today's, empty where none does. Raises Refused."""
        found = [field.tried() for field in self.fields.values()]
        return tuple(target for target in found if target is not None)

    def targets(self) -> tuple[Target, ...]:
        """Every target of the trial, today's among them. Raises Refused."""
        found = [field.chosen() for field in self.fields.values()]
        return tuple(target for target in found if target is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = max(field.sizeHint().width() for field in self.fields.values())
        four = 4 * wide + 3 * self._grid.horizontalSpacing()
        self._place(4 if self.width() >= four else 2)

    def _place(self, beside: int) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        for at, field in enumerate(self.fields.values()):
            self._grid.addWidget(field, at // beside, at % beside)
        self.updateGeometry()

    def _differs(self, field: TrialField) -> bool:
        try:
            return field.tried() is not None
        except Refused:
            return True

    def _tell(self) -> None:
        self._patience.stop()
        try:
            self.trial()
        except Refused as error:
            self.refused.emit(error.sentence)
            return
        self.tried.emit()
