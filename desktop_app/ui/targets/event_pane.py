"""A change of the work, told or changed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.phases import PhaseEvent, PhaseKind
from desktop_app.ui.widgets.asking import Asked
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.day_field import DayField
from desktop_app.ui.widgets.fields import Combo, LineEdit
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.panes import DetailPane

BY_HAND = (PhaseKind.FIX, PhaseKind.OTHER, PhaseKind.ROTATION, PhaseKind.TARGET)


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in the pane; ``event`` is the one that is changed, None for a new one."""

    event: PhaseEvent | None
    on: date
    kind: PhaseKind
    title: str
    classification: Classification | None


class EventPane(DetailPane):
    """``store_wanted`` tells what is to be stored, ``remove_wanted`` the event that is to go."""

    store_wanted = Signal(object)  # Told
    remove_wanted = Signal(object)  # PhaseEvent

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._event: PhaseEvent | None = None
        self.message = MessageBar()
        self.day = DayField(_("First day"), needed=True)
        self.kind = Combo([(kind.label, kind) for kind in BY_HAND], accessible_name=_("What kind of change"))
        self.what = LineEdit(_("such as: second line moved to Dev"), accessible_name=_("What changed"))
        self.classification = Combo(
            [(_("all classifications"), None), *((c.label, c) for c in Classification)],
            accessible_name=_("Which classification it concerns"),
        )
        self._asked = Asked(self.day)
        self.save = Button(_("Keep"), look=Look.PRIMARY, tip=_("Store this change of the work (Enter)"))
        self.remove = Button(_("Remove"), tip=_("Remove this change of the work; undo brings it back"))
        self._fill()
        self.save.clicked.connect(self._save)
        self.remove.clicked.connect(self._remove)

    def _fill(self) -> None:
        explained = _("From this day on the normal range is made anew, because the weeks before were other weeks.")
        self.add(Label(explained, tone="text2", wrap=True))
        for caption, field in (
            (_("&First day"), self._asked),
            (_("&Kind"), self.kind),
            (_("&What changed"), self.what),
            (_("&Concerns"), self.classification),
        ):
            label = Label(caption, tone="text2")
            label.setBuddy(field)
            for item in (12, label, 4, field):
                self.add(item)
        self.add_above_actions(self.message)
        self.add_action(self.save)
        self.add_action(self.remove)

    def begin(self, event: PhaseEvent | None) -> None:
        """Show an event, or an empty form for a new one."""
        self._event = event
        self.set_title(_("Change of the work"), event.title if event else _("A new one"))
        self.day.set_day(event.on if event else None)
        self.kind.choose(event.kind if event else PhaseKind.FIX)
        self.what.setText(event.title if event else "")
        self.classification.setCurrentIndex(0)
        self.classification.choose(event.classification if event else None)
        self.remove.setVisible(event is not None)
        self.message.dismiss()
        self._asked.settle()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be stored; what was typed stays."""
        self.message.say(sentence, Severity.WARNING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
            return
        super().keyPressEvent(event)

    def _save(self) -> None:
        try:
            on = self.day.day()
            if on is None:
                raise Refused(_("A change of the work needs the day on which it began."))
        except Refused as error:
            self._asked.refuse(error.sentence)
            return
        kind, concerns = PhaseKind(self.kind.currentData()), self.classification.currentData()
        classification = None if concerns is None else Classification(concerns)
        self.store_wanted.emit(Told(self._event, on, kind, self.what.text(), classification))

    def _remove(self) -> None:
        if self._event is not None:
            self.remove_wanted.emit(self._event)
