"""The page "Teams and targets"."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.targets import TargetSet
from desktop_app.domain.teams import Side
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.targets import TargetService
from desktop_app.services.teams import TeamLine, TeamService
from desktop_app.ui.operations import Operations
from desktop_app.ui.teams.target_row import Wanted
from desktop_app.ui.teams.target_section import TargetSection
from desktop_app.ui.teams.target_words import set_words
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
        self.setLayout(column(head, (PageBody(column((self._halves, 1))), 1)))

    def _listen(self) -> None:
        self.accept.clicked.connect(self._accept_proposals)
        self._start.clicked.connect(partial(self.navigated.emit, "import"))
        self.team_section.side_chosen.connect(self._set_sides)
        self.team_section.incidents_wanted.connect(self.opened)
        section = self.target_section
        section.wanted.connect(self._change_target)
        section.set_added.connect(self._add_set)
        section.set_renamed.connect(self._rename_set)
        section.set_removed.connect(self._remove_set)
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
        self._operations.query(("teams", "sets"), self._targets.target_sets, self._show_sets, self._fail)

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

    def _show_sets(self, sets: tuple[TargetSet, ...]) -> None:
        self.target_section.show_sets(sets)

    def _fail(self, error: SecondWayError) -> None:
        self.message.say(error.sentence, Severity.WARNING)

    def _set_sides(self, ids: tuple[int, ...], side: Side) -> None:
        by_id = {line.id: line for line in self.team_section.table.teams.lines}
        ids = tuple(each for each in ids if each in by_id and by_id[each].side is not side)
        if not ids:
            return
        said = side_words([by_id[each].name for each in ids], side)
        self.team_section.table.teams.put(set(ids), side)
        self._store(_("Setting sides"), partial(self._teams.set_sides, ids, side), said, self._fail_and_reload)

    def _accept_proposals(self) -> None:
        self._store(_("Setting sides"), self._teams.accept_proposals, "", self._fail_and_reload)

    def _change_target(self, wanted: Wanted) -> None:
        if wanted.store is not None:
            call = partial(self._targets.set_target, wanted.target_set.id, wanted.store)
            self._store(_("Storing the target"), call, set_words(wanted.target_set, wanted.store), self._refuse_target)
        elif wanted.remove is not None:
            call = partial(self._targets.remove_target, wanted.target_set.id, wanted.remove)
            said = _("A target of {classification} was removed from {name}.").format(
                classification=wanted.remove.classification.label, name=wanted.target_set.name
            )
            self._store(_("Removing the target"), call, said, self._refuse_target)

    def _add_set(self, name: str, copied_from: int) -> None:
        said = _("Target set {name} was added.").format(name=name.strip())
        call = partial(self._targets.add_set, name, copied_from)
        self._store(_("Adding the target set"), call, said, self._refuse_target)

    def _rename_set(self, set_id: int, name: str) -> None:
        said = _("The target set is called {name}.").format(name=name.strip())
        call = partial(self._targets.rename_set, set_id, name)
        self._store(_("Renaming the target set"), call, said, self._refuse_target)

    def _remove_set(self, target_set: TargetSet) -> None:
        said = _("Target set {name} was removed.").format(name=target_set.name)
        call = partial(self._targets.remove_set, target_set.id)
        self._store(_("Removing the target set"), call, said, self._refuse_target)

    def _store(
        self, title: str, call: Callable[[], Changes], said: str, failed: Callable[[SecondWayError], None]
    ) -> None:
        """One step, and the sentence after it."""
        done = partial(self._stored, said)
        self._operations.execute(lambda _progress: call(), title=title, done=done, failed=failed)

    def _stored(self, said: str, changes: Changes) -> None:
        self.target_section.calm()
        self.message.dismiss()
        self.said.emit(changes.message or said)

    def _fail_and_reload(self, error: SecondWayError) -> None:
        self._fail(error)
        self.reload()

    def _refuse_target(self, error: SecondWayError) -> None:
        self.target_section.refuse(error.sentence)
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


def side_words(names: list[str], side: Side) -> str:
    """The sentence after teams were put on a side."""
    if len(names) == 1:
        if side is Side.UNKNOWN:
            return _("{team} has no side now.").format(team=names[0])
        return _("{team} is on the side {side} now.").format(team=names[0], side=side.label)
    words = {"n": number(len(names)), "side": side.label}
    if side is Side.UNKNOWN:
        return ngettext("{n} team has no side now.", "{n} teams have no side now.", len(names)).format(**words)
    return ngettext("{n} team is on the side {side} now.", "{n} teams are on the side {side} now.", len(names)).format(
        **words
    )
