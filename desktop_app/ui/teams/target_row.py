"""One classification of a target set, edited in place and stored as one step when the row is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.targets import Target, TargetSet, Unit
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.teams.target_words import anew_words, day_choice, preview, removal_preview, spans
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.day_field import DayField
from desktop_app.ui.widgets.fields import Combo
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import boxed, column, row
from desktop_app.ui.widgets.value_field import ValueField


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the row asks for in its set: a target to store, or one to remove."""

    target_set: TargetSet
    store: Target | None = None
    remove: Target | None = None


def _today() -> date:
    return date.today()  # noqa: DTZ011 - from when a goal may hold, by the reader's own calendar


class TargetRow(QObject):
    """The inputs of a row; the section lays them out in its grid.

    Enter or leaving the row tells ``wanted``, or says below why it cannot be taken; Escape puts back what is
    stored. Another goal corrects the one that holds, unless its day is changed too; a link offers today's.
    """

    wanted = Signal(object)  # Wanted
    edited = Signal()

    def __init__(self, classification: Classification, parent: QWidget, today: Callable[[], date] = _today) -> None:
        super().__init__(parent)
        self.classification, self._today = classification, today
        self._set: TargetSet | None = None
        self._stored: Target | None = None
        name = classification.label
        self.name = Label(name, TextStyle.BODY_MEDIUM)
        self.value = ValueField(_("Target for {classification}").format(classification=name))
        self.unit = Combo(
            [(unit.label, unit) for unit in Unit],
            accessible_name=_("Unit of the target for {classification}").format(classification=name),
        )
        self.day = DayField(_("First day of the target for {classification}").format(classification=name))
        self.note = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.apply = Link(_("Apply"), style=TextStyle.CAPTION_MEDIUM, tip=_("Store this target (Enter)"))
        self.discard = Link(_("Discard"), style=TextStyle.CAPTION_MEDIUM, tip=_("Keep what is stored (Escape)"))
        self.other_day = Link("", style=TextStyle.CAPTION_MEDIUM, tip=_("Write the other day into the row"))
        answers = row(self.other_day, None, self.apply, self.discard, spacing=12, margins=(0, 0, 0, 6))
        self.pending = boxed(column(self.note, answers))
        self.pending.hide()
        self._listen()

    def _listen(self) -> None:
        self.value.textEdited.connect(self._on_edit)
        self.day.textEdited.connect(self._on_edit)
        self.unit.activated.connect(self._on_edit)
        self.apply.clicked.connect(self.commit)
        self.discard.clicked.connect(self.restore)
        self.other_day.clicked.connect(self._swap_day)
        for field in self.inputs:
            field.installEventFilter(self)

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        return (self.value, self.unit, self.day, self.other_day, self.apply, self.discard)

    @property
    def is_pending(self) -> bool:
        return not self.pending.isHidden()

    def show_set(self, target_set: TargetSet) -> None:
        """Show what a set holds newest; what is being typed for the same set stays."""
        same = self._set is not None and self._set.id == target_set.id
        self._set, self._stored = target_set, target_set.newest(self.classification)
        if not (same and self.is_pending):
            self.restore()

    def restore(self) -> None:
        """Put back what is stored."""
        stored = self._stored
        self.value.set_value(stored.value if stored else None)
        self.unit.choose(stored.unit if stored else Unit.HOURS)
        self.day.set_day(stored.valid_from if stored else None)
        self._mark("")
        self.pending.hide()
        self.edited.emit()

    def commit(self) -> None:
        """Tell what is wanted, unless nothing differs or something cannot be read."""
        if not self.is_pending:
            return
        try:
            wanted = self._wanted()
        except Refused as error:
            self._say(str(error), refused=True)
            return
        self.restore() if wanted is None else self._tell(wanted)

    def _tell(self, wanted: Wanted) -> None:
        self.pending.hide()
        self.edited.emit()
        self.wanted.emit(wanted)

    def _wanted(self) -> Wanted | None:
        """None when nothing differs from what is stored. Raises Refused."""
        value, day, stored = self.value.value(), self.day.day(), self._stored
        if self._set is None:
            return None
        if value is None:
            return Wanted(self._set, remove=stored) if stored else None
        target = Target(self.classification, value, Unit(self.unit.currentData()), day)
        if stored and (stored.value, stored.unit, stored.valid_from) == (target.value, target.unit, target.valid_from):
            return None
        return Wanted(self._set, store=target)

    def _on_edit(self) -> None:
        try:
            wanted = self._wanted()
        except Refused as error:
            self._say(str(error), refused=True)
            return
        if wanted is None:
            self._mark("")
            self.pending.hide()
            self.edited.emit()
            return
        self._say(_preview(wanted, self._today()), refused=False)

    def _say(self, words: str, *, refused: bool) -> None:
        self._mark(words if refused else "")
        self.note.setText(words)
        self._offer_day()
        self.pending.show()
        self.edited.emit()

    def _offer_day(self) -> None:
        """The other of the two days a goal may begin on: today, or the one that is stored."""
        try:
            words = day_choice(self._stored, self.day.day(), self._today())
        except Refused:
            words = ""
        self.other_day.setText(words)
        self.other_day.setVisible(bool(words))

    def _swap_day(self) -> None:
        stored, today = self._stored, self._today()
        if stored is not None:
            self.day.set_day(stored.valid_from if _holds(self.day, today) else today)
            self._on_edit()

    def _mark(self, reason: str) -> None:
        """Outline the input that cannot be read, and say why to a screen reader."""
        for field in (self.value, self.day):
            field.set_refused(bool(reason) and _fails(field))
        self.note.set_tone("warntext" if reason else "text2")
        if reason:
            self.note.setText(reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.inputs[:3]:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.commit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.is_pending:
                self.restore()
                return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            kept = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if event.reason() not in kept:
                QTimer.singleShot(0, self, self._left)  # the next widget has the focus only then
        return False

    def _left(self) -> None:
        if QApplication.focusWidget() not in self.inputs and QApplication.activePopupWidget() is None:
            self.commit()


def _holds(field: DayField, day: date) -> bool:
    try:
        return field.day() == day
    except Refused:
        return False


def _fails(field: ValueField | DayField) -> bool:
    try:
        field.value() if isinstance(field, ValueField) else field.day()
    except Refused:
        return True
    return False


def _preview(wanted: Wanted, today: date) -> str:
    if wanted.store is not None:
        return preview(wanted.target_set, wanted.store) + anew_words(wanted.store, today)
    if wanted.remove is None:
        return ""
    return removal_preview(spans(wanted.target_set, wanted.remove.classification), wanted.remove)
