"""The form for logging and editing, in the place of the detail pane."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.incidents.columns import Memory
from desktop_app.ui.incidents.conflict import ConflictView, Merged
from desktop_app.ui.incidents.form import IncidentFields
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.layouts import column
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.panes import DetailPane

KEY = "incidents/fields"
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
        self.conflict = ConflictView()
        for item in (column(self.offer, self.conflict, self.fields, spacing=8), 16):
            self.add(item)
        self._save = Button(_("Log incident"), look=Look.PRIMARY)
        self._next = Button(_("Log and next"), tip=_("Log it and start the next one (Ctrl+Enter)"))
        self._save.clicked.connect(lambda: self.save_wanted.emit(False))
        self._next.clicked.connect(lambda: self.save_wanted.emit(True))
        self.add_action(self._save)
        self.add_action(self._next)
        self.add_above_actions(self.problem)
        for keys in _SAVE_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda: self.save_wanted.emit(self._new))
        self.fields.edited.connect(self._settle)

    def remember(self, memory: Memory) -> None:
        """Whether all fields are shown is kept between two starts."""
        self.fields.unfold(memory.read(KEY) == "all")
        self.fields.folded.connect(lambda folded: memory.write(KEY, "few" if folded else "all"))

    def show_new(self) -> None:
        self._dress(new=True)
        self.set_title(_("Ctrl+Enter logs it and starts the next"), _("New incident"))

    def show_edit(self, ticket: str) -> None:
        self._dress(new=False)
        self.set_title(ticket, _("Edit incident"))

    def say(self, sentence: str, *, action: str = "", act: object = None) -> None:
        """A sentence above the buttons; nothing typed is touched."""
        self.problem.say(sentence, Severity.WARNING, action=action, act=act if callable(act) else None)

    def show_conflict(self, both: Merged, who: str) -> None:
        """What somebody else changed meanwhile, and a choice for each field that both of you changed."""
        words = _("{who} changed this incident meanwhile.") if who else _("This incident was changed meanwhile.")
        said = [words.format(who=who)]
        if both.taken:
            said.append(_("Taken over from them: {fields}.").format(fields=", ".join(both.taken)))
        if both.disputes:
            said.append(_("Where you both changed the same, choose what shall stay."))
        said.append(_("Then store it again."))
        self.conflict.show_disputes(" ".join(said), both.disputes)
        self.set_busy(False)
        self.scroll_to_top()

    def set_busy(self, busy: bool) -> None:
        for button in (self._save, self._next):
            button.setEnabled(not busy)

    def focus_title(self) -> None:
        """The cursor goes into the title; a title that is there stays unselected, so that typing adds to it."""
        self.fields.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields.title.end(False)

    def _dress(self, *, new: bool) -> None:
        self._new = new
        self._save.setText(_("Log incident") if new else _("Save changes"))
        tip = _("Log it and show it") if new else _("Store these changes (Ctrl+Enter)")
        self._save.setToolTip(tip)
        self._save.setStatusTip(tip)
        self._next.setVisible(new)
        for each in (self.offer, self.problem, self.conflict):
            each.hide()
        self.set_busy(False)

    def _settle(self) -> None:
        """Typing answers the mark; an offer stays until it is taken or closed."""
        self.fields.title.set_refused(False)
