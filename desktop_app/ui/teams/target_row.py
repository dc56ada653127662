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
from desktop_app.ui.teams.day_choice import DayChoice
from desktop_app.ui.teams.target_words import anew_words, days_offered, preview, removal_preview, spans
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
    stored. From when another goal holds is asked: from today, unless the reader says another day.
    """

    wanted = Signal(object)  # Wanted
    edited = Signal()
    unfolded = Signal()  # ``pending`` was shown or grew, and has its place

    def __init__(self, classification: Classification, parent: QWidget, today: Callable[[], date] = _today) -> None:
        super().__init__(parent)
        self.classification, self._today = classification, today
        self._set: TargetSet | None = None
        self._stored: Target | None = None
        self._dated = False  # the reader said a day
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
        self.begin = DayChoice(self)
        answers = row(None, self.apply, self.discard, spacing=12)
        self.pending = boxed(column(self.begin, self.note, answers, spacing=4, margins=(0, 0, 0, 6)))
        self.pending.hide()
        self._listen()

    def _listen(self) -> None:
        self.value.textEdited.connect(self._on_edit)
        self.day.textEdited.connect(self._on_day)
        self.unit.activated.connect(self._on_edit)
        self.apply.clicked.connect(self.commit)
        self.discard.clicked.connect(self.restore)
        self.begin.chosen.connect(self._on_begin)
        for field in (*self.inputs, self.apply, self.discard):
            field.installEventFilter(self)

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        return (self.value, self.unit, self.day)

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
        self._dated = False
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

    def _on_day(self) -> None:
        self._dated = True
        self._on_edit()

    def _on_begin(self, day: date | None) -> None:
        self.day.set_day(day)
        self._on_day()

    def _on_edit(self) -> None:
        try:
            self._date()
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

    @property
    def _other_goal(self) -> bool:
        """Whether value or unit differ from what is stored. Raises Refused."""
        value, unit, stored = self.value.value(), self.unit.currentData(), self._stored
        return stored is not None and value is not None and (value, unit) != (stored.value, stored.unit)

    def _date(self) -> None:
        """Another goal begins today until the reader says otherwise: what is past stays as it was. Raises Refused."""
        stored = self._stored
        if stored is not None and not self._dated:
            offered = days_offered(stored, self._today()) if self._other_goal else ()
            self.day.set_day(next(iter(offered), stored.valid_from))

    def _say(self, words: str, *, refused: bool) -> None:
        self._mark(words if refused else "")
        self.note.setText(words)
        if not refused:
            days = days_offered(self._stored, self._today()) if self._other_goal else ()
            self.begin.offer(days, self._today(), self.day.day())
        self.pending.show()
        self.edited.emit()
        QTimer.singleShot(0, self, self.unfolded.emit)

    def _mark(self, reason: str) -> None:
        """Outline the input that cannot be read, and say why to a screen reader."""
        for field in (self.value, self.day):
            field.set_refused(bool(reason) and _fails(field))
        self.note.set_tone("warntext" if reason else "text2")
        if reason:
            self.note.setText(reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and watched
            not in (
                self.apply,
                self.discard,
            )
        ):
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
        at = QApplication.focusWidget()
        inside = at in self.inputs or (at is not None and self.pending.isAncestorOf(at))
        if not inside and QApplication.activePopupWidget() is None:
            self.commit()


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
