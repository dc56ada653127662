"""The form for logging and editing, in the place of the detail pane."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.incidents.form import IncidentFields
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.panes import DetailPane

_SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class FormPane(DetailPane):
    """``save_wanted`` carries whether an empty form shall follow. What is typed stays until it is stored."""

    save_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.fields = IncidentFields()
        self.offer = MessageBar()
        self.problem = MessageBar()
        self._new = True
        for item in (column(self.offer, self.fields, spacing=8), 16):
            self.add(item)
        self._save = Button(_("Log incident"), look=Look.PRIMARY)
        self._next = Button(_("Log and next"), tip=_("Log it and start the next one (Ctrl+Enter)"))
        self._save.clicked.connect(lambda: self.save_wanted.emit(False))
        self._next.clicked.connect(lambda: self.save_wanted.emit(True))
        self.add_action(self._save)
        self.add_action(self._next)
        self._place_problem()
        for keys in _SAVE_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda: self.save_wanted.emit(self._new))
        self.fields.edited.connect(self._settle)

    def show_new(self) -> None:
        self._dress(new=True)
        self.set_title(_("Ctrl+Enter logs it and starts the next"), _("New incident"))

    def show_edit(self, ticket: str) -> None:
        self._dress(new=False)
        self.set_title(ticket, _("Edit incident"))

    def say(self, sentence: str, *, action: str = "", act: object = None) -> None:
        """A sentence above the buttons; nothing typed is touched."""
        self.problem.say(sentence, Severity.WARNING, action=action, act=act if callable(act) else None)

    def set_busy(self, busy: bool) -> None:
        for button in (self._save, self._next):
            button.setEnabled(not busy)

    def focus_title(self) -> None:
        """The cursor goes into the title; a title that is there stays unselected, so that typing adds to it."""
        self.fields.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields.title.end(False)

    def _place_problem(self) -> None:
        """Above the buttons, as wide as the rule over them."""
        foot = self._foot.layout()
        if isinstance(foot, QBoxLayout):
            foot.insertLayout(2, row((self.problem, 1), margins=(RING, 0, RING, 4)))

    def _dress(self, *, new: bool) -> None:
        self._new = new
        self._save.setText(_("Log incident") if new else _("Save changes"))
        tip = _("Log it and show it") if new else _("Store these changes (Ctrl+Enter)")
        self._save.setToolTip(tip)
        self._save.setStatusTip(tip)
        self._next.setVisible(new)
        self.offer.hide()
        self.problem.hide()
        self.set_busy(False)

    def _settle(self) -> None:
        """Typing answers both bars."""
        self.fields.title.set_refused(False)
        if not self.offer.isHidden():
            self.offer.dismiss()
