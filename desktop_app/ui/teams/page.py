"""The page "Teams and targets"."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.teams import Side
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.targets import TargetService
from desktop_app.services.teams import TeamLine, TeamService
from desktop_app.ui.operations import Operations
from desktop_app.ui.teams.edits import Edits
from desktop_app.ui.teams.target_section import TargetSection
from desktop_app.ui.teams.team_section import TeamSection
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.labels import Rule
from desktop_app.ui.widgets.layouts import HANG, Page, column
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.page_body import PageBody

_TOPICS = frozenset({Topic.TEAMS, Topic.TARGETS, Topic.INCIDENTS, Topic.WORKSPACE})
_TARGETS_WIDTH = 486
MARGIN = 12  # px below what is scrolled into view


class TeamsPage(QWidget):
    """Sides of the teams beside the target sets. Loads when first shown and whenever its topics change."""

    opened = Signal(object)  # IncidentFilter
    navigated = Signal(str)
    answered = Signal(str)
    said = Signal(str)

    def __init__(
        self, teams: TeamService, targets: TargetService, operations: Operations, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._teams, self._targets, self._operations = teams, targets, operations
        self._edits = Edits(teams, targets, operations, self)
        self._stale, self._status = True, ""
        self.accept = Button("", icon="check", look=Look.PRIMARY, tip=_("Give each team the side its name suggests"))
        self.accept.hide()
        self.header = PageHeader(self.title, actions=(self.accept,))
        self.message = MessageBar()
        self.team_section = TeamSection()
        self.target_section = TargetSection()
        self._start = Button(_("Import a ticket dump"), icon="upload", look=Look.PRIMARY)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        px = theme().px
        empty = EmptyState(
            _("No teams yet"),
            _("Teams appear with the first import, or with the first incident that names one."),
            icon="users",
            buttons=(self._start,),
        )
        self._sides = QStackedWidget()
        for widget in (QWidget(), self.team_section, empty):  # the first is the calm before the first answer
            self._sides.addWidget(widget)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(px(48 - 2 * HANG))
        self._halves.addWidget(self._sides, 1)
        self._halves.addWidget(self.target_section)
        head = Page(bottom=0)
        head.add(self.header)
        head.space(12)
        head.add(self.message)
        head.add(Rule())
        self._body = PageBody(column((self._halves, 1)))
        self.setLayout(column(head, (self._body, 1)))

    def _listen(self) -> None:
        edits, section, px = self._edits, self.target_section, theme().px
        self.accept.clicked.connect(edits.accept_proposals)
        self._start.clicked.connect(partial(self.navigated.emit, "import"))
        self.team_section.side_chosen.connect(self._set_sides)
        self.team_section.incidents_wanted.connect(self.opened)
        section.wanted.connect(edits.change_target)
        section.set_added.connect(edits.add_set)
        section.set_renamed.connect(edits.rename_set)
        section.set_removed.connect(edits.remove_set)
        section.share_set.connect(edits.set_agreed_share)
        section.shared_chosen.connect(edits.choose_shared)
        section.hours_wanted.connect(partial(self.navigated.emit, "calendars"))
        for each in section.rows.values():
            each.unfolded.connect(partial(self._body.ensureWidgetVisible, each.pending, 0, px(MARGIN)))
        edits.stored.connect(self._stored)
        edits.sides_refused.connect(self._refuse_sides)
        edits.refused.connect(self._refuse_targets)
        self._operations.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return _("Teams and targets")

    @property
    def status(self) -> str:
        """The left text of the status bar."""
        return self._status

    def reload(self) -> None:
        """Ask for teams and target sets again; what is shown stays until the answer is there."""
        self._stale = False
        self._operations.query(("teams", "lines"), self._teams.teams, self._show_teams, self._fail)
        self._operations.query(("teams", "sets"), self._targets.target_sets, self.target_section.show_sets, self._fail)

    def commit_pending(self) -> None:
        """Store what is still being typed; the window calls it before it closes."""
        self.target_section.commit_pending()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_halves()

    def _place_halves(self) -> None:
        """Beside each other where both fit, else one above the other."""
        px = theme().px
        room = self.width() - 2 * (px(32) - HANG)
        targets = max(px(_TARGETS_WIDTH), self.target_section.minimumSizeHint().width())
        beside = room >= targets + self._halves.spacing() + self.team_section.table.least_width
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != direction:
            self._halves.setDirection(direction)
        self.target_section.setFixedWidth(targets if beside else room)

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self._stale = True
            if self.isVisible():
                self.reload()

    def _show_teams(self, lines: tuple[TeamLine, ...]) -> None:
        self._sides.setCurrentIndex(1 if lines else 2)
        self.team_section.show_lines(lines)
        self._place_halves()
        waiting = sum(1 for line in lines if line.side is Side.UNKNOWN and line.proposed is not Side.UNKNOWN)
        words = ngettext("Accept {n} proposed side", "Accept {n} proposed sides", waiting)
        self.accept.setText(words.format(n=number(waiting)))
        self.accept.setVisible(bool(waiting))
        self.header.set_answer(answer(lines))
        self._status = ngettext("{n} team", "{n} teams", len(lines)).format(n=number(len(lines)))
        self.answered.emit(self._status)

    def _fail(self, error: SecondWayError) -> None:
        self.message.say(error.sentence, Severity.WARNING)

    def _set_sides(self, ids: tuple[int, ...], side: Side) -> None:
        teams = self.team_section.table.teams
        lines = [line for line in teams.lines if line.id in ids and line.side is not side]
        if lines:
            teams.put({line.id for line in lines}, side)
            self._edits.set_sides(lines, side)

    def _stored(self, said: str) -> None:
        self.target_section.calm()
        self.message.dismiss()
        self.said.emit(said)

    def _refuse_sides(self, sentence: str) -> None:
        self.message.say(sentence, Severity.WARNING)
        self.reload()  # the circles show what is stored again

    def _refuse_targets(self, sentence: str) -> None:
        self.target_section.refuse(sentence)
        self.reload()


def answer(lines: tuple[TeamLine, ...]) -> str:
    """The page's one sentence: how much cannot be told apart yet."""
    if not lines:
        return ""
    total = sum(line.incidents for line in lines)
    waiting = sum(line.incidents for line in lines if line.side is Side.UNKNOWN)
    if any(line.side is Side.UNKNOWN for line in lines):
        return ngettext(
            "{n} of {total} incident is with a team that has no side yet",
            "{n} of {total} incidents are with teams that have no side yet",
            total,
        ).format(n=number(waiting), total=number(total))
    return _("Every team has a side: incidents can be compared by route")
