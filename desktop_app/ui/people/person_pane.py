"""One person at the right of the table: the fields, the days away, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from desktop_app.domain.language import _
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.teams import Team
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.people.absences import Absences
from desktop_app.ui.people.person_fields import PersonFields
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.panes import DetailPane

_SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class PersonPane(DetailPane):
    """``save_wanted`` carries whether the next person shall follow. What is typed stays until it is stored."""

    save_wanted = Signal(bool)
    remove_wanted = Signal(object)  # Person
    absence_added = Signal(object, object, object)  # Person, first, last
    absence_removed = Signal(object, object)  # Person, Absence

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.fields, self.absences, self.problem = PersonFields(), Absences(), MessageBar()
        self.absences.follow(self.fields.last)
        self.new = False
        self._draft: tuple[object, ...] | None = None
        self._away = boxed(
            column(16, Rule(), 14, Label(_("Days away"), TextStyle.BODY_STRONG), 6, self.absences, spacing=0)
        )
        for item in (self.fields, self._away, 12):
            self.add(item)
        self.save = Button(_("Save changes"), look=Look.PRIMARY)
        self.next = Button(_("Add and next"), tip=_("Add this person and go on with the next one (Ctrl+Enter)"))
        self.remove = Button(_("Remove"), icon="trash-2", tip=_("Remove this person; undo brings them back"))
        for button in (self.save, self.next, self.remove):
            self.add_action(button)
        self._place_problem()
        self._listen()

    def _place_problem(self) -> None:
        foot = self._foot.layout()
        if isinstance(foot, QBoxLayout):
            foot.insertLayout(2, row((self.problem, 1), margins=(RING, 0, RING, 4)))

    def _listen(self) -> None:
        self.save.clicked.connect(lambda: self.save_wanted.emit(False))
        self.next.clicked.connect(lambda: self.save_wanted.emit(True))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.person))
        self.absences.added.connect(lambda first, last: self.absence_added.emit(self.person, first, last))
        self.absences.removed.connect(lambda absence: self.absence_removed.emit(self.person, absence))
        self.fields.edited.connect(self._on_edit)
        for keys in _SAVE_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda: self.save_wanted.emit(self.new))

    @property
    def person(self) -> Person:
        """The person as stored, ``id`` 0 for a new one."""
        return self.fields.filled

    @property
    def is_edited(self) -> bool:
        return self.fields.is_edited

    def show_person(self, person: Person, team: Team | None, absences: Sequence[Absence], today: date) -> None:
        """Show what is stored."""
        other = self.new or person.id != self.person.id
        self._dress(new=False)
        self.fields.fill(person)
        self.set_title(team.name if team else "", person.name)
        if other:
            self.absences.begin()
            self.scroll_to_top()
        self.absences.show_absences(absences, today)
        self._on_edit()

    def show_new(self, team_id: int | None) -> None:
        """An empty form, or what was typed into it before."""
        self._dress(new=True)
        self.fields.fill(Person(0, "", team_id or 0))
        if self._draft is not None:
            self.fields.put_back(self._draft)
        self.set_title(_("Ctrl+Enter for the next"), _("New person"))
        self.scroll_to_top()
        self._on_edit()
        self.fields.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_draft(self) -> None:
        """The new person is not stored yet: what is typed comes back with the next empty form."""
        typed = self.fields.typed()
        self._draft = typed if any(typed[1:]) else None

    def forget_draft(self) -> None:
        self._draft = None

    def renew_absences(self, absences: Sequence[Absence], today: date) -> None:
        self.absences.show_absences(absences, today)

    def say(self, sentence: str, *, action: str = "", act: object = None) -> None:
        """A sentence above the buttons; nothing typed is touched."""
        self.problem.say(sentence, Severity.WARNING, action=action, act=act if callable(act) else None)

    def scroll_to_top(self) -> None:
        for area in self.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(0)

    def revert(self) -> None:
        """Show again what is stored."""
        self.problem.hide()
        self.fields.fill(self.person)
        self._on_edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.new and self.is_edited:
            self.revert()
            return
        super().keyPressEvent(event)

    def _dress(self, *, new: bool) -> None:
        self.new = new
        self.save.setText(_("Add person") if new else _("Save changes"))
        tip = _("Add this person and show them") if new else _("Store these changes (Ctrl+Enter)")
        self.save.setToolTip(tip)
        self.save.setStatusTip(tip)
        self.next.setVisible(new)
        self.remove.setVisible(not new)
        self._away.setVisible(not new)
        self.problem.hide()

    def _on_edit(self) -> None:
        self.save.setEnabled(self.new or self.is_edited)
