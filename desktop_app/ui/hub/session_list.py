"""The second tab: every session, to come, without a date, and earlier; found by words or by the coverage's cell."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.domain.sessions import Session, SessionKind
from desktop_app.services.sessions import Hub
from desktop_app.ui.hub.session_model import Named, all_sessions
from desktop_app.ui.hub.session_table import SessionTable
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.chips import Chip
from desktop_app.ui.widgets.fields import SearchField
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import HANG, column, row


class SessionList(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub: Hub | None = None
        self._named = Named({}, {})
        self._team_id = 0
        self._kind: SessionKind | None = None
        self.table = SessionTable(_("All sessions"), whole=False)
        self.search = SearchField(_("Find sessions"), hint="Ctrl+F")
        self.search.setFixedWidth(theme().px(300))
        self.search.textChanged.connect(self._arrange)
        self.chip = Chip(_("Only"), "", active=True)
        self.chip.hide()
        for signal in (self.chip.cleared, self.chip.clicked):
            signal.connect(self._widen)
        self._none = Label("", tone="text2", wrap=True)
        tools = row(self.search, self.chip, None)
        tools.setContentsMargins(HANG, theme().px(12), HANG, 0)
        self._none.setContentsMargins(HANG, theme().px(8), HANG, theme().px(8))
        self.setLayout(column(tools, 4, self._none, (self.table, 1), margins=(0, 0, 0, 12)))
        QShortcut(QKeySequence.StandardKey.Find, self, self._find)

    def show_hub(self, hub: Hub, named: Named) -> None:
        self._hub, self._named = hub, named
        self._arrange()

    def narrow_to(self, team_id: int, kind: SessionKind | None) -> None:
        """Only the sessions of a team, and of a kind if one is given; the chip takes it back."""
        self._team_id, self._kind = team_id, kind
        team = self._named.teams.get(team_id)
        parts = [team.name if team else "", kind.label if kind else ""]
        self.chip.set_value(", ".join(part for part in parts if part), active=True)
        self.chip.show()
        self._arrange()

    def _widen(self) -> None:
        self._team_id, self._kind = 0, None
        self.chip.hide()
        self.table.setFocus()
        self._arrange()

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _arrange(self) -> None:
        if self._hub is None:
            return
        wanted = self.search.text().casefold().split()
        found = [each for each in self._hub.sessions if self._fits(each, wanted)]
        self.table.show_lines(all_sessions(found, self._hub.now), self._named)
        self._none.setText(_("No session fits.") if self._hub.sessions else _("There is no session yet."))
        self._none.setVisible(not found)

    def _fits(self, session: Session, wanted: list[str]) -> bool:
        if self._team_id and session.team_id != self._team_id:
            return False
        if self._kind is not None and session.kind is not self._kind:
            return False
        team = self._named.teams.get(session.team_id)
        hosts = [self._named.people[each].name for each in session.host_ids if each in self._named.people]
        told = " ".join((session.topic, team.name if team else "", *hosts, session.place)).casefold()
        return all(word in told for word in wanted)
