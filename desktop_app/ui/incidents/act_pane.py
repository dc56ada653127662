"""A small form in the place of the incident: an act and what belongs to it, for one incident or for many."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.incidents.act_form import SmallForm
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.panes import DetailPane

_STORE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class ActPane(DetailPane):
    """Enter (Ctrl+Enter in a field of several lines) asks to store, Escape and "Back" go back to the incident."""

    store_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.form: SmallForm | None = None
        self.problem = MessageBar()
        self._store = Button("", look=Look.PRIMARY, tip=_("Do it (Ctrl+Enter)"))
        self._back = Button(_("Back"), tip=_("Back to the incident (Esc)"))
        self._store.clicked.connect(self.store_wanted)
        self._back.clicked.connect(self.closed)
        self.add_above_actions(self.problem)
        self.add_action(self._store)
        self.add_action(self._back)
        for keys in _STORE_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.store_wanted)

    def show_form(self, form: SmallForm, caption: str, headline: str, note: str = "") -> None:
        """``caption`` says for which incidents, ``headline`` what is done, ``note`` what the incident is called."""
        self.put_away()
        self.set_title(caption, headline)
        self.form = form
        if note:
            self.add(Label(note, tone="text2", wrap=True))
            self.add(14)
        self.add(form)
        self.add(16)
        form.show()
        form.edited.connect(self.problem.hide)
        self._store.setText(form.store_words)
        self.set_busy(False)

    def put_away(self) -> None:
        """Take the form out without ending it: what was typed may be wanted again."""
        self.problem.hide()
        if self.form is not None:
            self.form.edited.disconnect(self.problem.hide)
            self.form.hide()
            self.form.setParent(None)
            self.form = None
        self.clear()

    def say(self, sentence: str) -> None:
        """Why it could not be done; nothing typed is touched."""
        self.problem.say(sentence, Severity.WARNING)

    def set_busy(self, busy: bool) -> None:
        self._store.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.store_wanted.emit()
            return
        super().keyPressEvent(event)
