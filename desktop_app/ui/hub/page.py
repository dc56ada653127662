"""The page "Knowledge hub"."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _, number
from desktop_app.domain.sessions import SessionKind
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.sessions import Hub, SessionService
from desktop_app.ui.hub import words
from desktop_app.ui.hub.coverage_view import CoverageView
from desktop_app.ui.hub.edits import Edits
from desktop_app.ui.hub.no_teams import NoTeams
from desktop_app.ui.hub.panes import Panes
from desktop_app.ui.hub.saving import Saving
from desktop_app.ui.hub.session_list import SessionList
from desktop_app.ui.hub.session_model import Named
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.beside import Beside
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.layouts import HANG, Page, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.tabs import Tabs

_TOPICS = frozenset({Topic.SESSIONS, Topic.PEOPLE, Topic.TEAMS, Topic.SETTINGS, Topic.WORKSPACE})
COVERAGE, SESSIONS = 0, 1  # tabs


class HubPage(QWidget):
    """Who has given what, and the sessions. Loads when first shown and whenever its topics change."""

    opened = Signal(object)  # IncidentFilter
    navigated = Signal(str)
    answered = Signal(str)
    said = Signal(str)
    print_wanted = Signal()  # the programme on paper

    def __init__(self, sessions: SessionService, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sessions, self._operations = sessions, operations
        self._stale, self._status = True, ""
        self._wanted = 0  # the session to be opened as soon as the sessions are there
        self.edits = Edits(sessions, operations, self)
        self.coverage, self.list = CoverageView(), SessionList()
        self.panes = Panes(self.edits, self.coverage.next, self.list.table)
        self.saving = Saving(self.edits, self.panes)
        self.message = MessageBar()
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self.programme = Button(_("Programme"), icon="printer", tip=_("See the programme as it will be printed"))
        self.new = Button(_("New session"), icon="plus", look=Look.PRIMARY, tip=_("Plan a session (Insert)"))
        self.header = PageHeader(self.title, actions=(self.programme, self.new))
        self.tabs = Tabs((_("Coverage"), _("Sessions")), accessible_name=_("Parts of the hub"))
        self.empty = NoTeams()
        self._stack = QStackedWidget()
        for widget in (QWidget(), self.coverage, self.list, self.empty):  # the first is the calm before the answer
            self._stack.addWidget(widget)
        message = row((self.message, 1))
        message.setContentsMargins(HANG, 0, HANG, 0)
        main = QWidget()
        main.setLayout(column(message, (self._stack, 1)))
        self.body = Beside(main, self.panes.session)
        self.panes.place = self.body
        page = Page(bottom=0)
        page.add(self.header)
        page.space(4)
        page.add(self.tabs)
        page.add(self.body, 1, hang=True)
        self.setLayout(column((page, 1)))

    def _listen(self) -> None:
        self.new.clicked.connect(self.new_session)
        self.programme.clicked.connect(self.print_wanted)
        self.tabs.currentChanged.connect(self._show_tab)
        self.coverage.first.clicked.connect(self.new_session)
        table = self.coverage.table
        table.plan_wanted.connect(self.panes.new)
        table.session_wanted.connect(self.panes.open)
        table.sessions_wanted.connect(self._show_sessions)
        self.panes.shown.connect(self._point_at)
        self.empty.wanted.connect(self.navigated)
        self.edits.stored.connect(self._stored)
        self.edits.refused.connect(self._refuse)
        self._operations.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return _("Knowledge hub")

    @property
    def status(self) -> str:
        """The left text of the status bar."""
        return self._status

    def reload(self) -> None:
        """Ask for sessions and coverage again; what is shown stays until the answer is there."""
        self._stale = False
        self._operations.query(("hub", "sessions"), self._sessions.hub, self._show, self._fail)

    def new_session(self) -> None:
        """Open an empty form."""
        self.panes.new()

    def show_session(self, session_id: int) -> None:
        """Open a session, as soon as the sessions are there."""
        self._wanted = session_id
        self.reload()

    def commit_pending(self) -> None:
        """Store what is still being typed; the window calls it before it closes."""
        self.panes.leave()

    # -- what the service says

    def _show(self, hub: Hub) -> None:
        named = Named({team.id: team for team in hub.teams}, {person.id: person for person in hub.people})
        self.coverage.show_hub(hub, named)
        self.list.show_hub(hub, named)
        self.tabs.set_count(SESSIONS, number(len(hub.sessions)) if hub.sessions else "")
        self.header.set_answer(hub.coverage.answer)
        self.empty.explain(bool(hub.teams))
        self.panes.take(hub)
        usable = bool(hub.coverage.lines or hub.sessions)
        for widget in (self.tabs, self.new, self.programme):
            widget.setVisible(usable)
        self._show_tab(self.tabs.currentIndex()) if usable else self._stack.setCurrentWidget(self.empty)
        self._status = words.status([line.team for line in hub.coverage.lines], hub.sessions, hub.now)
        self.answered.emit(self._status)
        wanted, self._wanted = self.panes.find(self._wanted), 0
        if wanted is not None:
            self.panes.open(wanted)

    def _show_tab(self, tab: int) -> None:
        self._stack.setCurrentWidget(self.list if tab == SESSIONS else self.coverage)

    def _show_sessions(self, team_id: int, kind: SessionKind | None) -> None:
        """The sessions of a team, as its cell of the coverage counts them."""
        self.list.narrow_to(team_id, kind)
        self.tabs.setCurrentIndex(SESSIONS)
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _point_at(self, session_id: int) -> None:
        for table in (self.coverage.next, self.list.table):
            table.point_at(session_id)

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self._stale = True
            if self.isVisible():
                self.reload()

    def _stored(self, said: str) -> None:
        self.message.dismiss()
        self.said.emit(said)

    def _fail(self, error: SecondWayError) -> None:
        self.message.say(error.sentence, Severity.WARNING, action=_("Try again"), act=self.reload)

    def _refuse(self, sentence: str) -> None:
        self.message.say(sentence, Severity.WARNING)

    # -- events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert and self.new.isVisible():
            self.new_session()
            return
        super().keyPressEvent(event)
