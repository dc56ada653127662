"""The page's parts: the buttons of its head, the timeline with its legend, the place of the pane, the empty states."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.rotations.legend import Legend
from desktop_app.ui.rotations.timeline import Timeline
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.messages import MessageBar
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.side import Side

BESIDE_FROM = 1180  # width of the window from which on the pane stands beside the timeline


class HeadButtons:
    """The page's actions in its header."""

    def __init__(self) -> None:
        self.versions_menu, self.print_menu = QMenu(), QMenu()
        self.versions = Button(
            _("Plan"), icon="calendar-range", tip=_("Versions of this plan, and other rotas"), menu=self.versions_menu
        )
        self.improve = Button(_("Improve"), icon="play")
        self.print = Button(
            _("Print"), icon="printer", tip=_("On paper, as a workbook or as calendars"), menu=self.print_menu
        )
        self.publish = Button(
            _("Publish"), look=Look.PRIMARY, tip=_("Give this version its number; later edits begin a new draft")
        )

    @property
    def all(self) -> tuple[Button, ...]:
        return self.versions, self.improve, self.print, self.publish


class WeeksButton(Button):
    """How many weeks are seen at once."""

    chosen = Signal(int)  # 0 for as many as fit

    def __init__(self) -> None:
        self._menu = QMenu()
        super().__init__(
            _("Weeks"), look=Look.QUIET, tip=_("How many weeks are seen at once"), menu=self._menu, height=28
        )
        self._menu.aboutToShow.connect(self._fill)
        self._most, self._now, self._held = 0, 0, 0

    def show_weeks(self, now: int, most: int, held: int) -> None:
        """``most`` are legible in this room, ``held`` was chosen (0: as many as fit)."""
        self._now, self._most, self._held = now, most, held
        self.setText(ngettext("{n} week", "{n} weeks", now).format(n=number(now)))
        self.updateGeometry()

    def _fill(self) -> None:
        self._menu.clear()
        for weeks in (0, *(n for n in (1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 26) if n < self._most)):
            words = ngettext("{n} week", "{n} weeks", weeks).format(n=number(weeks)) if weeks else _("As many as fit")
            entry = self._menu.addAction(words)
            entry.setCheckable(True)
            entry.setChecked(weeks == self._held)
            entry.triggered.connect(lambda _on=False, n=weeks: self.chosen.emit(n))


class Body(QWidget):
    """Timeline and legend at the left, the pane beside them, over them when the window is narrow."""

    def __init__(self, timeline: Timeline, side: Side) -> None:
        super().__init__()
        self.timeline, self._side, self._over, self._held = timeline, side, False, 0
        self.legend, self.message, self.weeks = Legend(), MessageBar(), WeeksButton()
        self.weeks.chosen.connect(self.set_weeks)
        timeline.zoom_wanted.connect(lambda step: self.set_weeks(max(1, timeline.weeks + step)))
        timeline.laid_out.connect(self._show_weeks)
        foot = row((column(RING, (self.legend, 1)), 1), self.weeks, spacing=8)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setAlignment(self.weeks, Qt.AlignmentFlag.AlignTop)
        left = column((timeline, 1), 2, foot, 2, self.message, 8)
        left.addStretch(0)
        self._gap = theme().px(24)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.addLayout(left, 0, 0)
        self._grid.addWidget(side, 0, 1)
        self._grid.setColumnStretch(0, 1)
        self.overhang = (0, RING)
        side.changed.connect(self._make_gap)

    def set_weeks(self, weeks: int) -> None:
        """0 is as many as fit; more than are legible is the same."""
        self._held = weeks if weeks < self.timeline.most_weeks else 0
        self.timeline.set_weeks(self._held)

    def _show_weeks(self) -> None:
        self.weeks.show_weeks(self.timeline.weeks, self.timeline.most_weeks, self._held)

    def _make_gap(self) -> None:
        beside = not self._over and not self._side.isHidden()
        self._grid.setHorizontalSpacing(self._gap if beside else 0)
        self.timeline.set_covered(self._side.sizeHint().width() if self._over and not self._side.isHidden() else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        over = self.window().width() < theme().px(BESIDE_FROM)
        if over != self._over:
            self._over = over
            self._grid.removeWidget(self._side)
            if over:
                self._grid.addWidget(self._side, 0, 0, Qt.AlignmentFlag.AlignRight)
                self._side.raise_()
            else:
                self._grid.addWidget(self._side, 0, 1)
            self._make_gap()


class NoPeople(EmptyState):
    """Before there is anybody to plan."""

    def __init__(self) -> None:
        self.people = Button(_("Add people"), icon="user-plus", look=Look.PRIMARY)
        super().__init__(
            _("Add people first"),
            _("A rotation needs people in a team of Dev and in a team of Ops."),
            icon="users",
            buttons=(self.people,),
        )


class NoRota(EmptyState):
    """People, but no rota yet."""

    def __init__(self) -> None:
        self.plan = Button(_("Plan a rota"), icon="calendar-plus", look=Look.PRIMARY)
        super().__init__(
            _("No rota yet"),
            _("A rota sends people of Dev to Ops and of Ops to Dev for some weeks, and watches each team's cover."),
            icon="calendar-range",
            buttons=(self.plan,),
        )
