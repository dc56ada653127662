"""What stands at the right of the page: a session, the form for a new one, or nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.domain.sessions import Session, SessionKind
from desktop_app.domain.teams import Side
from desktop_app.services.sessions import Hub
from desktop_app.ui.hub.edits import Edits
from desktop_app.ui.hub.session_fields import EMPTY
from desktop_app.ui.hub.session_pane import SessionPane
from desktop_app.ui.hub.session_table import SessionTable
from desktop_app.ui.widgets.beside import Beside


class Panes(QObject):
    """Whoever leaves an edited session stores the changes; a new session that is left waits in its form."""

    shown = Signal(int)  # the id of the session that is shown now

    def __init__(self, edits: Edits, *tables: SessionTable) -> None:
        super().__init__(edits)
        self._edits = edits
        self.session = SessionPane()
        self.place: Beside | None = None  # the page puts it there when the lists are laid out
        self._hub: Hub | None = None
        self.awaited = 0  # the session that was just added
        for table in tables:
            table.clicked_session.connect(self._on_click)
            table.opened_session.connect(self.open)
            table.reached.connect(self._follow)
            table.escaped.connect(self.close)
            table.add_wanted.connect(self.new)
            table.remove_wanted.connect(edits.remove)
        self.session.closed.connect(self.close)

    # -- what is shown

    def open(self, session: Session) -> None:
        """Show a session and put the cursor into the topic."""
        if self.show(session):
            self.session.fields.topic.setFocus(Qt.FocusReason.OtherFocusReason)
            self.session.fields.topic.end(False)

    def show(self, session: Session) -> bool:
        """Show a session; False when what is typed of another cannot be taken."""
        if not self.shows(session.id):
            if not self.leave():
                return False
            self.fill(session)
        self.put(True)
        self.shown.emit(session.id)
        return True

    def new(self, team_id: int = 0, kind: SessionKind | None = None) -> None:
        """The form for a new session, of a team and a kind where they are known."""
        if self.leave():
            self.session.show_new(replace(EMPTY, team_id=team_id, kind=kind or EMPTY.kind))
            self.put(True)
            self.session.fields.topic.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Put the session away, after storing it."""
        if self.is_open and self.leave():
            self.put(False)

    def leave(self) -> bool:
        """Store what is edited before something else is shown; False when it cannot be taken, and says why."""
        pane = self.session
        if not self.is_open or not pane.is_edited:
            return True
        if pane.new:
            pane.keep_draft()
            return True
        session = pane.fields.session()
        if session is None:
            self.shown.emit(pane.session.id)
            return False
        self._edits.change(session, pane.fields.typed())
        return True

    # -- what the service says

    def take(self, hub: Hub) -> None:
        """Other sessions: the pane shows its own as stored now, unless somebody is typing."""
        self._hub, pane = hub, self.session
        pane.set_clock(hub.zone, hub.now)
        pane.fields.offer([team for team in hub.teams if team.side in (Side.OPS, Side.DEV)] or hub.teams, hub.people)
        awaited = self.find(self.awaited) if self.awaited else None
        if awaited is not None:
            self.awaited = 0
            if self.is_open and not pane.new:
                self.fill(awaited)
            self.shown.emit(awaited.id)
            return
        if not self.is_open or pane.new:
            return
        session = self.find(pane.session.id)
        if session is None:
            self.put(False)
        elif pane.is_edited:
            pane.fields.rebase(session)
        else:
            self.fill(session)

    # -- rows and places

    def _on_click(self, session: Session) -> None:
        if self.place is not None and (not self.place.covers or self.is_open):
            self.show(session)

    def _follow(self, session: Session) -> None:
        """Walking through a table with an open session shows each one there."""
        if self.is_open and not self.session.new:
            self.show(session)

    @property
    def is_open(self) -> bool:
        """Whether a session or the form stands there."""
        return self.place is not None and self.place.pane is self.session

    def shows(self, session_id: int) -> bool:
        """Whether that session is open; 0 is the form for a new one."""
        pane = self.session
        return self.is_open and pane.session.id == session_id and pane.new == (session_id == 0)

    def put(self, shown: bool) -> None:
        if self.place is not None:
            self.place.show_pane(self.session if shown else None)

    def fill(self, session: Session) -> None:
        teams = self._hub.teams if self._hub else ()
        self.session.show_session(session, next((team for team in teams if team.id == session.team_id), None))

    def find(self, session_id: int) -> Session | None:
        sessions = self._hub.sessions if self._hub else ()
        return next((each for each in sessions if each.id == session_id), None)
