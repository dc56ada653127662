"""The pane that changes many incidents at once, at the right of the table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.incidents.bulk_fields import BulkFields
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.panes import DetailPane

MANY = 1_000  # more incidents are spoken of beforehand
STORE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class ManyPane(DetailPane):
    """A pane over several incidents with one button that stores: by a click or by Ctrl+Enter, named by ``stored``."""

    store_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.problem = MessageBar()
        self.note = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.store = Button("", look=Look.PRIMARY)
        self.store.clicked.connect(self.store_wanted)
        self.add_action(self.store)
        self.note.hide()
        foot = self._foot.layout()
        if isinstance(foot, QBoxLayout):  # above the button, as wide as the rule over it
            foot.insertLayout(2, row((self.note, 1), margins=(RING, 0, RING, 4)))
            foot.insertLayout(2, row((self.problem, 1), margins=(RING, 0, RING, 4)))
        for keys in STORE_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._store)

    def say(self, sentence: str) -> None:
        """A sentence above the button; nothing typed is touched."""
        self.problem.say(sentence, Severity.WARNING)

    def set_busy(self, busy: bool) -> None:
        self.store.setEnabled(not busy)

    def tell(self, words: str) -> None:
        """What storing will do, above the button; empty for nothing."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def name_store(self, words: str, tip: str) -> None:
        self.store.setText(words)
        self.store.setToolTip(tip)
        self.store.setStatusTip(tip)
        self.store.updateGeometry()

    def _store(self) -> None:
        if self.store.isEnabled():
            self.store_wanted.emit()


class BulkPane(ManyPane):
    """Only the touched fields are stored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = BulkFields()
        stores = _("Only the fields that you change are stored, by Ctrl+Enter.")
        self.add(Label(stores, TextStyle.CAPTION, "text2", wrap=True))
        for item in (12, self.fields, 12):
            self.add(item)
        self.fields.edited.connect(self.problem.dismiss)

    def show_count(self, count: int) -> None:
        """How many incidents it speaks of."""
        told = number(count)
        whose = ngettext("For {n} incident", "For {n} incidents", count).format(n=told)
        self.set_title(whose, _("Edit incidents"))
        words = ngettext("Change {n} incident", "Change {n} incidents", count).format(n=told)
        self.name_store(words, _("Store the changed fields (Ctrl+Enter); undo takes it back"))
        many = _("This changes {n} incidents in one step. Undo takes it back.").format(n=told)
        self.tell(many if count > MANY else "")
