"""One session at the right of the page."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from desktop_app.domain.language import _
from desktop_app.domain.sessions import Session
from desktop_app.domain.teams import Team
from desktop_app.ui.hub.session_fields import SessionFields, Typed
from desktop_app.ui.hub.words import LONG_AGO
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.panes import DetailPane

_SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class SessionPane(DetailPane):
    """What is typed stays until it is stored."""

    save_wanted = Signal()
    remove_wanted = Signal(object)  # Session

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.fields, self.problem = SessionFields(), MessageBar()
        self.new = False
        self._zone, self._now = "UTC", LONG_AGO
        self._draft: Typed | None = None
        for item in (self.fields, 12):
            self.add(item)
        self.save = Button(_("Save changes"), look=Look.PRIMARY)
        self.remove = Button(_("Remove"), icon="trash-2", tip=_("Remove this session; undo brings it back"))
        for button in (self.save, self.remove):
            self.add_action(button)
        foot = self._foot.layout()
        if isinstance(foot, QBoxLayout):
            foot.insertLayout(2, row((self.problem, 1), margins=(RING, 0, RING, 4)))
        self.save.clicked.connect(self.save_wanted)
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.session))
        self.fields.edited.connect(self._on_edit)
        for keys in _SAVE_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save_wanted)

    @property
    def session(self) -> Session:
        """The session as stored, ``id`` 0 for a new one."""
        return self.fields.filled

    @property
    def is_edited(self) -> bool:
        return self.fields.is_edited

    def set_clock(self, zone: str, now: datetime) -> None:
        """The workspace's zone, and its wall-clock time."""
        self._zone, self._now = zone, now

    def show_session(self, session: Session, team: Team | None) -> None:
        """Show what is stored."""
        other = self.new or session.id != self.session.id
        self._dress(new=False)
        self.fields.fill(session, self._zone, self._now)
        self.set_title(team.name if team else "", session.topic)
        if other:
            self.scroll_to_top()
        self._on_edit()

    def show_new(self, session: Session) -> None:
        """An empty form with what is known already, or what was typed into it before."""
        self._dress(new=True)
        self.fields.fill(session, self._zone, self._now)
        if self._draft is not None and not session.team_id:
            self.fields.put_back(self._draft)
        self.set_title(_("From one team to the others"), _("New session"))
        self.scroll_to_top()
        self._on_edit()
        self.fields.topic.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_draft(self) -> None:
        """The new session is not stored yet: what is typed comes back with the next empty form."""
        self._draft = self.fields.typed()

    def forget_draft(self) -> None:
        self._draft = None

    def say(self, sentence: str, *, action: str = "", act: object = None) -> None:
        """A sentence above the buttons; nothing typed is touched."""
        self.problem.say(sentence, Severity.WARNING, action=action, act=act if callable(act) else None)

    def scroll_to_top(self) -> None:
        for area in self.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(0)

    def revert(self) -> None:
        """Show again what is stored."""
        self.problem.hide()
        self.fields.fill(self.session, self._zone, self._now)
        self._on_edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.new and self.is_edited:
            self.revert()
            return
        super().keyPressEvent(event)

    def _dress(self, *, new: bool) -> None:
        self.new = new
        self.save.setText(_("Add session") if new else _("Save changes"))
        tip = _("Add this session (Ctrl+Enter)") if new else _("Store these changes (Ctrl+Enter)")
        self.save.setToolTip(tip)
        self.save.setStatusTip(tip)
        self.remove.setVisible(not new)
        self.problem.hide()

    def _on_edit(self) -> None:
        self.save.setEnabled(self.new or self.is_edited)
